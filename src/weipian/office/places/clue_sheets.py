"""线索表 both ways: a form out, clues in, good rows one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import shapely

from weipian.fence.field import Field, Kind
from weipian.fence.table import Table
from weipian.office.given_rows import Row, sifted, table_given, text
from weipian.office.inspecting.tables import write_table
from weipian.office.places.clues import shown
from weipian.programme.intake.acts.clues import Finding, Sheet, keep_clues, ready
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.eyes import eyes_of
from weipian.terms.acting import STAMP, Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.places import ClueDone, ClueSource

FIELDS = (
    Field("township", "乡镇"),
    Field("day", "发现日期", kind=Kind.DATE, required=True, filled=True),
    Field("source", "来源", kind=Kind.WORD, required=True, filled=True, word=ClueSource),
    Field("place", "位置", ("坐标", "经纬度"), required=True, filled=True),
    Field("epsg", "坐标系", ("EPSG",)),
    Field("told", "情况", ("情况说明",), required=True, filled=True),
    Field("finder", "发现人"),
    Field("done", "已采取措施", ("措施",), Kind.WORD, word=ClueDone),
    Field("done_on", "措施日期", kind=Kind.DATE),
    Field("paper", "文号"),
)


def export_clues(desk: Desk, target: Path) -> int:
    """The clues in sight in the form that is taken in; how many rows. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    eyes = eyes_of(desk.policy, desk.actor)
    rows = [
        (
            one.clue.township, one.clue.day.isoformat(), one.clue.source.label,
            shapely.from_wkb(one.clue.wkb).wkt if one.clue.wkb else "", one.clue.crs.removeprefix("EPSG:"),
            eyes.deep(one.clue.told), eyes.name(one.clue.finder) if one.clue.finder else "",
            one.clue.done.label if one.clue.done else "",
            one.clue.done_on.isoformat() if one.clue.done_on else "", one.clue.paper,
        )
        for one in shown(desk, only_open=True)
    ]  # fmt: skip

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    header, keys = [one.label for one in FIELDS], [one.key for one in FIELDS]
    write_table(target, "线索", header, rows, note, keys=keys, foot=STAMP)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: the new clues, the number of the table."""

    table: Table
    rows: int
    clues: tuple[int, ...]
    sheet: int | None


def take_clues(
    desk: Desk,
    path: Path,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Callable[[], object]] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CLUE_KEPT)
    table = table_given(path, FIELDS, mapping, encoding)

    def made(row: Row) -> Finding:
        one = _finding(row)
        ready(desk, one)
        return one

    good, table = sifted(table, FIELDS, made, begin(len(table.rows)))
    if dry_run or not good:
        return Taken(table, len(good), (), None)
    keys, number = keep_clues(desk, good, Sheet(path.name, hash_of_file(path)))
    return Taken(table, len(good), tuple(keys), number)


def _finding(row: Row) -> Finding:
    """Raises InputError."""
    day, source, done, done_on = (row.get(key) for key in ("day", "source", "done", "done_on"))
    assert isinstance(day, date)
    assert isinstance(source, ClueSource)
    assert isinstance(done, ClueDone)
    return Finding(
        township=text(row, "township"),
        day=day,
        source=source,
        place=text(row, "place"),
        epsg=_epsg(text(row, "epsg")),
        finder=text(row, "finder"),
        told=text(row, "told"),
        done=done,
        done_on=done_on if isinstance(done_on, date) else None,
        paper=text(row, "paper"),
    )


def _epsg(word: str) -> int | None:
    plain = word.upper().removeprefix("EPSG:").strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 6):
        raise InputError("crs_not_allowed", where="坐标系", name=word)
    return int(plain)
