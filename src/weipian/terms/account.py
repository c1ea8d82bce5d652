"""The words of the live ratio: its figures, ways to date it, scenarios of its forecast (plan 四(一), 二(八))."""

from __future__ import annotations

from weipian.terms.words import Word


class Figure(Word):
    """A figure of the ratio that opens to its plots. b and c: what 四(一)1 and 2 take out."""

    NUMERATOR = "numerator", "分子：新增建设违法占用耕地，扣减后", "分子"
    DENOMINATOR = "denominator", "分母：新增建设占用耕地，扣减后", "分母"
    NUMERATOR_BEFORE = "numerator_before", "扣减前的分子", "扣减前分子"
    DENOMINATOR_BEFORE = "denominator_before", "扣减前的分母", "扣减前分母"
    DEDUCTED_B = "deducted_b", "只扣分子的（已补办完善用地手续）", "b", "已补办"
    DEDUCTED_C = "deducted_c", "分子分母同时扣除的（已拆除复耕到位）", "c", "已复耕"
    UNDETERMINED = "undetermined", "未判定，两边都不进", "未判定"
    IF_ALL_UNLAWFUL = "if_all_unlawful", "若未判定的全部违法，分子里有哪些", "全部违法"
    EXCLUDED = "excluded", "已判定、分子分母均不计入的", "不计入"
    FINAL = "final", "上级已终判的", "终判"
    NOT_FINAL = "not_final", "自判，待上级终判的", "未终判"
    SUPPLEMENTARY = "supplementary", "补充图斑", "补充"
    DIFFERING = "differing", "计入面积与实测面积不一致的", "不一致"
    EARLIER = "earlier", "与往年或前次图斑重叠的", "重叠"
    UNKNOWN = "unknown", "耕地面积未知、没有计入的", "面积未知"


class By(Word):
    """What a day of the history is: of the matter itself, or of its being written down."""

    DAY = "day", "按事项本身的日期", "事项日期"
    RECORD = "record", "按登记的日期", "登记日期"


class Scenario(Word):
    """A way in which measures under way may end; none is a promise."""

    OPTIMISTIC = "optimistic", "顺利：在办的都按期办成，待核验、待批的都通过"
    PROMISE = "by_promise", "按期：没有逾期、只差乡镇自己办完的，按通知期限办成"
    STANDS = "as_it_stands", "维持：从今天起再没有办成的"


class Why(Word):
    """Why a plot is, or is not, taken as put right in a scenario."""

    IN_TIME = "in_time", "已下整改通知，到期日不晚于年度评估截止日"
    STILL = "still", "已逾期，设想仍能在年度评估截止日前办成"
    PASSES = "passes", "设想核验、验收或批准在年度评估截止日前通过"
    NO_ORDER = "no_order", "没有下整改通知"
    NO_DUE = "no_due", "整改通知没有日期，不知道何时到期"
    TOO_LATE = "too_late", "到期日晚于年度评估截止日"
    OVERDUE = "overdue", "已逾期，不能按通知期限算"
    WAITS = "waits", "还要等核验、验收或批准"
    BARRED = "barred", "涉及永久基本农田或生态保护红线，不作补办安排"
    OVER = "over", "已过年度评估截止日"
    NOTHING_MORE = "nothing_more", "按现状，不再计入新的整改"

    @property
    def is_done(self) -> bool:
        """Taken as put right."""
        return self in (Why.IN_TIME, Why.STILL, Why.PASSES)
