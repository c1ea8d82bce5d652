"""异议 (D7): what a township or a party objects to, and what became of it."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act
from weipian.terms.objection import (
    NO_REMEDY,
    ObjectedTo,
    ObjectionResult,
    ObjectionStands,
    ObjectionStepKind,
    Objector,
)
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.detail import DetailPage, Paper, Table
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import ListPage, Todo

FIELDS = {"township": "乡镇", "determination": "判定", "outcome": "整改结果", "cultivated_filed": "填报耕地"}


def _raised(row: Row) -> bool:
    return bool(row["stands"] == ObjectionStands.RAISED.value)


def _taken(row: Row) -> bool:
    return bool(row["stands"] == ObjectionStands.TAKEN.value)


def _field(name: Any) -> str:
    return FIELDS.get(str(name), str(name))


FACTS = (
    Column("plot", "地块", As.PLOT),
    Column("township", "乡镇"),
    Column("about", "对什么", words=ObjectedTo),
    Column("objector", "谁提出", words=Objector),
    Column("who", "提出人"),
    Column("on", "提出日期", As.DAY),
    Column("stands", "进度", words=ObjectionStands),
    Column("due", "期限", As.LIGHT, over=lambda row: not row["due"]),
    Column("clock", "到期要办"),
    Column("reason", "理由", As.LONG),
)
OBJECTIONS = ListPage(
    "objections",
    "异议",
    "督导问责",
    ("object", "list"),
    "objections",
    (Column("objection", "编号", As.LINK, to="/objections/{}/"), *FACTS),
    subject="objection",
    takes=("only_open",),
    tabs="stands",
    does={
        "objection_answered": (
            do("object/take", "受理", _raised, number="objection"),
            do("object/answer", "答复", _taken, number="objection"),
        ),
        "objection_withdrawn": (do("object/withdraw", "撤回", number="objection"),),
    },
    beside=(
        do("object/raise", "提出异议", act=Act.OBJECTION_RAISED),
        do("object/export", "导出表给人填", act=Act.OBJECTION_RAISED),
        do("object/import", "导入填好的表", act=Act.OBJECTION_RAISED),
    ),
    todos=(Todo("answer", "受理、答复异议", Act.OBJECTION_ANSWERED),),
    note=NO_REMEDY,
    empty="没有异议。乡镇或当事人对图斑数据有不同看法的，点「提出异议」，受理、答复和期限列在这里。",
)
OBJECTION = DetailPage(
    OBJECTIONS,
    "objections",
    "异议",
    (
        *FACTS,
        Column("evidence", "证据号"),
        Column("late_days", "逾期 天", As.NUMBER),
        Column("unnamed", "已重新判定，但会审没有写明改正原判定"),
        Column("free_to_answer", "本人没有办理过原判定，可以答复"),
    ),
    (
        Table(
            "steps",
            "办理经过",
            (
                Column("on", "日期", As.DAY),
                Column("kind", "事项", words=ObjectionStepKind),
                Column("result", "结果", words=ObjectionResult),
                Column("reason", "理由", As.LONG),
                Column("paper", "文号"),
                Column("by", "经办"),
            ),
            empty="还没有受理。",
        ),
        Table(
            "changes",
            "改正改变了什么",
            (Column("where", "哪里"), Column("label", "数字"), Column("before", "改正前"), Column("after", "改正后")),
            empty="没有改正，或者数字没有变。",
        ),
        Table(
            "restated",
            "已关闭的期末表与现在不同的（原表不改）",
            (
                Column("key", "期间"),
                Column("version", "第几版", As.NUMBER),
                Column("field", "哪一项", said=_field),
                Column("was", "期末表"),
                Column("now", "现在"),
            ),
            empty="没有。",
        ),
    ),
    (Paper("答复文稿", words=("object", "paper"), field="number"),),
)
PAGES = (OBJECTIONS,)
