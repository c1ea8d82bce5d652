"""What the newest look-ups in the ministry's systems say of an approval together (plan 二(三), requirement C2)."""

from __future__ import annotations

from collections.abc import Mapping

from weipian.terms.inspection import ApprovalSystem


def in_systems(newest: Mapping[ApprovalSystem, bool], enough: int) -> bool | None:
    """Found in `enough` of them (the law's): yes. Where it can't be found in so many any more: no. Else not known."""
    found = sum(newest.values())
    if found >= enough:
        return True
    unseen = len(set(ApprovalSystem) - set(newest))
    return None if found + unseen >= enough else False
