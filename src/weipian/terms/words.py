"""The programme's words: an English key for the code, a 中文 label for people, aliases for what files say."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Self

from weipian.terms.errors import InputError


class Word(StrEnum):
    """A closed list of words. `Word("key")` works, `read` also takes labels, aliases and other cases."""

    label: str
    aliases: tuple[str, ...]

    def __new__(cls, key: str, label: str = "", *aliases: str) -> Self:
        word = str.__new__(cls, key)
        word._value_ = key
        word.label = label
        word.aliases = aliases
        return word

    @classmethod
    def read(cls, text: str, *, where: str = "") -> Self:
        """The word that a person or a file wrote. Raises InputError `unknown_word` with the allowed words."""
        found = _known(cls).get(fold(text))
        if isinstance(found, cls):
            return found
        allowed = "、".join(f"{word.label}({word.value})" for word in cls)
        raise InputError("unknown_word", where=where, value=text, allowed=allowed)


@cache
def _known(words: type[Word]) -> Mapping[str, Word]:
    """Folded key, label or alias → the first word that has it."""
    found: dict[str, Word] = {}
    for word in words:
        for name in (word.value, word.label, *word.aliases):
            found.setdefault(fold(name), word)
    return found


def fold(text: str) -> str:
    """Text as compared: no blanks, half-width brackets, lower case."""
    return text.strip().replace("（", "(").replace("）", ")").replace(" ", "").lower()


class Category(Word):
    """The kinds of patch that are issued (plan 二(二), 三)."""

    NEW_NONFARM_CONSTRUCTION = "new_nonfarm_construction", "新增非农建设类", "新增非农建设"
    CONTINUING_CHANGE = "continuing_change", "年度内持续变化类", "年度内持续变化"
    OTHER_NEW_CONSTRUCTION = "other_new_construction", "其他新增建设类", "其他新增建设"
    OTHER_CHANGE = "other_change", "其他变化类", "其他变化"
    MINING = "mining", "矿产图斑", "矿产", "矿产卫片"
    SUPPLEMENTARY = "supplementary", "补充图斑", "补充"

    @property
    def is_land(self) -> bool:
        return self is not Category.MINING


class Conclusion(Word):
    """What a proposal or a determination says of a plot (plan 二(三)); 存疑 is only ever proposed."""

    LAWFUL = "lawful", "合法"
    UNLAWFUL = "unlawful", "违法"
    OTHER_USE = "other_use", "其他用地"
    PSEUDO_CHANGE = "pseudo_change", "伪变化"
    IN_DOUBT = "in_doubt", "存疑"


class Determination(Word):
    """The determination as the ratio reads it (contract: calc ratio)."""

    LAWFUL_NEW = "lawful_new", "合法新增建设用地", "合法"
    UNLAWFUL_NEW = "unlawful_new", "新增建设用地违法", "违法新增建设用地"
    UNLAWFUL_EXISTING = "unlawful_existing", "存量建设用地违法"
    UNLAWFUL_FARMING = "unlawful_farming", "农业项目破坏耕地", "农业项目破坏耕地(基本农田)"
    OTHER_USE = "other_use", "其他用地", "其他"
    UNDETERMINED = "undetermined", "未判定", "待判定"


class Outcome(Word):
    """How far an unlawful plot has been put right (plan 四(一); contract: calc ratio)."""

    NONE = "", "无"
    RETROSPECTIVE_APPROVAL = "retrospective_approval", "已补办用地手续", "已补办", "补办"
    RECULTIVATED = "recultivated", "已拆除复耕到位", "拆除复耕到位", "已拆除复耕"
    RECULTIVATED_UNACCEPTED = "recultivated_unaccepted", "已拆除复耕待验收", "拆除复耕未验收"
    IN_PROGRESS = "in_progress", "整改中", "正在整改"
    SETTLED_OTHERWISE = "settled_otherwise", "已按其他措施整改到位", "其他措施到位"

    @property
    def is_settled(self) -> bool:
        """Put right and accepted, one way or the other."""
        return self in (Outcome.RECULTIVATED, Outcome.RETROSPECTIVE_APPROVAL, Outcome.SETTLED_OTHERWISE)


class Measure(Word):
    """A rectification measure (plan 二(六))."""

    NONE = "", "无"
    DEMOLISH_AND_RECULTIVATE = "demolish_and_recultivate", "拆除复耕"
    RETROSPECTIVE_APPROVAL = "retrospective_approval", "补办用地手续"
    CONFISCATION = "confiscation", "没收", "没收地上建筑物"
    STOP_MINING = "stop_mining", "停止开采"
    SEAL_MINE = "seal_mine", "封堵矿井", "封堵"
    RESTORE_MINE = "restore_mine", "恢复治理", "矿山恢复治理"
    HAND_TO_EMERGENCY = "hand_to_emergency", "移交应急"
    OTHER = "other", "其他措施"


class Answer(Word):
    """The three answers of a rule: missing evidence is never a no."""

    HOLDS = "holds", "符合"
    FAILS = "fails", "不符合"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "证据不足"


class GateName(Word):
    """The four inspections by area (plan 二(二)(五)(八))."""

    A = "A", "闸门A：县卫片办逐一实地核查（会审前）"
    B = "B", "闸门B：拆除复耕实地核查"
    C = "C", "闸门C：报市卫片办核验"
    D = "D", "闸门D：领导小组逐一实地核查（会审前）"


class LayerKind(Word):
    """The county's layers (contract: KIND of layer)."""

    LAND_USE = "land_use", "地类图斑", "DLTB"
    PERMANENT_BASIC_FARMLAND = "permanent_basic_farmland", "永久基本农田", "YJJBNTTB"
    ECOLOGICAL_REDLINE = "ecological_redline", "生态保护红线", "STBHHX"
    URBAN_GROWTH_BOUNDARY = "urban_growth_boundary", "城镇开发边界", "CZKFBJ"
    APPROVAL_BOUNDARY = "approval_boundary", "用地批准红线"
    MINING_LICENCE = "mining_licence", "采矿权"
    FACILITY_FARMLAND = "facility_farmland", "设施农业用地"
    TEMPORARY_USE = "temporary_use", "临时用地"
    RURAL_ROAD = "rural_road", "农村道路"
    SOLAR = "solar", "光伏用地"
    KEY_AREA = "key_area", "重点区域"
    TOWNSHIP = "township", "乡镇"
    EARLIER_PATCHES = "earlier_patches", "往年图斑"


class Sure(Word):
    """How sure a value of the law is."""

    STATED = "stated", "原文明示"
    FOUND = "found", "公开资料所见"
    LIKELY = "likely", "业务常识，待核"
    UNCERTAIN = "uncertain", "无依据，暂定"
