"""CSV tables from outside: encoding, header, cells; a bad row becomes a Refusal and never stops a good one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from weipian.fence.encoding import Decoded, decode
from weipian.fence.field import Field, Kind, folded_name
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence

__all__ = ["Field", "Kind", "Table", "read_rows"]

DELIMITERS = {",": "逗号", "\t": "制表符", ";": "分号", "，": "中文逗号"}
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Table:
    """What a file held: good rows by field key, their row numbers, the refused, and what was guessed.

    `header` and `source_rows` are the file's own cells (row number → cells), for the error workbook.
    """

    rows: list[dict[str, object]]
    numbers: list[int]
    refused: list[Refusal]
    said: tuple[str, ...]
    header: tuple[str, ...]
    source_rows: dict[int, tuple[str, ...]] = field(default_factory=dict)


def read_rows(
    path: Path | str,
    fields: Sequence[Field],
    *,
    encoding: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Table:
    """The rows of a CSV file; `mapping` is column of the file → field key."""
    source = Path(path)
    decoded = decode(_bytes(source), encoding=encoding, where=source.name)
    records, delimiter = _records(decoded.text, source.name)
    header = tuple(cell.strip() for cell in records[0])
    places = _places(header, fields, mapping or {}, source.name)
    source_rows = _source_rows(records, places)
    table = Table([], [], [], _said(decoded, delimiter, header, places, records), header, source_rows)
    for number, cells in source_rows.items():
        _take(table, number, cells, places, fields)
    for item in fields:
        table = _without_repeats(table, item, header[places[item.key]]) if item.unique else table
    return table


def rows_of(cells: Cells, fields: Sequence[Field], mapping: Mapping[str, str], where: str) -> Table:
    """The same of cells that were read already, as from a workbook."""
    places = _places(cells.header, fields, mapping, where)
    others = [name for column, name in enumerate(cells.header) if name and column not in places.values()]
    aside = (sentence("columns_aside", {"columns": "、".join(others)}),) if others else ()
    width = len(cells.header)
    padded = {number: (*row, *[""] * (width - len(row))) for number, row in cells.rows.items()}
    table = Table([], [], [], (*cells.said, *aside), cells.header, padded)
    for number, row in padded.items():
        _take(table, number, row, places, fields)
    return table


@dataclass(frozen=True, slots=True)
class Cells:
    """A CSV as it stands: header, rows by number (the header is row 1), what was guessed of its form."""

    header: tuple[str, ...]
    rows: dict[int, tuple[str, ...]]
    said: tuple[str, ...]


def read_cells(path: Path, *, encoding: str | None = None) -> Cells:
    """The cells of a CSV whose columns the caller knows. Raises InputError."""
    decoded = decode(_bytes(path), encoding=encoding, where=path.name)
    records, delimiter = _records(decoded.text, path.name)
    rows = {number: tuple(cells) for number, cells in enumerate(records[1:], start=2) if any(map(str.strip, cells))}
    return Cells(tuple(cell.strip() for cell in records[0]), rows, tuple(_of_form(decoded, delimiter, records)))


def _bytes(source: Path) -> bytes:
    if not source.exists():
        raise InputError("no_such_table", where=str(source))
    try:
        return source.read_bytes()
    except OSError:
        raise InputError("unreadable_table", where=str(source)) from None


def _records(text: str, where: str) -> tuple[list[list[str]], str]:
    """All records, header first (leading blank lines are left out), and the delimiter."""
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        records = list(reader)
    except csv.Error:
        raise InputError("broken_csv", where=f"{where} 第{reader.line_num}行") from None
    if not any(cell.strip() for cell in records[0]):
        raise InputError("blank_header", where=where)
    return records, delimiter


def _places(header: Sequence[str], fields: Sequence[Field], mapping: Mapping[str, str], where: str) -> dict[str, int]:
    """Field key → column. Raises InputError `no_such_column`, `repeated_column`, `no_such_field`."""
    wanted = {folded_name(column): key for column, key in mapping.items()}
    _check_mapping(header, fields, mapping, where)
    places: dict[str, int] = {}
    for column, name in enumerate(header):
        key = wanted.get(folded_name(name)) or _matching(name, fields, mapping)
        if key and key in places:
            raise InputError("repeated_column", where=where, first=header[places[key]], second=name)
        if key:
            places[key] = column
    _check_required(header, fields, places, where)
    return places


def _matching(name: str, fields: Sequence[Field], mapping: Mapping[str, str]) -> str | None:
    """The field that a header names; a field that was mapped by hand is matched by nothing else."""
    taken = set(mapping.values())
    return next((f.key for f in fields if f.key not in taken and folded_name(name) in f.names()), None)


def _check_mapping(header: Sequence[str], fields: Sequence[Field], mapping: Mapping[str, str], where: str) -> None:
    keys = {f.key for f in fields}
    names = {folded_name(name) for name in header}
    for column, key in mapping.items():
        if key not in keys:
            raise InputError("no_such_field", where=where, field=key, fields="、".join(sorted(keys)))
        if folded_name(column) not in names:
            raise InputError("no_such_column", where=where, column=column, found=_listed(header))


def _check_required(header: Sequence[str], fields: Sequence[Field], places: Mapping[str, int], where: str) -> None:
    missing = [f"{f.label}({f.key})" for f in fields if f.required and f.key not in places]
    if missing:
        raise InputError("no_such_column", where=where, column="、".join(missing), found=_listed(header))


def _listed(header: Sequence[str]) -> str:
    return "、".join(name for name in header if name)


def _source_rows(records: list[list[str]], places: Mapping[str, int]) -> dict[int, tuple[str, ...]]:
    """Row number (header is 1) → cells; blank rows and the ledger's hidden key row are left out."""
    return {
        number: tuple(cells)
        for number, cells in enumerate(records[1:], start=2)
        if any(cell.strip() for cell in cells) and not (number == 2 and _is_key_row(cells, places))
    }


