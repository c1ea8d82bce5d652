"""The words of a dossier: its sections in their order, who owes what is missing, how far it is whole (plan 二(七))."""

from __future__ import annotations

from weipian.terms.words import Word


class Section(Word):
    """The sections, in the order in which they are bound."""

    FACTS = "facts", "图斑基本信息"
    ACCOUNT = "account", "情况说明"
    IMAGES = "images", "前后时相影像"
    OVERLAY = "overlay", "套合图与套合面积"
    PHOTOS = "photos", "现场照片"
    OPINION = "opinion", "实地核查意见"
    REVIEW = "review", "会审记录"
    DETERMINATION = "determination", "判定意见"
    EVIDENCE = "evidence", "批准查询与举证材料"
    SUBMISSION = "submission", "填报与审核记录"
    CASE = "case", "查处文书"
    RIGHT = "right", "整改与验收"
    HANDOVER = "handover", "移交与反馈"
    END = "end", "备考表"


class Owes(Word):
    """Who has to bring what is missing."""

    TOWNSHIP = "township", "乡镇"
    COUNTY_OFFICE = "county_office", "县卫片办"
    LEADING_GROUP = "leading_group", "县卫片执法领导小组"
    BUREAU = "bureau", "县自然资源局"
    DEPARTMENTS = "departments", "县直有关部门"
    TECHNICIAN = "technician", "技术单位"
    SELF = "self", "本乡镇（单位）"


class Has(Word):
    """What the books themselves hold, beside papers that somebody put in."""

    ACCOUNT = "account", "情况说明（登记或改写）"
    IMAGE_BEFORE = "image_before", "前时相影像"
    IMAGE_AFTER = "image_after", "后时相影像"
    OVERLAY = "overlay", "套合面积"
    INSPECTED = "inspected", "核查记录"
    GATE_A = "gate_a", "县卫片办书面核查意见"
    GATE_D = "gate_d", "领导小组核查意见"
    DETERMINED = "determined", "判定"
    NATURE = "nature", "判定性质"
    REVIEW = "review", "会审编号和日期"
    MINUTES = "minutes", "会审纪要"
    APPROVAL = "approval", "批准记录"
    LOOKED_UP = "looked_up", "批准备案系统查询"
    START = "start", "动工时间"
    FILED = "filed", "填报"
    RELEASED = "released", "上报"
    ORDERED = "ordered", "整改通知"
    HANDLED = "handled", "立案或非立案处理"


class Whole(Word):
    """How far a dossier is whole."""

    COMPLETE = "complete", "齐全"
    GAPS = "gaps", "待补"
    EARLY = "early", "尚未判定"


class SinglePaper(Word):
    """Papers that go out by themselves, from the same parts."""

    INSPECTION = "inspection", "核查意见"
    MINUTES = "minutes", "会审纪要"
    ACCEPTANCE = "acceptance", "验收表"


class GeneralStage(Word):
    """By what the papers of a general volume are ordered (plan 二(七))."""

    DEPLOYMENT = "deployment", "工作部署"
    CONDUCT = "conduct", "工作开展"
    ADVANCE = "advance", "工作推进"
    RESULTS = "results", "工作成效"


class GeneralKind(Word):
    """What a paper of a general volume is (requirement D5)."""

    PLAN = "plan", "方案", "工作方案"
    NOTICE = "notice", "通知"
    MEETING = "meeting", "会议", "会议材料", "会议纪要"
    CIRCULAR = "circular", "通报"
    LETTER = "letter", "函件", "函"
    URGING = "urging", "督促", "督导", "催办"
    REPORT = "report", "报告", "总结"
    INTERVIEW = "interview", "约谈", "访谈"
    ACCEPTANCE = "acceptance", "验收"
    OTHER = "other", "其他"


class Whose(Word):
    """Whose general volume it is."""

    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "县直单位"
    OFFICE = "office", "县卫片办"
