"""The columns of 台账: key, Chinese header, width, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from weipian.terms.area import Area
from weipian.terms.determination import ActualUse, MiningActivity
from weipian.terms.words import Category, Conclusion, Determination, Measure, Outcome, Word
from weipian.workbook.sheets_legend_words import told_of
from weipian.workbook.sheets_rows import LedgerRow

Value = str | Fraction | date | None
YES_NO = ("是", "否")
UNCHECKED = "未检查"
MINING_WORDS = tuple(word.label for word in (Conclusion.LAWFUL, Conclusion.UNLAWFUL, Conclusion.PSEUDO_CHANGE))


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is a cell format; `choices` make a drop-down list; `printed` columns fit the A4 page.

    Who may fill it, and what it means, stands in `legend.toml`.
    """

    key: str
    header: str
    width: float
    kind: str
    value: Callable[[LedgerRow], Value]
    choices: tuple[str, ...] = ()
    printed: bool = False

    @property
    def filled(self) -> bool:
        """Do people fill it, so that an import takes its edits."""
        return bool(told_of(self.key).who)


def labels(words: type[Word]) -> tuple[str, ...]:
    return tuple(word.label for word in words)


def _mu(area: Area | None) -> Fraction | None:
    return None if area is None else area.mu


def _m2(area: Area | None) -> Fraction | None:
    return None if area is None else area.m2


def _flag(value: bool | None) -> str:
    return "" if value is None else YES_NO[not value]


def _outcome(row: LedgerRow) -> str:
    """Open plots say 无, so that an empty cell is seen to be a slip."""
    if row.determination is Determination.UNLAWFUL_NEW or row.outcome is not Outcome.NONE:
        return row.outcome.label
    return ""


def _measure(row: LedgerRow) -> str:
    return row.measure.label if row.measure is not Measure.NONE else ""


def _proposal(row: LedgerRow) -> str:
    if row.proposal is None:
        return ""
    return f"{row.proposal.label}：{row.proposal_nature}" if row.proposal_nature else row.proposal.label


def _pair(
    key: str, header: str, get: Callable[[LedgerRow], Area | None], printed: bool = False
) -> tuple[Column, Column]:
    """An area in 亩, and in ㎡ beside it; what people write is shown as they wrote it."""
    kind = "mu_filed" if told_of(f"{key}_mu").who else "mu"
    return (
        Column(f"{key}_mu", f"{header}(亩)", 11, kind, lambda row: _mu(get(row)), printed=printed),
        Column(f"{key}_m2", f"{header}(㎡)", 12, "m2", lambda row: _m2(get(row)), printed=printed),
    )


def _checked(key: str, header: str, get: Callable[[LedgerRow], Area | None]) -> tuple[Column, Column]:
    """A measured area, where nothing known is told apart from nothing there."""
    mu, m2 = _pair(key, header, get)

    def unless_unchecked(area: Callable[[Area | None], Fraction | None]) -> Callable[[LedgerRow], Value]:
        return lambda row: row.unchecked.get(key, UNCHECKED) if get(row) is None else area(get(row))

    return replace(mu, value=unless_unchecked(_mu)), replace(m2, value=unless_unchecked(_m2))


def _mark(key: str, header: str) -> Column:
    return Column(key, header, 9, "centre", lambda row: _flag(row.marks.get(key)), YES_NO)


def _site(key: str, header: str, kind: str = "text", choices: tuple[str, ...] = (), width: float = 11) -> Column:
    """What was written down on site, as it was written."""
    return Column(key, header, width, kind, lambda row: row.site.get(key), choices)


def _seen(key: str, header: str) -> Column:
    return _site(key, header, "centre", YES_NO, 9)


SITE: tuple[Column, ...] = (
    _site("inspected", "核查日期", "date"),
    _site("inspector", "核查人"),
    _seen("systems_searched", "审批系统已查询"),
    _site("looked_up", "备案系统查询日期", "date"),
    _site("looked_up_by", "备案系统查询人"),
    _site("looked_up_result", "备案系统查询结果", width=16),
    _seen("changed", "实地是否变化"),
    _site("actual_use", "实际用途", "centre", labels(ActualUse), 13),
    _site("construction_start", "动工时间", "date"),
    _seen("new_building", "新增建构筑物"),
    _seen("suspected_unlawful", "疑似违法"),
    _seen("called_existing", "按存量建设用地上报"),
    _seen("farming_damage", "农业项目破坏耕地"),
    _site("reason", "未变化原因", width=16),
    _site("photos", "照片张数", "count", width=8),
    _seen("use_fits", "用途相符"),
    _seen("permanent_building", "永久性建筑"),
    _seen("panels_on_cultivated", "光伏板压占耕地"),
    _seen("built_parts", "建有升压站等建筑"),
    _site("width_m", "道路宽度(米)", "metres", width=9),
    _seen("hardened", "路面硬化"),
    _seen("in_national_network", "列入国家公路网"),
    _seen("mining_trace", "采矿痕迹"),
    _site("mining_activity", "开采活动", "centre", labels(MiningActivity), 13),
    _seen("miner_is_holder", "矿业权人开采"),
    _seen("recovered", "已自然恢复"),
    _site("mined_bottom", "开采最低标高(米)", "metres", width=9),
    _site("mined_top", "开采最高标高(米)", "metres", width=9),
    _site("account", "情况说明", width=40),
)
"""The columns of an inspection that have no place of their own among the others."""

