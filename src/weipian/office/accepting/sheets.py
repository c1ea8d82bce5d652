"""验收表 both ways: items with the books' figures out, points and findings in, good rows one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind
from weipian.fence.table import Table
from weipian.office.accepting.checklist import checklists
from weipian.office.accepting.telling import points_text
from weipian.office.given_rows import Row, sifted, table_given, text
from weipian.office.inspecting.tables import write_table
from weipian.programme.report.acceptance.scoring import Checklist, Scored, Scoring, score
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import STAMP, Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError

FIELDS = (
    Field("township", "乡镇", required=True, filled=True),
    Field("item", "验收事项", ("事项",), required=True, filled=True),
    Field("weight", "满分"),
    Field("figures", "本系统所见"),
    Field("score", "得分", ("分数",), required=True),
    Field("note", "评分说明", ("说明",)),
    Field("finding", "发现的问题", ("问题",)),
    Field("due", "整改期限", ("期限",), Kind.DATE),
)


def export_checklist(desk: Desk, target: Path, today: date, township: str | None = None) -> int:
    """To be filled; how many rows. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    rows = [
        (
            one.township, row.item.label, points_text(row.item.weight),
            "；".join(shown.said for shown in row.shown) or "由人查看",
            points_text(row.score.score) if row.score else "", row.score.note if row.score else "", "", "",
        )
        for one in checklists(desk, today, township)
        for row in one.lines
    ]  # fmt: skip

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    header, keys = [one.label for one in FIELDS], [one.key for one in FIELDS]
    write_table(target, "验收", header, rows, note, keys=keys, foot=STAMP)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table; `scored` None in a rehearsal, or where nothing was to be written."""

    table: Table
    rows: int
    scored: Scored | None


def take_checklist(
    desk: Desk,
    path: Path,
    day: date,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Callable[[], object]] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_SCORED)
    table = table_given(path, FIELDS, mapping, encoding)
    books, seen = Checklist(desk), set[tuple[str, str]]()

    def made(row: Row) -> Scoring | None:
        words = {key: text(row, key) for key in ("township", "item", "score", "note", "finding")}
        due = row.get("due")
        one = Scoring(**words, due=due if isinstance(due, date) else None)
        if not (one.score or one.finding):
            return None
        key = (one.township, one.item)
        if key in seen:
            raise InputError("acceptance_twice", where="验收事项")
        ready = books.ready(one, day)
        seen.add(key)
        return one if ready is not None else None

    good, table = sifted(table, FIELDS, made, begin(len(table.rows)))
    if dry_run or not good:
        return Taken(table, len(good), None)
    return Taken(table, len(good), score(desk, good, day, (path.name, hash_of_file(path))))
