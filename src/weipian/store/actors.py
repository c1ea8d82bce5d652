"""Who acts, what they may do and what they see: the one check for every door (requirement A3).

No other module decides by a role. What a role may and sees is the policy's; here it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from weipian.policy import Policy
from weipian.store.sight import Sight
from weipian.terms.acting import Act, Register, Role, Sees, State
from weipian.terms.errors import InputError


class Door(StrEnum):
    """How a person was recognised."""

    SYSTEM_USER = "system_user"
    CREDENTIAL = "credential"
    STAND_IN = "stand_in"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work. `stand_in_for`: the operating system's user enters what this person says."""

    account: int
    name: str
    label: str
    roles: frozenset[Role]
    township: str = ""
    department: str = ""
    door: Door = Door.SYSTEM_USER
    typed_by: str = ""

    @property
    def signed(self) -> str:
        """As the log names the actor: the same for an account whatever its roles become."""
        if self.door is Door.STAND_IN:
            return f"操作系统用户 {self.typed_by} 代 {self.label}({self.name}) 录入"
        return f"{self.label}({self.name})"

    @property
    def signature(self) -> str:
        """As a paper names who signs it: two roles in one person show (A3)."""
        together = "，一人兼任" if len(self.roles) > 1 else ""
        return f"{self.label}（{labels(self.roles)}{together}）"

    @property
    def footing(self) -> tuple[object, ...]:
        """All that hangs on who somebody is: of whom this is the same, whatever is asked is answered alike."""
        return self.roles, self.township, self.department, self.door

    @property
    def place(self) -> str:
        """Where this person belongs to, for people."""
        return "、".join(filter(None, (self.township, self.department))) or labels(self.roles)


def setting_up(os_user: str, label: str) -> Actor:
    """Who sets up before anybody has an account: nothing but the acts of setting-up is open to it."""
    return Actor(0, os_user, label, frozenset({Role.ADMINISTRATOR}))


@dataclass(frozen=True, slots=True)
class About:
    """The patch or plot that an act is about: its township, how far it has come, which departments it is handed to."""

    township: str
    state: State | None = None
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not, and who can: the code of a message with what fills it."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    def error(self, where: str) -> InputError:
        return InputError(self.code, where=where, **self.params)


@dataclass(frozen=True, slots=True)
class Possible:
    """An act on a plot as a list shows it: can this person do it now, if not why, and who can."""

    act: Act
    refused: Refused | None
    who: str


def may(policy: Policy, actor: Actor, act: Act, about: About | None = None) -> Refused | None:
    """None where the actor may. The role that may is also the one that has to see what the act is about."""
    able = actor.roles & roles_for(policy, act)
    if not able:
        return _refused("act_not_of_role", policy, act, about)
    if about is not None:
        if not any(_sight(policy, actor, role).shows(about.township, about.departments) for role in able):
            whose = {"own": actor.place, "whose": about.township or "乡镇未定"}
            return _refused("act_not_of_township", policy, act, about, **whose)
        states = states_for(policy, act)
        if states is not None and about.state is not None and about.state not in states:
            now = {"state": about.state.label, "states": labels(states)}
            return _refused("act_not_in_state", policy, act, about, **now)
    if actor.door is Door.STAND_IN and act.value in policy.value("acting.in_person").items:
        return Refused("act_in_person", {"act": act.label})
    return None


def _refused(code: str, policy: Policy, act: Act, about: About | None, **said: object) -> Refused:
    return Refused(code, {"act": act.label, "who": who_can(policy, act, about), **said})


def require_may(policy: Policy, actor: Actor, act: Act, about: About | str | None = None) -> None:
    """Raises InputError that says why not, and who can. `about`: a township's name where no more is known of it."""
    refused = may(policy, actor, act, About(about) if isinstance(about, str) else about)
    if refused is not None:
        raise refused.error(actor.label)


def possible(policy: Policy, actor: Actor, about: About) -> tuple[Possible, ...]:
    """Every act on a plot, each with whether this person can do it now, if not why, and who can."""
    on_plots = (act for act in Act if states_for(policy, act) is not None)
    return tuple(Possible(act, may(policy, actor, act, about), who_can(policy, act, about)) for act in on_plots)


def roles_for(policy: Policy, act: Act) -> frozenset[Role]:
    """The roles that the policy lets do an act."""
    return policy.once(
        ("roles for", act), lambda: frozenset(Role(name) for name in policy.value(f"acts.{act.value}").items)
    )


