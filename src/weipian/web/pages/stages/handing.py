"""移交部门、移送、信息共享、检察建议 (D3): what others have to answer, and what was sent to them."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act, Register
from weipian.terms.handover import AnswerKind, ReferralKind, Stage
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage, Table
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import Beside, ListPage, Todo

GROUP = "移交移送"
OPEN = tuple(stage.value for stage in Stage if stage.is_open)


def _closed(row: Row) -> bool:
    return row["stage"] not in OPEN


def _late(days: Any) -> str:
    return f"{days} 日" if days else "没有逾期"


def _answered(row: Row) -> bool:
    return bool(row["answered"])


def _to_check(row: Row) -> bool:
    """Whether the last answer waits for somebody to look at it."""
    return bool(row["answers"] and row["answers"][-1]["accepted"] is None)


FACTS = (
    Column("patch", "图斑", As.PATCH),
    Column("department", "部门"),
    Column("township", "乡镇"),
    Column("matter", "事由", nothing="没有写"),
    Column("stage", "进度", words=Stage),
    Column("effective_due", "办结期限", As.LIGHT, over=_closed),
    Column("days_late", "逾期", said=_late, nothing="待定（放假安排未公布）"),
    Column("answers", "答复", As.LONG, pick=lambda found: found[-1]["told"] if found else None, nothing="还没有"),
    Column("reminders", "催办 次", As.NUMBER, said=lambda found: str(len(found))),
    Column("housing", "占耕建房"),
)
HANDOVERS = ListPage(
    "handovers",
    "移交部门",
    GROUP,
    ("handover", "list"),
    "handovers",
    (Column("handover", "编号", As.LINK, to="/handovers/{}/"), *FACTS),
    subject="handover",
    takes=("department", "late", "still_open"),
    tabs="stage",
    does={
        "handover_answered": (
            do("handover/answer", "登记答复", lambda row: row["stage"] in OPEN, patch="patch", department="department"),
        ),
        "handover_answer_checked": (do("handover/check", "认可或退回", _to_check, number="answers.-1.answer"),),
        "handover_reminded": (
            do("handover/remind", "催办", lambda row: row["stage"] in OPEN, department="department"),
        ),
        "handover_undone": (do("handover/undo", "撤销移交", patch="patch", department="department"),),
    },
    beside=(
        do("handover/give", "移交", act=Act.HANDED_OVER),
        do("handover/remind", "催办一个部门", act=Act.HANDOVER_REMINDED),
        do("handover/export", "导出表给人填", act=Act.LEDGER_EXPORTED),
        do("handover/import", "导入填好的表", act=Act.HANDOVER_ANSWERED),
        do("handover/sheets", "导入记录"),
    ),
    todos=(
        Todo("answer", "答复移交", Act.HANDOVER_ANSWERED, only=lambda row: row["stage"] in OPEN),
        Todo("check", "审核移交答复", Act.HANDOVER_ANSWER_CHECKED, only=_to_check),
    ),
    others=(
        Beside(
            "departments",
            "各部门",
            (
                Column("department", "部门"),
                Column("total", "移交", As.NUMBER),
                Column("open", "未办结", As.NUMBER),
                Column("late", "逾期 件", As.NUMBER),
                Column("days", "逾期 日", As.NUMBER),
                Column("unsure", "逾期待定 件", As.NUMBER),
                Column("reminders", "催办 次", As.NUMBER),
            ),
        ),
    ),
    sheet="移交登记簿.xlsx",
    empty="没有移交过。交给农业农村等部门办的图斑列在这里，带办结期限和答复；点「移交」开始。",
)
HANDOVER = DetailPage(
    HANDOVERS,
    "handovers",
    "移交部门",
    (
        *FACTS[:7],
        Column("given", "移交日期", As.DAY),
        Column("document", "文号"),
        Column("due", "写明的期限", As.DAY),
        Column("inner_due", "内部期限", As.DAY),
        Column("answerer", "由谁答复", nothing="未定"),
        Column("housing", "占耕建房"),
    ),
    (
        Table(
            "answers",
            "答复",
            (
                Column("on", "日期", As.DAY),
                Column("kind", "类型", words=AnswerKind),
                Column("told", "处理情况", As.LONG),
                Column("evidence", "证据号"),
                Column("accepted", "认可", nothing="还没有审核"),
                Column("reason", "退回理由", As.LONG),
                Column("by", "经办"),
            ),
            empty="还没有答复。",
        ),
        Table("reminders", "催办", (Column("on", "日期", As.DAY), Column("by", "经办")), empty="没有催办过。"),
    ),
)
BACK = Column("undone.reason", "撤销理由", As.LONG, nothing="")
REFERRALS = ListPage(
    "referrals",
    "移送",
    GROUP,
    ("refer", "list"),
    "referrals",
    (
        Column("referral", "编号", As.NUMBER),
        Column("kind", "类别", words=ReferralKind),
        Column("number", "文号"),
        Column("on", "移送日期", As.DAY),
        Column("receiver", "接收单位"),
        Column("receipt", "回执", nothing="没有回执"),
        Column("receipt_on", "回执日期", As.DAY),
        Column("plot", "地块", As.PLOT),
        Column("by", "经办"),
    ),
    subject="referral",
    tabs="kind",
    does={
        "referral_receipted": (do("refer/receipt", "登记回执", number="referral"),),
        "referral_undone": (do("refer/undo", "撤销", number="referral"),),
    },
    beside=(
        do("refer/add", "登记移送", act=Act.REFERRED),
        do("refer/export", "导出表给人填", act=Act.REFERRED),
        do("refer/import", "导入填好的表", act=Act.REFERRED),
    ),
    others=(
        Beside(
            "withdrawn",
            "已撤销的",
            (
                Column("referral", "编号", As.NUMBER),
                Column("number", "文号"),
                Column("receiver", "接收单位"),
                Column("undone.on", "撤销日期", As.DAY),
                Column("undone.by", "谁撤销"),
                BACK,
            ),
        ),
    ),
    opens=Register.REFERRALS,
    sheet="移送登记簿.xlsx",
    note="只记文号、日期、接收单位和回执，不记内容。",
    empty="没有移送过。移送司法、纪检监察、人事的文号和回执列在这里；从地块页或案件页登记。",
)
SHARINGS = ListPage(
    "sharings",
    "信息共享",
    GROUP,
    ("share", "list"),
    "sharings",
    (
        Column("sharing", "编号", As.NUMBER),
        Column("body", "单位"),
        Column("what", "共享了什么", As.LONG),
        Column("count", "个数", As.NUMBER),
        Column("plots", "地块", As.PLOT, nothing="没有逐个写"),
        Column("on", "日期", As.DAY),
        Column("document", "文号"),
        Column("answered", "答复日期", As.DAY, nothing="没有答复"),
        Column("told", "答复", As.LONG),
        Column("by", "经办"),
    ),
    subject="sharing",
    tabs="body",
    does={
        "sharing_answered": (do("share/answer", "登记答复", number="sharing"),),
        "sharing_undone": (do("share/undo", "撤销", number="sharing"),),
    },
    beside=(
        do("share/add", "登记共享", act=Act.SHARED),
        do("share/export", "导出表给人填", act=Act.SHARED),
        do("share/import", "导入填好的表", act=Act.SHARED),
    ),
    opens=Register.SHARINGS,
    sheet="信息共享登记簿.xlsx",
    empty="没有共享过。与别的单位共享了哪一类信息、答复没有，列在这里；点「登记共享」开始。",
)
SUGGESTIONS = ListPage(
    "suggestions",
    "检察建议",
    GROUP,
    ("suggest", "list"),
    "suggestions",
    (
        Column("suggestion", "编号", As.NUMBER),
        Column("number", "文号"),
        Column("body", "机关"),
        Column("matter", "事项", As.LONG),
        Column("received", "收到", As.DAY),
        Column("due", "答复期限", As.LIGHT, over=_answered),
        Column("days_late", "逾期", said=_late, nothing="待定"),
        Column("plots", "地块", As.PLOT),
        Column("answered", "答复日期", As.DAY, nothing="没有答复"),
        Column("reply", "答复文号"),
        Column("told", "答复", As.LONG),
    ),
    subject="suggestion",
    does={
        "suggestion_answered": (do("suggest/answer", "登记答复", number="suggestion"),),
        "suggestion_undone": (do("suggest/undo", "撤销", number="suggestion"),),
    },
    beside=(
        do("suggest/add", "登记收到", act=Act.SUGGESTION_TAKEN),
        do("suggest/export", "导出表给人填", act=Act.SUGGESTION_TAKEN),
        do("suggest/import", "导入填好的表", act=Act.SUGGESTION_TAKEN),
    ),
    todos=(Todo("answer", "答复检察建议", Act.SUGGESTION_ANSWERED, only=lambda row: not row["answered"]),),
    opens=Register.SUGGESTIONS,
    sheet="检察建议登记簿.xlsx",
    empty="没有收到过检察建议。收到后点「登记收到」，答复期限从收到之日起算。",
)
PAGES = (HANDOVERS, REFERRALS, SHARINGS, SUGGESTIONS)
