"""装订: a township's newest editions as a volume; none with a gap, none that the books have left behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.models import DossierBound, DossierIssue, DossierVolume
from weipian.store.past import require_past
from weipian.store.queries.dossiers import Issued, last_volume
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


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


def bind(desk: Desk, township: str, found: Sequence[Issued], day: date) -> tuple[int, int]:
    """The volume's id and its number in the township. Raises InputError."""
    require_bindable(found, township)
    with acting(desk, Act.VOLUME_BOUND, "volume", township=township) as act:
        require_past(act, day, township)
        number = last_volume(township) + 1
        row = {"township": township, "number": number, "day": day, "account_id": desk.actor.account}
        volume = act.add(DossierVolume, **row)
        ids = {one.id: one for one in found}
        of_plot = dict(DossierIssue.objects.filter(id__in=list(ids)).values_list("id", "patch_id"))
        act.add_many(
            DossierBound,
            [
                {"volume_id": volume, "issue_id": one.id, "plot_id": one.plot_id, "patch_id": of_plot[one.id]}
                for one in found
            ],
        )
        act.subject = f"volume:{volume}"
    return volume, number
