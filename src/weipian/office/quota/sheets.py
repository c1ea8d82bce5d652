"""Notices, 市级验收 and 自治区确认 as tables both ways: good rows are one act, bad ones go back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from weipian.fence.field import Field, Kind, folded_name
from weipian.fence.table import Cells, Table, rows_of
from weipian.office.inspecting.tables import write_table
from weipian.office.quota.books import both
from weipian.office.quota.lines import named_plots
from weipian.policy.spelling import exact
from weipian.programme.account.quota.acts.noticing import Line, Notice, TableGiven, parted, take_notices
from weipian.programme.account.quota.acts.stepping import Stepping, Steps, take_steps
from weipian.programme.intake.tables import cells_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.evidence import evidence_of
from weipian.store.queries.quota import notices
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Act
from weipian.terms.area import decimals
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal
from weipian.terms.quota import NoticeKind, QuotaSheet, QuotaStep
from weipian.terms.words import Word

Step = Callable[[], object]
_PAPER = Field("paper", "证据号", ("证据", "扫描件"))
NOTICE_FIELDS: tuple[Field, ...] = (
    Field("number", "文号", ("通知文号", "通知编号"), required=True, filled=True),
    Field("kind", "类型", ("通知类型",), Kind.WORD, True, True, NoticeKind),
    Field("day", "日期", ("通知日期",), Kind.DATE, True, True),
    Field("township", "乡镇", ("地点", "乡(镇)"), required=True),
    Field("village", "村", ("行政村",)),
    Field("quantity", "数量(亩)", ("数量", "面积(亩)"), Kind.MU, True),
    Field("paddy", "水田(亩)", ("水田", "水田规模(亩)"), Kind.MU),
    Field("capacity", "产能(公斤)", ("产能", "粮食产能(公斤)", "产能(kg)"), Kind.MU),
    Field("grade", "等别", ("质量等别",)),
    Field("plots", "地块编号", ("地块",)),
    _PAPER,
    Field("note", "备注", ("说明",)),
)
STEP_FIELDS: tuple[Field, ...] = (
    Field("plot", "地块编号", ("地块号", "地块"), required=True, filled=True),
    Field("part", "部分", ("地块部分",)),
    Field("township", "乡镇"),
    Field("quantity", "耕地(亩)"),
    Field("number", "文号", ("文件编号",), required=True),
    Field("day", "日期", ("文件日期",), Kind.DATE, True),
    _PAPER,
)
FIELDS = {QuotaSheet.NOTICES: NOTICE_FIELDS, QuotaSheet.ACCEPTED: STEP_FIELDS, QuotaSheet.CONFIRMED: STEP_FIELDS}
STEPS = {one.sheet: one for one in QuotaStep}


def write_template(desk: Desk, kind: QuotaSheet, target: Path, day: date) -> int:
    """A table to be filled: for steps with the pieces that wait for it. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    require_may(desk.policy, desk.actor, act_of(kind))
    rows = [] if kind is QuotaSheet.NOTICES else _waiting(desk, STEPS[kind], day)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    fields = FIELDS[kind]
    header, keys = [one.label for one in fields], [one.key for one in fields]
    write_table(target, kind.label, header, rows, note, keys=keys, foot=STAMP)
    return len(rows)


def act_of(kind: QuotaSheet) -> Act:
    return STEPS[kind].act if kind in STEPS else Act.QUOTA_NOTICE_TAKEN


def _waiting(desk: Desk, step: QuotaStep, day: date) -> list[tuple[str, ...]]:
    waits = [one.piece for one in both(desk, day).pieces if step.value in one.waits]
    return [(one.plot, one.part, one.township, exact_mu(one.quantity), "", "", "") for one in waits]


def exact_mu(value: Fraction) -> str:
    """亩 in four decimals for people to read; what is written here is not taken in again."""
    return decimals(value, 4)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: what was taken, what stood there already, the table's number."""

    table: Table
    done: list[str]
    same: list[str]
    number: int | None


def take_table(
    desk: Desk,
    kind: QuotaSheet,
    path: Path,
    today: date,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Step] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, act_of(kind))
    cells = _without_keys(cells_of(path, None, encoding), FIELDS[kind])
    table = rows_of(cells, FIELDS[kind], mapping, path.name)
    given, step = TableGiven(path.name, hash_of_file(path), len(table.rows)), begin(len(table.rows))
    rows = _Rows(desk, table, today, step)
    if kind is QuotaSheet.NOTICES:
        return _take_notices(desk, rows, given, dry_run=dry_run)
    return _take_steps(desk, STEPS[kind], rows, given, dry_run=dry_run)


def _without_keys(cells: Cells, fields: Sequence[Field]) -> Cells:
    """The hidden row of keys that an exported table carries is no row of it."""
    keys = {one.key for one in fields}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return replace(cells, rows=kept)


