"""Rows copied out of a spreadsheet: the first row names the columns, as in a file; then the way of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.terms.errors import InputError
from weipian.web.command.given import given_in
from weipian.web.command.jobs import new_job
from weipian.web.command.port import Dialog, FieldAsked, Kind
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.rehearsing.running import rehearse

BESIDE = frozenset({"dry_run", "errors", "source", "encoding", "columns"})
NAME = "粘贴.csv"


def paste(request: Any) -> HttpResponse:
    """Which table it is to be; then its own form, with what was pasted already."""
    if request.POST.get("into"):
        return _form(request, _table(request.POST["into"]), request.POST.get("rows", ""))
    return render(request, "paste/which.html", {"into": into(), "rows": request.GET.get("rows", "")})


def into() -> list[tuple[str, str, str]]:
    """Every table that can be taken in: key, group, title."""
    found = []
    for group in here().commands.groups():
        for path, told in group.dialogs:
            if path[-1] == "import" and _takes_rows(here().commands.dialog(path)):
                found.append(("/".join(path), group.title.partition("：")[0], told))
    return found


def _takes_rows(asked: Dialog) -> bool:
    return {"source", "dry_run"} <= {field.name for field in asked.fields}


def paste_into(request: Any, command: str) -> HttpResponse:
    """The rows, then what would come of them."""
    asked = _table(command)
    if request.method == "POST":
        return _rehearsed(request, asked)
    return _form(request, asked, request.GET.get("rows", ""))


def _table(command: str) -> Dialog:
    """Raises InputError where it is no table."""
    asked = here().commands.dialog(command.split("/"))
    if not _takes_rows(asked):
        raise InputError("paste_not_a_table", where="粘贴导入", command=asked.title)
    return asked


def _form(request: Any, asked: Dialog, rows: str) -> HttpResponse:
    fields = [(field, request.GET.get(field.name, field.first)) for field in _fields(asked)]
    return render(request, "paste/into.html", {"dialog": asked, "fields": fields, "rows": rows})


def _fields(asked: Dialog) -> list[FieldAsked]:
    return [field for field in asked.fields if field.name not in BESIDE and field.kind is not Kind.UPLOAD]


def _rehearsed(request: Any, asked: Dialog) -> HttpResponse:
    rows = rows_in(request.POST.get("rows", ""))
    if len(rows) < 2:
        raise InputError("paste_empty", where=asked.title)
    own = Dialog(asked.path, asked.title, asked.told, tuple(_fields(asked)))
    job = new_job(request.desk.actor.account, asked.title)
    given = given_in(request, own, job)
    return rehearse(request, asked, job, {**given, "source": [str(_written(job.folder / NAME, rows))]})


def rows_in(text: str) -> list[list[str]]:
    """As a spreadsheet copies them: tabs between cells, quotes around a cell with a line end in it."""
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), dialect="excel-tab")
    found = [[cell.strip() for cell in row] for row in rows]
    return [row for row in found if any(row)]


def _written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Every row as wide as the first, at least."""
    width = len(rows[0])
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return path


ROUTES = (
    Route("paste/", paste, "paste"),
    Route("paste/<path:command>", paste_into, "paste-into"),
)
