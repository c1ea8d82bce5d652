"""Assignments and inspections as tables both ways: good rows are one act, bad ones go back in an error workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind, folded_name
from weipian.fence.table import Cells, Table, rows_of
from weipian.office.inspecting.listing import lying
from weipian.office.inspecting.tables import write_table
from weipian.office.ledger.following import follow
from weipian.programme.inspection.acts.assigning import Assigning, Giving, Sheet, assign_sheet
from weipian.programme.inspection.acts.recording import Recording, Visit, record
from weipian.programme.inspection.site import OWN, SITE_FIELDS, fact
from weipian.programme.intake.tables import cells_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.ledger import lines
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Act, State
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal
from weipian.terms.inspection import SheetKind
from weipian.terms.messages import sentence

Step = Callable[[], object]

ASSIGNMENT_FIELDS: tuple[Field, ...] = (
    Field("patch", "图斑编号", ("图斑号", "JCBH"), required=True, filled=True, unique=True),
    Field("township", "乡镇"),
    Field("holder", "承办", ("承办单位", "交办给"), required=True),
    Field("person", "承办账号", ("账号",)),
    Field("due", "内部期限", ("期限",), Kind.DATE),
    Field("note", "说明", ("交办说明",)),
)
_FACTS = tuple(replace(one, required=False) for one in SITE_FIELDS.values() if one.key not in OWN)
VISIT_FIELDS: tuple[Field, ...] = (
    Field("plot", "地块编号", ("地块号", "图斑编号", "JCBH"), required=True, filled=True, unique=True),
    Field("township", "乡镇"),
    Field("inspected", "核查日期", kind=Kind.DATE, required=True),
    Field("inspector", "核查人", required=True),
    Field("account", "情况说明"),
    Field("evidence", "证据号", ("证据",)),
    *_FACTS,
)
DESK_FIELDS = (
    *VISIT_FIELDS[:2],
    Field("inspected", "举证日期", ("日期",), Kind.DATE, required=True),
    Field("inspector", "举证人", required=True),
    *VISIT_FIELDS[4:],
)
FIELDS = {
    SheetKind.ASSIGNMENTS: ASSIGNMENT_FIELDS,
    SheetKind.INSPECTIONS: VISIT_FIELDS,
    SheetKind.DESK: DESK_FIELDS,
}
ACTS = {
    SheetKind.ASSIGNMENTS: Act.INSPECTION_ASSIGNED,
    **{kind: kind.inspection.act for kind in (SheetKind.INSPECTIONS, SheetKind.DESK)},
}


def export_sheet(desk: Desk, kind: SheetKind, target: Path, today: date) -> int:
    """A table to be filled, of what waits for it in sight; how many rows. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    require_may(desk.policy, desk.actor, ACTS[kind])
    rows = _to_assign(desk, today) if kind is SheetKind.ASSIGNMENTS else _to_inspect(desk, kind)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    fields = FIELDS[kind]
    header, keys = [one.label for one in fields], [one.key for one in fields]
    write_table(target, kind.label, header, rows, note, keys=keys, foot=STAMP)
    return len(rows)


def _to_assign(desk: Desk, today: date) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for one in lying(desk, today):
        now = one.held
        person, due, note = (now.person_name, str(now.due or ""), now.note) if now else ("", "", "")
        found.append((one.patch.number, one.patch.about.township, now.holder if now else "", person, due, note))
    return found


def _to_inspect(desk: Desk, kind: SheetKind) -> list[tuple[str, ...]]:
    """Open plots in sight with what is written of them, a flag as 是 or 否; to be visited those that nobody has."""
    found: list[tuple[str, ...]] = []
    for line in lines(seen(desk)):
        facts = line.site.values if line.site else {}
        if line.state is State.WITHDRAWN or (kind is SheetKind.INSPECTIONS and facts.get("inspected")):
            continue
        own = (line.plot, line.township, "", "", facts.get("account", ""), "")
        found.append((*own, *(_cell(one, facts.get(one.key, "")) for one in _FACTS)))
    return found


