"""A short diary of the year for people: by month what happened, and what is worth a line of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

ARRIVED, VISITED, LATE, DETERMINED, RELEASED, CONFIRMED, CLOSED = "到件", "核查", "迟", "判定", "上报", "确认", "关闭"
ORDERED, IN_PLACE, APPROVED = "通知整改", "到位", "补办"
COUNTED = (ARRIVED, VISITED, LATE, DETERMINED, ORDERED, IN_PLACE, APPROVED, RELEASED, CONFIRMED, CLOSED)


@dataclass(frozen=True, slots=True)
class Close:
    """A period as it was closed: kind, key and version, and its figures as they were shown on that day."""

    kind: str
    key: str
    version: int
    day: date
    figures: str


@dataclass(frozen=True, slots=True)
class Diary:
    """`noted`: what is worth a line of its own, by day."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    noted: list[tuple[date, str]] = field(default_factory=list)
    closes: list[Close] = field(default_factory=list)

    def count(self, day: date, what: str, many: int) -> None:
        self.counts[f"{day:%Y-%m}", what] += many

    def note(self, day: date, text: str) -> None:
        self.noted.append((day, text))

    def text(self) -> str:
        """For people."""
        months = sorted({month for month, _ in self.counts})
        rows = [f"{month}　" + "　".join(self._cell(month, what) for what in COUNTED) for month in months]
        return "\n".join(
            [
                "一年经过（到件、核查、迟按图斑，关闭按期间，其余按地块）：",
                *rows,
                *(f"{day}　{text}" for day, text in self.noted),
            ]
        )

    def _cell(self, month: str, what: str) -> str:
        return f"{what} {self.counts[month, what]:>3}"
