"""The rows of the list, drawn: a template asked for each cell of a hundred rows takes longer than all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from weipian.office.exporting.patch_table import in_mu
from weipian.office.inspecting.able import Able
from weipian.store.queries.patch_list import Stands
from weipian.terms.acting import State
from weipian.terms.words import Category
from weipian.web.frame.marks import able, light
from weipian.web.pages.patches.columns import Shown
from weipian.web.pages.said import marks_of

PLACE = "此行编号"
"""Stands where a row's own number goes, in what many rows have alike."""


class Drawing:
    """Of one page."""

    def __init__(self, columns: Sequence[Shown]) -> None:
        self.columns = columns
        self._lights: dict[date | None, str] = {}
        self._said: dict[str, str] = {}
        self._able: dict[int, tuple[Sequence[Able], str]] = {}

    def row(self, one: Stands, acts: Sequence[Able]) -> SafeString:
        """A row with its tick, its cells, and what can be done with it."""
        number, cells = escape(one.number), self._cells(one)
        shown = "".join(
            f'<td class="c-{column.key}{" num" if column.unit else ""}">{cells[column.key]}</td>'
            for column in self.columns
        )
        pick = f'<input type="checkbox" name="number" value="{number}" aria-label="选中 {number}">'
        acted = f'<td class="off-paper">{self._ables(acts, one.number)}</td>'
        return mark_safe(  # noqa: S308  every word in it is escaped
            f'<tr data-row><td class="pick">{pick}</td>{shown}{acted}</tr>'
        )

    def _cells(self, one: Stands) -> dict[str, str]:
        gone = ' <span class="mark">不再下发</span>' if one.gone else ""
        return {
            "number": f'<a href="/patches/{quote(one.number, safe="")}" data-open>{escape(one.number)}</a>{gone}',
            "due": self._light(one.due),
            "category": escape(Category(one.category).label),
            "township": _titled(one.township or "乡镇不明"),
            "state": escape(State(one.state).label),
            "area": in_mu(one.area_um2),
            "cultivated": in_mu(one.cultivated_um2),
            "farmland": in_mu(one.farmland_um2),
            "redline": in_mu(one.redline_um2),
            "proposal": self._marks(one.proposal),
            "determination": self._marks(one.determination),
            "batch": _titled(one.batch),
            "issued": one.issued.isoformat(),
        }

    def _light(self, due: date | None) -> str:
        if due not in self._lights:
            self._lights[due] = light(due)
        return self._lights[due]

    def _marks(self, said: str) -> str:
        if said not in self._said:
            self._said[said] = render_to_string("pages/_said.html", {"marks": marks_of(said)})
        return self._said[said]

    def _ables(self, acts: Sequence[Able], number: str) -> str:
        if id(acts) not in self._able:
            self._able[id(acts)] = (acts, render_to_string("frame/able.html", able(acts, PLACE)))
        return self._able[id(acts)][1].replace(quote(PLACE), quote(number))


def _titled(text: str) -> str:
    """Long ones are cut off in the row and whole where one points."""
    return str(format_html('<span title="{}">{}</span>', text, text))
