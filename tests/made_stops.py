"""Stop orders and what is left without a case, by single acts, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from weipian.terms.cases import Stop, WithoutCase

DAY = date(2023, 9, 1)


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject


def events() -> int:
    from weipian.store.models import Event

    return int(Event.objects.count())


def stop(desk: Any, *plots: str, **more: Any) -> list[int]:
    from weipian.programme.rectification.cases.acts.stopping import StopSaid, order_stop

    return order_stop(desk, plots, StopSaid(**{"day": DAY, "number": "停〔2023〕1号", "served": DAY, **more}))


def revisit(desk: Any, plot: str, outcome: Stop, day: date = date(2023, 9, 3)) -> int:
    from weipian.programme.rectification.cases.acts.stopping import Revisit
    from weipian.programme.rectification.cases.acts.stopping import revisit as visited

    return visited(desk, plot, Revisit(day, outcome, "机械已撤"))


def leave(desk: Any, how: WithoutCase, *plots: str, **more: Any) -> list[int]:
    from weipian.programme.rectification.cases.acts.leaving import Leaving
    from weipian.programme.rectification.cases.acts.leaving import leave as left
    from weipian.programme.rectification.cases.competence import Approver

    said = {"reason": "占地极少，已自行拆除", "approver": Approver(None, "某局长", "审〔2023〕3号"), **more}
    return left(desk, plots, Leaving(how, DAY, **said))


def said(table: str, plot: str) -> Any:
    from weipian.store.queries.beside_cases import said_of_plots
    from weipian.store.sight import EVERYTHING

    return next((one.values for one in said_of_plots(table, EVERYTHING) if one.plot.number == plot), None)
