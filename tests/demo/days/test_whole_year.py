"""The end of the whole year: books, log and quota say the same, and so does a recount beside them."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from demo.days import recount
from lived_year import Year, asked
from weipian.terms.words import Measure, Outcome

END = "2024-02-05"
CENT = Fraction(1, 100)
"""㎡."""
Years = Callable[[str, str], Year]


def told(county: Path) -> dict[str, dict[str, str]]:
    """The story's table of what was to be put right."""
    text = (county / "虚构数据_会审结果.csv").read_text(encoding="gb18030")
    return {row["图斑编号"]: row for row in csv.DictReader(text.splitlines()) if row["整改措施"]}


def by_number(log: dict[str, list[dict[str, Any]]], table: str) -> dict[str, dict[str, Any]]:
    numbers = {row["id"]: row["number"] for row in log["plot"]}
    return {numbers[row["plot_id"]]: row for row in log[table]}


@pytest.mark.requirement("E1", "F4")
def test_ratio_and_open_land_are_those_of_a_recount(year: Year, ledger: list[dict[str, Any]]) -> None:
    ratio = asked(year, "ratio")
    for name, (above, below) in recount.ratios(ledger).items():
        block = ratio["townships"][name] if name else ratio["county"]
        assert abs(above - Fraction(block["after"]["numerator_mu"]) * recount.MU) <= CENT, name
        assert abs(below - Fraction(block["after"]["denominator_mu"]) * recount.MU) <= CENT, name
    opened = asked(year, "ratio", "--open", "numerator")
    own = sum((Fraction(row["area_mu"]) for row in opened["plots"]), Fraction(0))
    assert abs(recount.open_unlawful(ledger) - own * recount.MU) <= CENT
    assert abs(Fraction(opened["total_mu"]) - own) * recount.MU <= CENT


@pytest.mark.requirement("D1")
def test_every_outcome_is_the_story_s_and_came_by_acts(log: dict[str, list[dict[str, Any]]], county: Path) -> None:
    """Measures, orders, outcomes, days; the only one whose day the books do not keep is what nobody has accepted."""
    kept, orders = by_number(log, "rectification"), by_number(log, "rectification_order")
    for plot, row in told(county).items():
        mine = kept[plot]
        assert mine["measure"] == Measure.read(row["整改措施"]).value == orders[plot]["measure"]
        assert mine["ordered"] == row["整改通知日期"] == orders[plot]["day"], plot
        assert mine["outcome"] == (Outcome.read(row["整改结果"]).value if row["整改结果"] else ""), plot
        if mine["outcome"] != Outcome.RECULTIVATED_UNACCEPTED.value:
            assert (mine["outcome_on"] or "") == row["结果日期"], plot


@pytest.mark.requirement("D1", "D2", "D3", "D6", "D7", "E4", "E5")
def test_from_the_log_alone(log: dict[str, list[dict[str, Any]]], county: Path) -> None:
    """Determinations, orders, what is in place; cases; what came too late, and what was taken back."""
    story = told(county)
    done = Counter(row["整改结果"] for row in story.values())
    placed = {row["plot_id"] for row in log["right_in_place"]}
    assert len(placed) == done["已拆除复耕到位"]
    assert len(log["right_in_place"]) == len(placed) + 1  # one in two parts
    granted = [row for row in log["later_approval"] if row["stage"] == "granted"]
    assert len(granted) == done["已补办用地手续"]
    assert [row["ticked"] for row in granted if row["linked"]] == [1]
    words = Counter(row["determination"] for row in log["determination"])
    orders = {row["plot_id"] for row in log["rectification_order"]}
    unlawful = {row["plot_id"] for row in log["determination"] if row["conclusion"] == "unlawful"}
    assert words["unlawful_new"] == len(story)
    assert orders <= unlawful
    assert len(unlawful - orders) == 1  # what was left without a case
    decided = {row["plot_id"]: row["day"] for row in log["case_move"] if row["step"] == "decided"}
    applied = {row["plot_id"]: row["day"] for row in log["later_approval"]}
    assert all(decided[plot] <= applied[plot] for plot in applied)
    last = {row["case_id"]: row["step"] for row in sorted(log["case_move"], key=lambda row: row["turn"])}
    assert Counter(last.values()) == {"closed": len(granted) + 2, "referral_ended": 1}
    assert {row["how"] for row in log["case_less"]} == {"not_opened", "uncased"}
    assert all(row["receipt"] for row in (*log["referral"], *log["accountability_referral"]))
    late = [row for row in log["handover_answer"] if row["day"] > "2023-12-31"]
    assert len(late) == len(log["handover_reminder"]) > 0
    assert {row["state"] for row in log["letter"]} == {"replied", "received"}
    assert Counter(row["state"] for row in log["mechanism"]) == {"decided": 2, "lifted": 2}
    assert {row["appraisal"] for row in log["township_acceptance"]} == {"passed", "not_passed"}
    (started,) = log["township_start"]
    assert len(json.loads(started["papers"])) == 4


@pytest.mark.requirement("B9", "B11", "D1")
def test_the_late_are_those_of_a_recount(year: Year, log: dict[str, list[dict[str, Any]]]) -> None:
    listed = asked(year, "right", "list", "--done", "--today", END)["plots"]
    late = {row["plot"] for row in listed if row["late"] and row["ordered"]}
    assert late == recount.late_plots(log, date.fromisoformat(END))
    assert "4599LP230600025" in late
    failed = {row["plot"] for row in listed if row["state"] == "failed"}
    assert failed == {"4599LP230600025"}
    assert Counter(row["result"] for row in log["upper_application_answer"]) == {"passed": 2, "failed": 1}


