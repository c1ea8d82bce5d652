"""What came of rows that were handed in to a review: attendance, opinions, decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from weipian.terms.errors import InputError, Refusal

Row = dict[str, Any]
Step = Callable[[], object]
"""Called once a row, for whoever waits."""


@dataclass(frozen=True, slots=True)
class Written:
    """`same`: rows that say what stands already; `batch` can be undone while the minutes are not confirmed."""

    rows: int
    same: int
    refused: list[Refusal]
    batch: int | None = None


class NothingTaken(InputError):
    """Nothing of what was handed in is new and right: the act is not done."""

    def __init__(self, number: str, told: Written) -> None:
        first = str(told.refused[0]) if told.refused else "与已记录的相同"
        count = len({one.row for one in told.refused})
        super().__init__("review_no_row", where=number, count=count, first=first)
        self.refused, self.same = told.refused, told.same
