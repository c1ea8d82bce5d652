"""What people wrote down: site inspections and review results, as tables (docs/county-toml.md)."""

from __future__ import annotations

from weipian.fence.field import Field, Kind
from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.terms.words import Conclusion, Determination, Measure, Outcome

__all__ = ["INSPECTION_FIELDS", "REVIEW_FIELDS"]

_FLAG, _DATE, _WORD = Kind.FLAG, Kind.DATE, Kind.WORD

REVIEW_FIELDS: tuple[Field, ...] = (
    Field("review", "会审编号", required=True, filled=True),
    Field("reviewed", "会审日期", kind=_DATE, required=True, filled=True),
    Field("patch", "图斑编号", ("图斑号", "JCBH"), required=True, filled=True),
    Field("plot", "地块编号", ("地块号",), required=True, filled=True),
    Field("township", "乡镇"),
    Field("determination", "判定", kind=_WORD, required=True, word=Determination),
    Field("mining_determination", "矿产判定", kind=_WORD, word=Conclusion),
    Field("nature", "性质"),
    Field("because", "判定理由"),
    Field("measure", "整改措施", kind=_WORD, word=Measure),
    Field("ordered", "整改通知日期", kind=_DATE),
    Field("outcome", "整改结果", kind=_WORD, word=Outcome),
    Field("outcome_on", "结果日期", kind=_DATE),
    Field("can_recultivate", "可拆除复耕", kind=_FLAG),
    Field("can_approve", "可补办", ("可补办手续",), _FLAG),
    Field("national_project", "国家级或自治区级重大项目", kind=_FLAG),
    Field("housing", "一户一宅农村宅基地", kind=_FLAG),
    Field("affordable_housing", "保障性安居工程", kind=_FLAG),
    Field("final", "上级终判", kind=_FLAG),
    Field("remark", "备注"),
)
