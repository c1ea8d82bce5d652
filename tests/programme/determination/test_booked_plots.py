"""Proposals on booked facts: anew only where an input is newer, gates of the whole patch, nothing lowered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from made_books import as_clerk_of, clean
from made_ground import ground_desk, write_site
from weipian.policy.policy import RECONSTRUCTED
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.words import Conclusion

SEEN = {
    "inspected": "2023-08-05",
    "changed": "1",
    "actual_use": "住宅",
    "construction_start": "2023-05-01",
    "suspected_unlawful": "1",
    "new_building": "1",
    "systems_searched": "1",
    "photos": "4",
}


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = ground_desk(tmp_path)
    from weipian.programme.overlay.acts.measuring import overlay_plots

    overlay_plots(desk)
    return desk


def proposed(desk: Any, *names: str, every: bool = False) -> dict[str, Any]:
    from weipian.office.proposing import gates_asked
    from weipian.programme.determination.acts import propose_plots

    return {one.case.plot: one for one in propose_plots(desk, names, gates_asked(), every=every)}


def near(one: str | None, other: str | None) -> bool:
    return one == other or abs(float(one or "nan") - float(other or "nan")) <= 0.0001


@pytest.mark.requirement("C1")
def test_unseen_is_in_doubt_and_only_changed_inputs_are_asked_again(desk: Any) -> None:
    from weipian.store.models import Proposal, Standing

    first = proposed(desk)
    assert {one.proposal.conclusion for one in first.values()} == {Conclusion.IN_DOUBT}
    assert all(one.proposal.notice == RECONSTRUCTED for one in first.values())
    assert proposed(desk) == {}
    write_site(desk, "T1", **SEEN)
    assert set(proposed(desk)) == {"T1"}
    assert Proposal.objects.filter(plot__number="T1").count() == 2
    assert Proposal.objects.get(plot__number="T1", current=True).event > Proposal.objects.first().event
    assert Standing.objects.get(number="T1").state == "proposed"
    assert set(proposed(desk, every=True)) == {"T1", "T2", "T3"}
    assert clean(desk)


@pytest.mark.requirement("A4")
def test_an_answer_names_the_layer_version_and_an_unreadable_fact_is_told(desk: Any) -> None:
    write_site(desk, "T1", **{**SEEN, "changed": "也许"})
    one = proposed(desk, "T1")["T1"]
    assert any("实地是否变化" in doubt for doubt in one.doubts)
    fields = [field for finding in one.answer()["findings"] for field in finding["fields"]]
    assert any("用地批准红线 第1版" in field["source"] for field in fields)


@pytest.mark.requirement("B11", "B13")
def test_a_look_up_booked_later_counts_against_the_layer(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.store.acting import acting
    from weipian.store.models import Approval, Measurement

    write_site(desk, "T1", **SEEN)
    proposed(desk)
    with acting(desk, Act.RECORD_KEPT, "approval:批1") as act:
        act.add(Approval, number="批1", in_systems=False)
    again = proposed(desk)
    assert set(again) == {"T1"}
    flags = [f["value"] for one in again["T1"].answer()["findings"] for f in one["fields"] if f["name"] == "in_systems"]
    assert set(flags) <= {"false", ""}
    assert overlay_plots(desk).measured == ("T1",)
    detail = json.loads(Measurement.objects.get(plot__number="T1", kind="approval_boundary", current=True).detail)
    assert "confirmed" not in detail


@pytest.mark.requirement("B11")
def test_cutting_a_patch_changes_no_gate(desk: Any) -> None:
    """Gate B asks the whole patch that is to be recultivated; its parts are each under the line, together over it."""
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.acts.splitting import split_plot
    from weipian.store.acting import acting
    from weipian.store.models import Plot, PuttingRight

    def measure(*numbers: str) -> None:
        keys = Plot.objects.filter(number__in=numbers).values_list("id", flat=True)
        with acting(desk, Act.LEDGER_IMPORTED, "x") as act:
            act.add_many(PuttingRight, [{"plot_id": key, "measure": "demolish_and_recultivate"} for key in keys])

    write_site(desk, "T1", **SEEN)
    measure("T1")
    whole = proposed(desk)["T1"].gates
    assert {gate["gate"] for gate in whole} == {"A", "B", "C"}  # A: nobody has looked for redlines
    split_plot(desk, "T1", "approval", None)
    overlay_plots(desk)
    measure("T1-1", "T1-2")
    parts = proposed(desk)
    assert set(parts) == {"T1-1", "T1-2"}
    for one in parts.values():
        assert [(gate["gate"], gate["certain"]) for gate in one.gates] == [(g["gate"], g["certain"]) for g in whole]
        for mine, before in zip(one.gates, whole, strict=True):
            assert near(mine["measured_mu"], before["measured_mu"])


@pytest.mark.requirement("A3")
def test_a_later_state_is_not_lowered_and_roles_are_asked(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    key = Plot.objects.get(number="T1").id
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plot:T1") as act:
        act.change(Plot, key, state="determined")
    proposed(desk)
    assert Plot.objects.get(number="T1").state == "determined"
    with pytest.raises(InputError) as caught:
        proposed(as_clerk_of(desk, "星原镇"))
    assert caught.value.code == "act_not_of_role"
