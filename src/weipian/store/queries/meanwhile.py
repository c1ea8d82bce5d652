"""What others did to some plots since somebody looked at them: by each row's own event."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Max, Q, QuerySet

from weipian.store.models import Event, Plot
from weipian.store.queries.explain import Happened
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight

FEW = 50
"""So many plots are looked at: a batch of thousands is met by its first ones."""
COLUMNS = ("seq", "at", "actor", "act", "subject")


def newest() -> int:
    """The log's last event."""
    return int(Event.objects.aggregate(Max("seq"))["seq__max"] or 0)


def since(seq: int, actor: str, numbers: Collection[str], sight: Sight, *, patches: bool = False) -> list[Happened]:
    """Events after `seq` by another actor that wrote of the plots (or of all plots of the patches) so numbered, as far
    as they are seen; the first comes first."""
    others = Event.objects.filter(seq__gt=seq).exclude(actor=actor)
    if not numbers or not others.exists():
        return []
    named = Q(patch__number__in=sorted(numbers)[:FEW]) if patches else Q(number__in=sorted(numbers)[:FEW])
    found = Plot.objects.filter(named, seen_in(sight, "patch__number")).values_list("id", "patch__number")
    plots, of_patches = {key for key, _ in found}, {number for _, number in found}
    if not plots:
        return []
    first, *more = (_events(model, column, plots, of_patches, seq) for model, column in _about())
    events = {key for (key,) in first.union(*more)}
    return [Happened(*row) for row in others.filter(seq__in=events).order_by("seq").values_list(*COLUMNS)]


def _events(model: Any, column: str, plots: set[int], patches: set[str], seq: int) -> QuerySet[Any, tuple[int]]:
    wanted = {f"{column}__in": patches if column == "patch__number" else plots}
    rows: QuerySet[Any, tuple[int]] = model._default_manager.filter(event__gt=seq, **wanted).values_list("event")
    return rows


@cache
def _about() -> tuple[tuple[Any, str], ...]:
    """Every table with rows of a plot or a patch, and the column that says of which."""
    found: list[tuple[Any, str]] = [(Plot, "id")]
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        if model is Plot or "event" not in names:
            continue
        if "plot" in names:
            found.append((model, "plot_id"))
        elif "patch" in names:
            found.append((model, "patch__number"))
    return tuple(found)
