"""The words of closing a period: which periods there are, and what may stand in the way (plan 二(八), 三)."""

from __future__ import annotations

from weipian.terms.words import Word


class PeriodKind(Word):
    """What is closed."""

    MONTH = "month", "月清"
    QUARTER = "quarter", "季清"
    HALF_YEAR = "half-year", "半年小结"
    YEAR = "year", "年度评估"


class Blocks(Word):
    """What a plot lacks before its period can be closed."""

    NOT_MEASURED = "not_measured", "没有套合"
    NO_PROPOSAL = "no_proposal", "没有判定建议"
    NOT_INSPECTED = "not_inspected", "没有登记核查"
    NOT_DETERMINED = "not_determined", "没有判定"
    NO_REASON = "no_reason", "未判定，没有写明理由"
    OVERDUE = "overdue", "有逾期未办结的事项"
    SETTLED_UNDATED = "settled_undated", "已整改到位，没有写结果日期"
    NOT_CHECKED = "not_checked", "没有经过月核，或月核以后又有改动"
    FAILS_CHECK = "fails_check", "月核自检有拦住上报的问题"


class Lies(Word):
    """With whom a patch lies."""

    TOWNSHIP = "township", "乡镇"
    DEPARTMENT = "department", "部门"
    COUNTY = "county", "县卫片办"