COLUMNS: tuple[Column, ...] = (
    Column("plot", "地块编号", 18, "text", lambda r: r.plot, printed=True),
    Column("township", "乡镇", 8, "centre", lambda r: r.township, printed=True),
    Column("category", "图斑类别", 13, "centre", lambda r: r.category.label, labels(Category), printed=True),
    Column("issued", "下发日期", 11, "date", lambda r: r.issued, printed=True),
    Column("project", "项目或地块名称", 34, "text", lambda r: r.project, printed=True),
    Column(
        "determination", "判定", 16, "centre", lambda r: r.determination.label if r.determination else "",
        labels(Determination), printed=True,
    ),
    *_pair("cultivated", "耕地面积", lambda r: r.cultivated, printed=True),
    Column("measure", "整改措施", 11, "centre", _measure, labels(Measure), printed=True),
    Column("outcome", "整改结果", 14, "centre", _outcome, labels(Outcome), printed=True),
    Column("gates", "闸门", 7, "centre", lambda r: "、".join(r.gates), printed=True),
    Column("due", "最近期限", 11, "date", lambda r: r.due, printed=True),
    Column("proposal", "系统建议", 17, "text", _proposal, printed=True),
    Column("patch", "图斑编号", 18, "text", lambda r: r.patch),
    *_checked("farmland", "永久基本农田面积", lambda r: r.farmland),
    *_checked("redline", "生态保护红线面积", lambda r: r.redline),
    Column("reasons", "建议理由", 40, "text", lambda r: "；".join(r.reasons)),
    Column("missing", "尚缺证据", 30, "text", lambda r: "；".join(r.missing)),
    Column("nature", "判定性质", 18, "text", lambda r: r.nature),
    Column("because", "判定理由（会审）", 30, "text", lambda r: r.because),
    Column("review", "会审编号", 14, "centre", lambda r: r.review),
    Column("reviewed", "会审日期", 11, "date", lambda r: r.reviewed),
    Column(
        "mining_determination", "矿产判定", 10, "centre", lambda r: r.conclusion.label if r.conclusion else "",
        MINING_WORDS,
    ),
    Column("final", "上级终判", 9, "centre", lambda r: _flag(r.final), YES_NO),
    Column("ordered", "整改通知日期", 11, "date", lambda r: r.ordered),
    Column("outcome_on", "结果日期", 11, "date", lambda r: r.outcome_on),
    *_pair("area_issued", "图斑面积·下发", lambda r: r.area.issued),
    *_pair("area_filed", "图斑面积·填报", lambda r: r.area.filed),
    *_pair("area_measured", "图斑面积·实测", lambda r: r.area.measured),
    *_pair("cultivated_issued", "耕地面积·下发", lambda r: r.cultivated_areas.issued),
    *_pair("cultivated_filed", "耕地面积·填报", lambda r: r.cultivated_areas.filed),
    *_checked("cultivated_measured", "耕地面积·实测", lambda r: r.cultivated_areas.measured),
    *_pair("farmland_filed", "永久基本农田面积·填报", lambda r: r.farmland_filed),
    *_pair("redline_filed", "生态保护红线面积·填报", lambda r: r.redline_filed),
    *_pair("mining", "疑似违法开采面积", lambda r: r.mining),
    Column("supplementary", "补充图斑", 9, "centre", lambda r: _flag(r.supplementary), YES_NO),
    Column("accepted_above", "上级认可", 9, "centre", lambda r: _flag(r.accepted_above), YES_NO),
    Column("can_recultivate", "可拆除复耕", 9, "centre", lambda r: _flag(r.can_recultivate), YES_NO),
    Column("can_approve", "可补办手续", 9, "centre", lambda r: _flag(r.can_approve), YES_NO),
    _mark("national_project", "国家级或自治区级重大项目"),
    _mark("housing", "一户一宅农村宅基地"),
    _mark("affordable_housing", "保障性安居工程"),
    _mark("nonfarm_conversion", "非农化"),
    _mark("unlawful_housing", "新增乱占耕地建房"),
    _mark("key_area", "重点区域"),
    _mark("sensitive", "敏感"),
    _mark("mining_harm", "采矿破坏生态"),
    _mark("safety_hazard", "生产安全隐患"),
    _mark("livelihood", "民生工程"),
    *SITE,
    Column("state", "办理状态", 11, "centre", lambda r: r.state),
    Column("batch", "批次", 14, "centre", lambda r: r.batch),
    Column("remark", "备注", 20, "text", lambda r: r.remark),
)  # fmt: skip


PLACES = {column.key: number for number, column in enumerate(COLUMNS)}


def place_of(key: str) -> int:
    """The column's number, from 0."""
    return PLACES[key]


def column_of(key: str) -> Column:
    return COLUMNS[PLACES[key]]
