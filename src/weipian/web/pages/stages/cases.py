"""案件 (D2): cases and their periods; plots that wait for one, were stopped, left without one, approved afterwards."""

from __future__ import annotations

from typing import Any

from weipian.office.closing.told import determination
from weipian.terms.acting import Act
from weipian.terms.cases import (
    ApprovalLevel,
    ApprovalStage,
    Breach,
    CaseStep,
    Child,
    ClockState,
    Penalty,
    Stop,
    Whose,
    WithoutCase,
)
from weipian.terms.words import Sure
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage, Table
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage, Todo

GROUP = "查处整改"
UNITS = {"mu": "亩", "yuan": "元"}
RUNNING = (ClockState.OPEN.value, ClockState.OVERDUE.value)


def _plain(number: Any) -> str:
    """Without noughts that say nothing."""
    text = str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _next(row: Row) -> Row:
    """What the office itself has to do next; nothing once the case is over."""
    own = (one for one in row["deadlines"] if one["whose"] != Whose.PARTY.value and one["state"] in RUNNING)
    return {} if row["over"] else min(own, key=lambda one: one["due"] or "9", default={})


def _next_due(row: Row) -> Any:
    return _next(row).get("due")


def _next_label(row: Row) -> Any:
    return _next(row).get("label")


def _reached(hints: Any) -> list[str]:
    return [one["label"] for one in hints if one["reached"]]


def _no_clock(row: Row) -> bool:
    return not _next(row)


def _done(row: Row) -> bool:
    return row["state"] not in RUNNING


CLOCK = (
    Column("label", "期限"),
    Column("whose", "谁的", words=Whose),
    Column("starts", "起算", As.DAY),
    Column("period", "多长"),
    Column("due", "到期", As.LIGHT, over=_done, nothing="不能确定"),
    Column("state", "情况", words=ClockState),
    Column("met", "办结", As.DAY),
    Column("clause", "依据", As.LONG),
    Column("sure", "把握", words=Sure),
    Column("note", "说明", As.LONG),
)
CASE_FACTS = (
    Column("plots", "地块", As.PLOT),
    Column("breach", "违法性质", words=Breach),
    Column("stage", "进度", words=CaseStep),
    Column("", "下一期限", As.LIGHT, pick=_next_due, over=_no_clock),
    Column("", "到期要办", pick=_next_label),
    Column("children", "没办结的", words=Child, nothing="无"),
    Column("hints", "涉嫌犯罪提示", pick=_reached, nothing="无"),
    Column("party", "当事人"),
)
CASES = ListPage(
    "cases",
    "案件",
    GROUP,
    ("case", "list"),
    "cases",
    (Column("case", "案号", As.LINK, to="/cases/{}/"), *CASE_FACTS),
    subject="case",
    family="cases",
    takes=("every", "late"),
    tabs="stage",
    does={
        "case_advanced": (do("case/step", "登记一步", number="case"),),
        "case_closed": (do("case/close", "结案", number="case"),),
        "case_undone": (do("case/undo", "撤销最后一步", target="case"),),
    },
    beside=(
        do("case/open", "立案", act=Act.CASE_OPENED),
        do("case/export", "导出台账", act=Act.LEDGER_EXPORTED),
        do("case/import", "导入台账", act=Act.CASE_OPENED),
        do("case/undo-import", "撤销导入", act=Act.CASE_UNDONE),
    ),
    todos=(Todo("step", "办理案件", Act.CASE_ADVANCED, only=lambda row: not row["over"]),),
    note="有期限逾期的在前。期限用起算那天有效的法；提示达到移送线的，是否移送由人认定。",
    empty="没有在办的案件。立案后的案件和它的下一个期限列在这里；先到「待立案」选地块立案。",
)
ONE = DetailPage(
    CASES,
    "cases",
    "案件",
    (
        *CASE_FACTS,
        Column("next_steps", "下一步可为", As.LONG, words=CaseStep),
        Column("opened", "立案", As.DAY),
        Column("body", "办案机关"),
        Column("project", "项目"),
        Column("penalties", "处罚", words=Penalty),
        Column("suspended", "中止"),
        Column("over", "已了结"),
    ),
    (
        Table(
            "steps",
            "办理经过",
            (
                Column("on", "日期", As.DAY),
                Column("step", "步骤", words=CaseStep),
                Column("number", "文号"),
                Column("served", "送达", As.DAY),
                Column("service", "送达方式"),
                Column("penalties", "处罚", words=Penalty),
                Column("fine", "罚款 元", As.NUMBER),
                Column("reason", "内容、理由", As.LONG),
                Column("approver", "批准人"),
                Column("approver_paper", "批准文号"),
                Column("evidence", "证据号"),
                Column("by", "经办"),
            ),
        ),
        Table("deadlines", "法定期限", CLOCK, empty="还没有起算的期限。"),
        Table(
            "hints",
            "涉嫌犯罪提示（是否移送由人认定）",
            (
                Column("label", "比什么"),
                Column("value", "现有", As.NUMBER, said=_plain, nothing="不明，没有比"),
                Column("threshold", "线", As.NUMBER, said=_plain),
                Column("unit", "单位", said=lambda unit: UNITS.get(unit, unit)),
                Column("reached", "达到"),
                Column("clause", "依据", As.LONG),
                Column("sure", "把握", words=Sure),
            ),
        ),
    ),
    words=("case", "show"),
    field="number",
)
DEADLINES = ListPage(
    "cases/deadlines",
    "法定期限",
    GROUP,
    ("case", "deadlines"),
    "deadlines",
    (Column("case", "案号", As.LINK, to="/cases/{}/"), *CLOCK),
    subject="case",
    family="cases",
    takes=("every",),
    tabs="state",
    empty="没有在走的期限。立案、告知、决定以后，法定期限自动列在这里。",
)
PLACE = (Column("plot", "地块", As.PLOT), Column("township", "乡镇"))
WAITING = ListPage(
    "cases/waiting",
    "待立案",
    GROUP,
    ("case", "waiting"),
    "plots",
    (
        *PLACE,
        Column("determination", "判定", said=determination),
        Column("stopped", "已责令停止"),
        Column("patch", "图斑", As.PATCH),
    ),
    subject="plot",
    family="cases",
    tabs="township",
    does={
        "stop_ordered": (do("case/stop", "责令停止", plots="plot"),),
        "case_opened": (do("case/open", "立案", plots="plot"),),
        "case_not_opened": (do("case/decline", "不予立案", plots="plot"),),
        "uncased_rectified": (do("case/uncased", "非立案整改", plots="plot"),),
    },
    many=(
        do("case/stop", "责令停止", plots="plot"),
        do("case/open", "并案立案", plots="plot"),
        do("case/decline", "不予立案", plots="plot"),
        do("case/uncased", "非立案整改", plots="plot"),
    ),
    todos=(Todo("open", "立案或另行处理", Act.CASE_OPENED),),
    note="判定违法、还没有立案也没有另行处理的地块。",
    empty="没有等着立案的地块。判定违法、还没有立案也没有另行处理的列在这里。",
)
STOPS = ListPage(
    "cases/stops",
    "责令停止",
    GROUP,
    ("case", "stops"),
    "stops",
    (
        *PLACE,
        Column("day", "日期", As.DAY),
        Column("number", "文号"),
        Column("served", "送达", As.DAY, nothing="没有送达"),
        Column("visited", "复查", As.DAY, nothing="没有复查"),
        Column("outcome", "停了没有", words=Stop),
        Column("found", "看到什么", As.LONG),
        Column("by", "经办"),
    ),
    subject="plot",
    family="cases",
    always=(do("case/revisit", "登记复查", act=Act.STOP_ORDERED, when=lambda row: not row["visited"], plot="plot"),),
    beside=(do("case/stop", "责令停止", act=Act.STOP_ORDERED),),
    empty="没有责令停止过。文号、送达和复查列在这里；可从「待立案」勾选几个地块一起责令停止。",
)
WITHOUT = ListPage(
    "cases/without",
    "不立案的",
    GROUP,
    ("case", "without"),
    "plots",
    (
        *PLACE,
        Column("day", "日期", As.DAY),
        Column("how", "怎样处理", words=WithoutCase),
        Column("reason", "理由", As.LONG),
        Column("number", "文号"),
        Column("approver", "批准人"),
        Column("approver_paper", "批准文号"),
        Column("by", "经办"),
    ),
    subject="plot",
    family="cases",
    tabs="how",
    empty="没有不予立案、非立案整改的。在「待立案」对一个地块登记后，理由和批准人列在这里。",
)


