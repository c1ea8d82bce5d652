"""How somebody wants a backup restored, and the event with which the restored log goes on."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.policy import load
from weipian.record.findings import Report
from weipian.record.head import Head
from weipian.store.actors import Actor, setting_up
from weipian.store.backup.opening import Opened
from weipian.store.workspace import Workspace
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

RESTORING = "还原工作区"


@dataclass(frozen=True, slots=True)
class Wish:
    """How to restore. `url`: of a PostgreSQL database, "" for a file; `bind`: the account that the operating system's
    user is from now on; `known`: a head that is known from elsewhere; `with_findings`: also what does not audit."""

    os_user: str
    reason: str = ""
    url: str = ""
    name: str | None = None
    credential: str | None = None
    bind: str = ""
    known: Head | None = None
    with_findings: bool = False


def continued(workspace: Workspace, backup: Opened, wish: Wish, report: Report) -> tuple[int, bool]:
    """The restored log goes on with an event that says so: its number, and whether nobody here has an account."""
    grave = sum(finding.grave for finding in report.findings)
    if grave and not wish.with_findings:
        raise InputError("restore_findings", where=str(backup.path), found=str(report.findings[0]), count=grave)
    from weipian.store.acting import Desk, acting
    from weipian.store.any_form import actor_in_any_form
    from weipian.store.models import Account

    known = actor_in_any_form(wish.os_user, wish.name, wish.credential)
    bound = _to_bind(wish, known)
    actor = known or setting_up(wish.os_user, RESTORING)
    head = backup.manifest.head
    said = (f"backup:{head.seq}:{head.hash}", f"findings:{grave}" if grave else "", wish.reason)
    with acting(Desk(workspace, load(workspace.policy), actor), Act.RESTORED, " ".join(filter(None, said))) as act:
        if bound is not None:
            act.change(Account, bound, os_user=wish.os_user)
        event = act.seq
    return event, known is None and bound is None


def _to_bind(wish: Wish, known: Actor | None) -> int | None:
    """The account that the operating system's user is to be: one that was recognised so before. Raises InputError."""
    from weipian.store.models import Account

    if not wish.bind:
        return None
    local = Account.objects.filter(name=wish.bind, active=True, os_user__isnull=False)
    found: int | None = local.values_list("id", flat=True).first()
    if found is None or known is not None:
        raise InputError("restore_bind", where=wish.bind)
    return found
