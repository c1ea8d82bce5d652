"""What a database says when it fails, as sentences: what happened, how to mend. No address, password or value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weipian.terms.errors import InputError
from weipian.terms.personal import without_values

BY_STATE = {
    "55P03": "database_busy",
    "40001": "database_busy",
    "40P01": "database_busy",
    "57014": "database_busy",
    "53300": "database_crowded",
    "53100": "database_full",
    "53200": "database_full",
    "25006": "database_read_only",
    "42501": "database_no_right",
    "3F000": "database_no_books",
    "42P01": "database_no_books",
}
"""PostgreSQL's SQLSTATE → our message."""
BY_CLASS = {"08": "database_gone", "57": "database_gone", "22": "value_not_kept"}
UNREACHABLE = (
    (("password authentication", "no password supplied", "authentication failed", "认证失败"), "database_refused"),
    (("pg_hba.conf", "no encryption"), "database_not_let_in"),
    (("role ", "角色 "), "database_refused"),
    (("too many clients", "connection slots"), "database_crowded"),
    (('database "', '数据库 "'), "database_unknown"),
    (("starting up", "shutting down", "recovery"), "database_starting"),
    (("certificate", "SSL", "ssl"), "database_no_tls"),
)
"""Words of the server or its library → our message; the first that fits."""


def unreachable(text: str) -> InputError:
    """A connection that did not come about."""
    code = next((code for words, code in UNREACHABLE if any(word in text for word in words)), "database_unreachable")
    return InputError(code, where="PostgreSQL")


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """What the database says while something is asked or done, as a sentence. Raises InputError."""
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise told(error, where) from None


def told(error: Exception, where: str) -> InputError:
    """A database error of Django's as ours."""
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    if state is None and type(error).__name__ == "DataError":  # the library refused it before the server saw it
        code = "value_not_kept"
    elif cause is not None and type(cause).__module__.startswith("psycopg"):
        code = BY_STATE.get(state or "") or BY_CLASS.get((state or "08")[:2], "database_failed")
    else:
        code = _of_sqlite(str(error))
    return InputError(code, where=where, reason=without_values(str(error).partition("\n")[0]))


def _of_sqlite(text: str) -> str:
    if "locked" in text:
        return "database_busy"
    return "database_full" if "full" in text else "database_not_writable"


def failed(error: Exception, where: str, *, committing: bool) -> InputError:
    """An act's failure; who loses the server while it commits can't know whether it did."""
    found = told(error, where)
    return InputError("database_in_doubt", where=where) if committing and found.code == "database_gone" else found
