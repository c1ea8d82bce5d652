"""单独标识: a plot gets a mark or loses it, with who, when and why (plan 二(二)(五), requirement B6).

What holds is one thing, `Filed.marks`, which the ledger, the ratio and the gates read; why is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import Filed, PatchMark
from weipian.store.queries.inspected import PlotToInspect, current_marks, plots_to_inspect
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import Mark


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
        fresh = [one for one in plots if one.marks.get(said.mark.value) != int(said.value)]
        if not fresh:
            raise InputError("mark_same", where="、".join(numbers), mark=said.mark.label)
        marks = [{**one.marks, said.mark.value: int(said.value)} for one in fresh]
        rows = [
            {"plot_id": one.id, "areas": dict(one.areas), "marks": kept} for one, kept in zip(fresh, marks, strict=True)
        ]
        act.replace(Filed, [one.filed for one in fresh if one.filed is not None], rows)
        act.replace(PatchMark, current_marks([one.id for one in fresh], said.mark.value), _told(desk, fresh, said))
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


def _told(desk: Desk, fresh: Sequence[PlotToInspect], said: Marking) -> list[dict[str, object]]:
    row = {"mark": said.mark.value, "value": said.value, "why": said.why.strip(), "day": said.day}
    return [{"plot_id": one.id, "patch_id": one.patch_id, **row, "account_id": desk.actor.account} for one in fresh]
