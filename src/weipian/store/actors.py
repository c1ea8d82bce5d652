"""Who acts, and whether they may: the one check for every door (requirement A3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from weipian.policy import Policy
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError


class Door(StrEnum):
    """How a person was recognised."""

    SYSTEM_USER = "system_user"
    CREDENTIAL = "credential"
    STAND_IN = "stand_in"


NOWHERE = "（无）"
"""The township of who sees no patch: no township is called so."""


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
        """As the log names the actor."""
        if self.door is Door.STAND_IN:
            return f"操作系统用户 {self.typed_by} 代 {self.label}({self.name}) 录入"
        return f"{self.label}({self.name})"

    @property
    def only_township(self) -> str | None:
        """The one township that this person sees; None for who sees all, no township's name for who sees none."""
        if any(role.of_county for role in self.roles):
            return None
        return self.township if any(role.of_township for role in self.roles) and self.township else NOWHERE


def roles_for(policy: Policy, act: Act) -> frozenset[Role]:
    """The roles that the policy lets do an act."""
    return frozenset(Role.read(name) for name in policy.value(f"acts.{act.value}").items)


def require_may(policy: Policy, actor: Actor, act: Act, township: str | None = None) -> None:
    """Raises InputError that says why not, and who can. `township`: the one that the act is about."""
    able = roles_for(policy, act)
    who = "、".join(role.label for role in Role if role in able)
    if not actor.roles & able:
        raise InputError("act_not_of_role", where=actor.label, act=act.label, who=who)
    if township is not None and actor.only_township not in (None, township):
        raise InputError("act_not_of_township", where=actor.label, township=township, own=actor.township)
    if actor.door is Door.STAND_IN and act.value in policy.value("acting.in_person").items:
        raise InputError("act_in_person", where=actor.label, act=act.label)


def require_sees_all(actor: Actor) -> None:
    """Raises InputError for who sees one township, or none: what is listed is the whole county's."""
    if actor.only_township is not None:
        raise InputError("county_only", where=actor.label)
