"""The self-check reads the books: opinions, marks' reasons, party, plots that lie on one another. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import issue, outline, proposal_row
from made_returns import CELLS, DAY, UNCHANGED, as_person, county, numbered
from weipian.terms.acting import Act
from weipian.terms.inspection import Mark
from weipian.terms.words import Category, GateName

pytestmark = pytest.mark.requirement("C4", "B6", "B7")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def row(desk: Any, plot: str = "P1") -> Any:
    from weipian.programme.submission.acts.loading import here

    return here(desk.policy)[plot].row


def codes(desk: Any, *plots: str) -> dict[str, set[str]]:
    from weipian.programme.submission.acts.loading import findings, here

    told = findings(desk.policy, here(desk.policy), plots)
    return {plot: {one.code for one in found} for plot, found in told.items()}


def fill(desk: Any, *plots: str) -> None:
    from weipian.programme.submission.acts.filling import fill as filled

    filled(desk, plots, CELLS, DAY)


def test_an_opinion_at_a_gate_comes_from_the_books(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import GateOpinion, Plot, Proposal

    asked = {"gate": "A", "certain": True, "rule": "gates.A.cultivated", "measured_mu": "60.0000"}
    plot = Plot.objects.get(number="P1")
    with acting(desk, Act.PROPOSED, "plots") as act:
        old = Proposal.objects.get(plot=plot, current=True).id
        act.replace(Proposal, [old], [{**proposal_row(UNCHANGED, plot.id), "gates": [asked]}])
    fill(desk, "P1")
    assert "gate_a_opinion" in codes(desk, "P1")["P1"]
    basis = {"gates.A.cultivated": "60.0000", "unknown": ""}
    with acting(as_person(desk, "reviewer"), Act.OFFICE_OPINION_GIVEN, "opinion") as act:
        said = {"present": "甲、乙", "opinion": "属实", "responsible": "丁", "basis": basis}
        on = date(2023, 8, 10)
        act.add(GateOpinion, patch_id=plot.patch_id, gate="A", day=on, account_id=desk.actor.account, **said)
    (gate,) = row(desk).gates
    assert (gate.name, gate.opinion, gate.by, gate.on, gate.members) == (GateName.A, True, "丁", on, 2)
    assert not codes(desk, "P1")["P1"] & {"gate_a_opinion", "gates_before_review"}


def test_a_reason_for_a_mark_comes_from_the_books(desk: Any) -> None:
    from weipian.programme.inspection.acts.marking import Marking, mark

    mark(desk, ["P1"], Marking(Mark.NONFARM_CONVERSION, False, "查明为设施农业", DAY))
    assert row(desk).reasons == {"nonfarm_conversion": "查明为设施农业"}
    assert row(desk, "P2").reasons == {}


def test_plots_on_the_same_ground_are_told_and_a_continuing_change_is_not(tmp_path: Path) -> None:
    here = outline(3, "x")
    one, other = (replace(given, wkb=here) for given in numbered(2))
    desk = county(tmp_path / "county", [one, other, *numbered(3)[2:]])
    later = replace(one, number="C1", category=Category.CONTINUING_CHANGE)
    issue(desk, [replace(later, wkb=here)], batch="202309", issued=date(2023, 9, 1))
    found = codes(desk, "P1", "P2", "P3")
    assert {plot: "no_overlap" in told for plot, told in found.items()} == {"P1": True, "P2": True, "P3": False}
    assert "no_overlap" not in codes(desk, "C1")["C1"]


def test_before_a_plot_is_filed_it_lacks_nothing_that_only_a_return_can_say(tmp_path: Path) -> None:
    desk = county(tmp_path / "bare", papers=False)
    from weipian.office.closing.checking import codes_of
    from weipian.store.queries.ledger import lines

    assert codes_of(desk.policy, lines()) == {}
    fill(desk, "P1")
    found = codes_of(desk.policy, lines())
    assert found.keys() == {"P1"}
    assert {"dossier_papers", "inspection_papers"} <= set(found["P1"])


def test_the_number_of_questions_does_not_grow(desk: Any, tmp_path: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill(desk, "P1")
    counts = []
    for plots in (("P1",), ("P1", "P2")):
        with CaptureQueriesContext(connection) as asked:
            codes(desk, *plots)
        counts.append(len(asked))
    assert counts[0] == counts[1]
