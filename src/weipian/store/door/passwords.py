"""Passwords: hashed by scrypt, set by the person alone, never by anybody for somebody else.

A password is bound to the account's credential: whoever is given a new one, or a new link, has no password any more.
"""

from __future__ import annotations

import hmac
import time
from dataclasses import replace
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password

from weipian.policy import Policy
from weipian.store.acting import Desk, acting
from weipian.store.actors import Actor
from weipian.store.door.book import opened
from weipian.store.links import owner_of
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.queries.people import actor_of
from weipian.terms.acting import Act

DECOY = make_password("nobody's")
LONGEST = 1000
"""Characters of a password that are looked at: hashing costs by length."""


def person_of_link(policy: Policy, link: str) -> Actor:
    """Whose one-time link it is. Raises InputError where it is spent or too old."""
    return actor_of(owner_of(policy, link))


def set_by_link(desk: Desk, link: str, password: str) -> Actor:
    """The link is used up, and the password is the person's; the log says that it was set, and no more."""
    person = person_of_link(desk.policy, link)
    with acting(replace(desk, actor=person), Act.CREDENTIAL_SET, f"account:{person.name}") as act:
        person_of_link(desk.policy, link)  # nobody was quicker
        act.change(Account, person.account, link=None)
        put(desk.workspace.folder, person.account, password)
    return person


def put(workspace: Path, account: int, password: str) -> None:
    with opened(workspace) as book:
        book.execute(
            "INSERT INTO password VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE SET hash = excluded.hash,"
            " set_at = excluded.set_at",
            (account, make_password(_bound(account, password)), time.time()),
        )


def person_with(workspace: Path, name: str, password: str) -> Actor | None:
    """Whose name and password these are: a password, or the account's credential. An unknown name takes as long."""
    found = Account.objects.filter(name=name, active=True).first()
    kept = _hash(workspace, found.id if found else 0)
    given = _bound(found.id if found else 0, password)
    right = check_password(given, kept or DECOY) and kept is not None
    by_credential = hmac.compare_digest(hashed(password), (found and found.credential) or "")
    return actor_of(found) if found and (right or by_credential) else None


def with_a_password(workspace: Path) -> frozenset[int]:
    """Accounts that have set one and were given no new link since."""
    with opened(workspace) as book:
        kept = [int(account) for (account,) in book.execute("SELECT account FROM password")]
    return frozenset(Account.objects.filter(id__in=kept, link=None).values_list("id", flat=True))


def _bound(account: int, password: str) -> str:
    """What is hashed: the password with the credential that the account has now."""
    row = Account.objects.filter(id=account).values_list("credential").first()
    return f"{(row and row[0]) or ''}\n{password[:LONGEST]}"


def _hash(workspace: Path, account: int) -> str | None:
    with opened(workspace) as book:
        row = book.execute("SELECT hash FROM password WHERE account = ?", (account,)).fetchone()
    return str(row[0]) if row else None
