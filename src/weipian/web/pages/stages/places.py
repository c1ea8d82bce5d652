"""线索、重复地点 (E9): the county's own early finds, and where patches come again."""

from __future__ import annotations

from typing import Any

from weipian.terms.acting import Act
from weipian.terms.places import ClueDone, ClueSource
from weipian.terms.words import Conclusion, Determination
from weipian.web.pages.stages.columns import As, Column, Row
from weipian.web.pages.stages.doing import do
from weipian.web.pages.stages.listing import Beside, ListPage, Todo

GROUP = "线索证据"
SPOTS = {"township": "乡镇", "village": "村", "cluster": "连片"}


def _alone(row: Row) -> bool:
    return not row["patch"]


def _linked(row: Row) -> bool:
    return bool(row["patch"])


def _share(text: Any) -> str:
    return f"{float(text) * 100:.2f}%"


def _judged(found: Any) -> str:
    return "；".join(
        f"{one['plot']} {one['on'] or ''} {_word(one)}{'' if one['current'] else '（后改）'}" for one in found
    )


def _word(one: Any) -> str:
    word = one["determination"] or one["conclusion"]
    return next((each.label for kind in (Determination, Conclusion) for each in kind if each.value == word), str(word))


CLUES = ListPage(
    "clues",
    "线索",
    GROUP,
    ("clue", "list"),
    "clues",
    (
        Column("clue", "编号", As.NUMBER),
        Column("township", "乡镇"),
        Column("on", "发现", As.DAY),
        Column("source", "来源", words=ClueSource),
        Column("told", "看到什么", As.LONG),
        Column("done", "做了什么", words=ClueDone, nothing="还没有处置"),
        Column("done_on", "哪天做的", As.DAY),
        Column("paper", "文号"),
        Column("patch", "已并入图斑", As.PATCH, nothing="还没有平台编号"),
        Column("may_be", "位置上可能是", As.PATCH),
        Column("finder", "谁发现"),
    ),
    subject="clue",
    takes=("township", "only_open"),
    tabs="source",
    does={
        "clue_kept": (
            do("clue/done", "登记处置", number="clue"),
            do("clue/drop", "撤销线索", _alone, number="clue"),
        ),
        "clue_linked": (
            do("clue/link", "并入图斑", _alone, number="clue"),
            do("clue/unlink", "取消并入", _linked, number="clue"),
        ),
    },
    beside=(
        do("clue/add", "登记线索", act=Act.CLUE_KEPT),
        do("clue/export", "导出线索表", act=Act.LEDGER_EXPORTED),
        do("clue/import", "导入线索表", act=Act.CLUE_KEPT),
    ),
    todos=(Todo("link", "核对线索、并入图斑", Act.CLUE_LINKED, only=lambda row: bool(row["may_be"])),),
    note="县里自行发现、平台还没有编号的。线索不是图斑，也不是违法认定，不计入任何比例。",
    empty="没有登记线索。巡查、举报、视频监控发现的点「登记线索」；下发图斑后可并入同一位置的图斑。",
)
PLACES = ListPage(
    "places",
    "重复地点",
    GROUP,
    ("places", "list"),
    "places",
    (
        Column("patch", "图斑", As.PATCH),
        Column("township", "乡镇"),
        Column("village", "村", nothing="不明"),
        Column("issued", "下发", As.DAY),
        Column("before", "先前的图斑", nothing="没有编号"),
        Column("before_batch", "先前批次", nothing="往年图层"),
        Column("before_issued", "先前下发", As.DAY, nothing="不明"),
        Column("shared_mu", "重叠 亩", As.MU),
        Column("share", "占较小者", said=_share),
        Column("judged", "先前怎样判定", As.LONG, said=_judged, nothing="没有判定，或图层里没有"),
    ),
    subject="patch",
    takes=("township",),
    beside=(do("places/builders", "重复违法的当事人", act=Act.PERSONAL_DATA_VIEWED),),
    others=(
        Beside(
            "spots",
            "热点",
            (
                Column("kind", "哪一级", said=lambda kind: SPOTS.get(kind, kind)),
                Column("name", "名称"),
                Column("patches", "图斑", As.PATCH),
            ),
        ),
    ),
    note="两个图斑重叠达到政策包的比例算同一地点。重叠只是线索，不是违法认定；没有往年图层的，往年没有查。",
    empty="没有达到重叠比例的地点；没有往年图层的，往年没有查。",
)
PAGES = (CLUES, PLACES)