def _cell(field: Field, text: str) -> str:
    if field.kind is Kind.FLAG and text:
        return "是" if text == "1" else "否"
    return field.word(text).label if field.word is not None and text else text


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: its rows that were taken, those that said nothing new, and what is to be said."""

    table: Table
    done: list[str]
    same: list[str]
    number: int | None
    said: tuple[str, ...]


def take_sheet(
    desk: Desk,
    kind: SheetKind,
    path: Path,
    day: date,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Step] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, ACTS[kind])
    cells = _without_keys(cells_of(path, None, encoding), FIELDS[kind])
    table = rows_of(cells, FIELDS[kind], mapping, path.name)
    sheet, step = Sheet(path.name, hash_of_file(path)), begin(len(table.rows))
    if kind is SheetKind.ASSIGNMENTS:
        return _take_assignments(desk, table, day, sheet, step, dry_run=dry_run)
    return _take_visits(desk, kind, table, _places(table, mapping), sheet, step, dry_run=dry_run)


def _places(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    """Fact → its column: numbers are kept as people write them, so its own text is wanted."""
    by_hand = {folded_name(column): key for column, key in mapping.items()}
    taken = set(by_hand.values())
    found: dict[str, int] = {}
    for at, name in enumerate(table.header):
        folded = folded_name(name)
        own = next((one.key for one in _FACTS if one.key not in taken and folded in one.names()), None)
        key = by_hand.get(folded) or own
        if key:
            found[key] = at
    return found


def _without_keys(cells: Cells, fields: Sequence[Field]) -> Cells:
    """The hidden row of keys that an exported table carries is no row of it."""
    keys = {one.key for one in fields}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return replace(cells, rows=kept)


def _take_assignments(desk: Desk, table: Table, day: date, sheet: Sheet, step: Step, *, dry_run: bool) -> Taken:
    books = Assigning(desk, Act.INSPECTION_ASSIGNED, [str(row["patch"]) for row in table.rows])
    good: list[Giving] = []
    same: list[str] = []
    refused = list(table.refused)
    for row, number in _rows(table, "patch", refused):
        step()
        wanted = _giving(row)
        if not wanted.holder:
            continue  # nobody was written down: nothing is asked of this row
        try:
            ready = books.ready(wanted, day)
        except InputError as error:
            refused.append(Refusal.of(number, _at(table, ASSIGNMENT_FIELDS, "holder"), wanted.holder, error))
            continue
        (good.append(wanted) if ready is not None else same.append(wanted.patch))
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    if dry_run or not good:
        return Taken(table, [one.patch for one in good], same, None, table.said)
    done = assign_sheet(desk, good, day, sheet)
    return Taken(table, done.done, [*same, *done.same], done.sheet, table.said)


def _giving(row: Mapping[str, object]) -> Giving:
    due = row.get("due")
    texts = {key: str(row.get(key) or "").strip() for key in ("patch", "holder", "person", "note")}
    return Giving(**texts, due=due if isinstance(due, date) else None)


def _take_visits(
    desk: Desk, kind: SheetKind, table: Table, places: Mapping[str, int], sheet: Sheet, step: Step, *, dry_run: bool
) -> Taken:
    refused = list(table.refused)
    visits: list[tuple[Visit, int]] = []
    for row, number in _rows(table, "plot", refused):
        step()
        if not (row.get("inspected") or row.get("inspector")):
            continue  # nobody was there yet
        try:
            visits.append((_visit(row, table.source_rows[number], places, FIELDS[kind]), number))
        except InputError as error:
            refused.append(Refusal.of(number, error.where or "整行", "", error))
    books = Recording(desk, kind.inspection, [one for one, _ in visits])
    good: list[Visit] = []
    same: list[str] = []
    for visit, number in visits:
        try:
            plot = books.plot_of(visit)
            if not visit.evidence and books.facts_of(visit, plot) == dict(plot.facts):
                same.append(visit.plot)
            else:
                good.append(visit)
        except InputError as error:
            refused.append(Refusal.of(number, _at(table, FIELDS[kind], "plot"), visit.plot, error))
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    is_site = kind is SheetKind.INSPECTIONS
    anew = sum(is_site and bool(books.plots[one.plot].facts.get("inspected")) for one in good)
    said = (*table.said, *((_anew(anew),) if anew else ()))
    if dry_run or not good:
        return Taken(table, [one.plot for one in good], same, None, said)
    done = record(desk, kind.inspection, good, follow, sheet)
    return Taken(table, [one.plot for one in good], same, done.sheet, said)


def _anew(count: int) -> str:
    return sentence("said_inspected_anew", {"count": count})


def _visit(
    row: Mapping[str, object], cells: Sequence[str], places: Mapping[str, int], fields: Sequence[Field]
) -> Visit:
    """Raises InputError, `where` its column."""
    day = row.get("inspected")
    if not isinstance(day, date):
        name = next(one.label for one in fields if one.key == "inspected")
        raise InputError("inspection_needs", where=name, name=name)
    texts = {key: str(row.get(key) or "").strip() for key in ("plot", "inspector", "account", "evidence")}
    said = {key: cells[at].strip() for key, at in places.items() if key in SITE_FIELDS}
    facts = dict(fact(key, text) for key, text in said.items() if text)
    return Visit(texts["plot"], day, texts["inspector"], texts["account"], facts, _numbers(texts["evidence"]))


def _numbers(text: str) -> tuple[int, ...]:
    """Evidence numbers, divided by anything. Raises InputError."""
    for sign in "、，,；;号":
        text = text.replace(sign, " ")
    words = text.split()
    for word in words:
        if not (word.isascii() and word.isdecimal() and len(word) <= 18):
            raise InputError("evidence_unknown", where="证据号")
    return tuple(map(int, words))


def _rows(table: Table, key: str, refused: list[Refusal]) -> list[tuple[Mapping[str, object], int]]:
    """Rows with their numbers; a number that stands in several rows is refused in all of them."""
    times: dict[object, int] = {}
    for row in table.rows:
        times[row[key]] = times.get(row[key], 0) + 1
    found: list[tuple[Mapping[str, object], int]] = []
    for row, number in zip(table.rows, table.numbers, strict=True):
        if times[row[key]] > 1:
            column = next((one for one in table.header if one), key)
            refused.append(Refusal.of(number, column, str(row[key]), InputError("sheet_patch_twice")))
        else:
            found.append((row, number))
    return found


def _at(table: Table, fields: Sequence[Field], key: str) -> str:
    """The table's own name of a column."""
    field = next(one for one in fields if one.key == key)
    return next((name for name in table.header if folded_name(name) in field.names()), field.label)
