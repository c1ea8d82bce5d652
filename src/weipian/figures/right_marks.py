"""How far a plot's rectification has come, on the wall map: colour, hatch, letter and outline together."""

from __future__ import annotations

from weipian.figures.marks import Look, Marked
from weipian.terms.rectification import RightState


class RightMark(Marked):
    """From what is done to what is most urgent. `LATE`: its time has run out, or no order was given in time."""

    IN_PLACE = Look("到", "整改到位", "#1B7F3B", "lines", "circle")
    APPLIED = Look("报", "已报市核验", "#1565C0", "dots", "circle")
    SELF_ACCEPTED = Look("验", "已自验", "#00838F", "upright", "square")
    IN_PROGRESS = Look("改", "整改中", "#6A1B9A", "grid", "square")
    ORDERED = Look("通", "已通知、未动", "#9A5B00", "level", "triangle")
    NO_ORDER = Look("无", "未下整改通知", "#5F6368", "none", "ring")
    FAILED = Look("退", "市核验未通过", "#AD1457", "cross", "triangle")
    LATE = Look("逾", "逾期", "#C62828", "cross", "diamond")

    @classmethod
    def of(cls, state: RightState, *, late: bool) -> RightMark:
        return cls.LATE if late and state.is_open else cls[state.name]
