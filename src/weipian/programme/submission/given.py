"""A table that somebody hands in, as rows of cells by column key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from weipian.fence.field import Field, folded_name
from weipian.programme.submission.fields import ENTRIES
from weipian.terms.errors import InputError

PLOT = Field("plot", "地块编号", ("地块", "地块号"))
PATCH = Field("patch", "图斑编号", ("图斑号", "监测编号", "JCBH"))
PLACES = (PLOT, PATCH)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row: its number as a person sees it, its cells by column key."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """A table: column key → header, the rows, the headers that nobody knows."""

    headers: Mapping[str, str]
    rows: tuple[GivenRow, ...]
    aside: tuple[str, ...]

    def header_of(self, key: str) -> str:
        return self.headers.get(key, key)


def given(
    header: Sequence[str],
    keys: Sequence[str],
    rows: Mapping[int, Sequence[str]],
    mapping: Mapping[str, str],
    where: str,
) -> Given:
    """Columns found by the hidden keys, else by their names. Raises InputError where no column names the plots."""
    places, aside = _places(header, keys, mapping, where)
    if not {PLOT.key, PATCH.key} & set(places):
        found = "、".join(name for name in header if name)
        raise InputError("no_such_column", where=where, column=f"{PLOT.label}({PLOT.key})", found=found)
    headers = {key: header[place] if place < len(header) else key for key, place in places.items()}
    return Given(headers, tuple(_rows(rows, places)), aside)


def _places(
    header: Sequence[str], keys: Sequence[str], mapping: Mapping[str, str], where: str
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Column key → place, and the headers that nobody knows, or that repeat a column of the ledger's own."""
    _check_mapping(header, mapping, where)
    wanted = {folded_name(column): key for column, key in mapping.items()}
    known = frozenset(keys)
    places: dict[str, int] = {}
    aside: list[str] = []
    for place, name in enumerate(header):
        written = keys[place] if place < len(keys) else ""
        key = wanted.get(folded_name(name)) or written or _matching(name)
        if key is None or (not written and key in known and folded_name(name) not in wanted):
            aside += [name] if name else []
        elif key in places:
            raise InputError("repeated_column", where=where, first=header[places[key]], second=name)
        else:
            places[key] = place
    return places, tuple(aside)


def _check_mapping(header: Sequence[str], mapping: Mapping[str, str], where: str) -> None:
    names = {folded_name(name) for name in header}
    for column, key in mapping.items():
        if key not in ENTRIES and key not in {field.key for field in PLACES}:
            raise InputError("no_such_field", where=where, field=key, fields="、".join(ENTRIES))
        if folded_name(column) not in names:
            raise InputError("no_such_column", where=where, column=column, found="、".join(filter(None, header)))


def _matching(name: str) -> str | None:
    fields = (*PLACES, *(entry.field for entry in ENTRIES.values()))
    return next((field.key for field in fields if name and folded_name(name) in field.names()), None)


def _rows(rows: Mapping[int, Sequence[str]], places: Mapping[str, int]) -> Iterator[GivenRow]:
    for number, cells in rows.items():
        found = {key: cells[place].strip() if place < len(cells) else "" for key, place in places.items()}
        if any(found.values()):
            yield GivenRow(number, found)
