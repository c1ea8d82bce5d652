"""指标台账: the ledger as it would go out, a row a plot; what was taken in, and how to take it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.inspecting.able import Ables
from weipian.office.ledger.book import plot_rows
from weipian.store.acting import Desk
from weipian.store.actors import require_register
from weipian.store.queries.imports import Import, imports
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed
from weipian.terms.acting import Act, Register
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import Category, Determination, Measure, Outcome
from weipian.web.frame.here import here
from weipian.web.pages.amounts import mu, page_of
from weipian.workbook.sheets_rows import LedgerRow

ACTS = (Act.LEDGER_EXPORTED, Act.LEDGER_IMPORTED, Act.IMPORT_UNDONE)


def ledger(request: Any) -> HttpResponse:
    """The rows in sight, filtered by what the address says."""
    desk, asked = request.desk, request.GET
    found = lines(summed(desk, asked.get("township") or None))
    chosen = [row for row in plot_rows(found, desk.policy) if _wanted(row, asked)]
    rows, pager = page_of(request, chosen)
    able = {one.act: one for one in Ables(desk, ACTS).of(None)}
    told = {
        "rows": [_row(one) for one in rows],
        "asked": asked,
        "townships": desk.policy.townships,
        "categories": list(Category),
        "determinations": list(Determination),
        "imports": _imports(desk),
        "export": able[Act.LEDGER_EXPORTED],
        "take_in": able[Act.LEDGER_IMPORTED],
        "undo": able[Act.IMPORT_UNDONE],
        "today": here().today(),
        **pager,
    }
    return render(request, "ledger/ledger.html", told)


def _wanted(row: LedgerRow, asked: Any) -> bool:
    determined = row.determination.value if row.determination else ""
    named = asked.get("q", "").strip()
    return all(
        (
            not asked.get("category") or row.category.value == asked["category"],
            not asked.get("determination") or determined == asked["determination"],
            not named or named in row.plot or named in row.project,
        )
    )


def _row(one: LedgerRow) -> dict[str, Any]:
    """As the workbook says it: what nobody looked at is 未查, what is not filed is —."""
    return {
        "row": one,
        "determination": _determined(one),
        "proposal": one.proposal.label if one.proposal else "—",
        "outcome": "—" if one.outcome is Outcome.NONE else one.outcome.label,
        "measure": "—" if one.measure is Measure.NONE else one.measure.label,
        "area": (_filed(one.area.filed), _measured(one.area.measured)),
        "cultivated": (_filed(one.cultivated_areas.filed), _measured(one.cultivated_areas.measured)),
        "counted": "—" if one.cultivated is None else _mu(one.cultivated),
        "farmland": _measured(one.farmland),
        "redline": _measured(one.redline),
        "final": {True: "终判", False: "自判"}.get(one.final, "—") if one.final is not None else "—",
        "gates": "、".join(one.gates) or "—",
    }


def _determined(one: LedgerRow) -> str:
    if one.category is Category.MINING:
        return one.conclusion.label if one.conclusion else "未判定"
    return one.determination.label if one.determination else "未判定"


def _mu(area: Area) -> str:
    return mu(area.mu)


def _filed(area: Area | None) -> str:
    return "—" if area is None else _mu(area)


def _measured(area: Area | None) -> str:
    return "未查" if area is None else _mu(area)


def _imports(desk: Desk) -> list[Import] | None:
    """The last first; None where this person does not see them."""
    try:
        require_register(desk.policy, desk.actor, Register.IMPORTS)
    except InputError:
        return None
    return list(reversed(imports()))
