"""The words of cases: what is done with one, what hangs on one, penalties, what the law's clocks say (D2)."""

from __future__ import annotations

from weipian.terms.words import Word


class CaseStep(Word):
    """A step of a case. Which may follow which is the policy's (`cases.moves.*`, `cases.needs.*`)."""

    OPENED = "opened", "立案"
    INVESTIGATED = "investigated", "调查终结", "调查"
    REVIEWED = "reviewed", "法制审核"
    NOTIFIED = "notified", "行政处罚告知", "告知", "处罚告知"
    HEARING_NOTIFIED = "hearing_notified", "听证告知"
    STATED = "stated", "陈述申辩"
    HEARD = "heard", "听证"
    DISCUSSED = "discussed", "集体讨论"
    EXTENDED = "extended", "延长办案期限", "延期"
    DECIDED = "decided", "作出处罚决定", "处罚决定", "决定"
    SERVED = "served", "送达处罚决定", "送达"
    EXECUTED = "executed", "执行完毕", "执行"
    URGED = "urged", "催告"
    COURT_ASKED = "court_asked", "申请法院强制执行", "非诉执行"
    COURT_RULED = "court_ruled", "法院裁定", "裁定准予执行"
    COURT_EXECUTED = "court_executed", "裁执分离执行完毕", "强制执行完毕"
    COURT_REFUSED = "court_refused", "法院不予受理或不准予执行", "不准予执行"
    REFERRED = "referred", "移送涉嫌犯罪", "移送公安"
    REFERRAL_ENDED = "referral_ended", "移送有结果", "移送办结"
    RECONSIDERED = "reconsidered", "行政复议", "申请行政复议"
    RECONSIDERATION_ENDED = "reconsideration_ended", "行政复议办结", "复议办结"
    LITIGATED = "litigated", "行政诉讼", "提起行政诉讼"
    LITIGATION_ENDED = "litigation_ended", "行政诉讼办结", "诉讼办结"
    HANDED = "handed", "移交其他机关", "移交"
    HANDOVER_ENDED = "handover_ended", "移交有结果", "移交办结"
    SUSPENDED = "suspended", "中止"
    RESUMED = "resumed", "恢复"
    WITHDRAWN = "withdrawn", "撤案", "撤销立案"
    CLOSED = "closed", "结案"


class Child(Word):
    """What hangs on a case and keeps it open."""

    COURT = "court", "法院强制执行"
    REFERRAL = "referral", "移送涉嫌犯罪"
    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"
    HANDOVER = "handover", "移交其他机关"


BEGINS = {
    CaseStep.COURT_ASKED: Child.COURT,
    CaseStep.REFERRED: Child.REFERRAL,
    CaseStep.RECONSIDERED: Child.RECONSIDERATION,
    CaseStep.LITIGATED: Child.LITIGATION,
    CaseStep.HANDED: Child.HANDOVER,
}
ENDS = {
    CaseStep.COURT_EXECUTED: Child.COURT,
    CaseStep.COURT_REFUSED: Child.COURT,
    CaseStep.REFERRAL_ENDED: Child.REFERRAL,
    CaseStep.RECONSIDERATION_ENDED: Child.RECONSIDERATION,
    CaseStep.LITIGATION_ENDED: Child.LITIGATION,
    CaseStep.HANDOVER_ENDED: Child.HANDOVER,
}
OVER = frozenset({CaseStep.CLOSED, CaseStep.WITHDRAWN})
"""Nothing hangs on a case that is over."""


class Breach(Word):
    """The unlawful nature of a case: which body is competent is the policy's (`cases.bodies.*`)."""

    VILLAGERS_HOUSE = "villagers_house", "农村村民非法占地建住宅", "农村村民建住宅", "村民建房"
    OCCUPATION = "occupation", "非法占用土地", "非法占地"
    TRANSFER = "transfer", "非法转让土地"
    FARMLAND_DESTROYED = "farmland_destroyed", "破坏耕地"
    RECLAMATION_REFUSED = "reclamation_refused", "拒不履行土地复垦义务", "临时用地到期不复垦"
    EXPLORING_UNLICENSED = "exploring_unlicensed", "无证勘查"
    EXPLORING_OUTSIDE = "exploring_outside", "越界勘查"
    EXPLORING_TRANSFER = "exploring_transfer", "非法转让探矿权"
    MINING_UNLICENSED = "mining_unlicensed", "无证开采", "无证采矿"
    MINING_OUTSIDE = "mining_outside", "越界开采", "越界采矿"
    MINING_TRANSFER = "mining_transfer", "非法转让采矿权"
    MINING_DESTRUCTIVE = "mining_destructive", "破坏性开采"
    MINING_OTHER = "mining_other", "其他矿产违法"
    WATER = "water", "河道、水利管理范围内违法", "水利违法"
    FOREST = "forest", "非法占用林地、毁林", "林业违法"
    ENVIRONMENT = "environment", "破坏生态环境", "环境违法"

    @property
    def is_mining(self) -> bool:
        return self.value.startswith(("mining", "exploring"))


class Penalty(Word):
    """What a decision imposes."""

    FINE = "fine", "罚款"
    CONFISCATE = "confiscate", "没收建（构）筑物", "没收"
    CONFISCATE_GAINS = "confiscate_gains", "没收违法所得"
    DEMOLISH = "demolish", "限期拆除", "拆除"
    RESTORE = "restore", "恢复土地原状", "恢复原状", "限期治理"
    HAND_BACK = "hand_back", "退还土地", "责令退还"
    REVOKE = "revoke", "吊销许可证"


class WithoutCase(Word):
    """How an unlawful plot is handled without a case."""

    NOT_OPENED = "not_opened", "不予立案"
    UNCASED = "uncased", "非立案整改", "非立案处理"
    NO_HANDLING = "no_handling", "不处理"


class Stop(Word):
    """What a re-visit found after a stop order."""

    STOPPED = "stopped", "已停止"
    WENT_ON = "went_on", "仍在继续", "未停止"


class ClockState(Word):
    """How a period of the law stands."""

    OPEN = "open", "未到期"
    MET = "met", "已办"
    LATE = "late", "逾期办结"
    OVERDUE = "overdue", "已逾期"
    LAPSED = "lapsed", "期限已过，未行使"
    UNKNOWN = "unknown", "不能确定"


class Whose(Word):
    """Whose period it is: who has to act in it, or who has to wait."""

    OFFICE = "office", "办案机关"
    PARTY = "party", "当事人的权利"
    COURT = "court", "法院"
    WAIT = "wait", "须等满"


class ApprovalStage(Word):
    """How far a retrospective approval has come."""

    APPLIED = "applied", "已申请补办"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未获批准"


class ApprovalLevel(Word):
    """Whose approval a project needs."""

    COUNTY = "county", "县级", "县"
    PREFECTURE = "prefecture", "市级", "市", "设区市"
    REGION = "region", "自治区级", "自治区", "省级"
    STATE = "state", "国家级", "国务院", "自然资源部", "国家"


class CaseTable(Word):
    """What table of this part was taken in."""

    CASES = "cases", "案件台账"
