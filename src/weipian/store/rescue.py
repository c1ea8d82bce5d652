"""A link for an administrator when none of them can come in by the web any more, as after a restore: by whoever has the
workspace's folder with its key at the machine, which is more than any account; and the log says so."""

from __future__ import annotations

from dataclasses import replace

from weipian.store.acting import Desk, acting
from weipian.store.actors import setting_up
from weipian.store.door.passwords import with_a_password
from weipian.store.making import hashed
from weipian.store.models import Account
from weipian.store.queries.people import AccountHere, administrators
from weipian.store.tokens import new_link
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

SAID = "管理员进不去，在本机重发链接"


def rescue(desk: Desk, os_user: str, name: str) -> tuple[str, str]:
    """The administrator's account and the new link's token; what they had before lets nobody in any more. Raises
    InputError where one of them still has a password."""
    there = administrators()
    found = _meant(there, name)
    with acting(replace(desk, actor=setting_up(os_user, SAID)), Act.ACCOUNT_CHANGED, f"account:{found}") as act:
        known = with_a_password(desk.workspace.folder)
        if able := [one.person.name for one in there if one.person.account in known]:
            raise InputError("rescue_not_needed", where=found, names="、".join(able))
        link = new_link()
        key = next(one.person.account for one in there if one.person.name == found)
        act.change(Account, key, credential=hashed(new_link()), link=hashed(link))
    return found, link


def _meant(there: list[AccountHere], name: str) -> str:
    names = [one.person.name for one in there]
    if name not in names and (name or len(names) != 1):
        raise InputError("rescue_whom", where=name or "管理员", names="、".join(names))
    return name or names[0]
