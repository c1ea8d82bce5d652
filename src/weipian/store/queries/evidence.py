"""The register of evidence, read; of the plots in sight."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from weipian.store.actors import About
from weipian.store.models import Custody, Event, Evidence, GeneralPaper, Plot
from weipian.store.queries.about import departments_of
from weipian.store.queries.general import seen_of_owners
from weipian.store.queries.sight import seen_by_plot, seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.evidence import CustodyKind, EvidenceKind

HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class EvidenceHere:
    """One piece of evidence. `at`: when it was put in, by the office's clock; `by`: whose account.

    `township`: of its plot, or of the general volume that it was put into; `unit`: of such a volume alone.
    """

    id: int
    sha256: str
    sm3: str | None
    size: int
    media_type: str
    name: str
    kind: EvidenceKind
    plot: str
    patch: str
    township: str
    taken_at: str
    facts: Mapping[str, Any]
    note: str
    by: str
    at: datetime
    current: bool
    replaces: int | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OfPlot:
    """A plot that evidence may belong to."""

    id: int
    number: str
    patch_id: int
    about: About


@dataclass(frozen=True, slots=True)
class Handled:
    """What was done with an original: when, by whom, what, why."""

    at: datetime
    by: str
    what: CustodyKind
    why: str
    seq: int


COLUMNS = (
    "id", "event", "current", "sha256", "sm3", "size", "media_type", "name", "kind", "taken_at", "facts", "note",
    "replaces_id", "plot__number", "plot__township", "patch__number", "account__label",
)  # fmt: skip


def plot_of(number: str, sight: Sight) -> OfPlot:
    """Raises InputError `plot_unknown`, also for one that is not in sight or that was taken out."""
    columns = ("id", "number", "patch_id", "patch__number", "township", "state")
    found = Plot.objects.filter(seen_in(sight, "patch__number"), number=number).values_list(*columns).first()
    if found is None or found[-1] == State.WITHDRAWN.value:
        raise InputError("plot_unknown", where=number)
    key, known, patch_id, patch, township, state = found
    return OfPlot(key, known, patch_id, About(township, State(state), departments_of([patch]).get(patch, frozenset())))


def listed(sight: Sight, plot: OfPlot | None = None, *, all_rows: bool = False) -> list[EvidenceHere]:
    """Evidence in the order in which it came; of a plot with what belongs to the plots that it was cut from.

    What was lawfully taken away stands in no list and no count.
    """
    wanted = Evidence.objects.all() if all_rows else Evidence.objects.filter(current=True)
    wanted = wanted.filter(_in_sight(sight))
    if plot is not None:
        wanted = wanted.filter(plot_id__in=_line_of(plot.id))
    return list(_read(wanted))


def _in_sight(sight: Sight) -> Q:
    """Of plots in sight; papers of the general volumes that somebody sees; of no plot else for who sees all."""
    own = GeneralPaper.objects.filter(seen_of_owners(sight)).values("evidence")
    every = sight.everything and not sight.within
    return Q() if every else seen_by_plot(sight) | Q(id__in=own)


def evidence_of(key: int, sight: Sight) -> EvidenceHere:
    """Raises InputError `evidence_unknown`, also for one that is not in sight."""
    found = next(_read(Evidence.objects.filter(_in_sight(sight), id=key)), None)
    if found is None:
        raise InputError("evidence_unknown", where=str(key))
    return found


def handled(key: int) -> list[Handled]:
    """What was done with an original, in order, before its row was corrected too."""
    line: list[int | None] = [key]
    while (old := Evidence.objects.filter(id=line[-1]).values_list("replaces_id", flat=True).first()) is not None:
        line.append(old)
    rows = Custody.objects.filter(evidence_id__in=line).order_by("id")
    found = list(rows.values_list("event", "account__label", "what", "why"))
    when = _moments({event for event, *_ in found})
    return [Handled(when[event], by, CustodyKind(what), why or "", event) for event, by, what, why in found]


def registered() -> list[dict[str, object]]:
    """Every row as the check of the bytes takes it, but those whose file was lawfully taken away."""
    return list(Evidence.objects.exclude(sha256=None).order_by("id").values("id", "sha256", "sm3", "size"))


def kept_hashes() -> frozenset[str]:
    """The hashes of all files that some row names."""
    return frozenset(Evidence.objects.exclude(sha256=None).values_list("sha256", flat=True))


def _line_of(plot: int) -> list[int]:
    """A plot and those that it was cut from."""
    found = [plot]
    while (parent := Plot.objects.filter(id=found[-1]).values_list("parent_id", flat=True).first()) is not None:
        found.append(parent)
    return found


def _read(wanted: QuerySet[Evidence]) -> Iterator[EvidenceHere]:
    there = wanted.exclude(sha256=None).exclude(plot__state=State.WITHDRAWN.value)
    rows = list(there.order_by("id").values(*COLUMNS))
    when = _moments({row["event"] for row in rows})
    owners = _owners([row["id"] for row in rows if row["kind"] == EvidenceKind.GENERAL.value])
    return (_here(row, when[row["event"]], owners.get(row["id"], ("", ""))) for row in rows)


def _owners(keys: list[int]) -> dict[int, tuple[str, str]]:
    """Papers of general volumes → township, unit."""
    found: dict[int, tuple[str, str]] = {}
    for at in range(0, len(keys), 500):
        rows = GeneralPaper.objects.filter(evidence_id__in=keys[at : at + 500]).order_by("id")
        found |= {key: (town, unit) for key, town, unit in rows.values_list("evidence_id", "township", "unit")}
    return found


def _moments(events: set[int]) -> dict[int, datetime]:
    """When events were, by the office's clock; asked some at a time."""
    wanted, found = sorted(events), dict[int, datetime]()
    for at in range(0, len(wanted), 500):
        rows = Event.objects.filter(seq__in=wanted[at : at + 500]).order_by("seq").values_list("seq", "at")
        found |= {seq: datetime.fromisoformat(moment).astimezone(HERE) for seq, moment in rows}
    return found


def _here(row: Mapping[str, Any], at: datetime, owner: tuple[str, str]) -> EvidenceHere:
    return EvidenceHere(
        id=row["id"],
        sha256=row["sha256"],
        sm3=row["sm3"],
        size=row["size"] or 0,
        media_type=row["media_type"] or "",
        name=row["name"] or "",
        kind=EvidenceKind(row["kind"]),
        plot=row["plot__number"] or "",
        patch=row["patch__number"] or "",
        township=row["plot__township"] or owner[0],
        taken_at=row["taken_at"] or "",
        facts=json.loads(row["facts"] or "{}"),
        note=row["note"] or "",
        by=row["account__label"],
        at=at,
        current=row["current"],
        replaces=row["replaces_id"],
        unit=owner[1],
    )
