"""Accounts for tests, set up by the administrator in person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from weipian.cli.desk import Wanted
from weipian.terms.acting import Role


def add_person(folder: Path, name: str, role: Role, township: str = "", os_user: str | None = None) -> str:
    """An account in a workspace; gives its credential."""
    desk = Wanted(folder).open()
    from weipian.store.accounts import NewAccount, add_account
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    administrator = actor_of(Account.objects.get(name="administrator"))
    return add_account(replace(desk, actor=administrator), NewAccount(name, name, (role,), township, "", os_user))
