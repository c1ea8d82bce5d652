"""Parts of a plot: each counts for itself, together never more than the plot; the ratio has one row a part."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from edited_ledger import exported, take, write_cells
from made_right import (
    APPROVAL,
    DAY,
    DEMOLISH,
    confirm,
    leader,
    mayor,
    mu,
    order,
    part,
    proven,
    right_desk,
    right_of,
    self_accept,
    undo,
)
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.rectification import RecordKind
from weipian.terms.words import Outcome

pytestmark = pytest.mark.requirement("D1", "C5")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = right_desk(tmp_path / "county")
    order(made)
    return made


def rows(desk: Any) -> dict[str, tuple[Fraction, Outcome]]:
    from weipian.office.ledger.counting import counting
    from weipian.store.queries.ledger import lines

    every = counting(lines(desk.sight))
    return {one.plot: (one.cultivated, one.outcome) for one in every if one.plot.startswith("P1")}


def test_each_part_counts_for_itself(desk: Any, tmp_path: Path) -> None:
    whole = Fraction(mu(3), 1_000_000) / Fraction(2000, 3)
    part(desk, "P1", "东块", "1.25")
    part(desk, "P1", "西块", "0.75", APPROVAL)
    assert rows(desk) == {
        "P1#东块": (Fraction("1.25"), Outcome.NONE),
        "P1#西块": (Fraction("0.75"), Outcome.NONE),
        "P1": (whole - 2, Outcome.NONE),
    }
    scan = proven(desk, tmp_path)
    with refuses("right_name_part"):
        self_accept(mayor(desk), scan)
    with refuses("right_part_unknown"):
        self_accept(mayor(desk), scan, part="南块")
    with refuses("right_by_approval"):
        self_accept(mayor(desk), scan, part="西块")
    self_accept(mayor(desk), scan, part="东块")
    assert rows(desk)["P1#东块"][1] is Outcome.RECULTIVATED_UNACCEPTED
    confirm(leader(desk), part="东块")
    assert rows(desk)["P1#东块"][1] is Outcome.RECULTIVATED
    assert (rows(desk)["P1"][1], right_of()["outcome"]) == (Outcome.IN_PROGRESS, Outcome.IN_PROGRESS.value)
    assert sums(desk) == (Fraction(mu(3), 1_000_000) / Fraction(2000, 3) - Fraction("1.25"))
    assert undo(desk) is RecordKind.IN_PLACE
    assert rows(desk)["P1#东块"][1] is Outcome.RECULTIVATED_UNACCEPTED


def sums(desk: Any) -> Fraction:
    """The unlawful land of P1 that is left in the numerator: what was written down alone is deducted."""
    done = (Outcome.RECULTIVATED, Outcome.RETROSPECTIVE_APPROVAL)
    return sum((area for area, outcome in rows(desk).values() if outcome not in done), Fraction(0))


def test_all_parts_settled_settle_the_plot(desk: Any, tmp_path: Path) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.plots import plots_here, plots_named
    from weipian.programme.rectification.standing import restand, settle_part
    from weipian.store.acting import acting

    part(desk, "P1", "东块", "1")
    whole = f"{Fraction(mu(3), 1_000_000) / Fraction(2000, 3) - 1}"
    part(desk, "P1", "西块", whole, APPROVAL)
    self_accept(mayor(desk), proven(desk, tmp_path), part="东块")
    confirm(leader(desk), part="东块")
    assert right_of()["outcome"] == Outcome.IN_PROGRESS.value
    every = plots_here(desk)
    for number in every:  # what an act on one plot reads is what all the books say of it
        assert plots_named(desk, [number])[number] == every[number]
    assert plots_named(desk, ["P999"]) == {}
    plot = every["P1"]
    west = next(one for one in plot.records.parts if one.name == "西块")
    with acting(desk, Act.RETROSPECTIVE_GRANTED, "plot") as act:
        on = date(2023, 10, 20)
        settle_part(act, west, Outcome.RETROSPECTIVE_APPROVAL, outcome_on=on)
        restand(act, desk.policy, [plot.standing])
        follow(act, desk.policy, [plot.line.id])
    assert (right_of()["outcome"], right_of()["outcome_on"]) == (Outcome.RETROSPECTIVE_APPROVAL.value, on)


def test_parts_are_never_more_than_the_plot_exactly(desk: Any) -> None:
    whole = Fraction(mu(3), 1_000_000) / Fraction(2000, 3)
    part(desk, "P1", "东块", "2")
    with refuses("right_part_too_large"):
        part(desk, "P1", "西块", f"{whole - 2 + Fraction(1, 10**9)}")
    part(desk, "P1", "西块", f"{whole - 2}")
    part(desk, "P1", "东块", "1.5")
    assert {name: area for name, (area, _) in rows(desk).items()} == {
        "P1#西块": whole - 2, "P1#东块": Fraction("1.5"), "P1": Fraction("0.5"),
    }  # fmt: skip
    assert undo(desk) is RecordKind.PART
    assert rows(desk)["P1#东块"][0] == 2
    with refuses("right_part_nothing"):
        part(desk, "P1", "空", "0")
    with refuses("right_no_order"):
        part(desk, "P2", "东块", "1")
    with refuses("right_before_order"):
        part(desk, "P1", "东块", "1", day=date(2023, 8, 1))
    order(desk, "P4")
    with refuses("right_area_unknown"):
        part(desk, "P4", "东块", "1")
    with refuses("act_not_of_role"):
        part(mayor(desk), "P1", "东块", "1")


@pytest.mark.requirement("B11")
def test_the_gates_ask_what_the_measure_concerns(desk: Any) -> None:
    """30 亩: B and C. With 18 of them approved instead, 12 are demolished: C alone. With 21, nothing."""
    from weipian.office.inspecting.gates import gates_now

    def fire() -> list[str]:
        return [one["gate"] for one in gates_now(desk.policy)(["P3"])["P3"] if one["gate"] in "BC"]

    order(desk, "P3")
    assert fire() == ["B", "C"]
    part(desk, "P3", "甲", "18", APPROVAL, farmland="0", redline="0")
    assert fire() == ["C"]
    part(desk, "P3", "乙", "3", APPROVAL)
    assert fire() == []
    order(desk, "P3", measure=APPROVAL, number="二号")
    assert fire() == []
    part(desk, "P3", "丙", "9", DEMOLISH, farmland="5", redline="0")
    assert fire() == ["B", "C"]


@pytest.mark.requirement("F3")
def test_the_ledger_shows_the_parts_and_leaves_our_orders_alone(desk: Any, tmp_path: Path) -> None:
    from weipian.office.ledger.book import ledger_book

    part(desk, "P1", "东块", "1.25")
    book = ledger_book(desk, DAY)
    found = {one.plot: one.cultivated.mu for one in book.rows if one.plot.startswith("P1") and one.cultivated}
    assert found == {name: area for name, (area, _) in rows(desk).items()}
    path = exported(desk, tmp_path / "台账.xlsx")
    assert take(desk, path, dry_run=True).as_json(True)["refused"] == []
    write_cells(path, {"P1": {"outcome": "已拆除复耕到位"}, "P2": {"measure": "拆除复耕"}})
    taken = take(desk, path).as_json(False)
    assert [one["code"] for one in taken["refused"]] == ["ledger_right_ordered"]
    assert [(one["plot"], one["field"]) for one in taken["edits"]] == [("P2", "measure")]
    assert right_of("P2")["measure"] == DEMOLISH.value
    write_cells(path, {"P1#东块": {"outcome": "已拆除复耕到位"}})
    assert "ledger_plot_unknown" in {one["code"] for one in take(desk, path).as_json(False)["refused"]}
