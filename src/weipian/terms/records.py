"""Records of their own that patches hang on (requirement B13)."""

from weipian.terms.words import Word


class RecordKind(Word):
    """What can be recorded."""

    PROJECT = "project", "项目"
    PARTY = "party", "责任主体", "主体", "用地主体"
    APPROVAL = "approval", "批文", "批准文件"
    VILLAGE = "village", "村"
