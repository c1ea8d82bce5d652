"""The words of the four mechanisms, of letters and of ranking (plan 二(八)(九), 五, 六(三); requirements E4–E6)."""

from __future__ import annotations

from weipian.terms.words import Word


class Mechanism(Word):
    """The four stand side by side; none is a step of another."""

    REMINDER_CIRCULAR = "reminder_circular", "通报提醒"
    WARNING_INTERVIEW = "warning_interview", "约谈纠治", "约谈", "警示约谈"
    JOINT_SANCTION = "joint_sanction", "联合惩戒"
    ACCOUNTABILITY_REFERRAL = "accountability_referral", "移交问责"


class MechanismState(Word):
    """How far a mechanism that somebody proposed has come."""

    PROPOSED = "proposed", "已提请"
    DECIDED = "decided", "已决定"
    DECLINED = "declined", "不启动"
    WITHDRAWN = "withdrawn", "已撤回"
    LIFTED = "lifted", "已解除"


class Trigger(Word):
    """What the plan names as a ground (五(一)–(四)); what machines see of it is the policy's."""

    DEPLOYMENT_LACKING = "deployment_lacking", "部署不到位"
    PROGRESS_SLOW = "progress_slow", "整改进展慢"
    PROBLEMS_OUTSTANDING = "problems_outstanding", "问题突出"
    EXECUTION_WEAK = "execution_weak", "落实不坚决"
    PROTECTION_LACKING = "protection_lacking", "保护耕地不到位"
    REMINDER_OVERDUE = "reminder_overdue", "提醒后超期"
    RECTIFICATION_UNTRUE = "rectification_untrue", "整改不实"
    URGED = "urged", "已督促"
    REFUSED = "refused", "拒不整改"
    EXECUTION_DISTORTED = "execution_distorted", "落实打折扣"
    DERELICTION = "dereliction", "失职渎职"
    UNLAWFUL_APPROVAL = "unlawful_approval", "违法审批"
    STILL_ACCOUNTABLE = "still_accountable_after_rectification", "整改后仍符合问责情形"


class Holds(Word):
    """What a machine says of a trigger. That a person has to judge never looks like "no"."""

    YES = "yes", "符合"
    NO = "no", "不符合"
    FEW = "few", "件数太少，不判"
    PEOPLE = "people", "由人判断"


class Sector(Word):
    """The sectors whose projects a joint sanction may hang on (五(三)), by what a project's kind is called."""

    TRANSPORT = "transport", "交通", "交通运输", "公路", "铁路"
    ENERGY = "energy", "能源", "电力", "光伏", "风电"
    WATER = "water", "水利", "水务"
    AFFORDABLE_HOUSING = "affordable_housing", "保障性住房", "保障性安居工程", "保障房"


class StepKind(Word):
    """What is recorded of a project before a sanction, and afterwards."""

    URGED = "urged", "督促"
    REFUSED = "refused", "拒不整改"
    COMPLIED = "complied", "已整改"


class LetterKind(Word):
    """The two letters of 二(九)."""

    WARNING = "warning", "警示提醒函"
    ADVICE = "advice", "自然资源执法监督建议函", "执法监督建议函", "监督建议函"


class LetterStage(Word):
    """From which stage's results a letter is written (二(九))."""

    MONTHLY_CLOSE = "monthly_close", "月清"
    MONTHLY_CHECK = "monthly_check", "月核"
    QUARTERLY_CLOSE = "quarterly_close", "季度小结"
    ANNUAL_ASSESSMENT = "annual_assessment", "年度汇总"


class LetterState(Word):
    """How far a letter has come."""

    DRAFTED = "drafted", "已拟稿"
    SENT_BACK = "sent_back", "已退改"
    CHECKED = "checked", "已核稿"
    SIGNED = "signed", "已签发"
    NUMBERED = "numbered", "已编号"
    SEALED = "sealed", "已用印"
    SENT = "sent", "已发出"
    RECEIVED = "received", "已签收"
    REPLIED = "replied", "已回复"
    WITHDRAWN = "withdrawn", "已撤回"

    @property
    def is_out(self) -> bool:
        """Whether whom it is for has it."""
        return self in (LetterState.SENT, LetterState.RECEIVED, LetterState.REPLIED)


class LetterMove(Word):
    """What is done with a letter; from which state is the policy's (`letters.moves_*`)."""

    EDIT = "edit", "改稿"
    CHECK = "check", "核稿"
    SEND_BACK = "send_back", "退改"
    SIGN = "sign", "签发"
    NUMBER = "number", "编号"
    SEAL = "seal", "用印"
    SEND = "send", "发出"
    RECEIVE = "receive", "签收"
    REPLY = "reply", "回复"
    WITHDRAW = "withdraw", "撤回"


class StartKind(Word):
    """What a township began by itself; the words are those of the duties that it starts (六(三))."""

    INTERVIEW = "interview_held", "乡镇约谈", "约谈"
    ACCOUNTABILITY = "accountability_started", "乡镇启动问责", "问责"


class SentPaper(Word):
    """A paper that a township sends to the county (六(三))."""

    ACCOUNT = "account", "情况", "约谈情况"
    NOTICE = "notice", "通知"
    PLAN = "plan", "方案"
    SPEECHES = "speeches", "讲话稿"
    START = "start", "问责启动情况", "启动情况"


class Criterion(Word):
    """What townships are ranked by; of each the smaller is the better."""

    RATIO = "ratio", "违法占用耕地比例"
    UNLAWFUL_AREA = "unlawful_area", "违法占用耕地面积"
    OPEN_SHARE = "open_share", "违法未整改到位的占比"
    OPEN_COUNT = "open_count", "违法未整改到位的个数"
    UNINSPECTED_SHARE = "uninspected_share", "未核查的占比"
    LATE_DAYS_EACH = "late_days_each", "平均每个地块逾期天数"
    LATE_DAYS = "late_days", "逾期天数"
