"""Dossiers are made in other processes: the same bytes wherever, no question to the books; a stop loses nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, clean
from made_review import County
from weipian.terms.acting import Act
from weipian.terms.errors import Cancelled
from weipian.work.progress import watching

pytestmark = [pytest.mark.requirement("D5"), pytest.mark.slow]
DAY = date(2023, 9, 6)


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path / "county", (Given("P1"), Given("P2"), Given("P3", TOWNSHIPS[1])))


def making(desk: Any, *names: str) -> Any:
    """One bundle of the plots with what is asked for."""
    from weipian.office.dossier.composing import Stamp
    from weipian.office.dossier.gathering import bundles
    from weipian.office.dossier.issuing import chosen_for
    from weipian.office.dossier.making import Making, Order

    every, chosen = chosen_for(desk, names, None)
    (bundle,) = bundles(desk, every, chosen, DAY)
    order = Order(Stamp(1, "1:abc", desk.workspace.id, DAY), "a key", "")
    return Making(bundle, (order,) * len(names))


def test_another_process_makes_the_same_bytes_and_asks_no_books(county: County) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.dossier.apart import ready
    from weipian.papers.pool import spread

    work, found = making(county.clerk, "P1", "P3"), []
    with CaptureQueriesContext(connection) as asked:
        own = work()
    assert not asked.captured_queries
    spread([work], lambda made, step: found.append(made), 2, ready=ready, processes=1)
    assert found == [own]
    assert [one.number for one in own] == ["P1", "P3"]
    assert own[0].draft.pdf.startswith(b"%PDF")


def test_more_dossiers_ask_no_more(county: County) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        making(county.clerk, "P1")
    with CaptureQueriesContext(connection) as many:
        making(county.clerk, "P1", "P2", "P3")
    assert len(many) == len(few)


def test_what_was_made_before_a_stop_is_booked_once_and_the_rest_follows(county: County, tmp_path: Path) -> None:
    from weipian.office.dossier.issuing import Run, chosen_for, issue_dossiers
    from weipian.store.models import DossierIssue, Event

    desk, said = county.clerk, list[str]()
    every, chosen = chosen_for(desk, (), None)

    def stop(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            raise Cancelled

    first, second = Run(), Run()
    with watching(stop), pytest.raises(Cancelled):
        issue_dossiers(desk, every, chosen, tmp_path / "out", DAY, first)
    assert [one.plot for one in first.done] == ["P1", "P2"]
    assert all(one.path.is_file() for one in first.done)
    assert Event.objects.filter(act=Act.DOSSIER_ISSUED.value).count() == 1, "both in one act"
    every, chosen = chosen_for(desk, (), None)
    issue_dossiers(desk, every, chosen, tmp_path / "out", DAY, second)
    assert [(one.plot, one.fresh) for one in second.done] == [("P1", False), ("P2", False), ("P3", True)]
    assert list(DossierIssue.objects.order_by("id").values_list("plot__number", "edition")) == [
        ("P1", 1), ("P2", 1), ("P3", 1),
    ]  # fmt: skip
    assert clean(desk)
