"""What stands beside the live ratio, its figures opened, and what is foreseen by the orders in the books."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, as_clerk_of, issue
from made_history import Clock, Pen
from weipian.policy import Policy, load
from weipian.policy.policy import law_folder
from weipian.terms.account import Figure, Scenario
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

TODAY = date(2023, 12, 10)


@pytest.fixture
def year(desk: Any, pen: Pen, clock: type[Clock]) -> Any:
    """P1 unlawful 6 亩 filed (3 measured), ordered; P2 lawful, final; P3 unlawful 40 亩, not accepted; P4 open."""
    clock.at = date(2023, 12, 1)
    pen("P1", "determination", determination="unlawful_new", reviewed=date(2023, 9, 5))
    pen("P1", "filed", areas={"cultivated": "6"})
    pen(
        "P1", "rectification", measure="demolish_and_recultivate", ordered=date(2023, 12, 1), outcome="in_progress",
        can_recultivate=True,
    )  # fmt: skip
    pen("P2", "determination", date(2023, 10, 9), determination="lawful_new", reviewed=date(2023, 9, 5), final=True)
    pen("P3", "determination", determination="unlawful_new", reviewed=date(2023, 9, 5))
    pen("P3", "filed", areas={"cultivated": "40"})
    pen(
        "P3", "rectification", measure="demolish_and_recultivate", ordered=date(2023, 10, 1),
        outcome="recultivated_unaccepted", can_recultivate=True,
    )  # fmt: skip
    return desk


def live(desk: Any) -> Any:
    from weipian.office.ledger.standing import ratio_now

    return ratio_now(desk, TODAY).answer


@pytest.mark.requirement("E1", "E2")
def test_self_judged_and_final_stand_apart_and_are_counted(year: Any) -> None:
    found = live(year)
    assert (found["basis"], found["not_final_plots"], found["as_of"]) == ("自判，待上级终判", 2, "2023-12-10")
    assert found["county"]["after"]["numerator_mu"] == "46.0000"
    final = found["final"]["county"]
    assert final["after"] == {"numerator_mu": "0.0000", "denominator_mu": "3.0000", "ratio": "0.000000"}
    assert (final["not_final_plots"], final["not_final_mu"], final["undetermined_mu"]) == (2, "46.0000", "46.0000")
    assert final["ratio_if_all_unlawful"] == "0.938776"
    assert found["final"]["townships"][TOWNSHIPS[1]]["not_final_plots"] == 1


@pytest.mark.requirement("E1")
def test_measured_land_stands_beside_with_the_plots_that_differ(year: Any) -> None:
    measured = live(year)["measured"]
    assert measured["county"]["after"]["numerator_mu"] == "6.0000"
    told = ("plot", "counted_mu", "measured_mu", "difference_mu")
    assert [tuple(one[name] for name in told) for one in measured["differing"]] == [
        ("P3", "40.0000", "3.0000", "37.0000"), ("P1", "6.0000", "3.0000", "3.0000"),
    ]  # fmt: skip


@pytest.mark.requirement("E3")
@pytest.mark.parametrize("township", [None, *TOWNSHIPS])
def test_every_figure_of_the_answer_opens_to_plots_that_add_up_to_it(year: Any, township: str | None) -> None:
    from weipian.office.account.opening import open_figure, opening_json

    found = live(year)
    block = found["county"] if township is None else found["townships"][township]
    wanted = {
        Figure.NUMERATOR: block["after"]["numerator_mu"], Figure.DENOMINATOR: block["after"]["denominator_mu"],
        Figure.NUMERATOR_BEFORE: block["before"]["numerator_mu"],
        Figure.DENOMINATOR_BEFORE: block["before"]["denominator_mu"],
        Figure.UNDETERMINED: block["undetermined_mu"],
    }  # fmt: skip
    for figure, text in wanted.items():
        opened: Any = opening_json(open_figure(year, figure, township))
        assert opened["total_mu"] == text
        assert sum(Fraction(one["area_mu"]) for one in opened["plots"]) == Fraction(text)
        assert all(one["rule"] and one["clause"] and one["because"] for one in opened["plots"])


def test_plots_whose_land_is_not_known_and_those_that_differ_open_too(year: Any) -> None:
    from weipian.office.account.opening import open_figure, opening_text

    unknown = open_figure(year, Figure.UNKNOWN)
    assert [(one.plot, one.area) for one in unknown.rows] == [("P4", None)]
    assert "面积未知" in opening_text(unknown)
    assert [one.plot for one in open_figure(year, Figure.DIFFERING).rows] == ["P3", "P1"]
    with pytest.raises(InputError):
        open_figure(as_clerk_of(year, TOWNSHIPS[0]), Figure.NUMERATOR, TOWNSHIPS[1])


@pytest.mark.requirement("E1")
def test_of_a_plot_on_an_earlier_patch_only_the_new_part_counts_and_who_counts_more_is_told(year: Any) -> None:
    from weipian.office.account.opening import open_figure
    from weipian.store.acting import acting
    from weipian.store.models import Measurement, Plot
    from weipian.terms.acting import Act

    with acting(year, Act.MEASURED, "all") as act:
        kind, key = LayerKind.EARLIER_PATCHES.value, Plot.objects.get(number="P1").id
        act.add(Measurement, plot_id=key, kind=kind, checked="found", area_um2=1_333_000_000)
    (one,) = live(year)["overlapping"]
    assert (one["plot"], one["overlap_mu"], one["new_part_at_most_mu"]) == ("P1", "1.9995", "1.5000")
    assert (one["counted_mu"], one["file_new_part"]) == ("6.0000", True)
    (row,) = open_figure(year, Figure.EARLIER).rows
    assert "请按新增部分填报" in row.because


@pytest.mark.requirement("E1", "E3")
def test_what_is_foreseen_follows_the_orders_and_promises_nothing(year: Any) -> None:
    from weipian.office.account.foreseen import forecast_json, forecast_now, forecast_text

    found: Any = forecast_json(forecast_now(year, TODAY))
    numerators = {
        name: one["county"]["after"]["numerator_mu"] for name, one in found["scenarios"].items()
    }  # fmt: skip
    assert numerators == {"optimistic": "0.0000", "by_promise": "40.0000", "as_it_stands": "46.0000"}
    (p1, p3) = found["scenarios"]["by_promise"]["plots"]
    assert (p1["plot"], p1["done"], p1["due"], p1["why"]) == ("P1", True, "2024-01-01", "in_time")
    assert (p3["plot"], p3["done"], p3["why"], p3["waits"]) == ("P3", False, "waits", ["已拆除复耕待验收"])
    text = forecast_text(forecast_now(year, TODAY))
    assert "不是承诺" in text
    assert "达到比例线" in text
    assert "安全" not in text


def test_what_rectification_knows_more_of_an_order_changes_what_is_foreseen(year: Any) -> None:
    from weipian.office.account.foreseen import forecast_now
    from weipian.office.account.under_way import Pending
    from weipian.store.models import Plot

    key = Plot.objects.get(number="P1").id
    more = {key: Pending(date(2023, 12, 20), ("市级核验",))}
    found = {one.scenario: one for one in forecast_now(year, TODAY, None, more).scenarios}
    answer = next(one for one in found[Scenario.PROMISE].answers if one.row.plot == "P1")
    assert answer.under_way is not None
    assert (answer.done, answer.why.value, answer.under_way.due) == (False, "waits", date(2023, 12, 20))


@pytest.mark.requirement("E3")
def test_whatif_uses_orders_that_run_to_their_own_due_date(year: Any) -> None:
    from weipian.office.ledger.standing import whatif_now

    found: Any = whatif_now(year, TOWNSHIPS[0], date(2023, 12, 28), "plots").answer
    assert found["running"] == {
        "P1": {"measure": "recultivate", "ordered": "2023-12-01", "due": "2024-01-01", "waits": []}
    }
    assert (found["measure"], found["open"]) == ({"P1": "recultivate"}, ["P1"])
    late: Any = whatif_now(year, TOWNSHIPS[0], date(2024, 1, 2), "plots").answer
    assert (late["reachable"], late["open"]) == (False, ["P1"])


@pytest.mark.requirement("A1")
def test_another_pack_replays_a_year_with_orders_and_changes_nothing(year: Any, tmp_path: Path) -> None:
    from weipian.office.outcomes import outcomes
    from weipian.office.outcomes_text import outcomes_text
    from weipian.store.queries.log import head_now

    a, b = year.policy, other_thresholds(tmp_path / "law")
    before = head_now()
    assert set(outcomes(year, a, a).as_json()["counts"].values()) == {0}  # type: ignore[attr-defined]
    found = outcomes(year, a, b)
    assert [(row["scope"], row["a"]["in_scope"], row["b"]["in_scope"]) for row in found.scope] == [  # type: ignore[index]
        (town, True, False) for town in TOWNSHIPS
    ]
    assert {row["plot"]: (row["a"]["numerator"], row["b"]["numerator"]) for row in found.counted} == {  # type: ignore[index]
        "P3": ("40.0000", "0.0000")
    }
    due = [row for row in found.duties if row["subject"] == "P1"]
    assert [(row["a"]["due"], row["b"]["due"]) for row in due] == [("2024-01-01", "2024-02-01")]  # type: ignore[index]
    assert {str(row["scope"]): (row["a"], row["b"]) for row in found.days}[TOWNSHIPS[0]] == (
        [["2023-09-05", "2023-12-01"]], []
    )  # fmt: skip
    text = outcomes_text(found, "甲", "乙")
    assert "达到比例线的日子不同" in text
    assert "2023-09-05 至" in text
    assert head_now() == before


def other_thresholds(root: Path) -> Policy:
    """The demo pack with a line of 50 亩, two months for recultivation, and works taken out before their acceptance."""
    shutil.copytree(str(law_folder()), root)
    for file, key, old, new in (
        ("ratio", "ratio.township.area", "5", "50"),
        ("rectification", "rectification.recultivate.period", "{ count = 1,", "{ count = 2,"),
        ("ratio", "ratio.counts.unlawful_new.recultivated_unaccepted", '["numerator", "denominator"]', "[]"),
    ):
        path = root / "2023" / "ziyuan" / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        before = f"[{key}]\nvalue = {old}"
        assert text.count(before) == 1
        path.write_text(text.replace(before, f"[{key}]\nvalue = {new}"), encoding="utf-8")
    return load("demo-2023", root)


@pytest.mark.requirement("E1", "E2")
def test_ground_that_an_earlier_patch_of_the_year_took_is_an_open_question_until_the_new_part_is_filed(
    year: Any, pen: Pen
) -> None:
    """Oracle: Q1 is the same square as P1, issued a month later, and counts 4 亩: nothing of it is new."""
    from weipian.office.account.opening import open_figure
    from weipian.office.account.told import live_text
    from weipian.store.models import Patch

    assert live(year)["overlapping"] == []
    assert live(year)["if_new_parts"] is None
    issue(year, (Given("Q1", wkb=bytes(Patch.objects.get(number="P1").wkb)),), "202309", date(2023, 9, 1))
    pen("Q1", "determination", determination="unlawful_new", reviewed=date(2023, 10, 5))
    pen("Q1", "filed", areas={"cultivated": "4"})

    answer = live(year)
    (one,) = answer["overlapping"]
    assert (one["plot"], one["earlier_patches"], one["file_new_part"]) == ("Q1", ["P1"], True)
    assert (one["counted_mu"], one["new_part_at_most_mu"]) == ("4.0000", "0.0000")
    numerator = Fraction(answer["county"]["after"]["numerator_mu"])
    alone = Fraction(answer["if_new_parts"]["county"]["after"]["numerator_mu"])
    assert numerator - alone == 4
    text = live_text(answer)
    assert "待定：1 个地块与以前的图斑重叠" in text
    assert "与 P1 重叠" in text
    assert "与 P1 重叠" in next(iter(open_figure(year, Figure.EARLIER).rows)).because

    pen("Q1", "filed", areas={"cultivated": "0"})
    answer = live(year)
    assert [each["file_new_part"] for each in answer["overlapping"]] == [False]
    assert answer["if_new_parts"] is None
    assert Fraction(answer["county"]["after"]["numerator_mu"]) == alone
    assert "待定" not in live_text(answer)
