"""Databases of the tests' server that are copies of one that stands ready: laying every table anew takes the server
most of a second, a copy a twelfth of that. What stands ready was laid by weipian itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

SPARE = "weipian_5"
"""A schema with every table, in the database that stands ready; who makes a workspace in a copy renames it."""
READY, OURS = "ready", "copy"
_numbers = itertools.count()


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """The address of a database in which the first workspace is made quickly; gone afterwards."""
    name = new_name()
    copy(server, name, _ready(server))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("weipian.store.postgresql.laying.lay", renamed_or_laid)
        yield named(server, name)
    _leave()
    told(server, f"DROP DATABASE {name} WITH (FORCE)")


def another(address: str) -> str:
    """One more, to be copied later."""
    server, name = named(address, "postgres"), new_name()
    copy(server, name, READY)
    return named(server, name)


def new_name() -> str:
    return f"{OURS}{next(_numbers)}"


def copy(server: str, name: str, ready: str) -> None:
    told(server, f"CREATE DATABASE {name} TEMPLATE {ready} STRATEGY file_copy")


def refill(address: str, ready: str) -> None:
    """The same address with what another database holds, which nobody may be looking at."""
    _leave()
    server, name = named(address, "postgres"), urlsplit(address).path[1:]
    told(server, f"DROP DATABASE {name} WITH (FORCE)")
    copy(server, name, ready)


def is_untouched(address: str) -> bool:
    """Whether it is such a database, and nobody has made a workspace in it yet."""
    if not urlsplit(address).path.startswith(f"/{OURS}"):
        return False
    return told(address, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'weipian%'") == [(SPARE,)]


def named(server: str, name: str) -> str:
    """The same server's address with another database."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def told(address: str, statement: str) -> list[Any]:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


@cache
def _ready(server: str) -> str:
    """Laid once a server."""
    from weipian.store.settings import configure, on_server
    from weipian.store.start import turn_to
    from weipian.store.template import form_of_today

    told(server, f"CREATE DATABASE {READY}")
    wanted = on_server(named(server, READY), SPARE)
    configure(wanted)
    turn_to(wanted)
    _as_written()(SPARE, form_of_today())
    _leave()
    return READY


def _leave() -> None:
    """This process's own connection."""
    from django.conf import settings
    from django.db import connection

    if settings.configured:
        connection.close()


def renamed_or_laid(schema: str, form: str) -> None:
    """In place of `lay`: the spare schema gets the name; where there is none any more, it is laid."""
    from django.db import connection

    from weipian.store.template import form_of_today

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SPARE])
        spare = cursor.fetchone()
        if spare and form == form_of_today():
            cursor.execute(f"ALTER SCHEMA {SPARE} RENAME TO {schema}")
            return
    _as_written()(schema, form)


@cache
def _as_written() -> Callable[[str, str], None]:
    from weipian.store.postgresql.laying import lay

    return lay
