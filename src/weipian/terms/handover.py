"""The words of handover, referral and sharing (plan 二(五), 五(四), 六(一))."""

from __future__ import annotations

from weipian.terms.words import Word


class AnswerKind(Word):
    """How far a department's answer goes."""

    PARTIAL = "partial", "部分处置", "部分"
    FINAL = "final", "办结", "最终", "处置完毕"


class Stage(Word):
    """How a handover stands, in the order in which it is looked after."""

    SENT_BACK = "sent_back", "答复退回"
    WAITING = "waiting", "等待答复"
    PARTLY = "partly", "部分答复"
    ANSWERED = "answered", "已答复"
    ACCEPTED = "accepted", "答复已认可"

    @property
    def is_open(self) -> bool:
        """Whether the department still owes its final answer."""
        return self not in (Stage.ANSWERED, Stage.ACCEPTED)


class ReferralKind(Word):
    """What sort of body a matter is referred to."""

    JUDICIAL = "judicial", "司法机关", "司法"
    DISCIPLINE = "discipline", "纪检监察机关", "纪检监察"
    PERSONNEL = "personnel", "人事部门", "人事"


class HandoverSheet(Word):
    """Tables that go both ways."""

    HANDOVERS = "handovers", "移交", "移交表"
    ANSWERS = "handover_answers", "移交答复", "答复", "答复表"
