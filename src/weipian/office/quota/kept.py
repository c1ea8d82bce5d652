"""What the expected book takes from other stages' tables: penalties from the cases, parts from rectification."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from weipian.office.quota.facts import PartKnown, Sources
from weipian.programme.account.quota.expected import Penalty
from weipian.store.queries.prosecuted import prosecuted
from weipian.store.queries.rectification import parts_of


def penalties(plots: Collection[int]) -> Mapping[int, Penalty]:
    """Plot → whether a penalty was decided; a plot of which no case says anything is left out."""
    return {plot: Penalty(one.penalty_on is not None, one.penalty_on) for plot, one in prosecuted(plots).items()}


def parts(plots: Collection[int]) -> Mapping[int, Sequence[PartKnown]]:
    """Plot → its parts as they stand."""
    return {
        plot: [PartKnown(one.name, one.cultivated, one.outcome, one.outcome_on) for one in own]
        for plot, own in parts_of(plots).items()
    }


KEPT = Sources(penalties, parts)
