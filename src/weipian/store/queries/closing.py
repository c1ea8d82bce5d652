"""Closed periods as they are kept, and what of the books a close has to know besides the plots' lines."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from weipian.store import models
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight


@dataclass(frozen=True, slots=True)
class Closed:
    """A close as it was done. `layers`: kind, version, hash of every current layer."""

    id: int
    event: int
    current: bool
    kind: str
    key: str
    version: int
    day: date
    until: date
    due: date
    policy: str
    policy_sha256: str
    head_seq: int
    layers: tuple[tuple[str, int, str], ...]
    terms: Mapping[str, Any]
    despite: str | None
    by: str
    at: str
    head_hash: str


CLOSE = (
    "id", "event", "current", "kind", "key", "version", "day", "until", "due", "policy", "policy_sha256", "head_seq",
    "layers", "terms", "despite", "account__label",
)  # fmt: skip
HEAD = CLOSE.index("head_seq")


def closes(kind: str | None = None, key: str | None = None) -> list[Closed]:
    """Every close, the earlier versions too, in the order in which they were done."""
    wanted = models.PeriodClose.objects.order_by("id")
    if kind is not None:
        wanted = wanted.filter(kind=kind)
    if key is not None:
        wanted = wanted.filter(key=key)
    rows: list[tuple[Any, ...]] = list(wanted.values_list(*CLOSE))
    when = times({row[1] for row in rows})
    heads = {row[HEAD] for row in rows}
    hashes = dict(models.Event.objects.filter(seq__in=heads).values_list("seq", "hash"))
    return [_closed(row, when[row[1]][0], hashes[row[HEAD]]) for row in rows]


def _closed(row: tuple[Any, ...], at: str, head_hash: str) -> Closed:
    *own, layers, terms, despite, by = row
    return Closed(*(*own, tuple(map(tuple, json.loads(layers))), json.loads(terms), despite, by, at, head_hash))


def times(events: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Event → when, by whom, which act."""
    rows = models.Event.objects.filter(seq__in=list(events)).values_list("seq", "at", "actor", "act")
    return {seq: (at, actor, act) for seq, at, actor, act in rows}


@dataclass(frozen=True, slots=True)
class FrozenPlot:
    """A plot as it stood at a close."""

    plot: str
    patch_id: int
    township: str
    category: str
    issued: date
    month: str
    quarter: str
    state: str
    determination: str
    final: bool | None
    outcome: str
    area_filed: str
    cultivated_filed: str
    area_um2: int
    cultivated_um2: int | None
    farmland_um2: int | None
    redline_um2: int | None
    before: str
    after: str
    gates: str
    open_duties: str
    blocks: str
    source: int


FROZEN = (
    "township", "category", "issued", "month", "quarter", "state", "determination", "final", "outcome", "area_filed",
    "cultivated_filed", "area_um2", "cultivated_um2", "farmland_um2", "redline_um2", "before", "after", "gates",
    "open_duties", "blocks", "source",
)  # fmt: skip


def frozen_plots(close: int, sight: Sight) -> list[FrozenPlot]:
    """The rows of a close that are seen, by plot."""
    wanted = models.PeriodPlot.objects.filter(seen_in(sight, "plot__patch__number"), close_id=close, belongs=True)
    rows = wanted.order_by("plot__number").values_list("plot__number", "plot__patch_id", *FROZEN)
    return [FrozenPlot(*row) for row in rows.iterator()]


def reported_in(kind: str, besides: str) -> dict[str, str]:
    """Patch number → the closed period of a kind (other than one) that it was reported in."""
    rows = models.PeriodPlot.objects.filter(close__current=True, close__kind=kind, belongs=True).exclude(
        close__key=besides
    )
    return dict(rows.order_by("close_id").values_list("plot__patch__number", "close__key"))


def opinions(close: int) -> list[tuple[str, str | None]]:
    """The written opinion, point by point."""
    return list(models.PeriodOpinion.objects.filter(close_id=close).order_by("id").values_list("point", "text"))


def reopening(close: int) -> tuple[str | None, str, str] | None:
    """Why, by whom and when a close was reopened."""
    row = models.PeriodReopening.objects.filter(close_id=close).values_list("reason", "account__label", "event").first()
    return None if row is None else (row[0], row[1], times([row[2]])[row[2]][0])


@dataclass(frozen=True, slots=True)
class CheckHere:
    """The newest check of a period: its event, and plot id → the codes that it failed."""

    id: int
    event: int
    day: date
    by: str
    codes: Mapping[int, str]


def newest_check(kind: str, key: str) -> CheckHere | None:
    wanted = models.PeriodCheck.objects.filter(kind=kind, key=key, current=True).order_by("-id")
    row = wanted.values_list("id", "event", "day", "account__label").first()
    if row is None:
        return None
    codes = dict(models.PeriodChecked.objects.filter(check_of_id=row[0], belongs=True).values_list("plot_id", "codes"))
    return CheckHere(row[0], row[1], row[2], row[3], codes)


def checked_codes() -> dict[int, str]:
    """Plot → what the newest check that it was in found; "" where it is good."""
    rows = (
        models.PeriodChecked.objects.filter(check_of__current=True, belongs=True)
        .order_by("id")
        .values_list("plot_id", "codes")
    )
    return dict(rows.iterator())


def measured_by() -> dict[int, int]:
    """Plot → the newest event that measured or proposed something of it."""
    found: dict[int, int] = {}
    for model in (models.Measurement, models.Proposal):
        rows = model._default_manager.filter(current=True).values_list("plot_id").annotate(Max("event"))
        for plot, event in rows.iterator():
            found[plot] = max(found.get(plot, 0), event)
    return found


def measurement_events() -> dict[int, int]:
    """Plot → the newest event that measured it."""
    rows = models.Measurement.objects.filter(current=True).values_list("plot_id").annotate(Max("event"))
    return dict(rows.iterator())


def made_by() -> dict[int, int]:
    """Plot → the event that made it."""
    return dict(models.Plot.objects.values_list("id", "event").iterator())


def layers_now() -> list[tuple[str, int, str]]:
    """The current layers: kind, version, hash of what is kept."""
    rows = models.LayerVersion.objects.filter(current=True).order_by("kind", "id")
    return [(kind, version, sha256) for kind, version, sha256 in rows.values_list("kind", "version", "kept_sha256")]


def handed_days(patches: Iterable[str]) -> dict[str, list[tuple[date, str]]]:
    """Patch number → the days on which it was handed to a department, that still stand."""
    wanted = set(patches)
    rows = (
        models.Handover.objects.filter(current=True).order_by("id").values_list("patch__number", "department", "event")
    )
    kept = [row for row in rows if row[0] in wanted]
    when = times({row[2] for row in kept})
    found: dict[str, list[tuple[date, str]]] = {}
    for number, department, event in kept:
        found.setdefault(number, []).append((date.fromisoformat(when[event][0][:10]), department))
    return found
