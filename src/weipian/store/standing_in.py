"""Who may enter what another says, without that person's credential: 「操作系统用户 X 代 Y 录入」."""

from __future__ import annotations

from dataclasses import replace

from weipian.policy import Policy
from weipian.store.actors import Actor, labels, sight_of
from weipian.terms.acting import Role
from weipian.terms.errors import InputError


def stood_in_for(policy: Policy, person: Actor, typist: Actor, os_user: str) -> Actor:
    """The person, entered for by the operating system's user, who has an account here.

    The county office may, and who is of the same township; nobody for a leader, the administrator or who handles
    secrets; and nobody sees more so than by themselves. Raises InputError.
    """
    barred = _named(policy, "acting.no_stand_in") & person.roles
    if barred:
        raise InputError("stand_in_barred", where=person.name, roles=labels(barred))
    own, others = sight_of(policy, typist), sight_of(policy, person)
    if not own.holds(others):
        raise InputError("stand_in_sees_more", where=person.name, own=typist.label)
    neighbours = bool(own.township) and own.township == others.township
    if not (typist.roles & _named(policy, "acting.stand_ins") or neighbours):
        raise InputError("stand_in_stranger", where=person.name, own=typist.label)
    return replace(person, typed_by=os_user)


def _named(policy: Policy, key: str) -> frozenset[Role]:
    return frozenset(Role(name) for name in policy.value(key).items)
