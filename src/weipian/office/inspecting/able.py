"""What the person at the desk can do with a row of a list now; what they can't, why not, and who can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.store.acting import Desk
from weipian.store.actors import About, may, states_for, who_can
from weipian.terms.acting import Act, State


@dataclass(frozen=True, slots=True)
class Able:
    """One act on one row: `why` empty where it can be done."""

    act: Act
    why: str
    who: str

    def as_json(self) -> dict[str, object]:
        return {"act": self.act.value, "label": self.act.label, "can": not self.why, "why": self.why, "who": self.who}


class Ables:
    """Asked once for rows that are alike: a list has a thousand rows and a dozen sorts of them."""

    def __init__(self, desk: Desk, acts: Sequence[Act]) -> None:
        self.desk, self.acts = desk, acts
        self._known: dict[About | None, tuple[Able, ...]] = {}

    def of(self, about: About | None) -> tuple[Able, ...]:
        if about not in self._known:
            self._known[about] = tuple(self._one(act, about) for act in self.acts)
        return self._known[about]

    def _one(self, act: Act, about: About | None) -> Able:
        refused = may(self.desk.policy, self.desk.actor, act, about)
        why = refused.error(self.desk.actor.label).message if refused else ""
        return Able(act, why, who_can(self.desk.policy, act, about))


class Forward:
    """The acts that bring a patch further than it has come, as the policy has them (`act_leads.*`)."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._of_state: dict[State, Ables] = {}

    def of(self, about: About) -> tuple[Able, ...]:
        state = about.state or State.ISSUED
        if state not in self._of_state:
            self._of_state[state] = Ables(self.desk, _leading(self.desk, state))
        return self._of_state[state].of(about)


def _leading(desk: Desk, state: State) -> tuple[Act, ...]:
    order, policy = list(State), desk.policy
    found = []
    for act in Act:
        key = f"act_leads.{act.value}"
        leads = policy.value(key).items if policy.has(key) else ()
        further = any(order.index(State(lead)) > order.index(state) for lead in leads)
        if further and state in (states_for(policy, act) or ()):
            found.append(act)
    return tuple(found)


def told(ables: Sequence[Able]) -> str:
    """「可办：…；不可办：…（由谁办）」 in one line."""
    can = "、".join(one.act.label for one in ables if not one.why)
    cannot = "、".join(f"{one.act.label}（{one.who}）" for one in ables if one.why)
    return "；".join(filter(None, (f"可办 {can}" if can else "", f"由他人办 {cannot}" if cannot else "")))
