"""Every return with how it stands, its day, and who may do what with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.programme.submission.acts.loading import Here, cannot, here
from weipian.programme.submission.steps import ACTS, report_due, states_of, timely
from weipian.store.acting import Desk
from weipian.store.actors import who_can
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ReturnState, Timely

BY_HAND = (Move.FILL, Move.SELF_CHECK, Move.SECOND, Move.RELEASE, Move.SEND_BACK)


@dataclass(frozen=True, slots=True)
class Step:
    """A move on a return: why this person can't make it now (None: they can), and who can."""

    move: Move
    refused: InputError | None
    who: str

    @property
    def act(self) -> Act:
        return ACTS[self.move]


@dataclass(frozen=True, slots=True)
class Stands:
    """A plot's return in a list. `due`: the last day of its monthly return."""

    plot: str
    patch: str
    township: str
    state: ReturnState
    due: date | None
    timely: Timely
    released: date | None
    reason: str
    steps: tuple[Step, ...]

    @property
    def now(self) -> str:
        """What can be done now: by this person, else by whom."""
        mine = [step.move.label for step in self.steps if step.refused is None]
        if mine:
            return f"可{'、'.join(mine)}"
        ready = [step for step in self.steps if step.refused is not None and step.refused.code == "act_not_of_role"]
        return "；".join(f"{step.move.label}由{step.who}办" for step in ready) or "现在没有要办的"


def standing(desk: Desk, today: date, state: ReturnState | None = None) -> list[Stands]:
    """Of all open plots in sight, by number."""
    found = [stands(desk, one, today) for one in here(desk.policy, seen(desk)).values()]
    return [one for one in found if state is None or one.state is state]


def stands(desk: Desk, one: Here, today: date) -> Stands:
    """One return as it stands on a day."""
    due = report_due(desk.policy, one.line.issued, one.line.category, one.line.period)
    first = one.sub.first_released_on if one.sub else None
    return Stands(
        plot=one.line.plot,
        patch=one.line.patch,
        township=one.line.township,
        state=one.state,
        due=due,
        timely=timely(due, first, today),
        released=one.sub.released_on if one.sub else None,
        reason=one.sub.reason if one.sub else "",
        steps=tuple(_step(desk, move, one) for move in BY_HAND if _in_state(desk, move, one)),
    )


def _in_state(desk: Desk, move: Move, one: Here) -> bool:
    """The moves that the return's state allows to somebody."""
    return one.state in states_of(desk.policy, move)


def _step(desk: Desk, move: Move, one: Here) -> Step:
    return Step(move, cannot(desk.policy, desk, move, one), who_can(desk.policy, ACTS[move], one.about))
