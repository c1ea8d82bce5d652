"""Accounts set up and changed by the administrator, who may have no part in the programme (requirement A3)."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace

from weipian.policy import Policy
from weipian.store.acting import Desk, acting
from weipian.store.actors import labels, require_may, seen_by
from weipian.store.links import owner_of
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.queries.people import AccountHere, account_named, accounts, actor_of, taken
from weipian.terms.acting import Act, Role, Sees
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person to be let in. `link`: a one-time link's token, by which they set their own password."""

    name: str
    label: str
    roles: tuple[Role, ...]
    township: str = ""
    department: str = ""
    os_user: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become different; None stays as it is. `link`: a new one-time link's token."""

    active: bool | None = None
    new_credential: bool = False
    roles: tuple[Role, ...] | None = None
    township: str | None = None
    department: str | None = None
    label: str | None = None
    os_user: str | None = None
    link: str = ""


def add_account(desk: Desk, new: NewAccount) -> str:
    """Set up an account; gives its credential, which is stored nowhere. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.ACCOUNT_MADE)
    require_fitting(desk.policy, new.roles, new.township, new.department)
    for name in taken(new.name, new.os_user):
        raise InputError("account_taken", where=name, name=name)
    token = secrets.token_urlsafe(24)
    with acting(desk, Act.ACCOUNT_MADE, f"account:{new.name}") as act:
        act.add(
            Account,
            name=new.name,
            label=new.label,
            roles=sorted(role.value for role in new.roles),
            township=new.township,
            department=new.department,
            os_user=new.os_user,
            credential=hashed(token),
            link=hashed(new.link) if new.link else None,
        )
    return token


def change_account(desk: Desk, name: str, change: Change) -> str | None:
    """Change an account at once; gives a new credential where one was asked for. With a new link there is no
    credential and no password any more until the link is used. Raises InputError."""
    token = secrets.token_urlsafe(24) if change.new_credential else None
    with acting(desk, Act.ACCOUNT_CHANGED, f"account:{name}") as act:
        now = account_named(name)
        values = _values(desk, now, change)
        if token is not None:
            values |= {"credential": hashed(token), "link": None}
        if change.link:
            values |= {"credential": hashed(token or secrets.token_urlsafe(24)), "link": hashed(change.link)}
        if not values:
            raise InputError("account_nothing_changed", where=name)
        act.change(Account, now.person.account, **values)
    return token


def redeem(desk: Desk, link: str) -> tuple[str, str]:
    """Use a one-time link: the account's name and its new credential. Raises InputError where it is no more good."""
    found = owner_of(desk.policy, link)
    token = secrets.token_urlsafe(24)
    owner = replace(desk, actor=actor_of(found))
    with acting(owner, Act.CREDENTIAL_SET, f"account:{found.name}") as act:
        act.change(Account, found.id, credential=hashed(token), link=None)
    return found.name, token


def require_fitting(policy: Policy, roles: Collection[Role], township: str, department: str) -> None:
    """Raises InputError where roles exclude each other, or lack the township or department that they belong to."""
    others = [role for role in roles if role is not Role.ADMINISTRATOR]
    if len(others) < len(roles) and others:
        raise InputError("administrator_with_role", roles=labels(others))
    of_township = [role for role in roles if seen_by(policy, role) is Sees.TOWNSHIP]
    of_department = [role for role in roles if seen_by(policy, role) is Sees.HANDED]
    townships, departments = policy.townships, policy.value("organisation.bodies").items
    if of_township and not township:
        raise InputError("account_needs_township", roles=labels(of_township), names="、".join(townships))
    if township and township not in townships:
        raise InputError("township_unknown", where=township, names="、".join(townships))
    if of_department and not department:
        raise InputError("account_needs_department", roles=labels(of_department), names="、".join(departments))
    if department and department not in departments:
        raise InputError("department_unknown", where=department, names="、".join(departments))


def _values(desk: Desk, now: AccountHere, change: Change) -> dict[str, object]:
    """The columns that become different. Raises InputError where the change may not be."""
    person, asked = now.person, change
    roles = person.roles if asked.roles is None else frozenset(asked.roles)
    township = person.township if asked.township is None else asked.township
    department = person.department if asked.department is None else asked.department
    active = now.active if asked.active is None else asked.active
    own = (roles, township, department) != (person.roles, person.township, person.department)
    if own and person.name == desk.actor.name:
        raise InputError("own_roles_unchanged", where=person.name)
    if own:
        require_fitting(desk.policy, roles, township, department)
    if not (active and Role.ADMINISTRATOR in roles):
        _require_another_administrator(person.name)
    if asked.os_user and asked.os_user != now.os_user:
        for name in taken("", asked.os_user):
            raise InputError("account_taken", where=name, name=name)
    new: dict[str, object] = {
        "roles": sorted(role.value for role in roles),
        "township": township,
        "department": department,
        "active": active,
        "label": person.label if asked.label is None else asked.label,
        "os_user": (now.os_user if asked.os_user is None else asked.os_user) or None,
    }
    before = {
        "roles": sorted(role.value for role in person.roles),
        "township": person.township,
        "department": person.department,
        "active": now.active,
        "label": person.label,
        "os_user": now.os_user or None,
    }
    return {key: value for key, value in new.items() if value != before[key]}


def _require_another_administrator(name: str) -> None:
    """Raises InputError for the last administrator who is not switched off."""
    there = [one.person.name for one in accounts() if one.active and Role.ADMINISTRATOR in one.person.roles]
    if there == [name]:
        raise InputError("last_administrator", where=name)
