"""A plot's return moved by single acts, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from made_returns import CELLS, DAY, as_person
from weipian.terms.acting import Act
from weipian.terms.submission import ReturnState

LOOKED = {"gates_certain": "面积已核对，不到面积线"}


def fill(desk: Any, *plots: str, **cells: str) -> Any:
    from weipian.programme.submission.acts.filling import fill as filled

    return filled(desk, plots or ("P1",), {**CELLS, **cells}, DAY)


def check(desk: Any, *plots: str, **looked: str) -> Any:
    from weipian.programme.submission.acts.filling import self_check

    return self_check(desk, plots or ("P1",), looked or LOOKED, DAY)


def second(desk: Any, *plots: str) -> Any:
    from weipian.programme.submission.acts.releasing import second as audited

    return audited(as_person(desk, "reviewer"), plots or ("P1",), DAY)


def release(desk: Any, *plots: str, day: date = DAY) -> Any:
    from weipian.programme.submission.acts.releasing import release as released

    return released(as_person(desk, "leader"), plots or ("P1",), day, answers_for=True)


def send_back(desk: Any, *plots: str, reason: str = "面积不符") -> Any:
    from weipian.programme.submission.acts.releasing import send_back as sent

    return sent(as_person(desk, "reviewer"), plots or ("P1",), reason)


def out(desk: Any, *plots: str) -> None:
    for step in (fill, check, second, release):
        assert step(desk, *plots).refused == ()


def state(plot: str = "P1") -> ReturnState:
    from weipian.store.models import Submission

    return ReturnState(Submission.objects.get(current=True, plot__number=plot).state)


def entries(plot: str = "P1") -> dict[str, str]:
    import json

    from weipian.store.models import Submission

    found: dict[str, str] = json.loads(Submission.objects.get(current=True, plot__number=plot).entries)
    return found


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))


def begin(_files: int) -> Any:
    return lambda: None


def codes(done: Any) -> list[str]:
    return [error.code for error in done.refused]
