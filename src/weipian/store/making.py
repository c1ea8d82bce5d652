"""A new workspace: its books, key, card, the first accounts."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

from weipian.policy import load
from weipian.record.audit import CARD, DATABASE
from weipian.record.identity import subject_of
from weipian.store.address import asked_for, keep_address
from weipian.store.reserve import make_reserve
from weipian.store.signing import key_at, make_key
from weipian.store.template import copied_to, form_of_today
from weipian.store.workspace import KEY, LAYERS, Workspace, card_text, schema_of
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError
from weipian.work.placing import is_full, sync, sync_folder

FIRST = "建立工作区"


@dataclass(frozen=True, slots=True)
class Made:
    """The workspace, and the administrator's one-time link token, which is stored nowhere."""

    workspace: Workspace
    clerk: str
    link: str


def make(folder: Path, policy: str, os_user: str) -> Made:
    """A workspace whose county clerk is the operating system's user, with an administrator's account apart.

    It is made beside its place and moved there whole. Raises InputError where the folder is taken or can't be written.
    """
    load(policy)
    place, url = folder.absolute(), asked_for()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise InputError("folder_not_empty", where=str(folder))
    building = place.with_name(f".{place.name}.{os.getpid()}.{get_ident():x}.partial")
    try:
        return _made(building, place, Asked(policy, os_user, url))
    except OSError as error:
        raise InputError("folder_no_room" if is_full(error) else "folder_not_writable", where=str(folder)) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a workspace is to be. `url`: the server that is to hold its books; "": none."""

    policy: str
    os_user: str
    url: str


def _made(building: Path, place: Path, asked: Asked) -> Made:
    from weipian.store.start import start

    key = str(uuid.uuid4())
    schema = schema_of(key) if asked.url else ""
    building.mkdir(mode=0o700, parents=True, exist_ok=True)  # other users of the machine have no business in it
    (building / LAYERS).mkdir()
    make_key(building / KEY)
    make_reserve(building)
    (building / CARD).write_text(card_text(key, asked.policy, form_of_today(), schema), encoding="utf-8")
    with _books(building, asked.url, schema) as workspace:
        link = _first_accounts(workspace, asked.os_user)
        _close()
        _move(building, place)
    return Made(start(place), asked.os_user, link)


def _close() -> None:
    """SQLite finds its journal by the name under which a database was opened: it may not move while it is open."""
    from django.db import connection

    connection.close()


def _move(building: Path, place: Path) -> None:
    """All of it at once; into a folder that is there already the card comes last, which makes it a workspace."""
    for folder, _, names in os.walk(building):
        for name in names:
            sync(Path(folder, name))
        sync_folder(Path(folder))
    if not place.exists():
        building.replace(place)
    else:
        for path in sorted(building.iterdir(), key=lambda path: path.name == CARD):
            path.replace(place / path.name)
        sync_folder(place)
    sync_folder(place.parent)


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


def _first_accounts(workspace: Workspace, os_user: str) -> str:
    """Gives the administrator's link."""
    from weipian.store.acting import Desk, acting
    from weipian.store.actors import setting_up
    from weipian.store.models import Account
    from weipian.store.tokens import new_link

    policy, link = load(workspace.policy), new_link()
    maker = setting_up(os_user, FIRST)
    subject = subject_of(workspace.id, key_at(workspace.key)[1], workspace.policy)
    with acting(Desk(workspace, policy, maker), Act.WORKSPACE_MADE, subject) as act:
        act.add(Account, name=os_user, label=os_user, roles=[Role.COUNTY_CLERK.value], os_user=os_user)
        name = "administrator" if os_user != "administrator" else "system-administrator"
        act.add(Account, name=name, label="系统管理员", roles=[Role.ADMINISTRATOR.value], link=hashed(link))
    return link


def hashed(token: str) -> str:
    """What is stored of a token: a hash; tokens are long and random, so a plain one is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
