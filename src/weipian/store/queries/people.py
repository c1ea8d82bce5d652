"""Who somebody is."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

from weipian.policy import Policy
from weipian.store.actors import Actor, Door
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.standing_in import stood_in_for
from weipian.terms.acting import Role
from weipian.terms.errors import InputError


def actor_of_system_user(os_user: str) -> Actor:
    """The account of the operating system's user. Raises InputError where there is none."""
    found = Account.objects.filter(os_user=os_user, active=True).first()
    if found is None:
        raise InputError("account_none_here", where=os_user)
    return actor_of(found, Door.SYSTEM_USER)


def actor_named(policy: Policy, name: str, os_user: str, credential: str | None) -> Actor:
    """`--as NAME`: with the person's credential as themselves, without as entered by the operating system's user.

    Raises InputError for an unknown account, a wrong credential, and where nobody may enter for this one.
    """
    found = Account.objects.filter(name=name, active=True).first()
    if found is None:
        raise InputError("account_unknown", where=name)
    if found.os_user == os_user:
        return actor_of(found, Door.SYSTEM_USER)
    if credential is None:
        return stood_in_for(policy, actor_of(found, Door.STAND_IN), actor_of_system_user(os_user), os_user)
    if found.credential is None or not hmac.compare_digest(found.credential, hashed(credential)):
        raise InputError("credential_wrong", where=name)
    return actor_of(found, Door.CREDENTIAL)


def actor_of_account(account: int) -> tuple[Actor, str] | None:
    """The person behind an account as it stands now, and a mark that is another one once they were given a new
    credential or link, or used one; None where the account is switched off."""
    found = Account.objects.filter(id=account, active=True).first()
    return None if found is None else (actor_of(found), hashed(f"{found.credential} {found.link}"))


def actor_of(account: Account, door: Door = Door.CREDENTIAL) -> Actor:
    """The person behind an account."""
    roles = frozenset(Role.read(name) for name in json.loads(account.roles))
    return Actor(account.id, account.name, account.label, roles, account.township, account.department, door)


@dataclass(frozen=True, slots=True)
class AccountHere:
    """An account as it stands now."""

    person: Actor
    os_user: str
    active: bool


def accounts() -> list[AccountHere]:
    """Every account, those that are switched off too."""
    return [_here(found) for found in Account.objects.order_by("id")]


def administrators() -> list[AccountHere]:
    """Those who are in."""
    return [one for one in accounts() if one.active and Role.ADMINISTRATOR in one.person.roles]


def account_named(name: str) -> AccountHere:
    """Raises InputError where there is none."""
    found = Account.objects.filter(name=name).first()
    if found is None:
        raise InputError("account_not_there", where=name)
    return _here(found)


def taken(name: str, os_user: str | None) -> Iterable[str]:
    """What another account already has of these."""
    if Account.objects.filter(name=name).exists():
        yield name
    if os_user and Account.objects.filter(os_user=os_user).exists():
        yield os_user


def _here(found: Account) -> AccountHere:
    return AccountHere(actor_of(found, Door.SYSTEM_USER), found.os_user or "", found.active)
