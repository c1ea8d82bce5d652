"""The words of objections: against what, by whom, how they end, what has to be put right (requirement D7)."""

from __future__ import annotations

from weipian.terms.words import Word

NO_REMEDY = (
    "本异议是县卫片办内部核对数据的办法，不停止、不代替陈述申辩、听证、行政复议、行政诉讼；"
    "当事人依法享有的这些权利和期限不受影响。卫片线索不等于违法认定。"
)
"""What every paper of an objection says."""


class ObjectedTo(Word):
    """What of a plot is objected to."""

    DETERMINATION = "determination", "判定"
    AREA = "area", "面积"
    TOWNSHIP = "township", "归属乡镇", "归属"
    OUTCOME = "outcome", "整改结果", "结果"


class Objector(Word):
    """Who objects; a party's objection is recorded for it."""

    TOWNSHIP = "township", "乡镇"
    PARTY = "party", "当事人"


class ObjectionStepKind(Word):
    """What was done with an objection."""

    TAKEN = "taken", "受理"
    NOT_TAKEN = "not_taken", "不予受理"
    ANSWERED = "answered", "答复"
    WITHDRAWN = "withdrawn", "撤回"


class ObjectionResult(Word):
    """The answer."""

    UPHELD = "upheld", "成立"
    PARTLY = "partly", "部分成立"
    REJECTED = "rejected", "不成立"

    @property
    def wants_correction(self) -> bool:
        return self is not ObjectionResult.REJECTED


class ObjectionStands(Word):
    """How an objection stands, by its steps and by what the books say since."""

    RAISED = "raised", "待受理"
    TAKEN = "taken", "已受理，待答复"
    NOT_TAKEN = "not_taken", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    REJECTED = "rejected", "不成立，已答复"
    TO_CORRECT = "to_correct", "成立，待改正"
    CORRECTED = "corrected", "成立，已改正"
