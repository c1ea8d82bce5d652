"""Handovers and answers as tables both ways: good rows are one act, bad ones go back in an error workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind, folded_name
from weipian.fence.table import Cells, Table, rows_of
from weipian.office.handing.listing import Wanted, lines
from weipian.office.inspecting.tables import write_table
from weipian.programme.intake.tables import cells_of
from weipian.programme.rectification.handover.answering import Answering, Answers, answer
from weipian.programme.rectification.handover.giving import Giving, Handing, Sheet, hand_over_sheet
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.handed import standing_pairs
from weipian.store.queries.patch_list import Wanted as Patches
from weipian.store.queries.patch_list import listed
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Act, State
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal
from weipian.terms.handover import AnswerKind, HandoverSheet

Step = Callable[[], object]
Row = Mapping[str, object]

HANDOVER_FIELDS: tuple[Field, ...] = (
    Field("patch", "图斑编号", ("图斑号", "JCBH"), required=True, filled=True),
    Field("township", "乡镇"),
    Field("department", "移交部门", ("部门", "承办部门"), required=True),
    Field("matter", "事由", ("移交事由",)),
    Field("day", "移交日期", kind=Kind.DATE),
    Field("document", "移交文号", ("文号",)),
    Field("due", "办结期限", ("期限",), Kind.DATE),
    Field("answerer", "答复人", ("答复责任人",)),
)
ANSWER_FIELDS: tuple[Field, ...] = (
    Field("patch", "图斑编号", ("图斑号", "JCBH"), required=True, filled=True),
    Field("township", "乡镇"),
    Field("department", "部门", ("移交部门",)),
    Field("matter", "事由"),
    Field("due", "办结期限", ("期限",)),
    Field("kind", "答复类型", ("处置进度",), Kind.WORD, required=True, word=AnswerKind),
    Field("day", "答复日期", (), Kind.DATE, required=True),
    Field("told", "处理情况", ("处置结果", "处置情况"), required=True),
    Field("evidence", "证据号", ("证据",)),
)
FIELDS = {HandoverSheet.HANDOVERS: HANDOVER_FIELDS, HandoverSheet.ANSWERS: ANSWER_FIELDS}
ACTS = {HandoverSheet.HANDOVERS: Act.HANDED_OVER, HandoverSheet.ANSWERS: Act.HANDOVER_ANSWERED}


def export_sheet(desk: Desk, kind: HandoverSheet, target: Path, today: date, department: str | None = None) -> int:
    """A table to be filled; how many rows. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    rows = _to_hand(desk) if kind is HandoverSheet.HANDOVERS else _to_answer(desk, today, department)
    header, keys = [one.label for one in FIELDS[kind]], [one.key for one in FIELDS[kind]]
    write_noted(desk, target, kind.label, header, rows, keys)
    return len(rows)


def write_noted(
    desk: Desk,
    target: Path,
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    keys: Sequence[str] = (),
) -> None:
    """A table that leaves the house, noted before it takes its place. Raises InputError, UsageError."""

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    write_table(target, title, header, rows, note, keys=keys, foot=STAMP)


def _to_hand(desk: Desk) -> list[tuple[str, ...]]:
    """Patches in sight that are with no department."""
    found = [one for one in listed(Patches(seen(desk))) if State(one.state) is not State.WITHDRAWN and not one.gone]
    handed = {number for number, _ in standing_pairs([one.number for one in found])}
    return [(one.number, one.township, *("",) * 6) for one in found if one.number not in handed]