def _is_key_row(cells: Sequence[str], places: Mapping[str, int]) -> bool:
    return all(column < len(cells) and cells[column].strip() == key for key, column in places.items())


def _take(table: Table, number: int, cells: Sequence[str], places: Mapping[str, int], fields: Sequence[Field]) -> None:
    """Puts one record among the rows or, with all its faults, among the refused."""
    faults = _wrong_width(number, cells, table.header)
    row: dict[str, object] = {}
    for item in () if faults else fields:
        cell = cells[places[item.key]] if item.key in places else ""
        try:
            row[item.key] = item.read(cell)
        except InputError as error:
            faults.append(Refusal.of(number, table.header[places[item.key]], cell.strip(), error))
    if faults:
        table.refused.extend(faults)
    else:
        table.rows.append(row)
        table.numbers.append(number)


def _wrong_width(number: int, cells: Sequence[str], header: Sequence[str]) -> list[Refusal]:
    """A record with fewer cells than the header, or with text beyond it, has shifted columns."""
    if len(cells) >= len(header) and not any(cell.strip() for cell in cells[len(header) :]):
        return []
    code = "too_few_cells" if len(cells) < len(header) else "too_many_cells"
    error = InputError(code, found=len(cells), wanted=len(header))
    return [Refusal.of(number, "整行", "", error)]


def _without_repeats(table: Table, item: Field, column: str) -> Table:
    """The table with rows refused whose id repeats: the later ones if all say the same, else every one."""
    seen: dict[object, list[int]] = {}
    for index, row in enumerate(table.rows):
        seen.setdefault(row[item.key], []).append(index)
    bad: dict[int, list[int]] = {}
    for indices in seen.values():
        same = all(table.rows[index] == table.rows[indices[0]] for index in indices)
        bad |= dict.fromkeys(indices[1:] if same or len(indices) == 1 else indices, indices)
    refused = [_repeat(table, index, group, item.key, column) for index, group in bad.items()]
    kept = [index for index in range(len(table.rows)) if index not in bad]
    return replace(
        table,
        rows=[table.rows[index] for index in kept],
        numbers=[table.numbers[index] for index in kept],
        refused=sorted([*table.refused, *refused], key=lambda refusal: refusal.row),
    )


def _repeat(table: Table, index: int, group: Sequence[int], key: str, column: str) -> Refusal:
    value = str(table.rows[index][key])
    rows = "、".join(str(table.numbers[other]) for other in group)
    return Refusal.of(table.numbers[index], column, value, InputError("repeated_id", value=value, rows=rows))


def _said(
    decoded: Decoded,
    delimiter: str,
    header: Sequence[str],
    places: Mapping[str, int],
    records: list[list[str]],
) -> tuple[str, ...]:
    """What was guessed and what was left aside, in Chinese, with sample rows where a guess decides meaning."""
    said = _of_form(decoded, delimiter, records)
    others = [name for column, name in enumerate(header) if name and column not in places.values()]
    if others:
        said.append(sentence("columns_aside", {"columns": "、".join(others)}))
    if len(records) == 1:
        said.append(sentence("no_rows", {}))
    return tuple(said)


def _of_form(decoded: Decoded, delimiter: str, records: list[list[str]]) -> list[str]:
    said: list[str] = []
    samples = "；".join("，".join(cells) for cells in records[1 : 1 + SAMPLES])
    if decoded.guessed:
        said.append(sentence("guessed_encoding", {"encoding": decoded.encoding.upper(), "samples": samples}))
    if delimiter != ",":
        said.append(sentence("guessed_delimiter", {"delimiter": DELIMITERS[delimiter], "samples": samples}))
    return said
