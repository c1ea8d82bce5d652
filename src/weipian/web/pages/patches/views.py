"""图斑清单: how every patch stands; the most urgent first where nobody asks otherwise."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from weipian.office.exporting.patch_table import export_list
from weipian.office.inspecting.able import Forward
from weipian.store.acting import Desk
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patch_list import Stands, batch_names, counted, listed
from weipian.terms.acting import Act, State
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.patches.asked import CHOICES, PER_PAGE, Asked, asked_of
from weipian.web.pages.patches.columns import COLUMNS, Shown, chosen
from weipian.web.pages.patches.drawing import Drawing
from weipian.web.pages.patches.many import ROUTES as MANY_ROUTES
from weipian.web.pages.patches.many import bulk_acts
from weipian.web.pages.patches.own import ROUTES as OWN_ROUTES
from weipian.web.pages.patches.own import columns_of, views_of

Cells = dict[str, Any]


def patches(request: Any) -> HttpResponse:
    """One page of the list."""
    asked = asked_of(request)
    count = counted(asked.wanted)
    pages = max(-(-count // asked.size), 1)
    asked = replace(asked, page=min(asked.page, pages))
    columns = chosen(columns_of(request))
    told = {
        "rows": _rows(request, listed(asked.of_page), columns),
        "count": count,
        "first": (asked.page - 1) * asked.size + 1 if count else 0,
        "last": min(asked.page * asked.size, count),
        "page": asked.page,
        "pages": near(asked.page, pages),
        "size": asked.size,
        "sizes": PER_PAGE,
        "heads": [_head(request, one, asked) for one in columns],
        "columns": [(one, one in columns) for one in COLUMNS],
        "choices": [(name, label, among, request.GET.get(name, "")) for name, label, among in CHOICES],
        "townships": _townships(request.desk),
        "batches": batch_names() if request.desk.sight.everything else [],
        "asked": request.GET,
        "query": request.GET.urlencode(),
        "views": views_of(request),
        "acts": bulk_acts(request.desk),
    }
    return render(request, "patches/list.html", told)


def _townships(desk: Desk) -> list[str]:
    """Those whose patches this person may see any of."""
    sight = desk.sight
    return list(desk.policy.townships) if sight.everything or sight.department else [sight.township]


def near(page: int, last: int) -> list[int]:
    """The pages that a list leads to: the first, the last, those around; 0 where some are left out. Nothing for one."""
    wanted = sorted({1, last, *range(max(page - 3, 1), min(page + 3, last) + 1)})
    found = []
    for before, one in zip([0, *wanted], wanted, strict=False):
        found += [one] if one == before + 1 else [0, one]
    return found if last > 1 else []


def _head(request: Any, column: Shown, asked: Asked) -> Cells:
    """A head that puts the list in order, the other way round at the second click."""
    mine = column.sort is asked.wanted.sort
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"], query["way"] = str(column.sort), "down" if mine and not asked.wanted.descending else "up"
    now = ("descending" if asked.wanted.descending else "ascending") if mine else ""
    return {"column": column, "href": f"?{query.urlencode()}", "now": now}


def _rows(request: Any, found: Sequence[Stands], columns: Sequence[Shown]) -> list[SafeString]:
    """As they stand in the table; what many rows have alike is drawn once."""
    handed, forward, drawn = departments_of([one.number for one in found]), Forward(request.desk), Drawing(columns)
    return [
        drawn.row(one, forward.of(About(one.township, State(one.state), handed.get(one.number, frozenset()))))
        for one in found
    ]


def export(request: Any) -> HttpResponse:
    """What the filter shows, all pages of it; the log names the copy."""
    if request.method != "POST":
        return redirect(f"{reverse('patches')}?{request.GET.urlencode()}")
    found = listed(asked_of(request).wanted)
    name = f"图斑清单_{here().today().isoformat()}.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        export_list(request.desk, target, found)
        body = BytesIO(target.read_bytes())
    return FileResponse(body, as_attachment=True, filename=name)


ROUTES = (
    Route("patches/", patches, "patches", label="图斑清单", group="工作台"),
    Route("patches/export", export, "patches-export", opens=Act.LEDGER_EXPORTED),
    *OWN_ROUTES,
    *MANY_ROUTES,
)
