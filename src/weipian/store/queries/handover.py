"""Handovers with their answers and reminders, in sight; and what of plots is still open."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.carried import tree_of
from weipian.store.queries.handed import in_sight
from weipian.store.queries.patches import AT_ONCE
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import State
from weipian.terms.cases import Child
from weipian.terms.handover import AnswerKind, Stage
from weipian.terms.inspection import Mark


@dataclass(frozen=True, slots=True)
class AnswerHere:
    """An answer that stands. `accepted` None: the county office has said nothing of it."""

    id: int
    kind: AnswerKind
    day: date
    told: str
    by: str
    evidence: tuple[int, ...] = ()
    accepted: bool | None = None
    reason: str = ""
    verdict: int | None = None


@dataclass(frozen=True, slots=True)
class ReminderHere:
    """Pressed for: when, by whom."""

    day: date
    by: str


@dataclass(frozen=True, slots=True)
class HandoverHere:
    """A handover that stands, with all that came of it. `given` None where its day was not written down."""

    id: int
    patch: str
    patch_id: int
    department: str
    matter: str
    due: date | None
    answerer: str
    at: str
    about: About
    housing: bool = False
    given: date | None = None
    document: str = ""
    by: str = ""
    answers: tuple[AnswerHere, ...] = ()
    reminders: tuple[ReminderHere, ...] = ()

    @property
    def stage(self) -> Stage:
        finals = [one for one in self.answers if one.kind is AnswerKind.FINAL]
        if finals and finals[-1].accepted is not False:
            return Stage.ACCEPTED if finals[-1].accepted else Stage.ANSWERED
        if self.answers and self.answers[-1].accepted is False:
            return Stage.SENT_BACK
        return Stage.PARTLY if self.answers else Stage.WAITING

    @property
    def answered(self) -> date | None:
        """The day of the final answer, where one stands that was not sent back."""
        if self.stage.is_open:
            return None
        return next(one.day for one in reversed(self.answers) if one.kind is AnswerKind.FINAL)


COLUMNS = ("id", "patch__number", "patch_id", "department", "matter", "due", "answerer", "event")
Key = tuple[str, str, str]
"""Patch, department, matter: on other terms of the same matter the answers stay; another matter is asked anew."""


def handovers_here(
    sight: Sight, department: str | None = None, numbers: Collection[str] | None = None
) -> list[HandoverHere]:
    """Those that stand of the patches in sight, by id; not of patches that were taken out."""
    wanted = in_sight(sight)
    if department is not None:
        wanted = wanted.filter(department=department)
    if numbers is not None:
        rows = [row for some in _some(sorted(set(numbers))) for row in _rows(wanted.filter(patch__number__in=some))]
    else:
        rows = _rows(wanted)
    return _whole(rows)


def _rows(wanted: Any) -> list[tuple[Any, ...]]:
    return list(wanted.order_by("id").values_list(*COLUMNS))


def _whole(rows: Sequence[tuple[Any, ...]]) -> list[HandoverHere]:
    patches = sorted({row[1] for row in rows})
    abouts, housing, answers = _abouts(patches), _housing(patches), _answers(patches)
    given, reminded = _given([row[0] for row in rows]), _reminders(patches)
    times = _times({row[-1] for row in rows})
    found = []
    for key, patch, patch_id, department, matter, due, answerer, event in sorted(rows):
        about = abouts.get(patch)
        if about is None:
            continue
        own = (patch, department, matter)
        day, document, by = given.get(key, (None, "", ""))
        found.append(
            HandoverHere(
                key,
                patch,
                patch_id,
                department,
                matter,
                due,
                answerer or "",
                times.get(event, ""),
                about,
                patch in housing,
                day,
                document,
                by,
                tuple(answers.get(own, ())),
                tuple(reminded.get(own, ())),
            )
        )
    return found


def _abouts(numbers: Sequence[str]) -> dict[str, About]:
    from weipian.store.queries.about import about_patches

    return {number: one for number, one in about_patches(numbers).items() if one.state is not State.WITHDRAWN}


def _housing(numbers: Sequence[str]) -> set[str]:
    """The patches with a plot that is marked as unlawful housing."""
    found: set[str] = set()
    for some in _some(numbers):
        kept = models.Filed.objects.filter(current=True, plot__closed=False, plot__patch__number__in=some)
        kept = kept.filter(marks__contains=Mark.UNLAWFUL_HOUSING.value)
        for number, marks in kept.order_by("id").values_list("plot__patch__number", "marks"):
            if json.loads(marks).get(Mark.UNLAWFUL_HOUSING.value):
                found.add(number)
    return found


OF_HANDOVER = ("handover__patch__number", "handover__department", "handover__matter")
ANSWER = (*OF_HANDOVER, "id", "kind", "day", "told", "account__label")


def _answers(numbers: Sequence[str]) -> dict[Key, list[AnswerHere]]:
    rows = [
        row
        for some in _some(numbers)
        for row in models.HandoverAnswer.objects.filter(current=True, patch__number__in=some)
        .order_by("day", "id")
        .values_list(*ANSWER)
    ]
    keys = [row[3] for row in rows]
    evidence, verdicts = _evidence(keys), _verdicts(keys)
    found: dict[Key, list[AnswerHere]] = {}
    for patch, department, matter, key, kind, day, told, by in rows:
        verdict, accepted, reason = verdicts.get(key, (None, None, ""))
        named = tuple(evidence.get(key, ()))
        one = AnswerHere(key, AnswerKind(kind), day, told or "", by, named, accepted, reason or "", verdict)
        found.setdefault((patch, department, matter), []).append(one)
    return found


def _evidence(keys: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in _some(keys):
        rows = models.HandoverEvidence.objects.filter(answer_id__in=some).order_by("id")
        for answer, evidence in rows.values_list("answer_id", "evidence_id"):
            found.setdefault(answer, []).append(evidence)
    return found


def _verdicts(keys: Sequence[int]) -> dict[int, tuple[int, bool, str | None]]:
    columns = ("answer_id", "id", "accepted", "reason")
    return {
        answer: (key, accepted, reason)
        for some in _some(keys)
        for answer, key, accepted, reason in models.HandoverVerdict.objects.filter(current=True, answer_id__in=some)
        .order_by("id")
        .values_list(*columns)
    }


def _given(keys: Sequence[int]) -> dict[int, tuple[date | None, str, str]]:
    return {
        key: (day, document or "", by)
        for some in _some(keys)
        for key, day, document, by in models.HandoverGiven.objects.filter(handover_id__in=some)
        .order_by("id")
        .values_list("handover_id", "day", "document", "account__label")
    }


def _reminders(numbers: Sequence[str]) -> dict[Key, list[ReminderHere]]:
    found: dict[Key, list[ReminderHere]] = {}
    for some in _some(numbers):
        rows = models.HandoverReminder.objects.filter(patch__number__in=some).order_by("id")
        for patch, department, matter, day, by in rows.values_list(*OF_HANDOVER, "day", "account__label"):
            found.setdefault((patch, department, matter), []).append(ReminderHere(day, by))
    return found


def evidence_of_patches(keys: Collection[int]) -> dict[int, str]:
    """Evidence that stands → the number of the patch that it belongs to."""
    return {
        key: number
        for some in _some(sorted(set(keys)))
        for key, number in models.Evidence.objects.filter(current=True, id__in=some)
        .exclude(sha256=None)
        .values_list("id", "plot__patch__number")
    }


def _times(events: set[int]) -> dict[int, str]:
    return {
        seq: at
        for some in _some(sorted(events))
        for seq, at in models.Event.objects.filter(seq__in=some).values_list("seq", "at")
    }


def _some(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))


@dataclass(frozen=True, slots=True)
class OpenChild:
    """Something of a plot that a case can't be closed before: a department's answer, a receipt."""

    kind: Child
    id: int
    whom: str


def open_children(plots: Collection[int]) -> dict[int, tuple[OpenChild, ...]]:
    """Plot → what is open of it; plots of which nothing is open are not in it. For the programme's own rules: what a
    person is shown of a referral is the register's."""
    keys = sorted(set(plots))
    rows = [
        row
        for some in _some(keys)
        for row in models.Plot.objects.filter(id__in=some).values_list("id", "patch__number", "patch_id")
    ]
    patches = {key: number for key, number, _ in rows}
    waiting: dict[str, list[OpenChild]] = {}
    for one in handovers_here(EVERYTHING, numbers=patches.values()):
        if one.stage.is_open:
            waiting.setdefault(one.patch, []).append(OpenChild(Child.HANDOVER, one.id, one.department))
    sent = _sent({patch for _, _, patch in rows}) if rows else {}
    found = {key: (*waiting.get(patches.get(key, ""), ()), *sent.get(key, ())) for key in keys}
    return {key: some for key, some in found.items() if some}


def _sent(patches: Collection[int]) -> dict[int, list[OpenChild]]:
    """Referrals without a receipt; one of a plot that was cut since hangs on the plots that it was cut into."""
    found: dict[int, list[OpenChild]] = {}
    for some in _some(sorted(patches)):
        tree = tree_of(some)
        rows = models.Referral.objects.filter(current=True, receipt_on=None, patch_id__in=some).order_by("id")
        for plot, key, receiver in rows.values_list("plot_id", "id", "receiver"):
            for heir in sorted({plot, *tree.heirs(plot)}):
                found.setdefault(heir, []).append(OpenChild(Child.REFERRAL, key, receiver))
    return found
