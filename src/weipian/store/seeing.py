"""What the person at the desk may be shown of the patches, and that they are told why where it is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from weipian.store.acting import Desk
from weipian.store.actors import About, Refused, labels, may, seen_by
from weipian.store.sight import Sight
from weipian.terms.acting import Act, Role, Sees, State
from weipian.terms.errors import InputError

PATCHES = (Sees.COUNTY, Sees.TOWNSHIP, Sees.HANDED)


def seen(desk: Desk, township: str | None = None) -> Sight:
    """All that this person sees, or of it one township's. Raises InputError for who sees no patches, or not those."""
    sight, actor = desk.sight, desk.actor
    if sight.is_nothing:
        raise _nothing(desk)
    if township is None:
        return sight
    if not (sight.everything or sight.department) and township != sight.township:
        raise InputError("other_township", where=actor.label, township=township, own=sight.township)
    return replace(sight, within=township)


def summed(desk: Desk, township: str | None = None) -> Sight:
    """What a sum of the county or of one township is made of; what is handed to a department is no such sum.

    Raises InputError.
    """
    require_township(desk, township)
    sight = replace(seen(desk, township), department="")
    if sight.is_nothing:
        raise InputError("sums_not_handed", where=desk.actor.label, department=desk.actor.department)
    if not sight.everything and sight.within not in ("", sight.township):
        raise InputError("other_township", where=desk.actor.label, township=sight.within, own=sight.township)
    return sight


def require_township(desk: Desk, township: str | None) -> None:
    """Raises InputError for a township that the policy does not know."""
    if township is not None and township not in desk.policy.townships:
        raise InputError("township_unknown", where=township, names="、".join(desk.policy.townships))


def _nothing(desk: Desk) -> InputError:
    actor = desk.actor
    sees = dict.fromkeys(seen_by(desk.policy, role) for role in Role if role in actor.roles)
    other = "、".join(one.label for one in sees if one is not Sees.NOTHING and one not in PATCHES)
    said = f"看的是{other}，看不到图斑" if other else "看不到图斑"
    return InputError("sees_no_patches", where=actor.label, roles=labels(actor.roles) or "没有角色", said=said)


class OnPlot(Protocol):
    """Something that stands for a plot."""

    @property
    def township(self) -> str: ...
    @property
    def state(self) -> State: ...


One = TypeVar("One", bound=OnPlot)


def workable(desk: Desk, act: Act, plots: Sequence[One], *, named: bool) -> list[One]:
    """The plots that an act is possible on. Raises InputError for the first that it is not, where they were named."""
    answers: dict[tuple[str, State], Refused | None] = {}
    found = []
    for one in plots:
        key = (one.township, one.state)
        if key not in answers:
            answers[key] = may(desk.policy, desk.actor, act, About(*key))
        refused = answers[key]
        if refused is None:
            found.append(one)
        elif named:
            raise refused.error(desk.actor.label)
    return found