class _Rows:
    """The rows of a table, each read as somebody's saying; what can't be read is refused, with its cell."""

    def __init__(self, desk: Desk, table: Table, today: date, step: Step) -> None:
        self.desk, self.table, self.today, self.step = desk, table, today, step
        self.refused = list(table.refused)
        self._papers: dict[int, InputError | None] = {}

    def refuse(self, number: int, key: str, fields: Sequence[Field], value: str, error: InputError) -> None:
        self.refused.append(Refusal.of(number, _column(self.table, fields, key), value, error))

    def settled(self) -> Table:
        return replace(self.table, refused=sorted(self.refused, key=lambda one: one.row))

    def day(self, row: Mapping[str, object], number: int, fields: Sequence[Field]) -> date | None:
        """None where it is refused."""
        day = row.get("day")
        if not isinstance(day, date):
            self.refuse(number, "day", fields, "", InputError("quota_needs", name="日期"))
            return None
        if day > self.today:
            self.refuse(number, "day", fields, str(day), InputError("day_ahead", day=day, today=self.today))
            return None
        return day

    def paper(self, row: Mapping[str, object], number: int, fields: Sequence[Field]) -> tuple[bool, int | None]:
        """Whether it is in order, and the evidence; each is looked up once."""
        text = str(row.get("paper") or "").strip().removesuffix("号")
        if not text:
            return True, None
        if not (text.isascii() and text.isdecimal() and len(text) <= 18):
            self.refuse(number, "paper", fields, text, InputError("evidence_unknown", where=text))
            return False, None
        key = int(text)
        if key not in self._papers:
            self._papers[key] = self._missing(key)
        error = self._papers[key]
        if error is not None:
            self.refuse(number, "paper", fields, text, error)
        return error is None, key

    def _missing(self, key: int) -> InputError | None:
        try:
            evidence_of(key, seen(self.desk))
        except InputError as error:
            return error
        return None


def _column(table: Table, fields: Sequence[Field], key: str) -> str:
    """The table's own name of a column."""
    field = next(one for one in fields if one.key == key)
    return next((name for name in table.header if folded_name(name) in field.names()), field.label)


def _take_notices(desk: Desk, rows: _Rows, given: TableGiven, *, dry_run: bool) -> Taken:
    """Rows of one number, kind and day are one notice."""
    found: dict[tuple[str, Word, date], Notice] = {}
    for row, number in zip(rows.table.rows, rows.table.numbers, strict=True):
        rows.step()
        day = rows.day(row, number, NOTICE_FIELDS)
        sound, paper = rows.paper(row, number, NOTICE_FIELDS)
        kind = row["kind"]
        if day is None or not sound or not isinstance(kind, NoticeKind):
            continue
        texts = {key: str(row.get(key) or "").strip() for key in ("number", "note")}
        one = found.get((texts["number"], kind, day)) or Notice(kind, texts["number"], day, ())
        papers = dict.fromkeys([*one.papers, *([paper] if paper is not None else [])])
        found[one.number, kind, day] = replace(
            one, lines=(*one.lines, _line(row)), note=one.note or texts["note"], papers=tuple(papers)
        )
    fresh, same = parted(list(found.values()), notices())
    if dry_run or not fresh:
        return Taken(rows.settled(), [one.number for one in fresh], same, None)
    done = take_notices(desk, fresh, given)
    return Taken(rows.settled(), [one.number for one in fresh], same, done.sheet)


def _line(row: Mapping[str, object]) -> Line:
    texts = {key: str(row.get(key) or "").strip() for key in ("township", "village", "grade")}
    sizes = {key: _size(row.get(key)) for key in ("quantity", "paddy", "capacity")}
    return Line(**texts, **sizes, plots=named_plots(str(row.get("plots") or "")))


def _size(value: object) -> str:
    return exact(value) if isinstance(value, Fraction) else ""


def _take_steps(desk: Desk, step: QuotaStep, rows: _Rows, given: TableGiven, *, dry_run: bool) -> Taken:
    books = Steps(desk, step, {str(row["plot"]) for row in rows.table.rows})
    good: dict[tuple[str, str], tuple[Stepping, bool]] = {}
    for row, number in zip(rows.table.rows, rows.table.numbers, strict=True):
        rows.step()
        if not (row.get("number") or row.get("day")):
            continue  # nothing came for it yet
        wanted = _stepping(row, number, rows)
        if wanted is None:
            continue
        try:
            if (wanted.plot, wanted.part) in good:
                raise InputError("sheet_patch_twice")
            good[wanted.plot, wanted.part] = wanted, books.ready(wanted) is not None
        except InputError as error:
            rows.refuse(number, "plot", STEP_FIELDS, wanted.plot, error)
    fresh = [one for one, new in good.values() if new]
    same = [one.plot for one, new in good.values() if not new]
    if dry_run or not fresh:
        return Taken(rows.settled(), [one.plot for one in fresh], same, None)
    done = take_steps(desk, step, fresh, given)
    return Taken(rows.settled(), done.done, same, done.sheet)


def _stepping(row: Mapping[str, object], number: int, rows: _Rows) -> Stepping | None:
    day = rows.day(row, number, STEP_FIELDS)
    sound, paper = rows.paper(row, number, STEP_FIELDS)
    if day is None or not sound:
        return None
    texts = {key: str(row.get(key) or "").strip() for key in ("plot", "number", "part")}
    return Stepping(day=day, paper=paper, **texts)
