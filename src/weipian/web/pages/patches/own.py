"""What a person keeps of a list: views by name, the columns that they want to see. It is of that person alone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from weipian.store.door.kept import drop, keep, kept
from weipian.terms.errors import InputError
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.patches.columns import COLUMNS

VIEWS, CHOSEN, LIST = "views-patches", "columns", "patches"
LONGEST, MOST = 30, 50


def views_of(request: Any) -> list[tuple[str, str]]:
    """Name, address."""
    found = kept(here().workspace.folder, request.desk.actor.account, VIEWS)
    return [(name, f"{reverse('patches')}?{query}") for name, query in found.items()]


def columns_of(request: Any) -> list[str] | None:
    found = kept(here().workspace.folder, request.desk.actor.account, CHOSEN).get(LIST)
    return list(found) if found is not None else None


def keep_view(request: Any) -> HttpResponse:
    """The filter under a name, or a name no longer."""
    query, name = _query(request), request.POST.get("name", "").strip()
    folder, account = here().workspace.folder, request.desk.actor.account
    if request.method == "POST" and request.POST.get("drop"):
        drop(folder, account, VIEWS, request.POST["drop"])
    elif request.method == "POST":
        if not name or len(name) > LONGEST:
            raise InputError("view_name", where=name[:LONGEST], most=LONGEST)
        if len(kept(folder, account, VIEWS)) >= MOST:
            raise InputError("views_many", where=name, most=MOST)
        keep(folder, account, VIEWS, name, query)
    return redirect(f"{reverse('patches')}?{query}")


def keep_columns(request: Any) -> HttpResponse:
    """Those that were ticked; none ticked is the list as it was made."""
    if request.method == "POST":
        folder, account = here().workspace.folder, request.desk.actor.account
        ticked = [one.key for one in COLUMNS if one.key in request.POST.getlist("column")]
        if ticked:
            keep(folder, account, CHOSEN, LIST, ticked)
        else:
            drop(folder, account, CHOSEN, LIST)
    return redirect(f"{reverse('patches')}?{_query(request)}")


def _query(request: Any) -> str:
    """The list's own filter, as it came, without the page."""
    given = QueryDict(request.POST.get("query", ""))
    return urlencode([(key, value) for key, values in given.lists() for value in values if value and key != "page"])


ROUTES = (
    Route("patches/views", keep_view, "patches-views"),
    Route("patches/columns", keep_columns, "patches-columns"),
)
