"""What a database says when it fails, as sentences: what happened, how to mend. No address, password or value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, connection

from weipian.record.head import Head
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
        code = _of_sqlite(cause, str(error))
    return InputError(code, where=where, reason=without_values(str(error).partition("\n")[0]))


OF_SQLITE = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), "database_busy"),
    (("SQLITE_FULL",), "database_full"),
    (("SQLITE_READONLY", "SQLITE_PERM"), "database_folder_read_only"),
    (("SQLITE_CANTOPEN",), "database_not_openable"),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB"), "database_damaged"),
    (("SQLITE_IOERR",), "database_disk_error"),
)
"""How SQLite names its failures (longer names begin with these) → our message."""


def _of_sqlite(cause: BaseException | None, text: str) -> str:
    name = str(getattr(cause, "sqlite_errorname", "") or "")
    found = (code for names, code in OF_SQLITE if name.startswith(names))
    return next(found, "database_busy" if "locked" in text else "database_not_writable")


def failed(error: Exception, where: str, done: Head | None) -> InputError:
    """An act's failure. `done`: the head that was being committed; whether it was is looked up where that is possible:
    a disk may fail after the last step that counts, and who loses the server while it commits can't know.
    """
    found = told(error, where)
    if done is None or found.code == "database_busy":
        return found
    if found.code == "database_gone":
        return InputError("database_in_doubt", where=where)
    try:
        code = "database_done_unsure" if stands(done) else found.code
    except (DatabaseError, InterfaceError):
        code = "database_disk_in_doubt"
    return InputError(code, where=where, **found.params)


def stands(head: Head) -> bool:
    """Whether the log holds the event that a head names; asked anew, by a connection that knows nothing of before."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM event WHERE seq = %s", [head.seq])
        row = cursor.fetchone()
    return row is not None and str(row[0]) == head.hash
