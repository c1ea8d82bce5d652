"""A new workspace: its books, key, card, the first accounts."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weipian.policy import load
from weipian.record.audit import CARD, DATABASE
from weipian.record.identity import subject_of
from weipian.store.address import asked_for, keep_address
from weipian.store.signing import key_at, make_key
from weipian.store.template import copied_to, form_of_today
from weipian.store.workspace import KEY, LAYERS, Workspace, card_text, schema_of
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError

FIRST = "建立工作区"


@dataclass(frozen=True, slots=True)
class Made:
    """The workspace, and the administrator's one-time link token, which is stored nowhere."""

    workspace: Workspace
    clerk: str
    link: str


def make(folder: Path, policy: str, os_user: str) -> Made:
    """A workspace whose county clerk is the operating system's user, with an administrator's account apart.

    Raises InputError where the folder is taken or can't be written.
    """
    load(policy)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("folder_not_empty", where=str(folder))
    url, fresh = asked_for(), not folder.exists()
    try:
        return _made(folder, policy, os_user, url)
    except OSError as error:
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise InputError("folder_not_writable", where=str(folder), reason=error.strerror or "") from None
    except InputError:
        if url and fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _made(folder: Path, policy: str, os_user: str, url: str) -> Made:
    key = str(uuid.uuid4())
    schema = schema_of(key) if url else ""
    (folder / LAYERS).mkdir(parents=True)
    make_key(folder / KEY)
    (folder / CARD).write_text(card_text(key, policy, form_of_today(), schema), encoding="utf-8")
    link = secrets.token_urlsafe(24)
    with _books(folder, url, schema) as workspace:
        _first_accounts(workspace, os_user, link)
    return Made(workspace, os_user, link)


@contextmanager
def _books(folder: Path, url: str, schema: str) -> Iterator[Workspace]:
    """Empty books, in the folder or on the server; what fails there leaves no schema."""
    from weipian.store.start import start

    if not schema:
        copied_to(folder / DATABASE)
        yield start(folder)
        return
    keep_address(folder, url)
    workspace = start(folder)
    from weipian.store.postgresql.laying import laid

    with laid(schema):
        yield workspace


def _first_accounts(workspace: Workspace, os_user: str, link: str) -> None:
    from weipian.store.acting import Desk, acting
    from weipian.store.actors import Actor
    from weipian.store.models import Account

    policy = load(workspace.policy)
    maker = Actor(0, os_user, FIRST, frozenset({Role.ADMINISTRATOR}))
    subject = subject_of(workspace.id, key_at(workspace.key)[1])
    with acting(Desk(workspace, policy, maker), Act.WORKSPACE_MADE, subject) as act:
        act.add(Account, name=os_user, label=os_user, roles=[Role.COUNTY_CLERK.value], os_user=os_user)
        name = "administrator" if os_user != "administrator" else "system-administrator"
        act.add(Account, name=name, label="系统管理员", roles=[Role.ADMINISTRATOR.value], link=hashed(link))


def hashed(token: str) -> str:
    """What is stored of a token: a hash; tokens are long and random, so a plain one is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
