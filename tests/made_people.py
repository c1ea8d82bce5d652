"""Accounts for tests, set up by the administrator in person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from weipian.cli.desk import Wanted
from weipian.terms.acting import Role

if TYPE_CHECKING:
    from weipian.store.acting import Desk


def add_person(
    folder: Path, name: str, role: Role, township: str = "", os_user: str | None = None, department: str = ""
) -> str:
    """An account in a workspace; gives its credential. A department's clerk is of 水利 where nothing is said."""
    desk = administrator_of(folder)
    from weipian.store.accounts import NewAccount, add_account

    department = department or ("水利" if role is Role.DEPARTMENT_CLERK else "")
    return add_account(desk, NewAccount(name, name, (role,), township, department, os_user))


def administrator_of(folder: Path) -> Desk:
    """A workspace with its administrator in person at the desk."""
    desk = Wanted(folder).open()
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    return replace(desk, actor=actor_of(Account.objects.get(name="administrator")))
