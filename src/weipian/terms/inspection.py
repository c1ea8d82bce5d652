"""The words of inspection: who holds a patch, what was recorded, marks, the systems of approval (plan 二(二)(五))."""

from __future__ import annotations

from weipian.terms.acting import Act
from weipian.terms.words import GateName, Word

OFFICE = "县卫片办"


ACTS = {
    GateName.A: Act.OFFICE_OPINION_GIVEN,
    GateName.B: Act.OFFICE_OPINION_GIVEN,
    GateName.D: Act.GROUP_OPINION_GIVEN,
}
"""The gates that ask for an opinion of the county's, and whose act it is; C asks the prefecture."""
BEFORE_REVIEW = frozenset({GateName.A, GateName.D})
"""The inspections that come before the review; B comes with the rectification."""


class InspectionKind(Word):
    """How something was found out."""

    SITE = "site", "实地核查", "外业"
    DESK = "desk", "内业举证", "内业"

    @property
    def act(self) -> Act:
        return Act.SITE_INSPECTED if self is InspectionKind.SITE else Act.DESK_EVIDENCE_RECORDED


class CheckAnswer(Word):
    """What the county answers to an upper-level check."""

    CONFIRMED = "confirmed", "确认"
    OBJECTED = "objected", "有异议", "异议"


class ApprovalSystem(Word):
    """The ministry's systems in which an approval must be found (plan 二(三))."""

    APPROVAL = "approval", "审批系统", "审批"
    FILING = "filing", "备案系统", "备案"
    SUPERVISION = "supervision", "监管系统", "监管"


class SheetKind(Word):
    """What a table that is handed in holds."""

    ASSIGNMENTS = "assignments", "交办", "交办表"
    INSPECTIONS = "inspections", "核查", "核查表"
    DESK = "desk", "举证", "举证表", "内业举证"
    ORDERS = "orders", "整改通知", "整改"
    ACCEPTANCE = "acceptance", "验收", "验收表"
    CLUES = "clues", "线索", "线索表"

    @property
    def inspection(self) -> InspectionKind:
        """What a row of it records."""
        return InspectionKind.DESK if self is SheetKind.DESK else InspectionKind.SITE


class Mark(Word):
    """Marks of their own (requirement B6); the ledger's columns of the same keys."""

    NATIONAL_PROJECT = "national_project", "国家级或自治区级重大项目", "重大项目"
    LEVEL_NATIONAL = "level_national", "国家级项目", "国家级"
    LEVEL_REGION = "level_region", "自治区级项目", "自治区级", "省级"
    LEVEL_LOCAL = "level_local", "市县级项目", "市县级", "市级", "县级"
    KIND_TRANSPORT = "kind_transport", "交通项目", "交通"
    KIND_ENERGY = "kind_energy", "能源项目", "能源"
    KIND_WATER = "kind_water", "水利项目", "水利"
    KIND_OTHER = "kind_other", "其他类重大项目", "其他类"
    HOUSING = "housing", "一户一宅农村宅基地", "农村村民住宅", "一户一宅", "农村宅基地"
    AFFORDABLE_HOUSING = "affordable_housing", "保障性安居工程", "保障性住房"
    NONFARM_CONVERSION = "nonfarm_conversion", "非农化"
    UNLAWFUL_HOUSING = "unlawful_housing", "新增乱占耕地建房", "乱占耕地建房"
    KEY_AREA = "key_area", "重点区域"
    SENSITIVE = "sensitive", "敏感", "媒体或群众关注"
    MINING_HARM = "mining_harm", "采矿破坏生态"
    SAFETY_HAZARD = "safety_hazard", "生产安全隐患"
    LIVELIHOOD = "livelihood", "民生工程"


LEVELS = (Mark.LEVEL_NATIONAL, Mark.LEVEL_REGION, Mark.LEVEL_LOCAL)
KINDS = (Mark.KIND_TRANSPORT, Mark.KIND_ENERGY, Mark.KIND_WATER, Mark.KIND_OTHER)
"""A project has one level and one kind (二(五)): who gives it another takes the former away."""
APART = (Mark.NONFARM_CONVERSION, Mark.UNLAWFUL_HOUSING)
"""What the plan wants identified apart (单独标识, 二(二))."""
