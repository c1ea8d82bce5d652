"""证据 (B5, F1): what was put in, by whom, who had the originals."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act
from weipian.terms.evidence import CustodyKind, EvidenceKind
from weipian.web.pages.stages.columns import As, Column
from weipian.web.pages.stages.detail import DetailPage, Table
from weipian.web.pages.stages.doing import Do, do
from weipian.web.pages.stages.listing import ListPage


def _size(value: Any) -> str:
    return f"{value / 1024:.0f} KB" if value < 1024 * 1024 else f"{value / 1024 / 1024:.1f} MB"


def _moment(value: Any) -> str:
    return str(value).replace("T", " ")[:16]


FACTS = (
    Column("plot", "地块", As.PLOT),
    Column("township", "乡镇"),
    Column("kind", "种类", words=EvidenceKind),
    Column("name", "文件"),
    Column("note", "说明", As.LONG),
    Column("taken_at", "拍摄", As.DAY, said=_moment, nothing="没有拍摄信息"),
    Column("size", "大小", As.NUMBER, said=_size),
    Column("by", "谁存入"),
    Column("at", "何时存入", As.DAY, said=_moment),
)
EVIDENCE = ListPage(
    "evidence",
    "证据",
    "线索证据",
    ("evidence", "list"),
    "evidence",
    (Column("evidence", "证据号", As.LINK, to="/evidence/{}/"), *FACTS),
    subject="evidence",
    takes=("plot",),
    tabs="kind",
    always=(
        Do(("evidence", "show"), "取查看副本", (("number", "evidence"),), (("output", "查看副本.jpg"),)),
        do("evidence/correct", "改正", act=Act.EVIDENCE_ADDED, number="evidence"),
    ),
    beside=(
        do("evidence/add", "存入", act=Act.EVIDENCE_ADDED),
        do("evidence/export", "导出原件", act=Act.EVIDENCE_GIVEN),
        do("evidence/check", "核对原件"),
        do("evidence/growth", "占用和增长"),
    ),
    note="原件按内容的校验值封存，从不修改；取原件、导出记入日志。",
    empty="还没有存入证据。照片、批文、纪要点「存入」，按地块封存；核查、整改、案件都引用证据号。",
)
ONE = DetailPage(
    EVIDENCE,
    "evidence",
    "证据",
    (
        *FACTS,
        Column("patch", "图斑", As.PATCH),
        Column("media_type", "格式"),
        Column("sha256", "SHA-256", As.LONG),
        Column("sm3", "SM3", As.LONG, nothing="本机没有算"),
        Column("replaces", "代替哪一号"),
    ),
    (
        Table(
            "custody",
            "原件谁看过、谁导出过",
            (
                Column("at", "何时", said=_moment),
                Column("what", "做了什么", words=CustodyKind),
                Column("by", "谁"),
                Column("why", "理由", As.LONG),
                Column("event", "日志第几条", As.NUMBER),
            ),
            empty="原件没有人看过、导出过。",
        ),
    ),
    words=("evidence", "history"),
    field="number",
)
PAGES = (EVIDENCE,)