def states_for(policy: Policy, act: Act) -> frozenset[State] | None:
    """The states of a plot in which an act is possible; None for an act that is about no plot."""
    key = f"act_states.{act.value}"
    return policy.once(
        ("states for", act),
        lambda: frozenset(State(name) for name in policy.value(key).items) if policy.has(key) else None,
    )


def seen_by(policy: Policy, role: Role) -> Sees:
    """What the policy lets a role see."""
    return policy.once(("seen by", role), lambda: Sees(policy.value(f"sees.{role.value}").text))


def is_named(policy: Policy, actor: Actor, key: str) -> bool:
    """Whether one of the actor's roles stands in a list of the policy."""
    return bool({role.value for role in actor.roles} & set(policy.value(key).items))


def who_named(policy: Policy, key: str) -> str:
    """The roles of such a list, by office."""
    return named_roles(policy, [Role(name) for name in policy.value(key).items])


def keeps_placeholders(policy: Policy, actor: Actor) -> bool:
    """Whether one of the actor's roles sees the placeholders (B12)."""
    return any(seen_by(policy, role) is Sees.PLACEHOLDERS for role in actor.roles)


def sees_escalation(policy: Policy, actor: Actor) -> bool:
    """Whether one of the actor's roles sees the papers of interviews and accountability (E4)."""
    return any(seen_by(policy, role) is Sees.ESCALATION for role in actor.roles)


def who_can(policy: Policy, act: Act, about: About | None = None) -> str:
    """The roles by office: 「县卫片办经办；资源镇：乡镇经办」."""
    return named_roles(policy, roles_for(policy, act), about)


def named_roles(policy: Policy, roles: Collection[Role], about: About | None = None) -> str:
    """Roles of the county first, then of the township, then of the departments that it is handed to."""
    township = about.township if about and about.township else "各乡镇"
    departments = about.departments if about else frozenset()
    key = ("named roles", frozenset(roles), township, departments)
    return policy.once(key, lambda: _named_roles(policy, roles, township, departments))


def _named_roles(policy: Policy, roles: Collection[Role], township: str, departments: frozenset[str]) -> str:
    handed = "、".join(sorted(departments)) or "受移交的部门"
    places = {Sees.TOWNSHIP: f"{township}：", Sees.HANDED: f"{handed}："}
    found: dict[str, list[Role]] = {}
    for role in Role:
        if role in roles:
            found.setdefault(places.get(seen_by(policy, role), ""), []).append(role)
    return "；".join(place + labels(some) for place, some in found.items())


def labels(words: Iterable[Role | State]) -> str:
    """Roles or states by their names, in their own order."""
    kinds = {type(word) for word in words}
    there = set(words)
    return "、".join(word.label for kind in kinds for word in kind if word in there)


def place_of(policy: Policy, actor: Actor, act: Act) -> tuple[str, str]:
    """For whom somebody does an act: own township and department, by the roles that may; ("", ""): the county."""
    sees = {seen_by(policy, role) for role in actor.roles & roles_for(policy, act)}
    if Sees.COUNTY in sees:
        return "", ""
    return (actor.township, "") if Sees.TOWNSHIP in sees else ("", actor.department)


def is_done_at(policy: Policy, act: Act, township: str, department: str) -> bool:
    """Whether somebody of a township, of a department or, where neither is named, of the county may do an act."""
    sees = Sees.TOWNSHIP if township else Sees.HANDED if department else Sees.COUNTY
    return any(seen_by(policy, role) is sees for role in roles_for(policy, act))


def sight_of(policy: Policy, actor: Actor) -> Sight:
    """All that a person sees of the patches: by each role what it lets see."""
    each = [_sight(policy, actor, role) for role in actor.roles]
    return Sight(
        everything=any(one.everything for one in each),
        township=next((one.township for one in each if one.township), ""),
        department=next((one.department for one in each if one.department), ""),
    )


def _sight(policy: Policy, actor: Actor, role: Role) -> Sight:
    """What a person sees by one role; escalation papers and placeholders are no patches."""
    match seen_by(policy, role):
        case Sees.COUNTY:
            return Sight(everything=True)
        case Sees.TOWNSHIP:
            return Sight(township=actor.township)
        case Sees.HANDED:
            return Sight(department=actor.department)
        case Sees.ESCALATION | Sees.PLACEHOLDERS | Sees.NOTHING:
            return Sight()


def require_register(policy: Policy, actor: Actor, register: Register) -> None:
    """Raises InputError for who does not look into a list that is about nobody's patches."""
    able = frozenset(Role(name) for name in policy.value(f"registers.{register.value}").items)
    if not actor.roles & able:
        raise InputError("register_closed", where=actor.label, register=register.label, who=named_roles(policy, able))
