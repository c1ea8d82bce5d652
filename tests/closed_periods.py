"""Closed periods as tests ask for them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from made_books import SOME, issue, made_desk
from made_closing import determination, work
from weipian.terms.acting import Act
from weipian.terms.closing import PeriodKind

MONTH = PeriodKind.MONTH
OPINION = {"定性准确": "准", "查处整改真实": "真", "举证齐备": "齐", "数据准确规范": "规范"}


def frozen(desk: Any, key: str = "2023-08", kind: PeriodKind = MONTH, version: int | None = None) -> str:
    from weipian.office.closing.asked import shown

    return json.dumps(shown(desk, kind, key, version).frozen, ensure_ascii=False)


def restated(desk: Any, key: str = "2023-08", kind: PeriodKind = MONTH) -> list[Any]:
    from weipian.office.closing.asked import shown

    return list(shown(desk, kind, key).restated)


def redetermine(desk: Any, plot: str, **other: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot

    key = Plot.objects.get(number=plot).id
    old = Determination.objects.get(plot_id=key, current=True).id
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.replace(Determination, [old], [determination(key, **other)])


def county(folder: Path) -> Any:
    """Five patches of 2023-07-05, worked on."""
    made = made_desk(folder)
    issue(
        made,
        [replace(one, cultivated_um2=one.cultivated_um2 or 1_000_000_000) for one in SOME],
        "202307",
        date(2023, 7, 5),
    )
    work(made)
    return made
