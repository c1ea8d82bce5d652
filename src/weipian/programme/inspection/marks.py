"""What a mark brings with it: a project has one level and one kind; the ledger's own column follows from the level."""

from __future__ import annotations

from collections.abc import Mapping

from weipian.terms.inspection import KINDS, LEVELS, Mark

MAJOR = {Mark.LEVEL_NATIONAL: True, Mark.LEVEL_REGION: True, Mark.LEVEL_LOCAL: False}
"""Level → whether the ledger's 国家级或自治区级重大项目 holds."""


def changed(now: Mapping[str, int], mark: Mark, *, value: bool) -> dict[Mark, bool]:
    """What of a plot's marks changes; nothing where it was so already."""
    wanted = {mark: value, **(_beside(now, mark) if value else {})}
    return {one: yes for one, yes in wanted.items() if now.get(one.value) != int(yes)}


def _beside(now: Mapping[str, int], mark: Mark) -> dict[Mark, bool]:
    """The others of its group no longer hold; what was never said of stays unsaid."""
    group = next((group for group in (LEVELS, KINDS) if mark in group), ())
    others = {one: False for one in group if one is not mark and now.get(one.value)}
    return {**others, **({Mark.NATIONAL_PROJECT: MAJOR[mark]} if mark in MAJOR else {})}
