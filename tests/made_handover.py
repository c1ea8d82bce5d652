"""Desks and acts of handover for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from weipian.terms.acting import Act, Role

WATER, FOREST = "水利", "林业"


def as_role(desk: Any, role: Role, department: str = "", township: str = "") -> Any:
    """The same desk with somebody else at it."""
    actor = replace(desk.actor, roles=frozenset({role}), department=department, township=township)
    return replace(desk, actor=actor)


def of_department(desk: Any, name: str = WATER) -> Any:
    return as_role(desk, Role.DEPARTMENT_CLERK, name)


def hand(desk: Any, numbers: Sequence[str], department: str = WATER, **terms: Any) -> list[str]:
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    return hand_over(desk, numbers, Handing(department, **{"day": date(2023, 8, 5), **terms}))


def said(desk: Any, patch: str, told: str = "已拆除", day: date = date(2023, 9, 1), **more: Any) -> int:
    """A department's answer; final where nothing else is said."""
    from weipian.programme.rectification.handover.answering import Answering, answer
    from weipian.terms.handover import AnswerKind

    kind = AnswerKind.PARTIAL if more.pop("partial", False) else AnswerKind.FINAL
    return answer(desk, [Answering(patch, kind, day, told, **more)]).ids[0]


def here(desk: Any, patch: str, department: str = WATER) -> Any:
    from weipian.store.queries.handover import handovers_here

    (found,) = handovers_here(desk.sight, department, [patch])
    return found


def plot_id(number: str) -> int:
    from weipian.store.models import Plot

    return int(Plot.objects.values_list("id", flat=True).get(number=number))


def mark_housing(desk: Any, number: str) -> None:
    """The plot's own record of marks says that it is unlawful housing."""
    from weipian.store.acting import acting
    from weipian.store.models import Filed

    with acting(desk, Act.PATCH_MARKED, "plots") as act:
        act.add(Filed, plot_id=plot_id(number), areas={}, marks={"unlawful_housing": 1})


def add_evidence(desk: Any, number: str) -> int:
    """A row of evidence of a plot, whatever its bytes."""
    from weipian.store.acting import acting
    from weipian.store.models import Evidence, Plot

    plot = Plot.objects.get(number=number)
    with acting(desk, Act.EVIDENCE_ADDED, "evidence") as act:
        return act.add(
            Evidence, sha256="0" * 64, sm3=None, size=1, media_type="image/jpeg", name="a.jpg", kind="site_photo",
            plot_id=plot.id, patch_id=plot.patch_id, taken_at=None, facts={}, note=None,
            account_id=desk.actor.account,
        )  # fmt: skip


def last_event() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject
