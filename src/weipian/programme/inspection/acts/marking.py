"""单独标识: a plot gets a mark or loses it, with who, when and why (plan 二(二)(五), requirement B6).

What holds is one thing, `Filed.marks`, which the ledger, the ratio and the gates read; why is told beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.inspection.marks import changed
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import Filed, PatchMark
from weipian.store.queries.inspected import PlotToInspect, current_marks, plots_to_inspect
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import Mark

News = Mapping[int, Mapping[Mark, bool]]
"""Plot → its marks that change."""


@dataclass(frozen=True, slots=True)
class Marking:
    """Which mark, yes or no, why, as of which day."""

    mark: Mark
    value: bool
    why: str
    day: date


def mark(desk: Desk, numbers: Sequence[str], said: Marking) -> list[str]:
    """The plots whose mark changed. Raises InputError where the reason is missing or nothing changes."""
    require_may(desk.policy, desk.actor, Act.PATCH_MARKED)
    if not said.why.strip():
        raise InputError("mark_why", where=said.mark.label)
    with acting(desk, Act.PATCH_MARKED, "plots") as act:
        require_past(act, said.day, said.mark.label)
        plots = _plots(desk, list(dict.fromkeys(numbers)))
        news = {one.id: changed(one.marks, said.mark, value=said.value) for one in plots}
        fresh = [one for one in plots if news[one.id]]
        if not fresh:
            raise InputError("mark_same", where="、".join(numbers), mark=said.mark.label)
        marks = [{**one.marks, **{mark.value: int(yes) for mark, yes in news[one.id].items()}} for one in fresh]
        rows = [
            {"plot_id": one.id, "areas": dict(one.areas), "marks": kept} for one, kept in zip(fresh, marks, strict=True)
        ]
        act.replace(Filed, [one.filed for one in fresh if one.filed is not None], rows)
        act.replace(PatchMark, _old(news), _told(desk, fresh, news, said))
        if len(fresh) == 1:
            act.subject = f"plot:{fresh[0].id}"
    return sorted(one.number for one in fresh)


def _plots(desk: Desk, numbers: Sequence[str]) -> list[PlotToInspect]:
    found = plots_to_inspect(numbers, seen(desk))
    for number in numbers:
        if number not in found:
            raise InputError("plot_unknown", where=number)
        require_may(desk.policy, desk.actor, Act.PATCH_MARKED, found[number].about)
    return sorted(found.values(), key=lambda one: one.id)  # by id: a number's place tells of it


def _old(news: News) -> list[int]:
    """The rows that told of the marks before."""
    every = sorted({mark for changes in news.values() for mark in changes})
    return [key for mark in every for key in current_marks([one for one in news if mark in news[one]], mark.value)]


def _told(desk: Desk, fresh: Sequence[PlotToInspect], news: News, said: Marking) -> list[dict[str, object]]:
    row = {"why": said.why.strip(), "day": said.day, "account_id": desk.actor.account}
    return [
        {"plot_id": one.id, "patch_id": one.patch_id, "mark": mark.value, "value": yes, **row}
        for one in fresh
        for mark, yes in news[one.id].items()
    ]
