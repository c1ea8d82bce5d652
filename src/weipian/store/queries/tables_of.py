"""Which tables tell of a plot, and which events wrote their rows: told once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Q, TextField, Value

from weipian.store import models
from weipian.store.queries.prepared import Prepared

OF_PLOT: tuple[Any, ...] = (
    models.Measurement, models.Proposal, models.SiteFacts, models.Filed, models.Determination, models.PuttingRight,
    models.Inspection, models.UpperCheck, models.PatchMark, models.Objection, models.Evidence, models.Submission,
    models.LaterAddition, models.StopOrder, models.CaseMove, models.CaseLess, models.LaterApproval,
    models.RectificationOrder, models.RectificationProgress, models.RectifiedPart, models.SelfAcceptance,
    models.RightInPlace,
)  # fmt: skip
OF_PATCH: tuple[Any, ...] = (
    models.Handover, models.HandoverAnswer, models.HandoverReminder, models.Assignment, models.GateOpinion,
    models.ClueLink, models.UpperApplication, models.Instruction,
)  # fmt: skip
"""Tables whose rows are about a patch, whatever its version. What stands in a register of its own (referrals, sharings,
suggestions) is told there alone, to whom it is open."""


def events_about(plots: Collection[int], patches: Collection[str], after: int = 0) -> set[int]:
    """Every event that wrote something of these plots and patches, former rows too; asked at once."""
    own = [model._default_manager.filter(plot_id__in=plots, event__gt=after) for model in OF_PLOT]
    own += [model._default_manager.filter(patch__number__in=patches, event__gt=after) for model in OF_PATCH]
    own.append(models.Plot.objects.filter(Q(id__in=plots) | Q(parent_id__in=plots), event__gt=after))
    own.append(models.UpperAnswer.objects.filter(check_of__plot_id__in=plots, event__gt=after))
    first, *more = (rows.order_by().values_list("event") for rows in own)
    return {event for (event,) in first.union(*more)}


def tables_of(plots: Mapping[int, str]) -> dict[str | int, dict[str, set[int]]]:
    """Plot's id, patch's number → table → the events that wrote rows of it; two questions. `plots`: id → patch."""
    ids, patches = tuple(plots), tuple(set(plots.values()))
    found: dict[str | int, dict[str, set[int]]] = {**{key: {} for key in ids}, **{key: {} for key in patches}}
    for key, event, table in (*WRITTEN_OF_PLOTS.rows(ids), *WRITTEN_OF_PATCHES.rows(patches)):
        found[key].setdefault(table, set()).add(event)
    return found


def _of_plots(places: Sequence[Any]) -> Any:
    rows = [(model, model._default_manager.filter(plot__id__in=places), "plot_id") for model in OF_PLOT]
    rows.append((models.Plot, models.Plot.objects.filter(id__in=places), "id"))
    rows.append((models.Plot, models.Plot.objects.filter(parent__id__in=places), "parent_id"))
    answers = models.UpperAnswer.objects.filter(check_of__plot__id__in=places)
    return _tagged([*rows, (models.UpperAnswer, answers, "check_of__plot_id")])


def _of_patches(places: Sequence[Any]) -> Any:
    name = "patch__number"
    return _tagged([(model, model._default_manager.filter(**{f"{name}__in": places}), name) for model in OF_PATCH])


def _tagged(rows: Sequence[tuple[Any, Any, str]]) -> Any:
    """Whose row, the event, the table; all at once."""
    first, *more = (
        wanted.order_by().values_list(key, "event", Value(model._meta.db_table, TextField()))
        for model, wanted, key in rows
    )
    return first.union(*more)


WRITTEN_OF_PLOTS, WRITTEN_OF_PATCHES = Prepared(_of_plots), Prepared(_of_patches)
