"""Determinations and proposals as a list shows them: letter, colour's class and word; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.office.exporting.patch_table import label_of
from weipian.terms.words import Conclusion, Determination

LOOKS = {
    Determination.LAWFUL_NEW.value: ("合", "lawful"),
    Conclusion.LAWFUL.value: ("合", "lawful"),
    Determination.UNLAWFUL_NEW.value: ("违", "unlawful"),
    Determination.UNLAWFUL_EXISTING.value: ("违", "unlawful"),
    Determination.UNLAWFUL_FARMING.value: ("违", "unlawful"),
    Conclusion.UNLAWFUL.value: ("违", "unlawful"),
    Determination.OTHER_USE.value: ("其", "other"),
    Conclusion.OTHER_USE.value: ("其", "other"),
    Conclusion.PSEUDO_CHANGE.value: ("伪", "other"),
    Conclusion.IN_DOUBT.value: ("疑", "doubt"),
    Determination.UNDETERMINED.value: ("未", "open"),
}


@dataclass(frozen=True, slots=True)
class SaidMark:
    """`kind`: the class that colours it."""

    letter: str
    kind: str
    label: str


def marks_of(said: str) -> list[SaidMark]:
    """One a word; the plots of one patch may have several."""
    found = []
    for word in filter(None, said.split(",")):
        label = label_of(word)
        letter, kind = LOOKS.get(word) or LOOKS.get(_value_of(label), ("？", "open"))
        found.append(SaidMark(letter, kind, label))
    return found


def _value_of(label: str) -> str:
    return next((one.value for one in (*Determination, *Conclusion) if one.label == label), "")
