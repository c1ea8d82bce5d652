"""What other books say hangs on a case: a referral, a handover that nobody answered. Each part adds its own here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from weipian.terms.cases import Child

More = Callable[[Collection[int]], Mapping[int, Collection[Child]]]
MORE: tuple[More, ...] = ()
"""Plot ids → open children that stand in another part's tables. One question a call."""


def elsewhere(plots: Collection[int]) -> Mapping[int, Collection[Child]]:
    found: dict[int, set[Child]] = {}
    for more in MORE:
        for plot, children in more(plots).items():
            found.setdefault(plot, set()).update(children)
    return found
