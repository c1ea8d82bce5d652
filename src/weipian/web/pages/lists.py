"""Lists of the stages, each from its own command: the columns are what is said here, the rows and what can be done
with each are the command's."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.terms.acting import Act, Register
from weipian.web.frame.here import here
from weipian.web.frame.route import Opens, Route


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: the name in the row's JSON, with dots. `kind`: text, number, day, light, words, plot."""

    key: str
    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ListPage:
    """`words`: the command; `rows`: where its rows stand in the answer; `subject`: what an act on a row is asked about.
    `takes`: the filters that the page offers, by the command's own fields. `dialogs`: what can be done beside."""

    path: str
    title: str
    group: str
    words: tuple[str, ...]
    rows: str
    columns: tuple[Column, ...]
    subject: str = ""
    takes: tuple[str, ...] = ()
    dialogs: tuple[tuple[str, ...], ...] = ()
    opens: Opens | Act | Register = Opens.SIGNED_IN
    note: str = ""

    def route(self) -> Route:
        def view(request: Any) -> HttpResponse:
            return shown(request, self)

        return Route(f"{self.path}/", view, self.path.replace("/", "-"), self.opens, self.title, self.group)


def shown(request: Any, page: ListPage) -> HttpResponse:
    """The list as the person sees it."""
    asked = here().commands.dialog(page.words)
    given = {name: request.GET.getlist(name) for name in page.takes}
    if any(field.name == "today" for field in asked.fields):
        given["today"] = [here().today().isoformat()]
    with tempfile.TemporaryDirectory() as nothing:
        heard = here().commands.run(request.desk, page.words, given, Path(nothing), as_json=True)
    rows = heard.answer.get(page.rows, []) if isinstance(heard.answer, dict) else []
    filters = [(field, request.GET.get(field.name, "")) for field in asked.fields if field.name in page.takes]
    dialogs = [(("/".join(path)), here().commands.dialog(path).title) for path in page.dialogs]
    told = {"page": page, "rows": rows, "filters": filters, "dialogs": dialogs, "beside": heard.beside}
    return render(request, "pages/list.html", told)


PAGES: tuple[ListPage, ...] = (
    ListPage(
        "cases",
        "案件",
        "查处整改",
        ("case", "list"),
        "cases",
        (
            Column("case", "案号"),
            Column("plot", "地块", "plot"),
            Column("state", "进度"),
            Column("due", "下一期限", "light"),
        ),
        subject="case",
        takes=("every", "late"),
        dialogs=(("case", "open"), ("case", "export"), ("case", "import")),
    ),
)
ROUTES = tuple(page.route() for page in PAGES)
