"""整改、复查: the township says that a finding is mended; the acceptor looks again, and it is done or comes back."""

from __future__ import annotations

from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import TownshipFinding, TownshipMend
from weipian.store.past import require_past
from weipian.store.queries.acceptance import FindingHere, findings
from weipian.store.seeing import seen
from weipian.terms.acceptance import MendKind
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

WHOSE = {
    MendKind.MENDED: Act.TOWNSHIP_MENDED,
    MendKind.RECHECKED: Act.TOWNSHIP_SCORED,
    MendKind.SENT_BACK: Act.TOWNSHIP_SCORED,
}
"""A second look is the acceptor's own, as the points are."""


def finding_here(desk: Desk, number: int) -> FindingHere:
    """Raises InputError, also for one of another township."""
    found = next((one for one in findings(seen(desk)) if one.id == number), None)
    if found is None:
        raise InputError("acceptance_finding", where=str(number))
    return found


def say_mended(desk: Desk, number: int, kind: MendKind, text: str, day: date) -> int:
    """Its id. Raises InputError."""
    act_of = WHOSE[kind]
    require_may(desk.policy, desk.actor, act_of)
    with acting(desk, act_of, f"finding:{number}") as act:
        found = finding_here(desk, number)
        require_may(desk.policy, desk.actor, act_of, found.township)
        require_past(act, day, str(number))
        last = found.mends[-1].day if found.mends else found.day
        if day < last:
            raise InputError("acceptance_early", where=str(number), day=day, last=last)
        _require_turn(found, kind)
        if not text.strip():
            raise InputError("acceptance_says_nothing", where=str(number))
        row = {"kind": kind.value, "text": text.strip(), "day": day, "account_id": desk.actor.account}
        return act.add(TownshipMend, finding_id=number, **row)


def _require_turn(found: FindingHere, kind: MendKind) -> None:
    """Mended after nothing or a refusal; looked at again after it was said to be mended."""
    waits = found.stands in (None, MendKind.SENT_BACK)
    if waits is not (kind is MendKind.MENDED) or found.stands is MendKind.RECHECKED:
        now = found.stands.label if found.stands else "待整改"
        raise InputError("acceptance_turn", where=str(found.id), stands=now, wanted=kind.label)


def drop_finding(desk: Desk, number: int) -> None:
    """A finding that was written wrongly goes; it stays as history. Raises InputError where it was mended already."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_SCORED)
    with acting(desk, Act.TOWNSHIP_SCORED, f"finding:{number}") as act:
        found = finding_here(desk, number)
        require_may(desk.policy, desk.actor, Act.TOWNSHIP_SCORED, found.township)
        if found.mends:
            raise InputError("acceptance_built_on", where=str(number), count=len(found.mends))
        act.replace(TownshipFinding, [number], [])
