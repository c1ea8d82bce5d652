"""Accounts set up by the administrator."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.queries.people import actor_of
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person to be let in."""

    name: str
    label: str
    roles: tuple[Role, ...]
    township: str = ""
    department: str = ""
    os_user: str | None = None


def add_account(desk: Desk, new: NewAccount) -> str:
    """Set up an account; gives its credential, which is stored nowhere. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.ACCOUNT_MADE)
    if any(role.of_township for role in new.roles) and new.township not in desk.policy.townships:
        raise InputError("township_unknown", where=new.township, names="、".join(desk.policy.townships))
    if Account.objects.filter(name=new.name).exists():
        raise InputError("account_taken", where=new.name, name=new.name)
    if new.os_user and Account.objects.filter(os_user=new.os_user).exists():
        raise InputError("account_taken", where=new.os_user, name=new.os_user)
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
        )
    return token


def redeem(desk: Desk, link: str) -> tuple[str, str]:
    """Use a one-time link: the account's name and its new credential. Raises InputError where the link is spent."""
    found = Account.objects.filter(link=hashed(link.rpartition("/")[2]), active=True).first()
    if found is None:
        raise InputError("link_spent", where=link)
    token = secrets.token_urlsafe(24)
    owner = replace(desk, actor=actor_of(found))
    with acting(owner, Act.CREDENTIAL_SET, f"account:{found.name}") as act:
        act.change(Account, found.id, credential=hashed(token), link=None)
    return found.name, token
