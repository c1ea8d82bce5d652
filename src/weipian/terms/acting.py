"""Who acts, and what acts there are (requirement A3; plan 二(一)、五、六(一)、附件)."""

from __future__ import annotations

from collections.abc import Iterable

from weipian.terms.words import Word


class Role(Word):
    """What a person is in the programme; a person may have several. Prefecture and region have none: they act outside.

    What a role may do and sees is policy data (`acts.*`, `sees.*`), not known here.
    """

    COUNTY_GOVERNMENT = "county_government", "县人民政府"
    LEADING_GROUP = "leading_group", "领导小组"
    COUNTY_CLERK = "county_clerk", "县卫片办经办"
    COUNTY_REVIEWER = "county_reviewer", "县卫片办审核"
    COUNTY_LEADER = "county_leader", "县卫片办负责人"
    BUREAU_ENFORCER = "bureau_enforcer", "自然资源局执法"
    BUREAU_ACCEPTOR = "bureau_acceptor", "自然资源局验收负责人"
    TOWNSHIP_SECRETARY = "township_secretary", "乡镇党委书记"
    TOWNSHIP_MAYOR = "township_mayor", "乡镇长", "township_leader", "乡镇负责人"
    TOWNSHIP_DEPUTY = "township_deputy", "乡镇分管领导"
    TOWNSHIP_CLERK = "township_clerk", "乡镇经办"
    DEPARTMENT_CLERK = "department_clerk", "部门经办"
    DISCIPLINE = "discipline", "县纪委监委"
    TECHNICIAN = "technician", "技术单位"
    CONFIDENTIAL_CLERK = "confidential_clerk", "机要员"
    AUDITOR = "auditor", "审计"
    ADMINISTRATOR = "administrator", "系统管理员"


class Sees(Word):
    """What of the programme a role sees (requirement A3)."""

    COUNTY = "county", "全县"
    TOWNSHIP = "township", "本乡镇"
    HANDED = "handed", "移交给本部门的"
    ESCALATION = "escalation", "约谈问责材料"
    PLACEHOLDERS = "placeholders", "涉军占位登记"
    NOTHING = "nothing", "不看业务数据"


class Register(Word):
    """A list that is about no patch of anybody; which roles look into it is policy data (`registers.*`)."""

    ACCOUNTS = "accounts", "账号名册"
    LAYERS = "layers", "图层清单"
    IMPORTS = "imports", "导入记录"
    EVIDENCE = "evidence", "证据原件核对"
    REFERRALS = "referrals", "移送登记簿"
    SHARINGS = "sharings", "信息共享登记簿"
    SUGGESTIONS = "suggestions", "检察建议登记簿"


