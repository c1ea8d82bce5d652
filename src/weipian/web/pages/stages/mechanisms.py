"""四项机制 (E4): the four side by side, what leads to them, what townships began themselves."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act
from weipian.terms.pressing import (
    Holds,
    Mechanism,
    MechanismState,
    SentPaper,
    StartKind,
    StepKind,
    Trigger,
)
from weipian.web.frame.route import Opens
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage, Todo

GROUP = "督导问责"


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
        do("mechanism/held", "登记开展约谈", _interview, act=Act.MECHANISM_STEPPED, number="mechanism"),
        do(
            "mechanism/withdraw",
            "撤回提请",
            lambda row: row["state"] == MechanismState.PROPOSED.value,
            act=Act.MECHANISM_PROPOSED,
            number="mechanism",
        ),
    ),
    beside=(do("mechanism/propose", "提请", act=Act.MECHANISM_PROPOSED),),
    todos=(Todo("decide", "决定启动机制", Act.MECHANISM_DECIDED),),
    opens=Opens.PRESSING,
    note="通报提醒、约谈、联合惩戒、移交问责，四项并列。机器只列情形，人提请，决定机关决定。",
    empty="没有提请过。先到「符合哪些情形」看哪个乡镇到了提示线，再点「提请」。",
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
        Column("triggers", "符合的情形", As.LINES, pick=_holding, nothing="没有"),
        Column("triggers", "件数太少，不判", pick=_few, nothing="没有"),
        Column("triggers", "由人判断", As.LONG, pick=_people, nothing="没有"),
    ),
    subject="township",
    family="mechanisms",
    takes=("township", "period"),
    always=(do("mechanism/propose", "提请", act=Act.MECHANISM_PROPOSED, township="township"),),
    opens=Opens.PATCHES,
    note="提示线是本系统暂定的，只作提示；不提请、不决定。",
    empty="没有可看的乡镇。有了图斑以后，每个乡镇符合哪些情形列在这里。",
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
    beside=(
        do("mechanism/interview", "登记乡镇约谈", act=Act.TOWNSHIP_INTERVIEW_HELD),
        do("mechanism/accountability", "登记乡镇启动问责", act=Act.ACCOUNTABILITY_STARTED),
    ),
    todos=(Todo("papers", "报送约谈、问责材料", Act.PAPERS_SENT),),
    opens=Opens.PRESSING,
    empty="没有登记过。乡镇自行约谈、启动问责后，点上面的按钮登记，材料报没报齐列在这里。",
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
    beside=(do("mechanism/step", "登记督促、拒不整改", act=Act.MECHANISM_STEPPED),),
    opens=Opens.PRESSING,
    empty="没有登记过。督促项目整改、项目拒不整改的，点「登记督促、拒不整改」。",
)


def _unreceipted(row: Row) -> bool:
    return not row["receipt_on"]


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
    always=(do("mechanism/receipt", "登记回执", _unreceipted, act=Act.MECHANISM_STEPPED, number="referral"),),
    beside=(do("mechanism/refer", "登记移交问责", act=Act.MECHANISM_DECIDED),),
    opens=Opens.PRESSING,
    note="只记文号、日期、收件机关和回执。看得到约谈问责材料的人看全部，其他人只看自己经手的。",
    empty="没有移交问责的，或者没有您看得到的。",
)
PAGES = (MECHANISMS, TRIGGERS, STARTS, STEPS, ACCOUNTABILITY)
