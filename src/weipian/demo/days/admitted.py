"""The cast let in: the administrator's one-time link is used, every other account made by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from weipian.demo.days.people import ADMINISTRATOR, CAST, Person
from weipian.store.accounts import Change, NewAccount, add_account, change_account, redeem
from weipian.store.acting import Desk
from weipian.store.making import Made
from weipian.store.queries.people import actor_named
from weipian.terms.acting import Role

Desks = Mapping[str, Desk]


def admit(desk: Desk, made: Made) -> Desks:
    """Each person's own desk, as somebody who has shown their credential. `desk`: whoever made the workspace."""
    name, token = redeem(desk, made.link)
    own = next(one for one in CAST if Role.ADMINISTRATOR in one.roles)
    change_account(_recognised(desk, name, token), name, Change(label=own.label))
    administrator = _recognised(desk, name, token)
    others = [one for one in CAST if one is not own]
    desks = {one.key: _recognised(desk, one.key, _made(administrator, one)) for one in others}
    return {**desks, ADMINISTRATOR: administrator}


def _made(administrator: Desk, one: Person) -> str:
    return add_account(administrator, NewAccount(one.key, one.label, one.roles, one.township, one.department))


def _recognised(desk: Desk, name: str, token: str) -> Desk:
    return replace(desk, actor=actor_named(desk.policy, name, "", token))