class Act(Word):
    """Everything that a person does and the log keeps."""

    WORKSPACE_MADE = "workspace_made", "建立工作区"
    ACCOUNT_MADE = "account_made", "设立账号"
    CREDENTIAL_SET = "credential_set", "设置凭证"
    LAYER_ADDED = "layer_added", "导入图层"
    RECORD_KEPT = "record_kept", "登记项目、主体、批文或村"
    BATCH_ADDED = "batch_added", "导入下发批次"
    BATCH_REISSUED = "batch_reissued", "导入重新下发的批次"
    MEASURED = "measured", "套合"
    PROPOSED = "proposed", "生成判定建议"
    PLOT_SPLIT = "plot_split", "拆分地块"
    PLOT_MERGED = "plot_merged", "合并地块"
    LEDGER_IMPORTED = "ledger_imported", "导入台账"
    DETERMINATIONS_TRANSCRIBED = "determinations_transcribed", "录入会审判定"
    IMPORT_UNDONE = "import_undone", "撤销导入"
    LOG_EXPORTED = "log_exported", "导出日志"
    PATCHES_EXPORTED = "patches_exported", "导出图斑图形"
    LEDGER_EXPORTED = "ledger_exported", "导出台账"
    HANDED_OVER = "handed_over", "移交部门"
    ACCOUNT_CHANGED = "account_changed", "变更账号"
    EVIDENCE_ADDED = "evidence_added", "存入证据"
    EVIDENCE_VIEWED = "evidence_viewed", "调阅证据原件"
    EVIDENCE_GIVEN = "evidence_given", "导出证据"
    PERSONAL_DATA_VIEWED = "personal_data_viewed", "查看个人信息全文"
    ERASURE_ASKED = "erasure_asked", "申请依规移出"
    ERASURE_TAKEN_BACK = "erasure_taken_back", "撤回移出申请"
    ERASED = "erased", "依规移出"
    BACKED_UP = "backed_up", "备份"
    RESTORED = "restored", "还原"
    UPGRADED = "upgraded", "升级工作区"
    INSPECTION_ASSIGNED = "inspection_assigned", "交办核查"
    INSPECTION_TAKEN_OVER = "inspection_taken_over", "接手核查"
    SITE_INSPECTED = "site_inspected", "登记实地核查"
    DESK_EVIDENCE_RECORDED = "desk_evidence_recorded", "登记内业举证"
    INSPECTION_TAKEN_BACK = "inspection_taken_back", "撤回核查登记"
    UPPER_CHECK_RECORDED = "upper_check_recorded", "登记上级检查"
    UPPER_CHECK_TAKEN_BACK = "upper_check_taken_back", "撤回上级检查登记"
    UPPER_CHECK_ANSWERED = "upper_check_answered", "确认上级检查结果"
    OFFICE_OPINION_GIVEN = "office_opinion_given", "县卫片办出具核查意见"
    GROUP_OPINION_GIVEN = "group_opinion_given", "领导小组出具核查意见"
    PATCH_MARKED = "patch_marked", "单独标识"
    APPROVAL_LOOKED_UP = "approval_looked_up", "登记审批系统查询"
    REVIEW_CONVENED = "review_convened", "召集会审"
    REVIEW_ATTENDED = "review_attended", "登记到会"
    REVIEW_OPINION_GIVEN = "review_opinion_given", "会审发表意见"
    REVIEW_DECIDED = "review_decided", "记录会审决定"
    MINUTES_CONFIRMED = "minutes_confirmed", "确认会审纪要"
    REVIEW_LOCKED = "review_locked", "会审定稿"
    DETERMINED = "determined", "判定"
    FINAL_DETERMINATION_TAKEN = "final_determination_taken", "录入上级终判"
    INSTRUCTION_ASKED = "instruction_asked", "请示"
    INSTRUCTION_ANSWERED = "instruction_answered", "登记请示答复"
    SUBMISSION_FILLED = "submission_filled", "填报"
    SUBMISSION_CHECKED = "submission_checked", "审核填报"
    SUBMISSION_RELEASED = "submission_released", "上报"
    SUBMISSION_CONFIRMED = "submission_confirmed", "登记平台确认"
    SUBMISSION_RETURNED = "submission_returned", "退回填报"
    SUBMISSION_EXPORTED = "submission_exported", "导出上报件"
    PLATFORM_TAKEN = "platform_taken", "导入平台清单"
    LATER_ADDED = "later_added", "补录"
    PROBLEMS_TAKEN = "problems_taken", "导入问题清单"
    PROBLEM_ANSWERED = "problem_answered", "答复问题"
    PERIOD_CHECKED = "period_checked", "月核"
    PERIOD_CLOSED = "period_closed", "期末关闭"
    PERIOD_REOPENED = "period_reopened", "重开"
    RECTIFICATION_ORDERED = "rectification_ordered", "下达整改通知"
    RECTIFICATION_PROGRESSED = "rectification_progressed", "登记整改进展"
    RECTIFICATION_PARTED = "rectification_parted", "登记分部分整改"
    SELF_ACCEPTED = "self_accepted", "乡镇自验"
    UPPER_ACCEPTANCE_APPLIED = "upper_acceptance_applied", "申请市级核验"
    UPPER_ACCEPTANCE_ANSWERED = "upper_acceptance_answered", "登记核验结果"
    RECTIFIED = "rectified", "认定整改到位"
    RECTIFICATION_UNDONE = "rectification_undone", "撤销整改登记"
    STOP_ORDERED = "stop_ordered", "责令停止违法行为"
    CASE_OPENED = "case_opened", "立案"
    CASE_NOT_OPENED = "case_not_opened", "不予立案"
    CASE_ADVANCED = "case_advanced", "登记案件办理"
    CASE_CLOSED = "case_closed", "结案"
    CASE_UNDONE = "case_undone", "撤销案件登记"
    UNCASED_RECTIFIED = "uncased_rectified", "非立案整改"
    RETROSPECTIVE_APPLIED = "retrospective_applied", "申请补办用地手续"
    RETROSPECTIVE_GRANTED = "retrospective_granted", "登记补办结果"
    HANDOVER_ANSWERED = "handover_answered", "答复移交"
    HANDOVER_REMINDED = "handover_reminded", "催办移交"
    HANDOVER_UNDONE = "handover_undone", "撤销移交登记"
    REFERRED = "referred", "移送"
    REFERRAL_RECEIPTED = "referral_receipted", "登记移送回执"
    REFERRAL_UNDONE = "referral_undone", "撤销移送登记"
    SHARED = "shared", "信息共享"
    SHARING_ANSWERED = "sharing_answered", "登记共享答复"
    SHARING_UNDONE = "sharing_undone", "撤销共享登记"
    SUGGESTION_TAKEN = "suggestion_taken", "登记检察建议"
    SUGGESTION_ANSWERED = "suggestion_answered", "答复检察建议"
    SUGGESTION_UNDONE = "suggestion_undone", "撤销检察建议登记"
    QUOTA_NOTICE_TAKEN = "quota_notice_taken", "登记指标通知"
    QUOTA_NOTICE_UNDONE = "quota_notice_undone", "撤销指标通知登记"
    PREFECTURE_ACCEPTED = "prefecture_accepted", "登记市级验收"
    REGION_CONFIRMED = "region_confirmed", "登记自治区确认"
    AVERAGE_JUDGED = "average_judged", "参考全国平均值的认定"
    MECHANISM_PROPOSED = "mechanism_proposed", "提请启动机制"
    MECHANISM_DECIDED = "mechanism_decided", "决定启动机制"
    MECHANISM_STEPPED = "mechanism_stepped", "登记机制进展"
    MECHANISM_LIFTED = "mechanism_lifted", "解除机制"
    LETTER_DRAFTED = "letter_drafted", "拟稿"
    LETTER_CHECKED = "letter_checked", "核稿"
    LETTER_SIGNED = "letter_signed", "签发"
    LETTER_SENT = "letter_sent", "编号用印发出"
    LETTER_RECEIVED = "letter_received", "签收"
    LETTER_REPLIED = "letter_replied", "回复函件"
    LETTER_UNDONE = "letter_undone", "撤回函件"
    TOWNSHIP_INTERVIEW_HELD = "township_interview_held", "乡镇自行约谈"
    ACCOUNTABILITY_STARTED = "accountability_started", "乡镇启动问责"
    PAPERS_SENT = "papers_sent", "报送材料"
    TOWNSHIP_SCORED = "township_scored", "乡镇验收评分"
    TOWNSHIP_MENDED = "township_mended", "登记验收问题整改"
    TOWNSHIP_ACCEPTED = "township_accepted", "验收结论"
    OBJECTION_RAISED = "objection_raised", "提出异议"
    OBJECTION_ANSWERED = "objection_answered", "答复异议"
    OBJECTION_WITHDRAWN = "objection_withdrawn", "撤回异议"
    CLUE_KEPT = "clue_kept", "登记线索"
    CLUE_LINKED = "clue_linked", "线索并入图斑"
    HANDOVER_ANSWER_CHECKED = "handover_answer_checked", "审核移交答复"
    QUOTA_STEP_UNDONE = "quota_step_undone", "撤销验收确认登记"
    TOWNSHIP_SUPERVISED = "township_supervised", "督导乡镇"
    TIANDITU_SIGNED = "tianditu_signed", "签准接入天地图"
    TIANDITU_ENDED = "tianditu_ended", "停用天地图"
    IMAGE_ADDED = "image_added", "导入影像"
    IMAGE_WITHDRAWN = "image_withdrawn", "撤下影像"
    IMAGE_GIVEN = "image_given", "裁出影像"
    DOSSIER_WORDED = "dossier_worded", "改写卷宗情况说明"
    DOSSIER_ISSUED = "dossier_issued", "出具卷宗"
    VOLUME_BOUND = "volume_bound", "装订卷宗"
    GENERAL_KEPT = "general_kept", "存入综合卷材料"
    GENERAL_TAKEN_BACK = "general_taken_back", "撤回综合卷材料"
    GENERAL_ISSUED = "general_issued", "出具综合卷"


