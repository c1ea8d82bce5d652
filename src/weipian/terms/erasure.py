"""The words of lawful erasure: grounds that tell nothing, kinds of copies, how a request stands (requirement B12)."""

from __future__ import annotations

from weipian.terms.words import Word


class Ground(Word):
    """Why something is taken out. Every one is neutral: a log that names it tells no reader what was there."""

    BY_RULE = "by_rule", "依规移出"
    NOT_OURS = "not_ours", "不属本县"
    BY_MISTAKE = "by_mistake", "下发有误"
    PERSONAL = "personal", "个人信息保护"
    FROM_ABOVE = "from_above", "上级要求"


class Asked(Word):
    """How a request stands."""

    ASKED = "asked", "待另一人确认"
    DONE = "done", "已办理"
    TAKEN_BACK = "taken_back", "已撤回"


class CopyKind(Word):
    """What may leave the house and is written down."""

    BACKUP = "backup", "备份"
    LOG = "log", "日志导出件"
    PATCHES = "patches", "图形导出件"
    LEDGER = "ledger", "台账工作簿"
    EVIDENCE = "evidence", "证据导出件"
    SUBMISSION = "submission", "上报导出件"
    PERIOD = "period", "期末表"
    LETTER = "letter", "函件和通报"
    DOSSIER = "dossier", "卷宗"
    IMAGES = "images", "影像裁片"

    @property
    def to_be(self) -> str:
        """What has to be done with an earlier one."""
        return "须销毁" if self is CopyKind.BACKUP else "须处理"


ELSEWHERE = (
    "图件、一页纸、错误工作簿（不逐件登记）",
    "原下发文件、下发光盘、U 盘",
    "手机、平板、微信和邮箱里的副本、截图",
    "打印和手抄的纸",
    "数据库服务器的 WAL、归档、从库和云盘快照",
)
"""Kinds of copies that nobody writes down one by one."""
