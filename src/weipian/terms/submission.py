"""The words of returns: how far one is, what is done with one, what a problem list and the platform say (C2, C4)."""

from __future__ import annotations

from weipian.terms.words import Word


class ReturnState(Word):
    """How far a plot's return has come."""

    TO_FILL = "to_fill", "未填报"
    FILLED = "filled", "已填报"
    SELF_CHECKED = "self_checked", "自检通过"
    CHECKED = "checked", "审核通过"
    RELEASED = "released", "已上报"
    CONFIRMED = "confirmed", "县级已确认"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "平台已通过"

    @property
    def is_out(self) -> bool:
        """Whether the platform has it."""
        return self in (ReturnState.RELEASED, ReturnState.CONFIRMED, ReturnState.ACCEPTED)


class Move(Word):
    """What is done with a return; from which state is the policy's (`submission.moves_*`)."""

    FILL = "fill", "填报"
    SELF_CHECK = "self_check", "自检"
    SECOND = "second", "审核"
    RELEASE = "release", "上报"
    CONFIRM = "confirm", "平台确认"
    SEND_BACK = "send_back", "退回"
    REOPEN = "reopen", "按问题清单重开"
    ACCEPT = "accept", "平台通过"


class PlatformStatus(Word):
    """What the platform's list says of a row."""

    PENDING = "pending", "待审核", "审核中", "市级待审核", "省级待审核"
    ACCEPTED = "accepted", "审核通过", "审核结束", "已通过", "通过"
    SENT_BACK = "sent_back", "已打回", "打回", "退回", "退回整改"
    NOT_FILLED = "not_filled", "未填报"


class ProblemLevel(Word):
    """Whose problem list it is."""

    PREFECTURE = "prefecture", "市级", "市", "市卫片办"
    REGION = "region", "自治区", "自治区级", "省级"


class ProblemState(Word):
    """How a problem stands."""

    OPEN = "open", "待改正"
    CORRECTING = "correcting", "改正中"
    ANSWERED = "answered", "已答复"


class LaterKind(Word):
    """What is entered afterwards on the second platform (plan 六(三))."""

    RECULTIVATED = "recultivated", "拆除复耕到位"
    APPROVED = "approved", "补办手续到位"
    CONFISCATED = "confiscated", "没收到位"
    OTHER = "other", "其他整改到位"


class TakingKind(Word):
    """What table was taken in as one act."""

    RETURNS = "returns", "填报表"
    PLATFORM = "platform", "平台清单"
    PROBLEMS = "problems", "问题清单"
    ANSWERS = "answers", "问题答复表"
    LETTERS = "letters", "函件签收回复表"


class Timely(Word):
    """Whether a return was released by its duty."""

    ON_TIME = "on_time", "按时上报"
    LATE = "late", "逾期上报"
    OVERDUE = "overdue", "逾期未报"
    NOT_YET = "not_yet", "未到期"
    NO_DUE = "no_due", "没有月报期限"


STATEMENT = "本次上报的{what}由填报单位负责。上报人：{who}"
"""What the leader says who releases a return (policy `submission.answers_for`)."""
