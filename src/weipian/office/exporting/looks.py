"""How patches look in a GIS: by determination like the county's own map, and by how far they have come."""

from __future__ import annotations

from collections.abc import Iterable

from weipian.figures.marks import Mark
from weipian.gis.layer import Look
from weipian.terms.acting import State
from weipian.terms.words import Conclusion, Determination

ORDER = tuple(Mark)
OPEN = (Mark.UNDETERMINED, Mark.IN_DOUBT)
MINING = {
    Conclusion.LAWFUL.value: Mark.LAWFUL,
    Conclusion.UNLAWFUL.value: Mark.UNLAWFUL,
    Conclusion.PSEUDO_CHANGE.value: Mark.OTHER_USE,
}


def by_determination() -> tuple[Look, ...]:
    """The looks of figures/marks.py, the urgent first."""
    return tuple(
        Look(mark.name.lower(), mark.look.label, mark.look.letter, mark.look.colour, mark.look.hatch, mark.look.shape)
        for mark in reversed(ORDER)
    )


def by_state() -> tuple[Look, ...]:
    return tuple(Look(state.value, state.label, *rest) for state, rest in STATES.items())


STATES = {
    State.ISSUED: ("发", "#5F6368", "none", "ring"),
    State.MEASURED: ("量", "#1565C0", "dots", "circle"),
    State.PROPOSED: ("议", "#6A1B9A", "level", "square"),
    State.DETERMINED: ("定", "#9A5B00", "upright", "pentagon"),
    State.RECTIFYING: ("改", "#C62828", "cross", "diamond"),
    State.SETTLED: ("结", "#1B7F3B", "lines", "triangle"),
}
"""Withdrawn patches are never handed out."""


def mark_of(determinations: Iterable[str], *, doubtful: bool) -> Mark:
    """The most urgent of the plots' marks; `doubtful`: people have looked, and the proposal still doubts."""
    marks = [_mark(text) for text in determinations if text]
    found = max(marks, key=ORDER.index, default=Mark.UNDETERMINED)
    return Mark.IN_DOUBT if found is Mark.UNDETERMINED and doubtful else found


def _mark(text: str) -> Mark:
    """A determination, or what was concluded of a mining patch."""
    return MINING[text] if text in MINING else Mark.of(Determination(text))


def label_of(text: str) -> str:
    """「新增建设用地违法、合法新增建设用地」 of the keys as the lists carry them."""
    if not text:
        return Determination.UNDETERMINED.label
    return "、".join((Conclusion(key) if key in MINING else Determination(key)).label for key in text.split(","))


def conclusion_label(text: str) -> str:
    """The proposal's words."""
    return "、".join(Conclusion(key).label for key in text.split(",")) if text else ""
