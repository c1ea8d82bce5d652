"""The columns of the list, and which of them a person wants to see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from weipian.store.queries.patch_list import Sort


@dataclass(frozen=True, slots=True)
class Shown:
    """`sort`: what a click on its head puts the list in order by. `unit`: 亩 of areas."""

    key: str
    label: str
    sort: Sort | None = None
    unit: str = ""
    first: bool = True


COLUMNS = (
    Shown("due", "期限", Sort.DUE),
    Shown("number", "图斑编号", Sort.NUMBER),
    Shown("category", "类别", Sort.CATEGORY),
    Shown("township", "乡镇", Sort.TOWNSHIP),
    Shown("state", "进度", Sort.STATE),
    Shown("area", "面积", Sort.AREA, "亩"),
    Shown("cultivated", "耕地", Sort.CULTIVATED, "亩"),
    Shown("farmland", "基本农田", Sort.FARMLAND, "亩"),
    Shown("redline", "红线", Sort.REDLINE, "亩"),
    Shown("proposal", "机器建议", Sort.PROPOSAL),
    Shown("determination", "判定", Sort.DETERMINATION),
    Shown("batch", "批次", Sort.BATCH, first=False),
    Shown("issued", "下发日期", Sort.ISSUED, first=False),
)
ALWAYS = "number"


def chosen(kept: Collection[str] | None) -> list[Shown]:
    """Those that somebody chose, in the list's own order; the number is always there."""
    if kept is None:
        return [one for one in COLUMNS if one.first]
    return [one for one in COLUMNS if one.key in kept or one.key == ALWAYS]