@pytest.mark.requirement("D4")
def test_the_quota_books_fit_but_for_one_notice(year: Year, log: dict[str, list[dict[str, Any]]]) -> None:
    """What is frozen, released, debited by the notices; the one gap is what the one notice says too much."""
    book = recount.quota(log)
    places = asked(year, "quota", "book", "--as-of", END)["places"]
    for place in places:
        for account in ("frozen", "debited"):
            kept = Fraction(place["noticed"][account]["quantity"]["known"]) * recount.MU
            assert abs(kept - book.get((place["township"], account), Fraction(0))) <= CENT
    moved = recount.moved(log)
    assert moved["freeze"] - moved["release"] - moved["debit"] == sum(
        (size for (_, account), size in book.items() if account == "frozen"), Fraction(0)
    )
    gaps = [gap for gap in asked(year, "quota", "gap", "--as-of", END)["gaps"] if gap["size"] == "quantity"]
    assert {(gap["township"], gap["account"], gap["difference"]) for gap in gaps} == {
        ("星原镇", "frozen", "+0.5000"),
        (None, "frozen", "+0.5000"),
    }


@pytest.mark.requirement("E1", "E2")
def test_states_and_sums_are_those_of_a_recount(year: Year, ledger: list[dict[str, Any]]) -> None:
    shown = Counter(row["state"] for row in asked(year, "patches", "list")["patches"])
    assert sorted(shown.values()) == sorted(recount.by_state(ledger).values())


@pytest.mark.requirement("E3")
def test_two_townships_stay_over_the_line_and_one_comes_back(year: Year) -> None:
    course = asked(year, "ratio", "--history", "--to", END)["townships"]
    over = {name: [point["in_scope"] for point in points] for name, points in course.items()}
    assert {name for name, points in over.items() if points[-1]} == {"麦浪乡", "枫峪乡"}
    assert any(over["砚溪镇"])
    assert not over["砚溪镇"][-1]
    last = course["砚溪镇"][-1]["after"]
    assert Fraction("0.14") < Fraction(last["numerator_mu"]) / Fraction(last["denominator_mu"]) < Fraction("0.15")


@pytest.mark.requirement("D7")
def test_the_objection_was_right_and_put_right_by_a_review(year: Year, log: dict[str, list[dict[str, Any]]]) -> None:
    (one,) = asked(year, "object", "list", "--today", END)["objections"]
    assert one["stands"] == "corrected"
    (upheld,) = (row for row in log["objection_step"] if row["kind"] == "answered")
    assert upheld["result"] == "upheld"
    (now,) = (row for row in log["determination"] if row["review"] == "会审2023-11改")
    assert now["determination"] == "other_use"
    reviews = {row["number"]: row for row in log["review"]}
    assert reviews["会审2023-11改"]["corrects_id"] == reviews["会审2023-11"]["id"]


@pytest.mark.requirement("A2")
def test_another_pack_shows_which_plots_and_figures_change(years: Years, tmp_path: Path) -> None:
    """A line of 4 亩 and 14 %, and what is torn down but not accepted leaves the numerator."""
    lived = years("", END)
    ledger = recount.ledger_rows(lived.folder.parent / "ledger.xlsx")
    law = tmp_path / "law"
    shutil.copytree(Path(str(files("weipian") / "law")), law)
    pack = law / "2023" / "ziyuan" / "ratio.toml"
    text = pack.read_text(encoding="utf-8")
    text = changed(text, "ratio.township.area", "value = 5", "value = 4")
    text = changed(text, "ratio.township.ratio", "value = 0.15", "value = 0.14")
    key = "ratio.counts.unlawful_new.recultivated_unaccepted"
    pack.write_text(changed(text, key, '["numerator", "denominator"]', '["denominator"]'), encoding="utf-8")
    words = ("policy", "diff", "demo-2023", "demo-2023", "--outcomes", "--law", str(law))
    found = asked(lived, *words)["outcomes"]
    waiting = {row["plot"] for row in ledger if row["outcome"] == "已拆除复耕待验收"}
    assert {row["plot"] for row in found["counted"]} == waiting == {"4599LP230600025"}
    assert {row["scope"] for row in found["scope"]} == moved_scopes(ledger) == {"砚溪镇", "鹭泽乡"}
    (car_park,) = (row for row in found["ratio"] if row["scope"] == "榕岚镇")
    less = Fraction(car_park["a"]["after"]["numerator_mu"]) - Fraction(car_park["b"]["after"]["numerator_mu"])
    assert less * recount.MU == sum(recount.square_metres(row) for row in ledger if row["plot"] in waiting)
    assert found["proposals"] == []


def moved_scopes(ledger: list[dict[str, Any]]) -> set[str]:
    """Townships that reach the one line only; what waits for acceptance is out of the second numerator."""
    found = set()
    for name, (above, below) in recount.ratios(ledger).items():
        waits = [
            recount.square_metres(row)
            for row in ledger
            if row["township"] == name and row["outcome"] == "已拆除复耕待验收"
        ]
        less = above - sum(waits, Fraction(0))
        one = above >= max(5 * recount.MU, Fraction("0.15") * below)
        other = less >= max(4 * recount.MU, Fraction("0.14") * below)
        if name and one != other:
            found.add(name)
    return found


def changed(text: str, key: str, was: str, now: str) -> str:
    """The value of one key of a pack written anew."""
    head, rest = text.split(f"[{key}]\n", 1)
    assert rest.lstrip().startswith(was) or was in rest.split("\n", 1)[0]
    return f"{head}[{key}]\n{rest.replace(was, now, 1)}"
