"""A year's history of three thousand plots out of the books: two seconds of the processor at most."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, issue
from made_history import FIRST, Clock
from weipian.terms.account import By
from weipian.terms.acting import Act

PLOTS, BATCH, LAST = 3_000, 60, date(2024, 1, 20)
WORDS = ("unlawful_new", "lawful_new", "other_use", "undetermined")


def determined(dice: random.Random, day: date) -> dict[str, object]:
    return {"review": "HS", "determination": dice.choice(WORDS), "reviewed": day}


def put_right(dice: random.Random, day: date) -> dict[str, object]:
    return {"outcome": dice.choice(["", "recultivated"]), "outcome_on": day}


def write_a_year(desk: Any, clock: type[Clock]) -> None:
    """Every plot filed, determined twice and put right in two steps, on fifty days."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Filed, Plot, PuttingRight

    dice = random.Random(4)
    issue(desk, [Given(f"B{k:04d}", TOWNSHIPS[k % 2]) for k in range(PLOTS)], "202309", FIRST)
    keys = list(Plot.objects.filter(number__startswith="B").order_by("id").values_list("id", flat=True))
    for at in range(0, PLOTS, BATCH):
        clock.at = FIRST + timedelta(days=at // BATCH * 3)
        own = keys[at : at + BATCH]
        with acting(desk, Act.LEDGER_IMPORTED, "import") as act:
            areas = [{"plot_id": key, "areas": {"cultivated": f"{dice.randrange(900)}.5"}, "marks": {}} for key in own]
            act.add_many(Filed, areas)
            for model, values in (
                (Determination, determined),
                (PuttingRight, put_right),
            ):
                old = act.add_many(model, [{"plot_id": key, **values(dice, clock.at)} for key in own])
                act.replace(model, old, [{"plot_id": key, **values(dice, clock.at)} for key in own])


@pytest.mark.requirement("F4")
@pytest.mark.parametrize("database", [pytest.param("", id="sqlite")], indirect=True)
def test_three_thousand_plots_take_two_seconds_of_the_processor(desk: Any, clock: type[Clock]) -> None:
    from weipian.office.account.by_day import WHOLE, Days, course, course_json

    write_a_year(desk, clock)
    for by in By:
        start = time.process_time()
        found = course(desk, Days(FIRST, LAST, by))
        answer = course_json(found)
        used = time.process_time() - start
        assert len(found.points[WHOLE]) > PLOTS / BATCH - 2
        assert answer["county"]
        assert used < 2, (by, used)
