"""移交部门: a patch in another department's competence is handed to it, with a record (plan 二(五), requirement D3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Handover
from weipian.store.queries.about import about_patches
from weipian.store.queries.handed import newest_patches, standing_handovers
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom, what for, until when, who answers for it there."""

    department: str
    matter: str = ""
    due: date | None = None
    answerer: str | None = None


def hand_over(desk: Desk, numbers: Sequence[str], handing: Handing) -> list[str]:
    """The patches that were handed over now; who has had one on the same terms already keeps it. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDED_OVER)
    known = desk.policy.value("organisation.bodies").items
    if handing.department not in known:
        raise InputError("department_unknown", where=handing.department, names="、".join(known))
    wanted = list(dict.fromkeys(numbers))
    with acting(desk, Act.HANDED_OVER, f"handover:{handing.department}") as act:
        _require_each(desk, wanted)
        old = standing_handovers(wanted, handing.department)
        fresh = [number for number in wanted if number not in old or old[number].terms != _terms(handing)]
        if not fresh:
            raise InputError("handover_nothing_new", where="、".join(wanted), department=handing.department)
        patches = newest_patches(fresh)
        rows = [{"patch_id": patches[number], **_row(handing)} for number in fresh]
        act.replace(Handover, [old[number].id for number in fresh if number in old], rows)
    return fresh


def _require_each(desk: Desk, numbers: Sequence[str]) -> None:
    abouts = about_patches(numbers)
    for number in numbers:
        if number not in abouts:
            raise InputError("patch_unknown", where=number)
        require_may(desk.policy, desk.actor, Act.HANDED_OVER, abouts[number])


def _row(handing: Handing) -> Mapping[str, object]:
    return {
        "department": handing.department,
        "matter": handing.matter,
        "due": handing.due,
        "answerer": handing.answerer,
    }


def _terms(handing: Handing) -> tuple[str, date | None, str | None]:
    return handing.matter, handing.due, handing.answerer
