"""装订: a township's newest editions as volumes; none with a gap, none that the books have left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.models import DossierBound, DossierIssue, DossierVolume
from weipian.store.past import require_past
from weipian.store.queries.dossiers import Issued
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class ToBind:
    """An edition of a volume. `before`: the id of the one that it replaces; without `issues` the volume is no more."""

    number: int
    edition: int
    head: str
    before: int | None
    issues: tuple[Issued, ...]


def require_bindable(found: Sequence[Issued], township: str) -> None:
    """Raises InputError where there is nothing to bind, or one has gaps or was replaced."""
    if not found:
        raise InputError("volume_empty", where=township)
    gaps = [one.plot for one in found if one.gaps]
    if gaps:
        raise InputError("volume_gaps", where=township, plots="、".join(gaps[:20]), count=len(gaps))
    former = [one.plot for one in found if not one.current]
    if former:
        raise InputError("volume_former", where=township, plots="、".join(former[:20]))


def bind(desk: Desk, township: str, one: ToBind, day: date) -> int:
    """The volume's id. Raises InputError."""
    if one.issues:
        require_bindable(one.issues, township)
    with acting(desk, Act.VOLUME_BOUND, "volume", township=township) as act:
        require_past(act, day, township)
        volume = act.add(
            DossierVolume,
            township=township,
            number=one.number,
            edition=one.edition,
            day=day,
            head=one.head,
            account_id=desk.actor.account,
            replaces_id=one.before,
        )
        held = DossierIssue.objects.filter(id__in=[each.id for each in one.issues])
        patches = dict(held.values_list("id", "patch_id"))
        act.add_many(
            DossierBound,
            [
                {"volume_id": volume, "issue_id": each.id, "plot_id": each.plot_id, "patch_id": patches[each.id]}
                for each in one.issues
            ],
        )
        act.subject = f"volume:{volume}"
    return volume
