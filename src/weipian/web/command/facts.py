"""What is known of the rows that a dialog is about, shown above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404

from weipian.office.closing.told import determination
from weipian.store.queries.ledger import standings
from weipian.store.queries.overlay import PlotHere, open_plots
from weipian.store.seeing import seen
from weipian.terms.area import Area
from weipian.terms.errors import WeipianError
from weipian.web.command.port import Dialog
from weipian.web.command.spoken import ROWS
from weipian.web.pages.amounts import mu

SHOWN = 8
"""Rows that are shown; of more, how many."""


@dataclass(frozen=True, slots=True)
class Line:
    """One plot: where it leads, and what is known."""

    number: str
    address: str
    township: str
    state: str
    determination: str
    area: str
    due: Any


@dataclass(frozen=True, slots=True)
class Facts:
    """`lines`: plots; `pairs`: what is known of a row of another register, whose page is `page`; `unknown`: numbers
    that are not there, or not in sight."""

    lines: Sequence[Line] = ()
    count: int = 0
    unknown: Sequence[str] = ()
    pairs: Sequence[tuple[str, str, Any]] = ()
    title: str = ""
    page: str = ""

    @property
    def more(self) -> int:
        return max(self.count - len(self.lines), 0)


def facts_of(desk: Any, dialog: Dialog, first: dict[str, str]) -> Facts:
    numbers = [number for name in ROWS for number in first.get(name, "").split()]
    return _plots(desk, numbers) if numbers else _row(desk, dialog, first)


def _plots(desk: Any, numbers: Sequence[str]) -> Facts:
    found: dict[str, PlotHere] = {}
    unknown: list[str] = []
    try:
        found = {one.number: one for one in open_plots(list(dict.fromkeys(numbers)), seen(desk))}
    except WeipianError as error:
        unknown = [error.where]
    few = list(found.values())[:SHOWN]
    standing = {one.number: one for one in standings([one.patch for one in few])}
    return Facts([_line(one, standing.get(one.patch)) for one in few], len(found), unknown)


def _line(one: PlotHere, stands: Any) -> Line:
    return Line(
        one.number,
        f"/plots/{quote(one.number, safe='')}",
        one.township or "乡镇不明",
        one.state.label,
        determination(stands.determination) if stands and stands.determination else "",
        mu(Area.of_um2(one.area_um2).mu),
        stands.due if stands else None,
    )


def _row(desk: Any, dialog: Dialog, first: dict[str, str]) -> Facts:
    """A row of a register that has a page of its own, as that page says it."""
    from weipian.web.pages.stages.columns import cell
    from weipian.web.pages.stages.detail import found

    for page, key in _pages(dialog, first):
        try:
            row = found(desk, page, key)
        except (WeipianError, Http404):
            continue
        pairs = [(one.label, one.kind.value, cell(one, row)) for one in page.facts if one.of(row) not in (None, "", [])]
        return Facts(pairs=pairs[:12], title=f"{page.title} {key}", page=f"/{page.path}/{quote(key)}/")
    return Facts()


def _pages(dialog: Dialog, first: dict[str, str]) -> Iterator[tuple[Any, str]]:
    from weipian.web.pages.stages.every import DETAILS

    for page in DETAILS:
        does = [one for each in page.home.does.values() for one in each]
        for one in (*does, *page.home.always):
            fields = [field for field, key in one.names if key == page.home.subject]
            if one.key == dialog.key and fields and first.get(fields[0]):
                yield page, first[fields[0]]
                break
