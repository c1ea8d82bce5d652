"""What people write down on site and look up in the registers, as columns of a table."""

from __future__ import annotations

from weipian.fence.field import Field, Kind
from weipian.terms.determination import ActualUse, MiningActivity

_FLAG, _DATE, _WORD, _MU, _NUMBER = Kind.FLAG, Kind.DATE, Kind.WORD, Kind.MU, Kind.NUMBER

INSPECTION_FIELDS: tuple[Field, ...] = (
    Field("patch", "图斑编号", ("图斑号", "JCBH"), required=True, filled=True, unique=True),
    Field("township", "乡镇"),
    Field("project", "项目名称", ("项目或地块名称",)),
    Field("inspected", "核查日期", kind=_DATE),
    Field("inspector", "核查人"),
    Field("systems_searched", "审批系统已查询", ("审批备案系统已查询",), _FLAG),
    Field("looked_up", "备案系统查询日期", kind=_DATE),
    Field("looked_up_by", "备案系统查询人"),
    Field("looked_up_result", "备案系统查询结果"),
    Field("changed", "实地是否变化", kind=_FLAG),
    Field("actual_use", "实际用途", kind=_WORD, word=ActualUse),
    Field("construction_start", "动工时间", ("开工时间", "建设时间"), _DATE),
    Field("new_building", "新增建构筑物", ("新增建(构)筑物",), _FLAG),
    Field("suspected_unlawful", "疑似违法", ("是否疑似违法",), _FLAG),
    Field("called_existing", "按存量建设用地上报", kind=_FLAG),
    Field("farming_damage", "农业项目破坏耕地", kind=_FLAG),
    Field("reason", "未变化原因"),
    Field("photos", "照片张数", kind=_NUMBER),
    Field("use_fits", "用途相符", kind=_FLAG),
    Field("permanent_building", "永久性建筑", kind=_FLAG),
    Field("panels_on_cultivated", "光伏板压占耕地", kind=_FLAG),
    Field("built_parts", "建有升压站等建筑", kind=_FLAG),
    Field("width_m", "道路宽度(米)", ("道路宽度",), _NUMBER),
    Field("hardened", "路面硬化", kind=_FLAG),
    Field("in_national_network", "列入国家公路网", kind=_FLAG),
    Field("mining_trace", "采矿痕迹", kind=_FLAG),
    Field("mining_activity", "开采活动", kind=_WORD, word=MiningActivity),
    Field("miner_is_holder", "矿业权人开采", kind=_FLAG),
    Field("recovered", "已自然恢复", kind=_FLAG),
    Field("mined_bottom", "开采最低标高(米)", kind=_NUMBER),
    Field("mined_top", "开采最高标高(米)", kind=_NUMBER),
    Field("mining_mu", "疑似违法开采面积(亩)", kind=_MU),
    Field("filed_mu", "填报图斑面积(亩)", kind=_MU),
    Field("filed_cultivated_mu", "填报耕地面积(亩)", kind=_MU),
    Field("nonfarm_conversion", "非农化", kind=_FLAG),
    Field("unlawful_housing", "乱占耕地建房", kind=_FLAG),
    Field("sensitive", "敏感", kind=_FLAG),
    Field("account", "情况说明"),
    Field("remark", "备注"),
)
