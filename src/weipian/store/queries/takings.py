"""Tables that were taken in, and what stood before each: for undoing, and for who was quicker."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.submission import COLUMNS, Returned, returned
from weipian.store.writing import Model

LEFT_OUT = frozenset({"id", "event", "current"})


def taking_of(number: int | None, kinds: Collection[str]) -> tuple[int, str] | None:
    """A table that was taken in and not undone, by number, or the last one: its number and kind."""
    rows = models.Taking.objects.filter(current=True, kind__in=list(kinds)).order_by("-id").values_list("id", "kind")
    return next(((key, kind) for key, kind in rows if number in (None, key)), None)


def taking_before(number: int, kind: str) -> int | None:
    """The one of its kind before it that was not undone."""
    rows = models.Taking.objects.filter(current=True, kind=kind, id__lt=number).order_by("-id")
    key: int | None = rows.values_list("id", flat=True).first()
    return key


def returns_of(taking: int) -> list[Returned]:
    """The returns that one table wrote, each as it was written last: undoing what came later writes it again."""
    rows = models.Submission.objects.filter(taking_id=taking).order_by("id").values_list(*COLUMNS)
    return list({row[1]: returned(row) for row in rows}.values())


def current_ids(taking: int) -> set[int]:
    """Those of the returns that a table wrote which nothing has replaced."""
    return set(models.Submission.objects.filter(taking_id=taking, current=True).values_list("id", flat=True))


def platform_values(taking: int) -> list[dict[str, Any]]:
    """The rows of a platform's list, to write them anew."""
    rows = _values(models.PlatformRow, models.PlatformRow.objects.filter(taking_id=taking))
    return list({(row["plot_id"], row["number"]): row for row in rows.values()}.values())


def problems_before(taking: int) -> list[tuple[int, int, dict[str, Any]]]:
    """What a table of answers wrote last of each problem: problem, row, and the values of the row before it."""
    rows = models.Problem.objects.filter(taking_id=taking).exclude(origin=None).order_by("id")
    written = {origin: key for key, origin in rows.values_list("id", "origin_id")}
    chain: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for some in _some(written):
        for own in ("id__in", "origin_id__in"):
            for key, row in _values(models.Problem, models.Problem.objects.filter(**{own: some})).items():
                chain.setdefault(row["origin_id"] or key, []).append((key, row))
    return [(origin, key, _former(origin, chain[origin], taking)) for origin, key in written.items()]


def _former(origin: int, rows: list[tuple[int, dict[str, Any]]], taking: int) -> dict[str, Any]:
    first = min(key for key, row in rows if row["taking_id"] == taking)
    return {**max((one for one in rows if one[0] < first), key=lambda one: one[0])[1], "origin_id": origin}


def current_problems(keys: Collection[int]) -> set[int]:
    """Those of the rows that nothing has replaced."""
    found = (models.Problem.objects.filter(id__in=some, current=True) for some in _some(keys))
    return {key for rows in found for key in rows.values_list("id", flat=True)}


def row_values(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """All columns of returns but what every row has, by id: to write them anew."""
    found: dict[int, dict[str, Any]] = {}
    for some in _some(keys):
        found |= _values(models.Submission, models.Submission.objects.filter(id__in=some))
    return found


def _values(model: Model, rows: Any) -> dict[int, dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in LEFT_OUT]
    found = {row.pop("id"): row for row in rows.order_by("id").values("id", *names)}
    if "entries" in names:
        return {key: {**row, "entries": json.loads(row["entries"])} for key, row in found.items()}
    return found


def current_of(plots: Collection[int]) -> dict[int, int]:
    """Plot → its current return's id."""
    found: dict[int, int] = {}
    for some in _some(plots):
        found.update(models.Submission.objects.filter(plot_id__in=some, current=True).values_list("plot_id", "id"))
    return found


def chains(plots: Collection[int]) -> dict[int, list[Returned]]:
    """Plot → every step of its return, in order."""
    found: dict[int, list[Returned]] = {}
    for some in _some(plots):
        rows = models.Submission.objects.filter(plot_id__in=some).order_by("id").values_list(*COLUMNS)
        for row in rows:
            found.setdefault(row[1], []).append(returned(row))
    return found


def written_by(keys: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Return → when, by whom and in which act it was written."""
    found: dict[int, tuple[str, str, str]] = {}
    for some in _some(set(keys)):
        events = dict(models.Submission.objects.filter(id__in=some).values_list("id", "event"))
        rows = models.Event.objects.filter(seq__in=set(events.values())).values_list("seq", "at", "actor", "act")
        said = {seq: (at, actor, act) for seq, at, actor, act in rows}
        found |= {key: said[event] for key, event in events.items() if event in said}
    return found


def plot_numbers(plots: Collection[int]) -> list[str]:
    """Numbers of plots, in order."""
    found = (models.Plot.objects.filter(id__in=some).values_list("number", flat=True) for some in _some(plots))
    return sorted(number for numbers in found for number in numbers)


def _some(keys: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(keys)
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))
