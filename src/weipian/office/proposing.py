"""The stages put together for a proposal: determination asks, rectification knows the gates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weipian.policy import Policy
from weipian.programme.determination.acts import AskGates
from weipian.programme.rectification.booked import gates_of_patch
from weipian.store.queries.determination import Case
from weipian.store.queries.overlay import looked_up


def gates_asked() -> AskGates:
    """The gates of a patch, by the look-ups that are booked now."""
    known = looked_up()

    def ask(plots: Sequence[Case], policy: Policy) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        found = gates_of_patch(plots, known, policy)
        return found.gates, {"near_misses": found.near_misses, "gate_hints": found.hints}

    return ask
