"""Passwords: hashed by scrypt, set by the person alone, never by anybody for somebody else."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password

from weipian.store.acting import Desk, acting
from weipian.store.actors import Actor
from weipian.store.door.book import opened
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.queries.people import actor_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

DECOY = make_password("nobody's")


def person_of_link(link: str) -> Actor:
    """Whose one-time link it is. Raises InputError where it is spent."""
    found = Account.objects.filter(link=hashed(link), active=True).first() if link else None
    if found is None:
        raise InputError("link_spent", where="一次性登录链接")
    return actor_of(found)


def set_by_link(desk: Desk, link: str, password: str) -> Actor:
    """The link is used up, and the password is the person's; the log says that it was set, and no more."""
    person = person_of_link(link)
    with acting(replace(desk, actor=person), Act.CREDENTIAL_SET, f"account:{person.name}") as act:
        act.change(Account, person.account, link=None)
        put(desk.workspace.folder, person.account, password)
    return person


def put(workspace: Path, account: int, password: str) -> None:
    with opened(workspace) as book:
        book.execute(
            "INSERT INTO password VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE SET hash = excluded.hash,"
            " set_at = excluded.set_at",
            (account, make_password(password), time.time()),
        )


def has_one(workspace: Path, account: int) -> bool:
    return _hash(workspace, account) is not None


def person_with(workspace: Path, name: str, password: str) -> Actor | None:
    """Whose name and password these are: a password, or the account's credential. An unknown name takes as long."""
    found = Account.objects.filter(name=name, active=True).first()
    kept = _hash(workspace, found.id) if found else None
    right = check_password(password, kept or DECOY) and kept is not None
    if found is None:
        return None
    if right or found.credential == hashed(password):
        return actor_of(found)
    return None


def _hash(workspace: Path, account: int) -> str | None:
    with opened(workspace) as book:
        row = book.execute("SELECT hash FROM password WHERE account = ?", (account,)).fetchone()
    return str(row[0]) if row else None
