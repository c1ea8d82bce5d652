"""Tables that come in: header match, our own templates by their hidden keys; bad rows are refused, good ones go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind
from weipian.fence.sheets import SUFFIXES, read_sheets
from weipian.fence.table import Cells, Table, read_cells, rows_of
from weipian.programme.submission.acts.problems import Given
from weipian.programme.submission.acts.reconciling import Listed
from weipian.programme.submission.columns import COLUMNS
from weipian.programme.submission.values import kept_text
from weipian.terms.errors import InputError, Refusal
from weipian.terms.submission import PlatformStatus

PLOT = Field("plot", "地块编号", ("图斑编号", "图斑号", "监测编号", "JCBH"), required=True, filled=True, unique=True)
STATUS = Field(
    "status", "状态", ("审核状态", "图斑状态", "审核结果"), Kind.WORD, required=True, filled=True, word=PlatformStatus
)
STOOD = Field("stood", "版本", ("版本（勿改）",))
"""Which return stood when a template went out; in a hidden column."""
AS_TEXT = tuple(Field(one.key, one.field.label, one.field.aliases) for one in COLUMNS.values())
NUMBER = Field("number", "图斑编号", ("地块编号", "图斑号", "监测编号", "JCBH"), required=True, filled=True)
MATTER = Field("matter", "问题", ("存在问题", "问题描述", "审核意见", "退回原因"), required=True, filled=True)
DUE = Field("due", "整改期限", ("完成时限", "办理期限", "截止日期"), Kind.DATE)
PROBLEM = Field("problem", "问题编号", required=True, filled=True, unique=True)
ANSWER = Field("answer", "答复", ("整改情况", "答复意见"), required=True)
TOLD = (Field("level", "级别"), Field("number", "图斑编号"), Field("matter", "问题"), Field("due", "整改期限"))
"""What our table of answers says beside, for the reader."""


@dataclass(frozen=True, slots=True)
class Read:
    """A table with whether it is a template of ours: then an empty cell says that nothing stands there."""

    table: Table
    ours: bool

    def refuse(self, refused: Mapping[str, InputError], key: str) -> None:
        """Rows that could not be taken, by the value that names them, among the table's refused ones."""
        for number, row in zip(self.table.numbers, self.table.rows, strict=True):
            error = refused.get(str(row[key]))
            if error is not None:
                self.table.refused.append(Refusal.of(number, "整行", str(row[key]), error))


def read_table(path: Path, fields: Sequence[Field], mapping: Mapping[str, str], encoding: str | None) -> Read:
    """The first sheet of a workbook, or a CSV. Raises InputError."""
    cells = _sheet(path) if path.suffix.lower() in SUFFIXES else read_cells(path, encoding=encoding)
    keys = {field.key for field in fields}
    marked = [number for number, row in cells.rows.items() if number == 2 and _is_keys(row, keys)]
    rows = {number: row for number, row in cells.rows.items() if number not in marked}
    table = rows_of(replace(cells, rows=rows), fields, mapping, path.name)
    for field in fields:
        if field.unique:
            table = once(table, field)
    return Read(table, bool(marked))


def once(table: Table, field: Field) -> Table:
    """A value that stands twice: its later rows are refused."""
    first: dict[object, int] = {}
    kept = []
    for at, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True)):
        value = row[field.key]
        if value in first:
            error = InputError("repeated_id", value=str(value), rows=f"{first[value]}、{number}")
            table.refused.append(Refusal.of(number, field.label, str(value), error))
        else:
            first[value] = number
            kept.append(at)
    return replace(table, rows=[table.rows[at] for at in kept], numbers=[table.numbers[at] for at in kept])


def _is_keys(row: Sequence[str], keys: set[str]) -> bool:
    there = [cell for cell in row if cell.strip()]
    return bool(there) and sum(cell.strip() in keys for cell in there) * 2 > len(there)


def _sheet(path: Path) -> Cells:
    sheets = read_sheets(path)
    rows = next((sheet.rows for sheet in sheets.values() if sheet.rows), {})
    if not rows:
        raise InputError("blank_header", where=path.name)
    top = min(rows)
    header = tuple(cell.strip() for cell in rows[top])
    return Cells(header, {number: row for number, row in rows.items() if number != top}, ())


