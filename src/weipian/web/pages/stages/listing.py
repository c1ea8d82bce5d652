"""A list of a stage out of its own command: the rows and what can be done with each are the command's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.store.actors import may
from weipian.terms.acting import Act, Register
from weipian.terms.errors import WeipianError
from weipian.web.aside.alike import Aside
from weipian.web.command.port import FieldAsked, Heard, Kind
from weipian.web.command.spoken import spoken
from weipian.web.frame.failing import code_of
from weipian.web.frame.here import here
from weipian.web.frame.route import Opens, Route
from weipian.web.frame.speaking import plain
from weipian.web.pages.kept import alike as kept_for
from weipian.web.pages.kept import kept, of_all_alike
from weipian.web.pages.stages.columns import As, Column, Row, cell, text_of
from weipian.web.pages.stages.doing import Do, Does, able
from weipian.web.pages.stages.narrowing import PER_PAGE, Wish, can_now, narrowed

MOST_TABS = 10
SHORT = {As.TEXT: 10, As.LINK: 16, As.PLOT: 16, As.PATCH: 16}
"""Characters that stand on one line."""
WORDY = 14
"""More than these break anywhere."""
Tab = tuple[str, str, int, bool, str]
"""Address, label, how many, chosen, value."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Work that rows of a list are for who can do it. `key`: the act or move; `act`: who may do it at all; `only`: the
    rows that wait for it now."""

    name: str
    label: str
    act: Act
    key: str = ""
    only: Callable[[Row], bool] | None = None

    def waits(self, row: Row) -> bool:
        return can_now(row, self.key or self.act.value) and (self.only is None or self.only(row))


@dataclass(frozen=True, slots=True)
class Beside:
    """Another table of the same answer, under the list."""

    rows: str
    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """`words`: the command; `rows`: where its rows stand in the answer; `subject`: the key that names a row.

    `family`: pages that stand together, the first of which is in the tree. `takes`: filters, by the command's own
    fields. `alike`: what can be done with a row hangs on roles and place, not on who somebody is;
    `rows_alike`: so it does for this person.

    `tabs`: the key whose values are tabs. `does`: dialogs of the acts on a row; `always`: on every row;
    `many`: on the rows that are ticked; `beside`: on none. `sheet`: the name of the table that the command writes.
    `total`: what stands first in the row that sums up the others.
    """

    path: str
    title: str
    group: str
    words: tuple[str, ...]
    rows: str
    columns: tuple[Column, ...]
    subject: str = ""
    family: str = ""
    takes: tuple[str, ...] = ()
    tabs: str = ""
    does: Does = field(default_factory=dict)
    always: tuple[Do, ...] = ()
    many: tuple[Do, ...] = ()
    beside: tuple[Do, ...] = ()
    todos: tuple[Todo, ...] = ()
    others: tuple[Beside, ...] = ()
    sheet: str = ""
    sheet_needs: Act = Act.LEDGER_EXPORTED
    opens: Opens | Act | Register = Opens.PATCHES
    note: str = ""
    empty: str = "没有。"
    total: str = ""
    alike: bool = False
    rows_alike: Callable[[Any], bool] | None = None

    @property
    def name(self) -> str:
        return self.path.replace("/", "-")

    @property
    def given(self) -> Mapping[str, Sequence[str]]:
        """What is asked of the command for the whole list."""
        return {}

    def alike_for(self, desk: Any) -> bool:
        """Whether this person's rows are those of all who have the same roles at the same place."""
        return self.alike or (self.rows_alike is not None and self.rows_alike(desk))

    def always_for(self, desk: Any) -> list[Do]:
        """What this person may do with every row."""
        return [one for one in self.always if one.is_for(desk)]

    def to(self, todo: Todo) -> str:
        """Where the rows that wait for this work are."""
        return f"/{self.path}/?todo={todo.name}"

    def due_of(self, row: Row) -> str:
        """The day that binds a row, where one does."""
        column = next((one for one in self.columns if one.kind is As.LIGHT), None)
        return "" if column is None or (column.over and column.over(row)) else str(column.of(row) or "")

    @property
    def in_tree(self) -> bool:
        return self.family in ("", self.path)

    def route(self) -> Route:
        def view(request: Any) -> HttpResponse:
            return shown(request, self)

        aside = Aside.ALIKE if self.alike else Aside.OWN
        label = self.title if self.in_tree else ""
        return Route(f"{self.path}/", view, self.name, self.opens, label, self.group, aside)


