"""The tables of many rows that the year's second half takes in, each of one act (requirement F3)."""

from __future__ import annotations

from weipian.terms.words import Word


class BulkTable(Word):
    """What such a table holds; its key stands in the books."""

    PROGRESS = "right_progress", "整改进展", "进展"
    SELF_ACCEPTANCES = "self_acceptances", "自验", "自验表"
    APPLICATIONS = "approval_applications", "补办申请", "申请"
    APPROVALS = "approval_answers", "补办批复", "批复"
    REFERRALS = "referrals", "移送", "移送表"
    RECEIPTS = "referral_receipts", "移送回执", "回执"
    SHARINGS = "sharings", "信息共享", "共享"
    SHARING_ANSWERS = "sharing_answers", "共享答复", "答复"
    SUGGESTIONS = "suggestions", "检察建议", "建议"
    SUGGESTION_ANSWERS = "suggestion_answers", "检察建议答复", "建议答复"
    OBJECTIONS = "objections", "异议", "异议表"
