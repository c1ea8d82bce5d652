"""One row of a list as a page of its own: what is known of it, what was done, what can be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from weipian.terms.errors import WeipianError
from weipian.web.frame.route import Route
from weipian.web.frame.speaking import plain
from weipian.web.pages.stages.columns import Column, Row, cell, value_of
from weipian.web.pages.stages.doing import able
from weipian.web.pages.stages.listing import ListPage, heard
from weipian.web.pages.stages.paper import Part, parts_of


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: the key of a list in the answer; a mapping is shown as its pairs (`name`, `value`)."""

    rows: str
    title: str
    columns: tuple[Column, ...]
    empty: str = "没有。"


@dataclass(frozen=True, slots=True)
class Paper:
    """A text that the page shows as a paper: a key of the answer, or of another command's answer."""

    title: str
    key: str = "text"
    words: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class DetailPage:
    """`home`: its list. `words`, `field`: the command that shows one, and its field for which; `at`: where it stands in
    the answer. Without `words` it is the row of the list whose `home.subject` is asked for."""

    home: ListPage
    path: str
    title: str
    facts: tuple[Column, ...]
    tables: tuple[Table, ...] = ()
    papers: tuple[Paper, ...] = ()
    words: tuple[str, ...] = ()
    field: str = ""
    at: str = ""

    def route(self) -> Route:
        def view(request: Any, key: str) -> HttpResponse:
            return shown(request, self, str(key))

        return Route(f"{self.path}/<path:key>/", view, f"{self.path.replace('/', '-')}-one", self.home.opens,
                     group=self.home.group)  # fmt: skip


def shown(request: Any, page: DetailPage, key: str) -> HttpResponse:
    row = found(request.desk, page, key)
    told = {
        "page": page,
        "key": key,
        "facts": [(one.label, one.kind.value, cell(one, row)) for one in page.facts],
        "able": able(row, page.home.does, page.home.always_for(request.desk), page.home.subject),
        "tables": [_table(one, row) for one in page.tables],
        "papers": [(one.title, _paper(request.desk, one, row, key)) for one in page.papers],
    }
    return render(request, "stages/detail.html", told)


def found(desk: Any, page: DetailPage, key: str) -> Row:
    """What the page is about. Raises WeipianError, Http404."""
    if page.words:
        answer = heard(desk, page.words, {page.field: [key]}).answer
        row = value_of(answer, page.at)
    else:
        every: dict[str, list[str]] = {name: ["1"] for name in ("every", "done") if name in page.home.takes}
        rows = heard(desk, page.home.words, every).answer.get(page.home.rows, [])
        row = next((one for one in rows if str(one.get(page.home.subject)) == key), None)
    if not isinstance(row, dict):
        raise Http404
    return row


def _table(one: Table, row: Row) -> dict[str, Any]:
    rows = value_of(row, one.rows) or []
    if isinstance(rows, dict):
        rows = [{"name": name, "value": value} for name, value in rows.items()]
    return {
        "title": one.title,
        "empty": one.empty,
        "heads": [(column.kind.value, column.label) for column in one.columns],
        "rows": [[(column.kind.value, cell(column, each)) for column in one.columns] for each in rows],
    }


def _paper(desk: Any, one: Paper, row: Row, key: str) -> Sequence[Part]:
    """Its parts; what can't be shown now is said in its place."""
    if not one.words:
        return parts_of(str(value_of(row, one.key) or ""))
    try:
        answer = heard(desk, one.words, {one.field: [key]}).answer
    except WeipianError as error:
        return (Part("note", plain(str(error), one.words)),)
    return parts_of(str(value_of(answer, one.key) or ""))