def heard(desk: Any, words: Sequence[str], given: Mapping[str, Sequence[str]]) -> Heard:
    """What the command says to this person on the office's day. Raises WeipianError."""
    commands = here().commands
    asked = commands.dialog(words)
    day = {"today": [here().today().isoformat()]} if any(one.name == "today" for one in asked.fields) else {}
    with tempfile.TemporaryDirectory() as nothing:
        return commands.run(desk, words, {**given, **day}, Path(nothing), as_json=True)


def heard_kept(desk: Any, words: Sequence[str], given: Mapping[str, Sequence[str]], *, alike: bool = False) -> Heard:
    """The same, kept until something is done; `alike`: for all who have the same roles at the same place.

    Raises WeipianError.
    """
    desk = of_all_alike(desk) if alike else desk
    whose = kept_for(desk) if alike else None
    asked = tuple(sorted((name, tuple(values)) for name, values in given.items() if any(values)))
    return kept(desk, "heard", lambda: _slim(heard(desk, words, given)), tuple(words), asked, whose=whose)


def _slim(said: Heard) -> Heard:
    """What can be done is the same with most rows: said once, and not a hundred thousand times."""
    known: dict[str, Any] = {}
    lists = said.answer.values() if isinstance(said.answer, dict) else ()
    for row in (row for rows in lists if isinstance(rows, list) for row in rows if isinstance(row, dict)):
        if "acts" in row:
            row["acts"] = known.setdefault(repr(row["acts"]), row["acts"])
    return said


def rows_of(page: ListPage, answer: Any) -> list[Row]:
    return list(answer.get(page.rows) or []) if isinstance(answer, dict) else []


def shown(request: Any, page: ListPage) -> HttpResponse:
    """The list as the person sees it; what the command refuses is said on the page, so that it can be mended here."""
    given, error, said = {name: request.GET.getlist(name) for name in page.takes}, None, Heard(answer={})
    try:
        said = heard_kept(request.desk, page.words, given, alike=page.alike_for(request.desk))
    except WeipianError as refused:
        error = refused
    wish = Wish.of(request.GET.dict())
    todo = next((one for one in page.todos if one.name == wish.todo), None)
    rows = [row for row in rows_of(page, said.answer) if todo is None or todo.waits(row)]
    found = narrowed(rows, page.columns, page.tabs, wish)
    lines = [_line(row, page, request.desk) for row in found.rows]
    open_now = {address.partition("?")[0] for line in lines for address, _ in line["able"].can}
    told = {
        "page": page,
        "error": error,
        "count": found.count - sum(line["total"] for line in lines),
        "acted": any(line["able"].can or line["able"].cannot for line in lines),
        "rows": lines,
        "many": [one for one in page.many if f"/do/{one.key}" in open_now],
        "doing": [one for one in page.beside if one.is_for(request.desk)],
        "exports": bool(page.sheet) and may(request.desk.policy, request.desk.actor, page.sheet_needs) is None,
        "heads": [_head(request, one, wish) for one in page.columns],
        **_chosen(_tabs(request, page, found.tabs, wish)),
        "filters": filters(request, page),
        "kept": [(name, value) for name in _kept(found.tabs) if (value := request.GET.get(name))],
        "todo": todo.label if todo else "",
        "wish": wish,
        "sizes": PER_PAGE,
        "family": family_of(request, page),
        "beside": [plain(line) for line in said.beside],
        "others": [_other(one, said.answer) for one in page.others],
        "at": found.page,
        "pages": range(1, found.pages + 1),
        "given": [(name, value) for name in page.takes for value in given[name] if value],
    }
    return render(request, "stages/list.html", told, status=code_of(error) if error else 200)


