"""All rows together: nothing twice, nothing lost, nothing counted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from made_rows import changed, codes, sound
from weipian.policy import load
from weipian.programme.submission.checking.asking import OF_SETS
from weipian.programme.submission.checking.row import Earlier, Overlap, Row, Split, Whole
from weipian.programme.submission.checking.rules import check
from weipian.terms.words import Category

pytestmark = pytest.mark.requirement("C4", "B4")
POLICY = load("demo-2023")
F = Fraction


def row(plot: str, changes: str = "", base: str = "合法建房", **more: Any) -> Row:
    """A sound row under its own number, with photos and an approval of its own."""
    found = changed(replace(sound(base), plot=plot, patch=more.pop("patch", plot), **more), changes)
    evidence = tuple(replace(one, sha256=f"{plot}-{place}") for place, one in enumerate(found.evidence))
    papers = tuple(replace(one, number=f"桂政土批〔2023〕{plot}号") for one in found.approvals)
    return replace(found, evidence=evidence, approvals=papers)


def told(*rows: Row, overlaps: tuple[Overlap, ...] | None = (), splits: tuple[Split, ...] = ()) -> dict[str, set[str]]:
    """Plot → codes."""
    findings = check(Whole(rows, overlaps, splits), POLICY).findings
    return {plot: codes(one for one in findings if one.plot == plot) for plot in {one.plot for one in findings}}


def test_two_sound_rows_are_told_nothing() -> None:
    assert told(row("1"), row("2")) == {}


def test_a_plot_stands_once() -> None:
    assert told(row("1"), row("1"), row("2")) == {"1": {"plot_once"}}


def halves() -> tuple[Row, Row]:
    half = (
        "filed.area=0.3; filed.cultivated=0.25; filed.other_farm=0.05;"
        "measured.area=0.3; measured.cultivated=0.25; townships.星原镇=0.3"
    )
    return row("1-1", half, patch="1", parent="1"), row("1-2", half, patch="1", parent="1")


BOTH = frozenset({"1-1", "1-2"})


def test_parts_make_up_the_patch() -> None:
    assert told(*halves(), splits=(Split("1", F("0.6"), BOTH),)) == {}
    assert told(*halves(), splits=(Split("1", F("0.62"), BOTH),)) == {}  # a last digit for each part
    lost = told(*halves(), splits=(Split("1", F("0.63"), BOTH),))
    assert lost == {"1-1": {"split_keeps_area"}, "1-2": {"split_keeps_area"}}


def test_a_patch_is_returned_by_all_its_parts_and_not_beside_them() -> None:
    one, two = halves()
    assert told(one, splits=(Split("1", F("0.6"), BOTH),)) == {"1-1": {"all_parts_returned"}}
    assert told(one, two, row("1"), splits=(Split("1", F("0.6"), BOTH),)) == {"1": {"whole_or_parts"}}


@pytest.mark.parametrize(("shared", "wrong"), [("0.05", False), ("0.0501", True)])
def test_plots_do_not_claim_the_same_ground(shared: str, wrong: bool) -> None:
    found = told(row("1"), row("2"), row("3"), overlaps=(Overlap("1", "2", F(shared)),))
    assert found == ({"1": {"no_overlap"}, "2": {"no_overlap"}} if wrong else {})


def test_nobody_has_looked_is_not_that_none_overlap() -> None:
    report = check(Whole((row("1"),), overlaps=None), POLICY)
    assert "no_overlap" not in report.with_verdict()
    assert "no_overlap" in check(Whole((row("1"),), overlaps=()), POLICY).with_verdict()


def test_a_continuing_change_counts_its_new_part_only() -> None:
    """四(一): 0.6 亩, of which 0.2 went into the ratio with the patch before: 0.4 are new."""
    on_it = (Overlap("1", "2", F("0.2")),)
    whole = row("2", category=Category.CONTINUING_CHANGE)
    again = replace(whole, earlier=(Earlier("1", F("0.2"), counted=True),))
    assert told(row("1"), again, overlaps=on_it) == {"2": {"continuing_counted_once"}}
    small = "filed.area=0.4; filed.cultivated=0.3; filed.other_farm=0.1"
    assert "continuing_counted_once" not in told(row("1"), changed(again, small), overlaps=on_it).get("2", set())
    not_counted = replace(whole, earlier=(Earlier("1", F("0.2"), counted=False),))
    assert told(row("1"), not_counted, overlaps=on_it) == {}
    unknown = replace(whole, earlier=(Earlier("1", F("0.2")),))
    assert told(row("1"), unknown, overlaps=on_it) == {}


def test_townships() -> None:
    two = {"星原镇": F("0.5"), "麦浪乡": F("0.1")}
    assert told(row("1", townships=two)) == {"1": {"cut_by_township"}}
    assert told(row("1", townships={"星原镇": F("0.55"), "麦浪乡": F("0.05")})) == {}
    assert told(row("1", townships={"麦浪乡": F("0.6")})) == {"1": {"township_agrees"}}
    assert told(row("1", townships=None)) == {}
    assert told(row("1", township="外县某镇", townships=None)) == {"1": {"township_known"}}
    assert told(row("1", township="", townships=None)) == {"1": {"township_known"}}


def test_one_review_does_not_last_for_weeks() -> None:
    late = row("2", reviewed=date(2023, 9, 20))
    assert told(row("1"), late) == {}
    assert told(row("1"), replace(late, reviewed=date(2023, 9, 21))) == {
        "1": {"review_one_time"},
        "2": {"review_one_time"},
    }


def on_one_paper(plot: str, **more: Any) -> Row:
    found = row(plot)
    return replace(found, approvals=(replace(found.approvals[0], number="桂政土批〔2023〕9号", **more),))


def test_one_approval_has_one_date_and_covers_no_more_than_it_approves() -> None:
    wide = {"area": F(2)}
    assert told(on_one_paper("1", **wide), on_one_paper("2", **wide)) == {}
    two_days = told(on_one_paper("1", **wide), on_one_paper("2", **wide, effective=date(2023, 4, 2)))
    assert two_days == {"1": {"approval_one_date"}, "2": {"approval_one_date"}}
    other_office = on_one_paper("2", **wide, effective=date(2023, 4, 2), authority="县人民政府")
    assert told(on_one_paper("1", **wide), other_office) == {}
    used_up = told(on_one_paper("1", area=F("1.1")), on_one_paper("2", area=F("1.1")))
    assert used_up == {"1": {"approval_used_up"}, "2": {"approval_used_up"}}
    assert told(on_one_paper("1", area=F("1.18")), on_one_paper("2", area=F("1.18"))) == {}


def test_one_photo_does_not_show_two_patches() -> None:
    one, two = row("1"), row("2")
    same = replace(two, evidence=(*two.evidence, one.evidence[5]))
    assert told(one, same) == {"1": {"photo_once"}, "2": {"photo_once"}}
    assert told(one, replace(same, patch="1")) == {}  # two parts of one patch may share a photo


def test_every_check_of_sets_is_tried_here() -> None:
    tried = {
        "plot_once", "split_keeps_area", "all_parts_returned", "whole_or_parts", "no_overlap",
        "continuing_counted_once", "cut_by_township", "township_agrees", "township_known", "review_one_time",
        "approval_one_date", "approval_used_up", "photo_once",
    }  # fmt: skip
    assert set(OF_SETS) == tried