class State(Word):
    """How far a plot has come."""

    ISSUED = "issued", "已下发"
    MEASURED = "measured", "已套合"
    PROPOSED = "proposed", "已有建议"
    DETERMINED = "determined", "已判定"
    RECTIFYING = "rectifying", "整改中"
    SETTLED = "settled", "已整改到位"
    WITHDRAWN = "withdrawn", "已移出"


class Checked(Word):
    """Whether a plot was laid on a layer. 「查过，没有」 is never shown like 「没有查」."""

    FOUND = "found", "查过，有"
    NONE = "none", "查过，没有"
    PARTLY = "partly", "查得不全"
    OUTSIDE = "outside", "没有查：在图层覆盖范围之外"
    NOT_CHECKED = "not_checked", "没有查：没有这个图层"
    NOT_YET = "not_yet", "没有查：有图层，还没有套合"


STAMP = "内部资料　不得公开"
"""On every paper, figure and map that leaves."""


class Secrecy(Word):
    """密级 of what a layer was made from (requirement F5)."""

    SECRET = "secret", "秘密"
    CONFIDENTIAL = "confidential", "机密"
    INTERNAL = "internal", "内部", "不涉密但不公开", "内部资料"
    OPEN = "open", "公开"
    UNKNOWN = "unknown", "未注明"

    @classmethod
    def highest(cls, found: Iterable[Secrecy]) -> Secrecy:
        """Of those that are stated; what is not stated ranks nowhere and has to be told beside it."""
        ranked = (cls.CONFIDENTIAL, cls.SECRET, cls.INTERNAL, cls.OPEN)
        there = set(found)
        return next((one for one in ranked if one in there), cls.UNKNOWN)

    @property
    def is_secret(self) -> bool:
        """Whether the law of state secrets binds it."""
        return self in (Secrecy.CONFIDENTIAL, Secrecy.SECRET)
