"""The one place where a plot's rectification is written anew: measure, order, outcome (plan 四(一))."""

from __future__ import annotations

from typing import Any

from weipian.store.models import PuttingRight
from weipian.store.writing import Act

COLUMNS = ("measure", "ordered", "outcome", "outcome_on", "can_recultivate", "can_approve")


def put_right(act: Act, plot_id: int, **changes: Any) -> int:
    """A new current row with what changed; what stood there stays as history. Its id."""
    old = PuttingRight.objects.filter(plot_id=plot_id, current=True).order_by("-id").values("id", *COLUMNS).first()
    row = {"measure": "", "outcome": "", **{name: old[name] for name in COLUMNS}} if old else {}
    return act.replace(PuttingRight, [old["id"]] if old else [], [{**row, "plot_id": plot_id, **changes}])[0]
