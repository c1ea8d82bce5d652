"""The words of a collective review (plan 二(三), requirement C3) and of a final determination (plan 四(一))."""

from __future__ import annotations

from weipian.terms.words import Word


class ReviewForm(Word):
    """How the departments come together."""

    MEETING = "meeting", "会议", "会审会议"
    JOINT_READING = "joint_reading", "联合审阅"
    CIRCULATION = "circulation", "传阅"


class ReviewState(Word):
    """How far a review has come; which act is possible in which is the policy's (`review_states.*`)."""

    CONVENED = "convened", "已召集"
    HELD = "held", "已到会"
    CONFIRMED = "confirmed", "纪要已确认"
    LOCKED = "locked", "已定稿"


class Why(Word):
    """Why a plot is on the agenda; all but `BY_HAND` come by themselves."""

    BY_HAND = "by_hand", "列入"
    DISPUTED = "disputed", "意见不一"
    KEY = "key", "重点图斑（到核查面积线）"
    IN_DOUBT = "in_doubt", "存疑"
    OTHER_ON_CULTIVATED = "other_on_cultivated", "占耕地而判其他用地"
    DIFFERS = "differs", "机器建议与人的判定不一"
    RETURNED = "returned", "上级退回的问题图斑"


class Above(Word):
    """Who determines finally."""

    PREFECTURE = "prefecture", "市级", "市", "市卫片办"
    REGION = "region", "自治区级", "自治区", "自治区厅", "省级"
    MINISTRY = "ministry", "国家级", "部", "自然资源部"
