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
    GATE_OFFICE = "gate_office", "过闸门A，没有县卫片办的有效核查意见"
    GATE_GROUP = "gate_group", "过闸门D，没有领导小组的有效核查意见"
    UPPER_UNANSWERED = "upper_unanswered", "上级检查结果没有确认或提出异议"
    REVIEW_UNLOCKED = "review_unlocked", "在没有定稿的会审里"
    REVIEW_NOT_HERE = "review_not_here", "判定只是抄录，系统里没有已定稿的会审"
    INSTRUCTION_WAITS = "instruction_waits", "请示没有登记答复"
    NOT_RELEASED = "not_released", "已判定，没有登记上报"
    RETURNED = "returned", "填报已退回，没有改正再上报"
    PROBLEM_OPEN = "problem_open", "问题清单没有改正答复"
    PLATFORM_DIFFERS = "platform_differs", "已上报，与平台清单不一致"


class Lies(Word):
    """With whom a patch lies."""

    TOWNSHIP = "township", "乡镇"
    DEPARTMENT = "department", "部门"
    COUNTY = "county", "县卫片办"
