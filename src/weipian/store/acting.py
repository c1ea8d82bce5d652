"""`acting()`: the one way to change anything. Permission, transaction, change, event, signed head."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, InterfaceError, transaction

from weipian.policy import Policy
from weipian.record.head import Head
from weipian.store.actors import About, Actor, require_may, sight_of
from weipian.store.failures import failed
from weipian.store.sight import Sight
from weipian.store.workspace import Workspace
from weipian.store.writing import Act, RowGone, put_beside
from weipian.terms import acting as words


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works: the workspace that is open, its law, and who it is."""

    workspace: Workspace
    policy: Policy
    actor: Actor

    @property
    def sight(self) -> Sight:
        """All that this person sees of the patches."""
        return sight_of(self.policy, self.actor)


@contextmanager
def acting(
    desk: Desk, act: words.Act, subject: str = "", *, township: str | None = None, about: About | None = None
) -> Iterator[Act]:
    """One act: everything in it is written with its event, or nothing is. `about`: the plot that it is about;
    `township` alone where no more is known.

    Raises InputError where the actor may not, or where the database can't be written; what an act itself raises
    undoes it.
    """
    require_may(desk.policy, desk.actor, act, about or township)
    done: Head | None = None
    try:
        with transaction.atomic():
            doing = Act(desk.workspace, desk.actor.signed, act.value, subject, desk.policy.year)
            yield doing
            done = doing.close()
    except (IntegrityError, RowGone) as error:
        from weipian.store.conflicts import overtaken

        raise overtaken(error, act.label, subject) from error
    except (DatabaseError, InterfaceError) as error:
        raise failed(error, desk.workspace.place, done) from error
    with suppress(OSError):  # it is done and signed inside: the text lags behind, the next act puts it right
        put_beside(done, desk.workspace.folder)
