"""Which patches a list is to show, of those that are seen, and in which order: as SQL that the database pages by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from weipian.store.queries.sight import seen_rows
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.inspection import Mark
from weipian.terms.words import Word

NONE = "none"
"""Of a proposal or a determination: that there is none."""


class Flag(Word):
    """What a list is asked for beside its columns; the marks of single patches are flags too (`Mark`)."""

    GONE = "gone", "不再下发"
    SPLIT = "split", "拆分过"


class Sort(Word):
    """A column that a list is put in order by."""

    DUE = "due", "期限"
    NUMBER = "number", "图斑编号"
    CATEGORY = "category", "类别"
    TOWNSHIP = "township", "乡镇"
    STATE = "state", "进度"
    AREA = "area", "面积"
    CULTIVATED = "cultivated", "耕地"
    FARMLAND = "farmland", "基本农田"
    REDLINE = "redline", "红线"
    PROPOSAL = "proposal", "机器建议"
    DETERMINATION = "determination", "判定"
    BATCH = "batch", "批次"
    ISSUED = "issued", "下发日期"


_PROGRESS = " ".join(f"WHEN '{state.value}' THEN {place}" for place, state in enumerate(State))
ORDERS = {
    Sort.DUE: "s.due",
    Sort.NUMBER: "s.number",
    Sort.CATEGORY: "s.category",
    Sort.TOWNSHIP: "s.township",
    Sort.STATE: f"CASE s.state {_PROGRESS} END",
    Sort.AREA: "s.area_um2",
    Sort.CULTIVATED: "s.cultivated_um2",
    Sort.FARMLAND: "s.farmland_um2",
    Sort.REDLINE: "s.redline_um2",
    Sort.PROPOSAL: "s.proposal",
    Sort.DETERMINATION: "s.determination",
    Sort.BATCH: "(SELECT b.name FROM batch b WHERE b.id = s.batch_id)",
    Sort.ISSUED: "s.issued",
}
MARKED = (
    "s.number IN (SELECT p.number FROM filed f JOIN plot q ON q.id = f.plot_id JOIN patch p ON p.id = q.patch_id"
    " WHERE f.current AND NOT q.closed AND f.marks LIKE %s)"
)
SPLIT = "s.number IN (SELECT p.number FROM plot q JOIN patch p ON p.id = q.patch_id WHERE q.parent_id IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """None asks nothing. `text`: a part of the number. `limit`, `offset`: a page of it."""

    sight: Sight
    state: str | None = None
    due_before: date | None = None
    category: str | None = None
    batch: str | None = None
    limit: int | None = None
    due_from: date | None = None
    undated: bool = False
    proposal: str | None = None
    determination: str | None = None
    flag: Flag | Mark | None = None
    text: str | None = None
    sort: Sort = Sort.DUE
    descending: bool = False
    undated_last: bool = False
    offset: int = 0


def order_of(wanted: Wanted) -> str:
    """What is not known comes before what is, but where the order is turned round or where it is asked to be last."""
    way = "DESC NULLS LAST" if wanted.descending else "NULLS LAST" if wanted.undated_last else "NULLS FIRST"
    by = ORDERS[wanted.sort]
    return f"s.number {way}" if wanted.sort is Sort.NUMBER else f"{by} {way}, s.number"


def conditions(wanted: Wanted, gone: Collection[str]) -> tuple[str, list[object]]:
    """The WHERE, and its values. `gone`: the numbers that a re-issue no longer has."""
    whose, own = seen_rows(wanted.sight, "s")
    asked: list[tuple[str, object]] = [
        ("s.state = %s", wanted.state),
        ("s.due < %s", _day(wanted.due_before)),
        ("s.due >= %s", _day(wanted.due_from)),
        ("s.category = %s", wanted.category),
        ("s.batch_id IN (SELECT b.id FROM batch b WHERE b.name = %s)", wanted.batch),
        *(_of_words("s.proposal", wanted.proposal)),
        *(_of_words("s.determination", wanted.determination)),
        ("UPPER(s.number) LIKE %s ESCAPE '!'", _part(wanted.text)),
    ]
    kept = [(text, value) for text, value in asked if value is not None]
    texts, values = [text for text, _ in kept], [value for _, value in kept]
    more, beside = _flagged(wanted.flag, gone)
    where = " AND ".join(filter(None, [whose, *texts, "s.due IS NULL" if wanted.undated else "", more]))
    return (f" WHERE {where}" if where else ""), [*own, *values, *beside]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_words(column: str, word: str | None) -> list[tuple[str, object]]:
    """A patch of several plots has several words, with commas between them."""
    if word == NONE:
        return [(f"{column} = %s", "")]
    return [(f"(',' || {column} || ',') LIKE %s", None if word is None else f"%,{word},%")]


def _part(text: str | None) -> str | None:
    if not text:
        return None
    plain = text.strip().upper()
    for sign in "!%_":
        plain = plain.replace(sign, f"!{sign}")
    return f"%{plain}%"


def _flagged(flag: Flag | Mark | None, gone: Collection[str]) -> tuple[str, list[object]]:
    match flag:
        case Flag.GONE:
            return (f"s.number IN ({', '.join(['%s'] * len(gone))})", [*sorted(gone)]) if gone else ("1 = 0", [])
        case Flag.SPLIT:
            return SPLIT, []
        case Mark():
            return MARKED, [f'%"{flag.value}":true%']
    return "", []
