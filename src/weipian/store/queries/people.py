"""Who somebody is."""

from __future__ import annotations

import hmac
import json
from dataclasses import replace

from weipian.store.actors import Actor, Door
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.terms.acting import Role
from weipian.terms.errors import InputError


def actor_of_system_user(os_user: str) -> Actor:
    """The account of the operating system's user. Raises InputError where there is none."""
    found = Account.objects.filter(os_user=os_user, active=True).first()
    if found is None:
        raise InputError("account_none_here", where=os_user)
    return actor_of(found, Door.SYSTEM_USER)


def actor_named(name: str, os_user: str, credential: str | None) -> Actor:
    """`--as NAME`: with the person's credential as themselves, without as entered by the operating system's user."""
    found = Account.objects.filter(name=name, active=True).first()
    if found is None:
        raise InputError("account_unknown", where=name)
    if found.os_user == os_user:
        return actor_of(found, Door.SYSTEM_USER)
    if credential is None:
        return _stood_in_for(actor_of(found, Door.STAND_IN), os_user)
    if found.credential is None or not hmac.compare_digest(found.credential, hashed(credential)):
        raise InputError("credential_wrong", where=name)
    return actor_of(found, Door.CREDENTIAL)


def _stood_in_for(person: Actor, os_user: str) -> Actor:
    """Nobody sees more by standing in for another than by themselves. Raises InputError."""
    typist = actor_of_system_user(os_user)
    if typist.only_township not in (None, person.only_township):
        raise InputError("stand_in_sees_more", where=person.name, own=typist.label)
    return replace(person, typed_by=os_user)


def actor_of(account: Account, door: Door = Door.CREDENTIAL) -> Actor:
    """The person behind an account."""
    roles = frozenset(Role.read(name) for name in json.loads(account.roles))
    return Actor(account.id, account.name, account.label, roles, account.township, account.department, door)


def accounts() -> list[Actor]:
    """Everybody who may act here."""
    return [actor_of(found, Door.SYSTEM_USER) for found in Account.objects.filter(active=True).order_by("id")]
