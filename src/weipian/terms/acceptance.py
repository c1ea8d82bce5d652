"""The words of accepting a township's work (plan 二(七))."""

from __future__ import annotations

from weipian.terms.words import Word


class Appraisal(Word):
    """How a township's year is appraised, by a person."""

    PASSED = "passed", "通过", "合格"
    WITH_MENDS = "with_mends", "整改后通过", "基本合格"
    NOT_PASSED = "not_passed", "不通过", "不合格"
    RETRACTED = "retracted", "结论撤回"


class MendKind(Word):
    """What is said of a finding: the township mended it, or the acceptor looked again."""

    MENDED = "mended", "已整改"
    RECHECKED = "rechecked", "复查通过"
    SENT_BACK = "sent_back", "复查不通过"