@dataclass(frozen=True, slots=True)
class Returns:
    """A table of returns: plot → cells; plot → the return that stood when it went out, where the table says so."""

    read: Read
    wanted: Mapping[str, Mapping[str, str]]
    stood: Mapping[str, int]


def returns_in(path: Path, mapping: Mapping[str, str], encoding: str | None) -> Returns:
    """A template of ours, an error workbook of it, or somebody's own table. Raises InputError."""
    read = read_table(path, (PLOT, STOOD, *AS_TEXT), mapping, encoding)
    there = _columns(read.table, AS_TEXT)
    wanted, stood = dict[str, Mapping[str, str]](), dict[str, int]()
    for number, row in zip(read.table.numbers, read.table.rows, strict=True):
        plot, version = str(row["plot"]), str(row["stood"] or "")
        if version and not (version.isdecimal() and version.isascii()):
            error = InputError("submission_version_wrong", where=plot)
            read.table.refused.append(Refusal.of(number, STOOD.label, version, error))
            continue
        if version:
            stood[plot] = int(version)
        cells = {key: str(row[key] or "") for key in there}
        ours = read.ours or bool(version)
        wanted[plot] = {key: text for key, text in cells.items() if text or (ours and COLUMNS[key].own)}
    return Returns(read, wanted, stood)


def _columns(table: Table, fields: Sequence[Field]) -> list[str]:
    """The fields that the header has."""
    names = {name for cell in table.header for name in Field("", cell).names() if cell}
    return [field.key for field in fields if field.names() & names]


def platform_in(path: Path, mapping: Mapping[str, str], encoding: str | None) -> tuple[Read, list[Listed]]:
    """The platform's list; a cell that can't be read refuses its row."""
    read = read_table(path, (PLOT, STATUS, *AS_TEXT), mapping, encoding)
    there, found = _columns(read.table, AS_TEXT), []
    for number, row in zip(read.table.numbers, read.table.rows, strict=True):
        try:
            entries = {key: kept_text(COLUMNS[key].field, str(row[key] or "")) for key in there}
        except InputError as error:
            read.table.refused.append(Refusal.of(number, "整行", str(row["plot"]), error))
            continue
        status = row["status"]
        assert isinstance(status, PlatformStatus)
        found.append(Listed(str(row["plot"]), status, entries))
    return read, found


def problems_in(path: Path, mapping: Mapping[str, str], encoding: str | None) -> tuple[Read, list[Given]]:
    """A problem list; one number may have several problems."""
    read = read_table(path, (NUMBER, MATTER, DUE), mapping, encoding)
    days = [row["due"] for row in read.table.rows]
    found = [
        Given(str(row["number"]), str(row["matter"]), day if isinstance(day, date) else None)
        for row, day in zip(read.table.rows, days, strict=True)
    ]
    return read, found


def answers_in(path: Path, mapping: Mapping[str, str], encoding: str | None) -> tuple[Read, dict[int, str]]:
    """Problem → answer, of the rows that have one."""
    read = read_table(path, (PROBLEM, *TOLD, ANSWER), mapping, encoding)
    found: dict[int, str] = {}
    for number, row in zip(read.table.numbers, read.table.rows, strict=True):
        text = str(row["problem"])
        if not text.isdecimal():
            read.table.refused.append(
                Refusal.of(number, PROBLEM.label, text, InputError("problem_unknown", where=text))
            )
        elif row["answer"]:
            found[int(text)] = str(row["answer"])
    return read, found


def cells_of(pairs: Mapping[str, str]) -> dict[str, str]:
    """`列=值` of the command line: our column → text. Raises InputError for a column that is none."""
    found = {}
    for name, text in pairs.items():
        wanted = Field("", name).names()
        column = next((one for one in COLUMNS.values() if wanted & (one.field.names() - {""})), None)
        if column is None:
            raise InputError("submission_column_unknown_here", where=name)
        found[column.key] = text
    return found
