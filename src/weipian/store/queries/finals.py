"""By which paper of the level above each plot's determination is final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store.models import Determination, FinalPaper


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper, its level and day."""

    level: str
    document: str
    on: date


SAID = ("plot_id", "determination", "conclusion", "because", "final")


def final_papers() -> dict[int, Paper]:
    """Plot → the newest paper that made it say what it says now: after an undoing that is the one before."""
    now = set(Determination.objects.filter(current=True, final=True).values_list(*SAID))
    made = [f"determination__{name}" for name in SAID]
    rows = FinalPaper.objects.order_by("id").values_list("level", "document", "on", *made)
    return {said[0]: Paper(*paper) for *paper, said in _pairs(rows) if said in now}


def _pairs(rows: Any) -> list[tuple[Any, ...]]:
    return [(*row[:3], tuple(row[3:])) for row in rows]