def _to_answer(desk: Desk, today: date, department: str | None) -> list[tuple[str, ...]]:
    return [
        (one.patch, one.about.township, one.department, one.matter, str(line.timed.due), "", "", "", "")
        for line in lines(desk, Wanted(department, still_open=True), today)
        for one in (line.one,)
    ]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: patches of its rows that were taken, those that said nothing new, what is refused."""

    table: Table
    done: list[str]
    same: list[str]
    number: int | None


def take_sheet(
    desk: Desk,
    kind: HandoverSheet,
    path: Path,
    day: date | None,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Step] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, ACTS[kind])
    table = rows_of(_without_keys(cells_of(path, None, encoding), FIELDS[kind]), FIELDS[kind], mapping, path.name)
    sheet, step = Sheet(path.name, hash_of_file(path)), begin(len(table.rows))
    if kind is HandoverSheet.HANDOVERS:
        return _take_handovers(desk, table, day, sheet, step, dry_run=dry_run)
    return _take_answers(desk, table, sheet, step, dry_run=dry_run)


def _without_keys(cells: Cells, fields: Sequence[Field]) -> Cells:
    """The hidden row of keys that an exported table carries is no row of it."""
    keys = {one.key for one in fields}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return replace(cells, rows=kept)


def _take_handovers(desk: Desk, table: Table, day: date | None, sheet: Sheet, step: Step, *, dry_run: bool) -> Taken:
    books = Giving(desk, [str(row["patch"]) for row in table.rows])
    good: list[tuple[str, Handing]] = []
    same: list[str] = []
    refused = list(table.refused)
    for row, number in _once(table, refused, ("patch", "department")):
        step()
        if not row.get("department"):
            continue  # no department was written down: nothing is asked of this row
        pair = (str(row["patch"]), _handing(row, day))
        try:
            (good.append(pair) if books.is_new(*pair) else same.append(pair[0]))
        except InputError as error:
            refused.append(Refusal.of(number, _at(table, HANDOVER_FIELDS, "department"), pair[1].department, error))
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    if dry_run or not good:
        return Taken(table, [number for number, _ in good], same, None)
    done = hand_over_sheet(desk, good, sheet)
    return Taken(table, done.done, [*same, *done.same], done.sheet)


def _handing(row: Row, day: date | None) -> Handing:
    texts = {key: str(row.get(key) or "").strip() for key in ("department", "matter", "document", "answerer")}
    due, given = row.get("due"), row.get("day")
    return Handing(
        texts["department"],
        texts["matter"],
        due if isinstance(due, date) else None,
        texts["answerer"] or None,
        given if isinstance(given, date) else day,
        texts["document"],
    )


def _take_answers(desk: Desk, table: Table, sheet: Sheet, step: Step, *, dry_run: bool) -> Taken:
    refused = list(table.refused)
    said: list[tuple[Answering, int]] = []
    for row, number in _once(table, refused, ("patch", "department")):
        step()
        if not (row.get("kind") or row.get("day") or row.get("told")):
            continue  # nothing was answered yet
        try:
            said.append((_answering(row), number))
        except InputError as error:
            refused.append(Refusal.of(number, error.where or "整行", "", error))
    books = Answers(desk, [one.patch for one, _ in said], [key for one, _ in said for key in one.evidence])
    good: list[Answering] = []
    for one, number in said:
        try:
            books.ready(one)
            good.append(one)
        except InputError as error:
            refused.append(Refusal.of(number, _at(table, ANSWER_FIELDS, "patch"), one.patch, error))
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    done = [one.patch for one in good]
    number_of = None if dry_run or not good else answer(desk, good, sheet).sheet
    return Taken(table, done, [], number_of)


def _answering(row: Row) -> Answering:
    """Raises InputError, `where` its column."""
    kind, day = row.get("kind"), row.get("day")
    if not isinstance(kind, AnswerKind):
        raise InputError("handover_needs", where="答复类型", name="答复类型")
    if not isinstance(day, date):
        raise InputError("handover_needs", where="答复日期", name="答复日期")
    texts = {key: str(row.get(key) or "").strip() for key in ("patch", "told", "department", "evidence")}
    return Answering(texts["patch"], kind, day, texts["told"], texts["department"], _numbers(texts["evidence"]))


def _numbers(text: str) -> tuple[int, ...]:
    """Evidence numbers, divided by anything. Raises InputError."""
    for sign in "、，,；;号":
        text = text.replace(sign, " ")
    words = text.split()
    for word in words:
        if not (word.isascii() and word.isdecimal() and len(word) <= 18):
            raise InputError("evidence_unknown", where="证据号")
    return tuple(map(int, words))


def _once(table: Table, refused: list[Refusal], keys: Sequence[str]) -> Iterator[tuple[Row, int]]:
    """Rows with their numbers; what stands in several rows is refused in all of them."""
    times: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        own = tuple(row.get(key) for key in keys)
        times[own] = times.get(own, 0) + 1
    for row, number in zip(table.rows, table.numbers, strict=True):
        if times[tuple(row.get(key) for key in keys)] > 1:
            column = next((one for one in table.header if one), "图斑编号")
            refused.append(Refusal.of(number, column, str(row["patch"]), InputError("sheet_patch_twice")))
        else:
            yield row, number


def _at(table: Table, fields: Sequence[Field], key: str) -> str:
    """The table's own name of a column."""
    field = next(one for one in fields if one.key == key)
    return next((name for name in table.header if folded_name(name) in field.names()), field.label)
