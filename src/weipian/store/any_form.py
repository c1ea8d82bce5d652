"""Who somebody is, asked with the columns that accounts had from the first form on."""

from __future__ import annotations

import hmac
import json
from typing import Any

from weipian.store.actors import Actor, Door
from weipian.store.making import hashed
from weipian.terms.acting import Role
from weipian.terms.errors import InputError

COLUMNS = ("id", "name", "label", "roles", "township", "department", "os_user", "credential")


def actor_in_any_form(os_user: str, name: str | None, credential: str | None) -> Actor | None:
    """The account of the operating system's user, None where there is none; or a named one by its credential.

    Raises InputError for a named one that can't be recognised.
    """
    if name is None:
        found = _account(os_user=os_user)
        return None if found is None else _actor(found, Door.SYSTEM_USER)
    found = _account(name=name)
    if found is None:
        raise InputError("account_unknown", where=name)
    if found["os_user"] == os_user:
        return _actor(found, Door.SYSTEM_USER)
    if found["credential"] is None or not hmac.compare_digest(found["credential"], hashed(credential or "")):
        raise InputError("credential_wrong", where=name)
    return _actor(found, Door.CREDENTIAL)


def _account(**wanted: str) -> dict[str, Any] | None:
    from weipian.store.models import Account

    found: dict[str, Any] | None = Account.objects.filter(active=True, **wanted).values(*COLUMNS).first()
    return found


def _actor(found: dict[str, Any], door: Door) -> Actor:
    roles = frozenset(Role.read(name) for name in json.loads(found["roles"]))
    place = (found["township"], found["department"])
    return Actor(found["id"], found["name"], found["label"], roles, *place, door)
