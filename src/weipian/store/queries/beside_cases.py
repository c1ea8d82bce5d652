"""What stands of plots beside cases: stop orders, handlings without one, retrospective approvals, rectifications."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.store.queries.about import departments_of
from weipian.store.queries.cases import PLACED, PlotInCase, placed, words_of
from weipian.store.queries.sight import seen_by_plot
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import State


@dataclass(frozen=True, slots=True)
class Said:
    """What stands of a plot outside of cases: a stop order, a handling without a case, a retrospective approval."""

    id: int
    event: int
    plot: PlotInCase
    values: Mapping[str, Any]
    by: str


MODELS: Mapping[str, Any] = {
    "stop_order": models.StopOrder,
    "case_less": models.CaseLess,
    "later_approval": models.LaterApproval,
}


def said_of_plots(table: str, sight: Sight, plots: Collection[int] | None = None) -> list[Said]:
    """The current rows of such a table in sight, or those of some plots, in order."""
    model = MODELS[table]
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    own = Q() if plots is None else Q(plot_id__in=sorted(plots))
    wanted = model.objects.filter(seen_by_plot(sight), own, current=True).exclude(plot__state=State.WITHDRAWN.value)
    rows = list(wanted.order_by("id").values_list("id", "event", "account__label", *PLACED, *names))
    at = 3 + len(PLACED)
    handed = departments_of(sorted({row[6] for row in rows}))
    said = words_of([row[3] for row in rows])
    return [
        Said(row[0], row[1], placed(row[3:at], handed, said), dict(zip(names, row[at:], strict=True)), row[2])
        for row in rows
    ]


def newest_said(table: str, plots: Collection[int]) -> dict[int, Said]:
    """Plot → its current row."""
    return {one.plot.id: one for one in said_of_plots(table, EVERYTHING, plots)}


RIGHT = ("measure", "ordered", "outcome", "outcome_on", "can_recultivate", "can_approve")


@dataclass(frozen=True, slots=True)
class RightHere:
    """A plot's rectification as the ledger keeps it."""

    id: int
    values: Mapping[str, Any]


def right_of(plot: int) -> RightHere | None:
    """The one that stands."""
    row = models.PuttingRight.objects.filter(plot_id=plot, current=True).order_by("-id").values("id", *RIGHT).first()
    return RightHere(row.pop("id"), row) if row else None


def row_of(model: Any, key: int) -> dict[str, Any]:
    """A row as it is stored, without id, event and whether it is current: what an undoing writes anew."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    found: dict[str, Any] = model._default_manager.filter(id=key).values(*names).get()
    return found
