"""函件、四项机制 (E4–E6): letters on their way, and the four mechanisms side by side."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act
from weipian.terms.pressing import (
    Holds,
    LetterKind,
    LetterStage,
    LetterState,
    Mechanism,
    MechanismState,
    SentPaper,
    StartKind,
    StepKind,
    Trigger,
)
from weipian.web.frame.route import Opens
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage, Paper, Table
from weipian.web.pages.stages.doing import Do, do
from weipian.web.pages.stages.listing import ListPage, Todo

GROUP = "督导问责"


def _replied(row: Row) -> bool:
    return row["state"] in (LetterState.REPLIED.value, LetterState.WITHDRAWN.value)


def _move(word: str, label: str) -> tuple[Do, ...]:
    return (do(f"letter/{word}", label, number="letter"),)


FACTS = (
    Column("kind", "哪一种", words=LetterKind),
    Column("to", "发给"),
    Column("stage", "据哪一阶段", words=LetterStage),
    Column("period", "期间"),
    Column("state", "进度", words=LetterState),
    Column("number", "函号", nothing="未编号"),
    Column("due", "回复期限", As.LIGHT, over=_replied, nothing="发出后起算"),
    Column("overdue", "逾期未回复"),
)
LETTERS = ListPage(
    "letters",
    "函件",
    GROUP,
    ("letter", "list"),
    "letters",
    (Column("letter", "编号", As.LINK, to="/letters/{}/"), *FACTS, Column("drafted_by", "拟稿")),
    subject="letter",
    takes=("overdue",),
    tabs="state",
    does={
        "edit": _move("edit", "改稿"),
        "check": _move("check", "核稿"),
        "send_back": (Do(("letter", "check"), "退改", (("number", "letter"),), (("back", "1"),)),),
        "sign": _move("sign", "签发"),
        "number": _move("number", "编号"),
        "seal": _move("seal", "用印"),
        "send": _move("send", "发出"),
        "receive": _move("receive", "签收"),
        "reply": _move("reply", "回复"),
        "withdraw": _move("withdraw", "撤回"),
    },
    beside=(
        do("letter/warning", "拟警示提醒函"),
        do("letter/advice", "拟监督建议函"),
        do("letter/template", "导出签收回复表"),
        do("letter/import", "导入签收回复表"),
    ),
    todos=(
        Todo("check", "核稿", Act.LETTER_CHECKED, "check"),
        Todo("sign", "签发函件", Act.LETTER_SIGNED, "sign"),
        Todo("number", "函件编号", Act.LETTER_SENT, "number"),
        Todo("seal", "函件用印", Act.LETTER_SENT, "seal"),
        Todo("send", "发出函件", Act.LETTER_SENT, "send"),
        Todo("receive", "签收函件", Act.LETTER_RECEIVED, "receive"),
        Todo("reply", "回复函件", Act.LETTER_REPLIED, "reply"),
    ),
    note="拟稿 → 核稿（另一人）→ 签发（负责人）→ 编号 → 用印 → 发出 → 签收 → 回复。",
    empty="没有函件。",
)
WAY = ("drafted", "checked", "signed", "numbered", "sealed", "sent", "received", "replied")
LETTER = DetailPage(
    LETTERS,
    "letters",
    "函件",
    (
        *FACTS,
        *(Column(f"{step}_on", LetterState(step).label, As.DAY) for step in WAY),
        Column("drafted_by", "拟稿人"),
        Column("checked_by", "核稿人"),
        Column("signed_by", "签发人"),
        Column("receiver", "签收人"),
        Column("reply", "回复", As.LONG),
        Column("reason", "退改、撤回理由", As.LONG),
        Column("mechanism", "凭哪一项机制", As.LINK, to="/mechanisms/{}/"),
    ),
    (
        Table(
            "plots",
            "每个数是哪些地块",
            (Column("name", "数"), Column("value", "地块", As.PLOT)),
            empty="没有，或者您看不到全县的地块。",
        ),
    ),
    (Paper("正文"),),
    words=("letter", "show"),
    field="number",
)


def _interview(row: Row) -> bool:
    decided = row["state"] == MechanismState.DECIDED.value and not row["held_on"]
    return bool(decided and row["kind"] == Mechanism.WARNING_INTERVIEW.value)


MECHANISM_FACTS = (
    Column("kind", "机制", words=Mechanism),
    Column("township", "乡镇"),
    Column("project", "项目"),
    Column("state_label", "进度"),
    Column("trigger_labels", "情形"),
    Column("because", "理由", As.LONG),
    Column("proposed_on", "提请", As.DAY),
    Column("proposed_by", "提请人"),
    Column("decided_on", "决定", As.DAY),
    Column("ends_on", "解除日期", As.DAY),
    Column("held_on", "开展约谈", As.DAY),
)
MECHANISMS = ListPage(
    "mechanisms",
    "四项机制",
    GROUP,
    ("mechanism", "list"),
    "mechanisms",
    (Column("mechanism", "编号", As.LINK, to="/mechanisms/{}/"), *MECHANISM_FACTS),
    subject="mechanism",
    family="mechanisms",
    tabs="kind",
    does={
        "mechanism_decided": (do("mechanism/decide", "决定", number="mechanism"),),
        "mechanism_lifted": (do("mechanism/lift", "解除", number="mechanism"),),
    },
    always=(
        do("mechanism/held", "登记开展约谈", _interview, number="mechanism"),
        do(
            "mechanism/withdraw",
            "撤回提请",
            lambda row: row["state"] == MechanismState.PROPOSED.value,
            number="mechanism",
        ),
    ),
    beside=(do("mechanism/propose", "提请"),),
    todos=(Todo("decide", "决定启动机制", Act.MECHANISM_DECIDED),),
    opens=Opens.PRESSING,
    note="通报提醒、约谈、联合惩戒、移交问责，四项并列。机器只列情形，人提请，决定机关决定。",
    empty="没有提请过。",
)


MECHANISM = DetailPage(
    MECHANISMS,
    "mechanisms",
    "四项机制",
    (
        *MECHANISM_FACTS,
        Column("person", "约谈谁"),
        Column("department", "部门"),
        Column("decided_by", "决定人"),
        Column("decision", "决定", As.LONG),
        Column("ground", "依据", As.LONG),
        Column("signer", "签批人"),
        Column("lifted_on", "已解除", As.DAY),
        Column("reason", "解除、撤回理由", As.LONG),
    ),
)


def _holding(found: Any) -> str:
    return "；".join(
        f"{Mechanism(one['mechanism']).label}·{Trigger(one['trigger']).label}：{one['said']}"
        for one in found
        if one["holds"] == Holds.YES.value
    )


def _few(found: Any) -> str:
    return "；".join(Trigger(one["trigger"]).label for one in found if one["holds"] == Holds.FEW.value)


def _people(found: Any) -> str:
    names = (Trigger(one["trigger"]).label for one in found if one["holds"] == Holds.PEOPLE.value)
    return "、".join(dict.fromkeys(names))


TRIGGERS = ListPage(
    "mechanisms/triggers",
    "符合哪些情形",
    GROUP,
    ("mechanism", "triggers"),
    "townships",
    (
        Column("township", "乡镇"),
        Column("plots", "地块", As.NUMBER),
        Column("triggers", "符合的情形", As.LONG, pick=_holding, nothing="没有"),
        Column("triggers", "件数太少，不判", pick=_few, nothing="没有"),
        Column("triggers", "由人判断", As.LONG, pick=_people, nothing="没有"),
    ),
    subject="township",
    family="mechanisms",
    takes=("township", "period"),
    always=(do("mechanism/propose", "提请", township="township"),),
    opens=Opens.PATCHES,
    note="提示线是本系统暂定的，只作提示；不提请、不决定。",
)
STARTS = ListPage(
    "mechanisms/starts",
    "乡镇自行约谈、问责",
    GROUP,
    ("mechanism", "starts"),
    "starts",
    (
        Column("start", "编号", As.NUMBER),
        Column("kind", "事项", words=StartKind),
        Column("township", "乡镇"),
        Column("day", "日期", As.DAY),
        Column("due", "报材料期限", As.LIGHT, over=lambda row: not row["missing"], nothing="日期待定"),
        Column("missing", "还缺", words=SentPaper, nothing="已报齐"),
        Column("complete_on", "报齐", As.DAY),
        Column("late_working_days", "迟 个工作日", As.NUMBER, nothing="推算不出"),
    ),
    subject="start",
    family="mechanisms",
    does={"papers_sent": (do("mechanism/papers", "报材料", number="start"),)},
    beside=(do("mechanism/interview", "登记乡镇约谈"), do("mechanism/accountability", "登记乡镇启动问责")),
    todos=(Todo("papers", "报送约谈、问责材料", Act.PAPERS_SENT),),
    opens=Opens.PRESSING,
    empty="没有登记过。",
)
STEPS = ListPage(
    "mechanisms/steps",
    "项目督促",
    GROUP,
    ("mechanism", "steps"),
    "steps",
    (
        Column("step", "编号", As.NUMBER),
        Column("project", "项目"),
        Column("kind", "事项", words=StepKind),
        Column("day", "日期", As.DAY),
        Column("department", "部门"),
        Column("number", "文号"),
        Column("note", "说明", As.LONG),
    ),
    subject="step",
    family="mechanisms",
    beside=(do("mechanism/step", "登记督促、拒不整改"),),
    opens=Opens.PRESSING,
    empty="没有登记过。",
)
ACCOUNTABILITY = ListPage(
    "mechanisms/referrals",
    "移交问责",
    GROUP,
    ("mechanism", "referrals"),
    "referrals",
    (
        Column("referral", "编号", As.NUMBER),
        Column("number", "文号", nothing="（已移出）"),
        Column("day", "日期", As.DAY),
        Column("receiver_label", "收件机关"),
        Column("receipt", "回执", As.LONG, nothing="没有回执"),
        Column("receipt_on", "回执日期", As.DAY),
    ),
    subject="referral",
    family="mechanisms",
    always=(do("mechanism/receipt", "登记回执", lambda row: not row["receipt_on"], number="referral"),),
    beside=(do("mechanism/refer", "登记移交问责"),),
    opens=Opens.PRESSING,
    note="只记文号、日期、收件机关和回执。看得到约谈问责材料的人看全部，其他人只看自己经手的。",
    empty="没有，或者没有您看得到的。",
)
PAGES = (LETTERS, MECHANISMS, TRIGGERS, STARTS, STEPS, ACCOUNTABILITY)
