"""What other books say hangs on a case: a referral, a handover that nobody answered. Each part adds its own here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from weipian.store.queries.handover import open_children
from weipian.terms.cases import Child


def _handed(plots: Collection[int]) -> Mapping[int, Collection[Child]]:
    """Handovers without an answer, referrals without a receipt."""
    return {plot: [one.kind for one in open_now] for plot, open_now in open_children(plots).items()}


More = Callable[[Collection[int]], Mapping[int, Collection[Child]]]
MORE: tuple[More, ...] = (_handed,)
"""Plot ids → open children that stand in another part's tables. One question a call."""


def elsewhere(plots: Collection[int]) -> Mapping[int, Collection[Child]]:
    found: dict[int, set[Child]] = {}
    for more in MORE:
        for plot, children in more(plots).items():
            found.setdefault(plot, set()).update(children)
    return found
