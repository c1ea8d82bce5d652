"""What each kind of layer is asked for: our keys, what people call them, and the standard names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from weipian.terms.words import LayerKind

CLASS = "class"
"""The key of the column by which a layer's areas are told apart."""


@dataclass(frozen=True, slots=True)
class Key:
    """One of our keys; `needed` where a layer without it is not what it is said to be."""

    key: str
    label: str
    names: tuple[str, ...]
    needed: bool = False


CLASSED = Key(CLASS, "分类", ())
NUMBER = Key("number", "编号", ("BH",))
PROJECT = Key("project", "项目名称", ("XMMC", "JSXMMC"))
IN_SYSTEMS = Key("in_systems", "系统查询结果", ("XTCX", "BACX"))
AUTHORITY = Key("authority", "批准机关", ("PZJG",))
USE = Key("use", "用途", ("YT", "PZYT"))
UNTIL = Key("until", "到期日", ("DQR", "YXQZ"))
RECORD = Key("number", "备案号", ("BAH",))
RECORDED = Key("recorded", "备案日期", ("BARQ",))
APPROVAL = Key("number", "批准文号", ("PZWH",))

KEYS: Mapping[LayerKind, tuple[Key, ...]] = {
    LayerKind.LAND_USE: (
        Key(CLASS, "地类编码", ("DLBM",), needed=True),
        Key("class_name", "地类名称", ("DLMC",)),
        Key("ridge_share", "田坎系数", ("KCXS", "TKXS")),
        Key("area", "图斑面积", ("TBMJ",)),
        Key("net_area", "图斑地类面积", ("TBDLMJ",)),
        Key("town", "城镇村属性", ("CZCSXM", "CZCLX")),
        Key("owner_kind", "权属性质", ("QSXZ",)),
        Key("number", "图斑编号", ("TBBH",)),
    ),
    LayerKind.PERMANENT_BASIC_FARMLAND: (
        Key("number", "基本农田图斑编号", ("JBNTTBBH", "YJJBNTTBBH")),
        Key("area", "图斑面积", ("TBMJ",)),
        Key("net_area", "基本农田面积", ("JBNTMJ", "YJJBNTMJ")),
    ),
    LayerKind.ECOLOGICAL_REDLINE: (Key("name", "红线名称", ("HXMC",)), Key("kind", "红线类型", ("HXLX",))),
    LayerKind.URBAN_GROWTH_BOUNDARY: (Key("name", "名称", ("MC",)), Key("number", "编号", ("BH",))),
    LayerKind.APPROVAL_BOUNDARY: (
        APPROVAL,
        AUTHORITY,
        Key("effective", "批准日期", ("PZRQ",)),
        Key("kind", "批准类型", ("PZLX", "PCLX")),
        PROJECT,
        IN_SYSTEMS,
        Key("looked_up", "查询日期", ("CXRQ",)),
        Key("looked_up_by", "查询人", ("CXR",)),
        Key("nested", "增减挂钩套合", ("ZJGTH", "zjgIsnestedsuccess")),
    ),
    LayerKind.MINING_LICENCE: (
        Key("number", "许可证号", ("XKZH",), needed=True),
        Key("kind", "许可证类型", ("XKZLX",)),
        Key("name", "矿山名称", ("KSMC",)),
        Key("holder", "矿业权人", ("KQR", "KYQR")),
        Key("mineral", "矿种", ("KZ",)),
        Key("valid_from", "有效期起", ("YXQQ",)),
        Key("until", "有效期止", ("YXQZ",)),
        Key("renewal_accepted", "延续受理", ("YXSL",)),
        Key("top", "标高上限", ("BGSX",)),
        Key("bottom", "标高下限", ("BGXX",)),
    ),
    LayerKind.FACILITY_FARMLAND: (
        RECORD,
        RECORDED,
        USE,
        UNTIL,
        PROJECT,
        IN_SYSTEMS,
        Key("farmland_redrawn", "永农已调整补划", ("YNBH",)),
    ),
    LayerKind.TEMPORARY_USE: (
        APPROVAL,
        AUTHORITY,
        Key("approved", "批准日期", ("PZRQ",)),
        UNTIL,
        PROJECT,
        USE,
        Key("long_project", "能源交通水利长期项目", ("CQXM",)),
        IN_SYSTEMS,
    ),
    LayerKind.RURAL_ROAD: (
        Key("name", "道路名称", ("DLMC",)),
        Key("width_m", "宽度（米）", ("KD",)),
        Key("hardened", "硬化", ("YH",)),
        Key("in_national_network", "国家公路网", ("GJGLW",)),
    ),
    LayerKind.SOLAR: (
        RECORD,
        PROJECT,
        Key("compound_scheme", "复合方案", ("FHFA",)),
        Key("panels_on_cultivated", "光伏板占耕地", ("ZYGD",)),
        RECORDED,
    ),
    LayerKind.KEY_AREA: (Key("name", "名称", ("MC", "QYMC")),),
    LayerKind.TOWNSHIP: (
        Key("name", "乡镇名称", ("XZQMC", "XZMC", "乡镇"), needed=True),
        Key("code", "乡镇代码", ("XZQDM", "XZDM")),
    ),
    LayerKind.EARLIER_PATCHES: (
        Key("number", "图斑编号", ("JCBH", "TBBH", "图斑编号")),
        Key("category", "图斑类型", ("TBLX", "图斑类型")),
        Key("issued", "下发日期", ("XFSJ", "下发时间")),
    ),
}


def keys_of(kind: LayerKind) -> tuple[Key, ...]:
    """The keys of a kind; every kind may have a class column."""
    own = KEYS[kind]
    return own if any(key.key == CLASS for key in own) else (*own, CLASSED)
