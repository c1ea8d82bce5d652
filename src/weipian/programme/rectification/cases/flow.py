"""How far a case has come, and what may follow: a table of the policy, step × stage. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.terms.cases import BEGINS, ENDS, OVER, CaseStep, Child, Penalty
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Move:
    """A step as it was recorded. `served`: when the paper reached whom it concerns."""

    step: CaseStep
    day: date
    served: date | None = None
    clue: date | None = None
    number: str = ""
    penalties: frozenset[Penalty] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseNow:
    """How a case stands: its stage, all that was done, what hangs on it, whether it rests."""

    moves: tuple[Move, ...]
    stage: CaseStep
    done: frozenset[CaseStep]
    children: frozenset[Child]
    suspended: bool

    @property
    def over(self) -> bool:
        return self.stage in OVER

    @property
    def place(self) -> CaseStep:
        """Where the policy's table is entered: a case that rests is nowhere else."""
        return CaseStep.SUSPENDED if self.suspended else self.stage

    @property
    def penalties(self) -> frozenset[Penalty]:
        """Of the last decision."""
        return next((one.penalties for one in reversed(self.moves) if one.step is CaseStep.DECIDED), frozenset())

    def last(self, *steps: CaseStep) -> Move | None:
        return next((one for one in reversed(self.moves) if one.step in steps), None)

    def first(self, *steps: CaseStep) -> Move | None:
        return next((one for one in self.moves if one.step in steps), None)


def fold(moves: Iterable[Move], policy: Policy) -> CaseNow:
    """What the recorded steps come to; the first is the opening."""
    every = tuple(moves)
    stages = steps_of(policy, "cases.stages")
    stage, children, suspended = CaseStep.OPENED, set[Child](), False
    for one in every:
        stage = one.step if one.step in stages else stage
        if one.step in BEGINS:
            children.add(BEGINS[one.step])
        if one.step in ENDS:
            children.discard(ENDS[one.step])
        suspended = one.step is CaseStep.SUSPENDED or (suspended and one.step is not CaseStep.RESUMED)
    return CaseNow(every, stage, frozenset(one.step for one in every), frozenset(children), suspended)


def steps_of(policy: Policy, key: str) -> frozenset[CaseStep]:
    """A list of steps in the policy; nothing where it says nothing."""
    return frozenset(CaseStep(name) for name in policy.value(key).items) if policy.has(key) else frozenset()


def refusal(policy: Policy, now: CaseNow, said: Move, elsewhere: Collection[Child] = ()) -> InputError | None:
    """Why a step can't follow now; None where it can. `elsewhere`: what hangs on the case by other books."""
    allowed = steps_of(policy, f"cases.moves.{said.step.value}")
    if now.place not in allowed:
        return InputError("case_not_now", step=said.step.label, stage=now.place.label, stages=_names(allowed))
    return _children(now, said.step, elsewhere) or _needs(policy, now, said) or _days(now, said)


def _children(now: CaseNow, step: CaseStep, elsewhere: Collection[Child]) -> InputError | None:
    if step in OVER and (now.children or elsewhere):
        hanging = {*now.children, *elsewhere}
        names = "、".join(one.label for one in Child if one in hanging)
        return InputError("case_child_open", step=step.label, children=names)
    if step in BEGINS and BEGINS[step] in now.children:
        return InputError("case_child_twice", child=BEGINS[step].label)
    if step in ENDS and ENDS[step] not in now.children:
        return InputError("case_child_none", step=step.label, child=ENDS[step].label)
    return None


def _needs(policy: Policy, now: CaseNow, said: Move) -> InputError | None:
    wanted = steps_of(policy, f"cases.needs.{said.step.value}")
    if said.step is CaseStep.DECIDED:
        if not said.penalties:
            return InputError("case_no_penalty", names="、".join(one.label for one in Penalty))
        if {one.value for one in said.penalties} & set(policy.value("cases.major").items):
            wanted |= steps_of(policy, "cases.needs.decided_major")
    lacking = wanted - _since(now, said.step)
    if lacking:
        return InputError("case_needs", step=said.step.label, needs=_names(lacking))
    if said.step.value in policy.value("cases.served_steps").items and said.served is None:
        return InputError("case_not_served", step=said.step.label)
    return None


def _since(now: CaseNow, step: CaseStep) -> frozenset[CaseStep]:
    """What was done; of a court's doings only what came after the last application."""
    if step not in (CaseStep.COURT_RULED, CaseStep.COURT_EXECUTED):
        return now.done
    steps = [one.step for one in now.moves]
    at = len(steps) - 1 - steps[::-1].index(CaseStep.COURT_ASKED) if CaseStep.COURT_ASKED in steps else len(steps)
    return frozenset(steps[at:])


def _days(now: CaseNow, said: Move) -> InputError | None:
    before = now.moves[-1]
    if said.day < before.day:
        return InputError("case_day_before", day=said.day, before=before.day, step=before.step.label)
    if said.served is not None and said.served < said.day:
        return InputError("case_served_before", served=said.served, day=said.day)
    return None


def possible(policy: Policy, now: CaseNow) -> tuple[CaseStep, ...]:
    """The steps that the table allows now, as a list offers them."""
    return tuple(
        step
        for step in CaseStep
        if step is not CaseStep.OPENED
        and now.place in steps_of(policy, f"cases.moves.{step.value}")
        and _children(now, step, ()) is None
        and not (steps_of(policy, f"cases.needs.{step.value}") - _since(now, step))
    )


def _names(steps: Collection[CaseStep]) -> str:
    return "、".join(step.label for step in CaseStep if step in steps)


def in_order(moves: Sequence[Move]) -> list[Move]:
    """Steps of one ledger row in the order of their days; on the same day as a case goes."""
    order = list(CaseStep)
    return sorted(moves, key=lambda one: (one.day, order.index(one.step)))
