"""`acting()`: the one way to change anything. Permission, transaction, change, event, signed head."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.db import IntegrityError, OperationalError, transaction

from weipian.policy import Policy
from weipian.store.actors import Actor, require_may
from weipian.store.workspace import Workspace
from weipian.store.writing import Act, RowGone, put_beside
from weipian.terms import acting as words
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works: the workspace that is open, its law, and who it is."""

    workspace: Workspace
    policy: Policy
    actor: Actor


@contextmanager
def acting(desk: Desk, act: words.Act, subject: str = "", *, township: str | None = None) -> Iterator[Act]:
    """One act: everything in it is written with its event, or nothing is.

    Raises InputError where the actor may not, or where the database can't be written; what an act itself raises
    undoes it.
    """
    require_may(desk.policy, desk.actor, act, township)
    try:
        with transaction.atomic():
            doing = Act(desk.workspace, desk.actor.signed, act.value, subject)
            yield doing
            head = doing.close()
    except OperationalError as error:
        raise InputError(_why(error), where=str(desk.workspace.database), reason=str(error)) from error
    except (IntegrityError, RowGone) as error:
        raise InputError("changed_meanwhile", where=act.label) from error
    with suppress(OSError):  # it is done and signed inside: the text lags behind, the next act puts it right
        put_beside(head, desk.workspace.folder)


def _why(error: OperationalError) -> str:
    text = str(error)
    if "locked" in text:
        return "database_busy"
    return "database_full" if "full" in text else "database_not_writable"
