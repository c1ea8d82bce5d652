"""The cells of the ledger that people may fill, and where each is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from weipian.fence.field import Field, Kind
from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.terms.words import Conclusion, Determination, Measure, Outcome

_FLAG, _DATE, _WORD, _MU = Kind.FLAG, Kind.DATE, Kind.WORD, Kind.MU


class Kept(Enum):
    """Which record of a plot a cell belongs to."""

    SITE = "site"
    AREAS = "areas"
    MARKS = "marks"
    DETERMINATION = "determination"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that may be filled: its column, its record, its name in the record."""

    field: Field
    kept: Kept
    name: str

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def label(self) -> str:
        return self.field.label


AREAS: tuple[Field, ...] = (
    Field("area_filed_mu", "图斑面积·填报(亩)", ("filed_mu", "填报图斑面积(亩)"), _MU),
    Field("cultivated_filed_mu", "耕地面积·填报(亩)", ("filed_cultivated_mu", "填报耕地面积(亩)"), _MU),
    Field("farmland_filed_mu", "永久基本农田面积·填报(亩)", ("填报永久基本农田面积(亩)",), _MU),
    Field("redline_filed_mu", "生态保护红线面积·填报(亩)", ("填报生态保护红线面积(亩)",), _MU),
)
"""Filed areas; kept under the first part of the key: area, cultivated, farmland, redline."""

MARKS: tuple[Field, ...] = (
    Field("national_project", "国家级或自治区级重大项目", ("重大项目",), _FLAG),
    Field("housing", "一户一宅农村宅基地", ("农村村民住宅", "一户一宅", "农村宅基地"), _FLAG),
    Field("affordable_housing", "保障性安居工程", ("保障性住房",), _FLAG),
    Field("nonfarm_conversion", "非农化", kind=_FLAG),
    Field("unlawful_housing", "新增乱占耕地建房", ("乱占耕地建房",), _FLAG),
    Field("key_area", "重点区域", kind=_FLAG),
    Field("sensitive", "敏感", ("媒体或群众关注",), _FLAG),
    Field("mining_harm", "采矿破坏生态", kind=_FLAG),
    Field("safety_hazard", "生产安全隐患", kind=_FLAG),
    Field("livelihood", "民生工程", kind=_FLAG),
)
"""Marks of their own (requirement B6)."""

DETERMINATION: tuple[Field, ...] = (
    Field("determination", "判定", ("判定结果", "合法性判定"), _WORD, word=Determination),
    Field("mining_determination", "矿产判定", kind=_WORD, word=Conclusion),
    Field("nature", "判定性质", ("性质",)),
    Field("because", "判定理由（会审）", ("判定理由",)),
    Field("review", "会审编号"),
    Field("reviewed", "会审日期", kind=_DATE),
    Field("final", "上级终判", kind=_FLAG),
)

RIGHT: tuple[Field, ...] = (
    Field("measure", "整改措施", ("措施",), _WORD, word=Measure),
    Field("ordered", "整改通知日期", kind=_DATE),
    Field("outcome", "整改结果", ("整改情况",), _WORD, word=Outcome),
    Field("outcome_on", "结果日期", ("整改结果日期",), _DATE),
    Field("can_recultivate", "可拆除复耕", ("能否拆除复耕",), _FLAG),
    Field("can_approve", "可补办手续", ("可补办", "能否补办手续", "可补办用地手续"), _FLAG),
)

_ELSEWHERE = {"patch", "township"} | {name for field in (*AREAS, *MARKS) for name in (field.key, *field.aliases)}
SITE: tuple[Field, ...] = tuple(field for field in INSPECTION_FIELDS if field.key not in _ELSEWHERE)

ENTRIES: dict[str, Entry] = {
    field.key: Entry(field, kept, name)
    for kept, fields in (
        (Kept.DETERMINATION, DETERMINATION),
        (Kept.RIGHT, RIGHT),
        (Kept.AREAS, AREAS),
        (Kept.MARKS, MARKS),
        (Kept.SITE, SITE),
    )
    for field in fields
    for name in [field.key.partition("_")[0] if kept is Kept.AREAS else field.key]
}
"""Every cell that may be filled, by column key."""
