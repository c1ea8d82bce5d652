"""What others did to some plots since somebody looked at them: by each row's own event."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from weipian.store.models import Event, Plot
from weipian.store.queries.explain import Happened
from weipian.store.queries.sight import seen_in
from weipian.store.queries.tables_of import events_about
from weipian.store.sight import Sight

FEW = 50
"""So many plots are looked at: a batch of thousands is met by its first ones."""
COLUMNS = ("seq", "at", "actor", "act", "subject")


def stood_at(moment: str) -> int:
    """The log's last event by a moment, written as events write theirs."""
    row = Event.objects.filter(at__lte=moment).order_by("-seq").values_list("seq").first()
    return int(row[0]) if row else 0


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
    events = events_about(plots, of_patches, seq)
    return [Happened(*row) for row in others.filter(seq__in=events).order_by("seq").values_list(*COLUMNS)]
