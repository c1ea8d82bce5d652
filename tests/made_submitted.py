"""Returns that have gone to the platform, and lists that come back, for tests."""

from __future__ import annotations

from typing import Any

from made_returns import CELLS, DAY, as_person
from weipian.terms.acting import Act
from weipian.terms.submission import PlatformStatus

LOOKED = {"gates_certain": "已核对"}


def out(desk: Any, *plots: str) -> None:
    """Filled, checked, audited, released."""
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import release, second

    fill(desk, plots, CELLS, DAY)
    for done in (
        self_check(desk, plots, LOOKED, DAY),
        second(as_person(desk, "reviewer"), plots, DAY),
        release(as_person(desk, "leader"), plots, DAY, answers_for=True),
    ):
        assert done.refused == ()


def take(desk: Any, *rows: tuple[str, PlatformStatus]) -> Any:
    """A platform's list of numbers and states."""
    from weipian.programme.submission.acts.reconciling import Listed, take_platform

    return take_platform(desk, [Listed(number, status, {}) for number, status in rows], DAY)


def states() -> dict[str, str]:
    """Plot → how far its return has come."""
    from weipian.store.models import Submission

    return dict(Submission.objects.filter(current=True).order_by("id").values_list("plot__number", "state"))


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))
