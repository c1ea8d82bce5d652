"""What a piece of evidence is to the programme (requirements B5, F1)."""

from weipian.terms.words import Word


class EvidenceKind(Word):
    """What it was handed in as."""

    SITE_PHOTO = "site_photo", "现场照片", "实地照片", "照片"
    DESK_EVIDENCE = "desk_evidence", "内业举证", "举证材料"
    APPROVAL = "approval", "批文", "批准文件", "用地批文"
    MINUTES = "minutes", "会议纪要", "纪要"
    CASE_PAPER = "case_paper", "案件文书", "文书"
    RECTIFICATION_PHOTO = "rectification_photo", "整改照片"
    OTHER = "other", "其他"

    @property
    def is_photo(self) -> bool:
        return self in (EvidenceKind.SITE_PHOTO, EvidenceKind.RECTIFICATION_PHOTO)


class CustodyKind(Word):
    """What was done with an original after it was put in."""

    VIEWED = "viewed", "调阅原件"
    GIVEN = "given", "导出原件"
