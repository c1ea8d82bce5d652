"""What the newest look-ups in the ministry's systems say of an approval together (plan 二(三), requirement C2)."""

from __future__ import annotations

from collections.abc import Mapping

from weipian.terms.inspection import ApprovalSystem


def in_systems(newest: Mapping[ApprovalSystem, bool]) -> bool | None:
    """Found in one: yes. In none of all three: no. Else not known: who has not looked everywhere knows no no."""
    if any(newest.values()):
        return True
    return False if set(newest) == set(ApprovalSystem) else None
