"""Where effective decisions come from: the cases."""

from __future__ import annotations

from collections.abc import Iterable

from weipian.programme.report.places.builders import Decided, Effective
from weipian.store.queries.effective import in_effect
from weipian.store.sight import Sight


def decided(sight: Sight) -> Iterable[Decided]:
    """Penalties that are in effect, of plots in sight."""
    return [Decided(one.party, one.name, one.plot, one.township, one.day, one.paper) for one in in_effect(sight)]


EFFECTIVE: Effective | None = decided