def _unticked(row: Row) -> bool:
    return bool(row["linked"] and not row["ticked"])


APPROVALS = ListPage(
    "cases/approvals",
    "补办手续",
    GROUP,
    ("case", "approval", "list"),
    "approvals",
    (
        *PLACE,
        Column("stage", "进度", words=ApprovalStage),
        Column("day", "日期", As.DAY),
        Column("number", "批准文号"),
        Column("authority", "批准机关"),
        Column("level", "层级", words=ApprovalLevel),
        Column("linked", "增减挂钩"),
        Column("ticked", "平台已勾选"),
        Column("counts", "算已补办"),
        Column("reason", "理由", As.LONG),
        Column("by", "经办"),
    ),
    subject="plot",
    family="cases",
    tabs="stage",
    does={
        "retrospective_granted": (
            do("case/approval/grant", "登记批准", plot="plot"),
            do("case/approval/refuse", "登记未获批准", plot="plot"),
        )
    },
    always=(do("case/approval/tick", "登记平台勾选", _unticked, act=Act.RETROSPECTIVE_GRANTED, plot="plot"),),
    beside=(
        do("case/approval/check", "能不能补办"),
        do("case/approval/apply", "登记申请", act=Act.RETROSPECTIVE_APPLIED),
        do("case/approval/export", "导出表给人填", act=Act.RETROSPECTIVE_APPLIED),
        do("case/approval/import", "导入填好的表", act=Act.RETROSPECTIVE_APPLIED),
    ),
    todos=(Todo("grant", "登记补办结果", Act.RETROSPECTIVE_GRANTED),),
    note="处罚决定以后，符合政策、规划、审批层级的才推动补办。",
    empty="没有申请补办的。处罚决定以后点「登记申请」；拿不准的先点「能不能补办」。",
)
PAGES = (CASES, DEADLINES, WAITING, STOPS, WITHOUT, APPROVALS)
