"""The words of the offset quota: notices, accounts, what is counted, what releases (plan 四(二))."""

from __future__ import annotations

from weipian.terms.acting import Act
from weipian.terms.words import Word


class NoticeKind(Word):
    """What the region did with the quota of a place."""

    FREEZE = "freeze", "冻结"
    RELEASE = "release", "解冻", "解除冻结", "解除"
    DEBIT = "debit", "扣减", "核减"


class QuotaAccount(Word):
    """Where quota stands in a book. What was in the reserve before anything is not known: it starts at nought."""

    AVAILABLE = "available", "储备可用（变动）"
    FROZEN = "frozen", "冻结"
    DEBITED = "debited", "已扣减"


class Size(Word):
    """What is counted of quota, each for itself."""

    QUANTITY = "quantity", "数量(亩)"
    PADDY = "paddy", "水田(亩)"
    CAPACITY = "capacity", "产能(公斤)"


class QuotaStep(Word):
    """What a release needs beside the ground itself; neither is the check at gate C."""

    ACCEPTED = "prefecture_acceptance", "市级验收", "验收"
    CONFIRMED = "region_confirmation", "自治区确认", "确认", "区厅确认"

    @property
    def act(self) -> Act:
        return Act.PREFECTURE_ACCEPTED if self is QuotaStep.ACCEPTED else Act.REGION_CONFIRMED

    @property
    def sheet(self) -> QuotaSheet:
        return QuotaSheet.ACCEPTED if self is QuotaStep.ACCEPTED else QuotaSheet.CONFIRMED


class QuotaSheet(Word):
    """What a table of this part holds."""

    NOTICES = "quota_notices", "指标通知", "通知"
    ACCEPTED = "quota_accepted", "市级验收", "验收"
    CONFIRMED = "quota_confirmed", "自治区确认", "确认"


class Wait(Word):
    """What is missing before the quota of a plot is released or debited."""

    RECULTIVATED = "recultivated", "未拆除复耕到位"
    ACCEPTANCE = "prefecture_acceptance", "没有市级验收"
    CONFIRMATION = "region_confirmation", "没有自治区确认"
    APPROVAL = "approval_granted", "没有补办批准（或没有批准日期）"
    PENALTY = "penalty_done", "没有查处"
    PENALTY_UNKNOWN = "penalty_unknown", "查处情况没有登记"


class Misfit(Word):
    """Why a notice does not fit: it is kept as it is, and shown."""

    OVERDRAWN = "overdrawn", "解冻、扣减多于冻结"
    STRANGERS = "strangers", "点名的地块不在台账"
    UNPLACED = "unplaced", "地点对不上本县乡镇"
    REPEATED = "repeated", "同一文号、同一类型登记了几次"
    ELSEWHERE = "elsewhere", "点名的地块不在所写的乡镇"
