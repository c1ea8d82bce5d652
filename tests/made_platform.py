"""The platform's list and problem lists by single acts, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from made_returns import CELLS, DAY, as_person
from weipian.terms.acting import Act
from weipian.terms.submission import PlatformStatus, ProblemLevel

LOOKED = {"gates_certain": "已核对"}


def out(desk: Any, plot: str = "P1") -> None:
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import release, second

    fill(desk, [plot], CELLS, DAY)
    for done in (
        self_check(desk, [plot], LOOKED, DAY),
        second(as_person(desk, "reviewer"), [plot], DAY),
        release(as_person(desk, "leader"), [plot], DAY, answers_for=True),
    ):
        assert done.refused == ()


def listed(number: str, status: PlatformStatus = PlatformStatus.PENDING, **entries: str) -> Any:
    from weipian.programme.submission.acts.reconciling import Listed

    return Listed(number, status, entries)


def take(desk: Any, *rows: Any) -> Any:
    from weipian.programme.submission.acts.reconciling import take_platform

    return take_platform(desk, rows, DAY)


def differences(desk: Any) -> list[tuple[str, str, str, str, str]]:
    from weipian.programme.submission.acts.reconciling import reconcile

    return [
        (one.plot, one.kind.value, one.key, one.ours, one.theirs) for one, who in reconcile(desk).differences if who
    ]


def reconciled_day(desk: Any) -> date | None:
    from weipian.programme.submission.acts.reconciling import reconcile

    found: date | None = reconcile(desk).day
    return found


def states() -> dict[str, str]:
    from weipian.store.models import Submission

    return dict(Submission.objects.filter(current=True).order_by("id").values_list("plot__number", "state"))


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))


def problems(desk: Any) -> list[Any]:
    from weipian.store.queries.submission import problems as read

    return read(desk.sight)


def receive(desk: Any, *rows: tuple[str, str, date | None], level: ProblemLevel = ProblemLevel.REGION) -> Any:
    from weipian.programme.submission.acts.problems import Given, take_problems

    return take_problems(desk, [Given(*row) for row in rows], level, date(2023, 9, 12))
