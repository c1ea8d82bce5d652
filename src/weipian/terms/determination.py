"""The words of a determination: natures, uses seen on site, kinds of approval and of licence."""

from __future__ import annotations

from weipian.terms.words import Word


class Nature(Word):
    """What a conclusion says in particular (plan 二(三), 四(一)4)."""

    LAWFUL_NEW = "lawful_new", "合法新增建设用地"
    UNLAWFUL_NEW = "unlawful_new", "新增建设用地违法"
    UNLAWFUL_EXISTING = "unlawful_existing", "存量建设用地违法"
    UNLAWFUL_FARMING = "unlawful_farming", "农业项目破坏耕地（基本农田）", "农业项目破坏耕地"
    FACILITY_FARMLAND = "facility_farmland", "设施农业用地"
    TEMPORARY_USE = "temporary_use", "临时用地"
    RURAL_ROAD = "rural_road", "农村道路"
    SOLAR_UNCHANGED = "solar_unchanged_use", "不改变原用地性质的光伏用地"
    NO_CHANGE = "no_change_on_site", "实地未变化"
    MINING_LAWFUL = "mining_lawful", "合法勘查开采"
    MINING_NO_TRACE = "mining_no_trace", "当年无勘查开采活动"
    MINING_UNLICENSED = "mining_unlicensed", "无证开采"
    MINING_OUTSIDE = "mining_outside", "越界开采"
    MINING_BEYOND_ELEVATION = "mining_beyond_elevation", "超层越界开采"
    MINING_UNDER_EXPLORATION = "mining_under_exploration", "以采代探"
    EXPLORING_UNLICENSED = "exploring_unlicensed", "无证勘查"
    EXPLORING_OUTSIDE = "exploring_outside", "越界勘查"


class ActualUse(Word):
    """What the inspection found on the ground, as the inspector wrote it."""

    HOUSING = "housing", "住宅"
    BUILDING = "building", "厂房等建（构）筑物", "建(构)筑物"
    HARDENED = "hardened", "地面硬化"
    HEAPED = "heaped", "圈占堆放"
    ROAD = "road", "公路等道路", "道路"
    MINING_SITE = "mining_site", "采矿用地"
    EARTHWORKS = "earthworks", "推填土"
    WORKS_CAMP = "works_camp", "施工临时设施", "临时设施"
    FACILITY = "facility", "设施农业"
    RURAL_ROAD = "rural_road", "农村道路"
    SOLAR = "solar", "光伏"
    FARMING = "farming", "农业项目"
    OTHER = "other", "其他"


class ApprovalKind(Word):
    """Kinds of approval, each with a rule of its own."""

    CONVERSION = "conversion", "农用地转用或土地征收批文", "农转用", "土地征收"
    ADVANCE = "advance", "先行用地批复", "先行用地"
    LINKED = "linked", "增减挂钩建新批复", "增减挂钩"
    OTHER = "other", "其他建设用地审批手续", "其他"
    TITLE = "title", "供地、登记或宅基地批准", "供地", "不动产登记", "宅基地批准"


class LicenceKind(Word):
    EXPLORATION = "exploration", "勘查许可证", "探矿权"
    MINING = "mining", "采矿许可证", "采矿权"


class MiningActivity(Word):
    """What was done on a mining patch within the year."""

    EXPLORING = "exploring", "勘查"
    EXTRACTING = "extracting", "开采"
    WORKS = "works", "工程建设动用砂石"
    RESTORATION = "restoration", "矿山修复"


class Handling(Word):
    """How an unlawful mining patch may be handled (mining guide, rebuilt)."""

    OPEN_CASE = "open_case", "立案"
    WITHOUT_CASE = "without_case", "非立案处理"
    NO_HANDLING = "no_handling", "不处理"
