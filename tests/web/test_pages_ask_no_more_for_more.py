"""Every page without a parameter, and those of one thing, ask the database as often for sixty rows as for six: by their
addresses alone, as a browser asks them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import made_doing as doing
import made_right as right
from made_books import TOWNSHIPS, Given, issue
from made_cases import Enforcing
from made_handover import hand
from made_returns import CELLS
from weipian.cli.dialogs import Dialogs

pytestmark = pytest.mark.requirement("F4")
FEW, MANY = 6, 60
DAY = date(2023, 10, 9)
OF_ONE = (
    "patches/P00", "plots/P00", "review/1/", "review/1/hear", "review/1/minutes", "returns/P00/", "right/P00/",
    "cases/案P00号/", "handovers/1/", "objections/1/", f"acceptance/{TOWNSHIPS[0]}/", "ratio/open/numerator/",
    "leader/county-unlawful-after/", "closing/month/2023-08/", "find/?q=P",
)  # fmt: skip
PEOPLE = ("clerk", "administrator")
"""One of them is let in everywhere."""


class Grown(Enforcing):
    """Nothing is determined from the beginning."""

    def determined(self, words: Any) -> None:
        if set(words) <= {one.number for one in self.patches}:
            super().determined(words)

    def grow(self, numbers: Sequence[str], batch: str) -> None:
        """Of each plot: an order, a case, a handover, a check from above, an objection, a place on the agenda."""
        from weipian.programme.determination.review.convening import put_on_agenda
        from weipian.programme.inspection.acts.assigning import Giving, assign
        from weipian.programme.submission.acts.filling import fill

        places = {one: TOWNSHIPS[at % 2] for at, one in enumerate(numbers)}
        issue(self.clerk, [Given(one, place) for one, place in places.items()], batch)
        self.patches = (*self.patches, *map(Given, numbers))
        assign(self.clerk, [Giving(one, place) for one, place in places.items()], doing.DAY)
        put_on_agenda(self.clerk, "HS-1", numbers)
        self.determined(dict.fromkeys(numbers, "unlawful_new"))
        fill(self.clerk, numbers, CELLS, doing.DAY)
        right.order(self.clerk, *numbers)
        hand(self.clerk, numbers)
        for one in numbers:
            doing.checked_above(self.clerk, one)
            self.open(f"案{one}号", one)
            objected(self.clerk, one)


def objected(desk: Any, plot: str) -> None:
    from weipian.programme.report.objection.raising import Raising, raise_objection
    from weipian.terms.objection import ObjectedTo

    raise_objection(desk, Raising(plot, ObjectedTo.AREA, "面积不对", date(2023, 9, 7), "当事人甲"))


def test_a_page_asks_no_more_for_more(tmp_path: Path) -> None:
    from weipian.web import bringing
    from weipian.web.application import application

    county = Grown(tmp_path / "county", (Given("Z1"),))
    doing.convened(county.clerk, "HS-1")
    numbers = [f"P{at:02}" for at in range(MANY)]
    county.grow(numbers[:FEW], "202309")
    bringing.bring()
    application(county.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=DAY)
    few = asked()
    county.grow(numbers[FEW:], "202310")
    many = asked()
    assert len(few) > len(OF_ONE)
    more = {page: f"{few[page][0]} → {many[page][0]}" for page in few if many[page][0] > few[page][0]}
    assert more == {}
    grown = [page for page in few if many[page][1] > few[page][1]]
    assert {"/", "/patches/", "/right/", "/cases/", "/handovers/", "/objections/", "/returns/"} <= set(grown)


def asked() -> dict[str, tuple[int, int]]:
    """By page, how often the database is asked and how long the answer is."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from weipian.web.urls import TABLE

    pages = [f"/{one.path}" for one in TABLE if one.label and "<" not in one.path] + [f"/{one}" for one in OF_ONE]
    found: dict[str, tuple[int, int]] = {}
    for name in PEOPLE:
        browser = Client()
        assert browser.post("/login", {"as": name}).status_code == 302
        for page in (page for page in pages if page not in found):
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(page)
            if answer.status_code == 200:
                found[page] = (len(queries), len(answer.content))
    assert set(pages) - set(found) == set()
    return found
