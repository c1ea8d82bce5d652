"""函件 (E5): letters on their way from draft to reply."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act
from weipian.terms.pressing import (
    LetterKind,
    LetterStage,
    LetterState,
)
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
        do("letter/warning", "拟警示提醒函", act=Act.LETTER_DRAFTED),
        do("letter/advice", "拟监督建议函", act=Act.LETTER_DRAFTED),
        do("letter/template", "导出签收回复表", act=Act.LETTER_REPLIED),
        do("letter/import", "导入签收回复表", act=Act.LETTER_REPLIED),
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
    empty="没有函件。警示提醒函、监督建议函从拟稿到回复列在这里；点「拟警示提醒函」开始。",
)
FIGURES = {
    "plots": "地块",
    "inspected": "已核查",
    "undetermined": "未判定",
    "unlawful": "判定为违法的",
    "open": "未整改到位",
    "mining": "矿产图斑",
    "mining_unlawful": "矿产违法",
    "mining_open": "矿产未整改到位",
    "overdue": "到期未办",
    "uninspected_overdue": "逾期未核查",
    "late_plots": "逾期",
}
"""The figures of a letter as its own table calls them."""


def _figure(name: Any) -> str:
    return FIGURES.get(str(name), str(name))


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
            (Column("name", "数", said=_figure), Column("value", "地块", As.PLOT)),
            empty="没有，或者您看不到全县的地块。",
        ),
    ),
    (Paper("正文"),),
    words=("letter", "show"),
    field="number",
)
PAGES = (LETTERS,)
