"""Everything that is booked of one plot, each with the event that wrote it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.store.queries.overlay import Figures, PlotHere, figures_of, plot_numbered
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import Act
from weipian.terms.words import Category

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as people ask for it: when, who, what."""

    seq: int
    at: str
    actor: str
    act: str
    subject: str

    @property
    def label(self) -> str:
        """What was done, in words."""
        return next((word.label for word in Act if word.value == self.act), self.act)


@dataclass(frozen=True, slots=True)
class Written:
    """A current record of the plot, and the event that wrote it."""

    event: int
    values: Json


@dataclass(frozen=True, slots=True)
class Issue:
    """The patch as it was issued."""

    number: str
    version: int
    category: Category
    supplementary: bool
    issued: date
    area: str
    unit: str
    earlier_image: date | None
    later_image: date | None
    batch: str
    batch_version: int
    period: str
    source: str | None
    received: date
    event: int


@dataclass(frozen=True, slots=True)
class Story:
    """A plot with all that is booked of it, as it is stored: `programme.report.explain.seen` masks what is personal."""

    plot: PlotHere
    plot_event: int
    issue: Issue
    due: date | None
    project: str
    party: str
    party_kind: str
    parent: str
    parts: tuple[str, ...]
    figures: tuple[Figures, ...]
    site: Written | None
    filed: Written | None
    proposed: Written | None
    determined: Written | None
    right: Written | None
    events: Mapping[int, Happened]


ISSUE = (
    "number", "version", "category", "supplementary", "issued", "issued_area", "issued_unit", "earlier_image",
    "later_image", "batch__name", "batch__version", "batch__period", "batch__source", "batch__received", "event",
)  # fmt: skip
HANGING = ("due", "project__name", "party__name", "party__kind")
DETERMINED = ("review", "reviewed", "determination", "conclusion", "nature", "because", "final")
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


def story_of(number: str, sight: Sight) -> Story:
    """All of one plot. Raises InputError `plot_unknown`, also where it is not seen."""
    plot = plot_numbered(number, sight)
    event = models.Plot.objects.values_list("event", flat=True).get(id=plot.id)
    issue = _issue(plot.patch_id)
    standing = models.Standing.objects.filter(number=plot.patch)
    due, project, party, kind = standing.values_list(*HANGING).first() or (None, None, None, None)
    return Story(
        plot=plot,
        plot_event=event,
        issue=issue,
        due=due,
        project=project or "",
        party=party or "",
        party_kind=kind or "",
        parent="" if plot.parent is None else models.Plot.objects.values_list("number", flat=True).get(id=plot.parent),
        parts=_parts(plot, sight),
        figures=tuple(sorted(figures_of([plot.id]), key=lambda one: one.kind.value)),
        site=_written(models.SiteFacts, plot.id, "facts"),
        filed=_written(models.Filed, plot.id, "areas", "marks"),
        proposed=_written(models.Proposal, plot.id, "policy", "conclusion", "nature", "rule", "answer", "gates"),
        determined=_written(models.Determination, plot.id, *DETERMINED),
        right=_written(models.PuttingRight, plot.id, "measure", "ordered", "outcome", "outcome_on"),
        events=_events(plot, {event, issue.event}),
    )


def _parts(plot: PlotHere, sight: Sight) -> tuple[str, ...]:
    """Those that are seen: a plot may have been cut along a township's line."""
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), parent_id=plot.id)
    return tuple(wanted.order_by("id").values_list("number", flat=True))


def _issue(patch: int) -> Issue:
    row = models.Patch.objects.values_list(*ISSUE).get(id=patch)
    return Issue(row[0], row[1], Category(row[2]), *row[3:])


STRUCTURES = frozenset({"facts", "areas", "marks", "answer", "gates"})


def _written(model: Any, plot: int, *columns: str) -> Written | None:
    row = model.objects.filter(plot_id=plot, current=True).order_by("-id").values_list("event", *columns).first()
    if row is None:
        return None
    values = zip(columns, row[1:], strict=True)
    return Written(row[0], {name: json.loads(value) if name in STRUCTURES else value for name, value in values})


def _events(plot: PlotHere, known: set[int]) -> dict[int, Happened]:
    """Every event that wrote something of the plot, former rows too, or that names it."""
    numbers = known | events_about([plot.id], [plot.patch])
    wanted = models.Event.objects.filter(seq__in=numbers) | models.Event.objects.filter(subject=f"plot:{plot.id}")
    return _happened(wanted.order_by("seq").values_list("seq", "at", "actor", "act", "subject"))


def _happened(rows: Iterable[tuple[Any, ...]]) -> dict[int, Happened]:
    return {row[0]: Happened(*row) for row in rows}
