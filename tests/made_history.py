"""A clock that a test sets, and a pen that writes single records of plots, for tests of the ratio's history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from weipian.terms.acting import Act

FIRST = date(2023, 8, 1)
Pen = Callable[..., int]


class Clock(datetime):
    """Noon of the day that a test is at."""

    at = FIRST

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime(cls.at.year, cls.at.month, cls.at.day, 4, tzinfo=UTC)


WHOLE: dict[str, dict[str, Any]] = {
    "determination": {"review": "HS"},
    "filed": {"marks": {}},
    "measurement": {"kind": "land_use", "checked": "found"},
}


def pen_of(desk: Any) -> Pen:
    """`pen("P1", "determination", determination="unlawful_new")`: a record in the place of the current one.

    `on`: the day of the paper that makes a determination final.
    """
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Filed, FinalPaper, Measurement, Plot, PuttingRight

    models: dict[str, Any] = {
        model._meta.db_table: model for model in (Determination, PuttingRight, Filed, Measurement)
    }  # fmt: skip

    def write(plot: str, table: str, on: date | None = None, **values: Any) -> int:
        key, model = Plot.objects.get(number=plot).id, models[table]
        now = list(model.objects.filter(plot_id=key, current=True).values_list("id", flat=True))
        with acting(desk, Act.LEDGER_IMPORTED, "import") as act:
            (made,) = act.replace(model, now, [{"plot_id": key, **WHOLE.get(table, {}), **values}])
            if on is not None:
                act.add(FinalPaper, plot_id=key, determination_id=made, level="province", document="文", on=on)
        return int(made)

    return write
