"""The words of prevention: clues of the county's own, and what was done at once (plan 一, 二(一))."""

from __future__ import annotations

from weipian.terms.words import Word


class ClueSource(Word):
    """Where a clue comes from."""

    PATROL = "patrol", "日常巡查", "巡查"
    REPORT = "report", "群众举报", "举报"
    CAMERA = "camera", "视频监控", "铁塔视频"
    MEDIA = "media", "媒体反映", "媒体"
    PASSED_ON = "passed_on", "上级转办", "转办"
    IMAGE = "image", "自购影像", "影像"
    OTHER = "other", "其他"


class ClueDone(Word):
    """What was done at once."""

    NONE = "", "还没有处置", "未处置"
    TOLD_OFF = "told_off", "现场劝阻", "劝阻"
    STOP_ORDERED = "stop_ordered", "责令停止", "责令停止违法行为"
    REPORTED = "reported", "报告", "已报告"
    HANDED_ON = "handed_on", "转交有关部门", "转交"
    UNFOUNDED = "unfounded", "查无此事", "不属实"


class LinkKind(Word):
    """How a clue came to its patch."""

    BY_HAND = "by_hand", "人工并入"
    BY_OVERLAP = "by_overlap", "按位置并入"
