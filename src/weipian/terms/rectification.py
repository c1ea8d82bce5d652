"""The words of rectification: how far it has come, what was done, how a check ended (plan 二(五)(六))."""

from __future__ import annotations

from weipian.terms.words import Word


class RightState(Word):
    """How far the rectification of an unlawful plot has come, on a day."""

    NO_ORDER = "no_order", "未下整改通知"
    ORDERED = "ordered", "已通知、未动"
    IN_PROGRESS = "in_progress", "整改中"
    SELF_ACCEPTED = "self_accepted", "已自验"
    APPLIED = "applied", "已报市核验"
    FAILED = "failed", "市核验未通过"
    IN_PLACE = "in_place", "整改到位"

    @property
    def is_open(self) -> bool:
        return self is not RightState.IN_PLACE


class Step(Word):
    """What was done on the ground."""

    BEGUN = "begun", "已动工", "动工"
    DEMOLISHED = "demolished", "已拆除", "拆除"
    TOPSOIL = "topsoil", "已恢复耕作层", "耕作层", "覆土"
    CROP = "crop", "已种植作物", "作物", "种植"
    CONFISCATED = "confiscated", "已没收", "没收"
    STOPPED = "stopped", "已停采", "停采"
    SEALED = "sealed", "已封堵", "封堵"
    RESTORED = "restored", "已恢复治理", "恢复"
    HANDED = "handed", "已移交应急", "移交应急"
    OTHER = "other", "其他进展", "其他"


class CheckResult(Word):
    """What the prefecture answered to an application (gate C)."""

    PASSED = "passed", "通过", "核验通过"
    FAILED = "failed", "未通过", "不通过", "核验未通过"


class RecordKind(Word):
    """The records of a plot's rectification, as they follow each other."""

    ORDER = "order", "整改通知"
    PROGRESS = "progress", "整改进展"
    PART = "part", "分部分整改"
    SELF = "self", "乡镇自验"
    APPLICATION = "application", "核验申请"
    ANSWER = "answer", "核验结果"
    IN_PLACE = "in_place", "认定到位"
