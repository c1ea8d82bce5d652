"""What later stages ask of a plot's prosecution: case number, penalty, approval, handling; few questions for many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.cases import ApprovalStage, CaseStep, WithoutCase
from weipian.terms.determination import Handling

HANDLED = {
    WithoutCase.NOT_OPENED: Handling.WITHOUT_CASE,
    WithoutCase.UNCASED: Handling.WITHOUT_CASE,
    WithoutCase.NO_HANDLING: Handling.NO_HANDLING,
}
ASKED = (CaseStep.OPENED, CaseStep.DECIDED, CaseStep.WITHDRAWN, CaseStep.CLOSED)


@dataclass(frozen=True, slots=True)
class Prosecuted:
    """Of the newest case that was not withdrawn, and what stands beside cases; None and "" where there is nothing."""

    case_number: str = ""
    opened_on: date | None = None
    penalty_on: date | None = None
    closed_on: date | None = None
    handling: Handling | None = None
    explanation: str = ""
    approved_on: date | None = None
    approval_number: str = ""
    linked_ticked: bool | None = None


def prosecuted(plots: Collection[int]) -> dict[int, Prosecuted]:
    """Plot → what is booked; plots of which nothing is are left out."""
    found: dict[int, Prosecuted] = {}
    for some in _some(plots):
        _cases(some, found)
        rows = models.CaseLess.objects.filter(current=True, plot_id__in=some).order_by("id")
        for plot, how, reason in rows.values_list("plot_id", "how", "reason"):
            own = found.get(plot, Prosecuted())
            if not own.case_number:
                found[plot] = replace(own, handling=HANDLED[WithoutCase(how)], explanation=reason or "")
        granted = models.LaterApproval.objects.filter(
            current=True, stage=ApprovalStage.GRANTED.value, plot_id__in=some
        ).order_by("id")
        for plot, day, number, linked, ticked in granted.values_list("plot_id", "day", "number", "linked", "ticked"):
            own = found.get(plot, Prosecuted())
            told = bool(ticked) if linked else None
            found[plot] = replace(own, approved_on=day, approval_number=number or "", linked_ticked=told)
    return found


def applied_for(plots: Collection[int]) -> set[int]:
    """The plots for which a retrospective approval was applied for and is not answered."""
    waiting = models.LaterApproval.objects.filter(current=True, stage=ApprovalStage.APPLIED.value)
    return {
        plot for some in _some(plots) for plot in waiting.filter(plot_id__in=some).values_list("plot_id", flat=True)
    }


def _some(plots: Collection[int]) -> list[list[int]]:
    every = sorted(plots)
    return [every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE)]


def _cases(plots: list[int], found: dict[int, Prosecuted]) -> None:
    moves = models.CaseMove.objects.filter(current=True, step__in=[one.value for one in ASKED], plot_id__in=plots)
    by_case: dict[tuple[int, int], dict[str, Any]] = {}
    for case, plot, step, day, number in moves.order_by("case_id", "turn", "id").values_list(
        "case_id", "plot_id", "step", "day", "number"
    ):
        own = by_case.setdefault((case, plot), {})
        own.setdefault(step, day)
        if step == CaseStep.OPENED.value:
            own["number"] = number or ""
    for (_, plot), own in by_case.items():
        if CaseStep.WITHDRAWN.value in own:
            continue
        found[plot] = Prosecuted(
            case_number=own.get("number", ""),
            opened_on=own.get(CaseStep.OPENED.value),
            penalty_on=own.get(CaseStep.DECIDED.value),
            closed_on=own.get(CaseStep.CLOSED.value),
            handling=Handling.OPEN_CASE,
        )
