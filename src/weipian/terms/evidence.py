"""What a piece of evidence is to the programme (requirements B5, F1)."""

from weipian.terms.words import Word


class EvidenceKind(Word):
    """What it was handed in as: what it shows or says (plan 二(二)(七)); general kinds for who says no more."""

    SITE_PHOTO = "site_photo", "现场照片", "实地照片", "照片"
    PHOTO_FAR = "photo_far", "现场远景照片", "远景照片"
    PHOTO_NEAR = "photo_near", "现场近景照片", "近景照片"
    PHOTO_INSIDE = "photo_inside", "内部照片"
    PHOTO_BEFORE = "photo_before", "整改前照片"
    PHOTO_AFTER = "photo_after", "整改后照片", "整改照片"
    IMAGE_EARLIER = "image_earlier", "前时相影像"
    IMAGE_LATER = "image_later", "后时相影像"
    OVERLAY_MAP = "overlay_map", "套合图"
    DESK_EVIDENCE = "desk_evidence", "内业举证", "举证材料"
    ACCOUNT = "account_paper", "情况说明材料"
    INSPECTION = "inspection_paper", "现场核查记录"
    MINUTES = "minutes", "会议纪要", "纪要"
    APPROVAL = "approval_paper", "批准文件", "批文", "用地批文"
    LOOK_UP = "look_up_paper", "系统查询记录"
    START = "start_paper", "动工时间证据"
    LICENCE = "licence_paper", "许可证"
    ELEVATION = "elevation_paper", "标高实测报告"
    FACILITY = "facility_paper", "设施农业备案"
    AGREEMENT = "agreement_paper", "用地协议"
    PERMIT = "permit_paper", "临时用地批复"
    WIDTH = "width_paper", "路宽实测记录"
    NETWORK = "network_paper", "路网查询记录"
    SOLAR = "solar_paper", "光伏备案或核准"
    SCHEME = "scheme_paper", "复合利用方案"
    DAMAGE = "damage_paper", "耕地破坏核查或鉴定意见"
    CASE = "case_paper", "案件处理材料", "案件文书", "文书"
    ACCEPTANCE = "acceptance_paper", "整改验收材料"
    DOSSIER = "dossier_paper", "出具的卷宗"
    GENERAL = "general_paper", "综合卷材料"
    OTHER = "other", "其他"

    @property
    def is_photo(self) -> bool:
        return self is EvidenceKind.SITE_PHOTO or self.value.startswith("photo_")


class CustodyKind(Word):
    """What was done with an original after it was put in."""

    VIEWED = "viewed", "调阅原件"
    GIVEN = "given", "导出原件"