def _line(row: Row, page: ListPage, desk: Any) -> dict[str, Any]:
    ticks = page.many[0].names[0] if page.many else None
    return {
        "cells": [(_kind(one, row), cell(one, row)) for one in page.columns],
        "able": able(row, page.does, page.always_for(desk), page.subject),
        "total": bool(page.total) and text_of(page.columns[0], row) == page.total,
        "tick": row.get(ticks[1], "") if ticks else "",
    }


def _kind(column: Column, row: Row) -> str:
    """A few words stand on one line."""
    length = len(text_of(column, row))
    if column.kind in (As.TEXT, As.LINK) and length > WORDY:
        return f"{column.kind.value} wordy"
    return f"{column.kind.value} short" if length <= SHORT.get(column.kind, 0) else column.kind.value


def _kept(tabs: Mapping[str, int]) -> tuple[str, ...]:
    """What a search goes on with; a tab that is chosen in the form itself is not sent twice."""
    return ("todo", "sort") if len(tabs) > MOST_TABS else ("tab", "todo", "sort")


def _chosen(tabs: list[Tab]) -> dict[str, list[Tab]]:
    """A row of tabs; where it would be more than a line, a field of the form."""
    return {"tabs": [], "choices": tabs} if len(tabs) > MOST_TABS else {"tabs": tabs, "choices": []}


def _head(request: Any, column: Column, wish: Wish) -> dict[str, str]:
    """A column's name, sorted by it on a click; once more, the other way round."""
    up = wish.sort == column.id
    down = wish.sort == f"-{column.id}"
    return {
        "label": column.label,
        "kind": column.kind.value,
        "to": address(request, sort=f"-{column.id}" if up else column.id),
        "sorted": "ascending" if up else "descending" if down else "",
        "mark": "▲" if up else "▼" if down else "",
    }


def _tabs(request: Any, page: ListPage, counts: Mapping[str, int], wish: Wish) -> list[Tab]:
    """All of them first."""
    if not page.tabs or (len(counts) < 2 and not wish.tab):
        return []
    column = next((one for one in page.columns if one.key == page.tabs), Column(page.tabs, ""))
    labels = {value: text_of(column, {page.tabs: value}) or "没有写明" for value in counts}
    words = [word.value for word in column.words] if column.words else []
    order = sorted(counts, key=lambda value: (words.index(value) if value in words else len(words), value))
    every = (address(request, tab=""), "全部", sum(counts.values()), not wish.tab, "")
    return [every, *((address(request, tab=one), labels[one], counts[one], one == wish.tab, one) for one in order)]


def _other(one: Beside, answer: Any) -> dict[str, Any]:
    rows = answer.get(one.rows) or [] if isinstance(answer, dict) else []
    return {
        "title": one.title,
        "heads": [(column.kind.value, column.label) for column in one.columns],
        "rows": [[(column.kind.value, cell(column, row)) for column in one.columns] for row in rows],
    }


def address(request: Any, **changes: str) -> str:
    """This list otherwise, from its first page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in changes.items():
        if value:
            asked[name] = value
        else:
            asked.pop(name, None)
    return f"?{asked.urlencode()}"


def filters(request: Any, page: ListPage) -> list[tuple[FieldAsked, str]]:
    """The command's own fields; townships to choose from, hints left out."""
    every = {one.name: one for one in here().commands.dialog(page.words).fields}
    return [(_field(every[name], request), request.GET.get(name, "")) for name in page.takes]


def _field(one: FieldAsked, request: Any) -> FieldAsked:
    plain = replace(spoken(one).field, hint="", required=False)
    if one.name != "township":
        return plain
    names = request.desk.policy.townships
    return replace(plain, kind=Kind.CHOICE, label="乡镇", choices=tuple((name, name) for name in names))


def family_of(request: Any, page: ListPage) -> list[tuple[str, str, bool]]:
    """(address, title, this one) of the pages that stand together, as far as they are open to the person."""
    desk = request.desk
    found = FAMILIES.get(page.family, ()) if page.family else ()
    return [(f"/{one.path}/", one.title, one is page) for one in found if one.route().lets_in(desk.policy, desk.actor)]


FAMILIES: dict[str, list[ListPage]] = {}
"""Pages that stand together, by the first of them; `every` puts all in."""


__all__ = ["As", "Beside", "Column", "Do", "ListPage", "Todo"]
