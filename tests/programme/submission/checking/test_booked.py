"""Rows from what the books know: what can't be read is not known, and the papers are those that cover the plot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from weipian.programme.determination.facts import Approval, Covered, Licence, PlotFacts, Records, Site
from weipian.programme.submission.checking.beside import Beside
from weipian.programme.submission.checking.booked import UNFILED, UNKEPT, row_of, whole_of
from weipian.programme.submission.checking.papers import Looked
from weipian.programme.submission.checking.row import Gate, Righted, Row, Split
from weipian.programme.submission.checking.subjects import values
from weipian.terms.area import Area
from weipian.terms.checking import Subject
from weipian.terms.determination import ActualUse, ApprovalKind, LicenceKind, Nature
from weipian.terms.ids import PlotId
from weipian.terms.words import Category, Conclusion, Determination, GateName, LayerKind, Measure, Outcome

pytestmark = pytest.mark.requirement("C4", "B4")
F = Fraction
TOUCH = F("0.01")


@dataclass(frozen=True)
class Kept:
    values: Mapping[str, str]


@dataclass(frozen=True)
class Laid:
    area_um2: int | None
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Proposed:
    conclusion: str
    nature: str
    gates: tuple[Mapping[str, Any], ...] = ()
    event: int = 7


@dataclass(frozen=True)
class Part:
    cultivated: Fraction
    outcome: Outcome


@dataclass(frozen=True)
class Line:
    """As the ledger's query gives a plot."""

    plot: str = "P1"
    patch: str = "P1"
    category: Category = Category.NEW_NONFARM_CONSTRUCTION
    issued: date = date(2023, 8, 25)
    issued_area: str = "3.5"
    issued_unit: str = "mu"
    township: str = "星原镇"
    project: str = "某项目"
    laid: Mapping[LayerKind, Laid] = field(default_factory=dict)
    proposed: Proposed | None = None
    determined: Kept | None = None
    filed_areas: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    site: Kept | None = None
    right: Kept | None = None
    parts: tuple[Part, ...] = ()


FACTS = PlotFacts(PlotId("P1"), Category.NEW_NONFARM_CONSTRUCTION, date(2023, 8, 25), area=Area.of_mu(4))


def row(line: Line | None = None, facts: PlotFacts = FACTS) -> Row:
    return row_of(line or Line(), facts, TOUCH)


def test_a_plot_of_which_nothing_is_known() -> None:
    found = row()
    assert (found.plot, found.decided, found.proposed, found.townships) == ("P1", "", "", None)
    assert found.filed.area is None
    assert found.measured.area == 4
    assert found.measured.cultivated is None
    assert found.issued_area == F("3.5")
    assert found.project == "某项目"
    assert row(Line(issued_area="2000", issued_unit="m2")).issued_area == 3


def test_what_was_determined_filed_marked_and_put_right() -> None:
    line = Line(
        determined=Kept(
            {"determination": "unlawful_new", "nature": "新增建设用地违法", "review": "会审1", "reviewed": "2023-09-10"}
        ),
        filed_areas={"area": "3.50", "cultivated": "1.20", "farmland": "三亩"},
        marks={"nonfarm_conversion": "1", "sensitive": "0"},
        right=Kept({"measure": "demolish_and_recultivate", "ordered": "2023-09-14", "outcome": "recultivated"}),
    )
    found = row(line)
    assert (found.determination, found.conclusion) == (Determination.UNLAWFUL_NEW, Conclusion.UNLAWFUL)
    assert (found.nature, found.reviewed) == (Nature.UNLAWFUL_NEW, date(2023, 9, 10))
    assert (found.filed.area, found.filed.cultivated, found.filed.farmland) == (F("3.5"), F("1.2"), None)
    assert found.marks == {"nonfarm_conversion": True, "sensitive": False}
    assert (found.measure, found.outcome) == (Measure.DEMOLISH_AND_RECULTIVATE, Outcome.RECULTIVATED)


def test_a_review_may_leave_a_plot_open_and_mining_has_words_of_its_own() -> None:
    open_still = Line(determined=Kept({"determination": "undetermined", "review": "会审1"}))
    assert row(open_still).decided == ""
    mine = Line(category=Category.MINING, determined=Kept({"conclusion": "pseudo_change", "determination": ""}))
    assert row(mine, replace(FACTS, category=Category.MINING)).decided == "pseudo_change"


def test_what_was_proposed_in_the_words_of_a_determination() -> None:
    assert row(Line(proposed=Proposed("unlawful", "unlawful_existing"))).proposed == "unlawful_existing"
    assert row(Line(proposed=Proposed("in_doubt", ""))).proposed == "in_doubt"
    assert row(Line(proposed=Proposed("other_use", "rural_road"))).proposed == "other_use"


def test_gates_before_the_review() -> None:
    gates = ({"gate": "A", "certain": False}, {"gate": "B", "certain": True}, {"gate": "D"})
    found = row(Line(proposed=Proposed("unlawful", "unlawful_new", gates))).gates
    assert found == (Gate(GateName.A, certain=False), Gate(GateName.D))


def test_townships_by_what_lies_in_them() -> None:
    records = [
        {"row": 1, "area_um2": 2_000_000_000, "values": {"name": "星原镇"}},
        {"row": 2, "area_um2": 666_666_667, "values": {"name": "麦浪乡"}},
        {"row": 3, "area_um2": 1_000_000_000, "values": {"name": "星原镇"}},
    ]
    found = row(Line(laid={LayerKind.TOWNSHIP: Laid(1, {"records": records})})).townships
    assert found is not None
    assert found["星原镇"] == F("4.5")
    assert abs(found["麦浪乡"] - 1) < F(1, 10**6)
    assert row(Line(laid={LayerKind.TOWNSHIP: Laid(None, {})})).townships is None


def test_the_papers_are_those_that_cover_more_than_a_touch() -> None:
    covers = {"大": F("0.9"), "小": F("0.3"), "碰": F("0.01")}
    found = tuple(
        Approval(number, ApprovalKind.CONVERSION, cover=Covered(share=share)) for number, share in covers.items()
    )
    record = {"row": 1, "area_um2": 1, "values": {"number": "大", "looked_up": "2023-08-31", "looked_up_by": "查询岗"}}
    other = {"row": 2, "area_um2": 1, "values": {"number": "小"}}
    line = Line(
        laid={LayerKind.APPROVAL_BOUNDARY: Laid(1, {"records": [other, record]})},
        site=Kept({"looked_up": "2023-09-01", "looked_up_by": "乙"}),
    )
    papers = row(line, replace(FACTS, approvals=Records(found[::-1], searched=True))).approvals
    assert [(one.number, one.looked_up, one.looked_up_by) for one in papers] == [
        ("大", date(2023, 8, 31), "查询岗"),
        ("小", date(2023, 9, 1), "乙"),
    ]


def test_of_licences_the_one_that_covers_most() -> None:
    licences = tuple(
        Licence(number, LicenceKind.MINING, cover=Covered(covers=Area.of_mu(mu)))
        for number, mu in (("甲", 1), ("乙", 3))
    )
    licence = row(Line(), replace(FACTS, licences=Records(licences))).licence
    assert licence is not None
    assert (licence.number, licence.cover) == ("乙", F("0.75"))
    assert row().licence is None


def test_what_was_seen() -> None:
    seen = replace(
        FACTS,
        site=Site(inspected=date(2023, 8, 30), changed=True, actual_use=ActualUse.HOUSING, photos=3),
        construction_start=date(2023, 5, 10),
        later_image=date(2023, 8, 1),
    )
    found = row(Line(site=Kept({"inspector": "甲", "account": "说明", "mining_mu": "2.5", "project": "建房"})), seen)
    assert (found.inspected, found.inspector, found.photos, found.project) == (date(2023, 8, 30), "甲", 3, "建房")
    assert (found.mined, found.account, found.later_image) == (F("2.5"), "说明", date(2023, 8, 1))


def test_parts_belong_to_their_patch_whether_released_or_not() -> None:
    parts = [row(Line(plot=f"P1-{place}"), FACTS) for place in (1, 2)]
    whole = whole_of([*parts, row(Line(plot="P2", patch="P2"))], frozenset({"P1-1", "P2"}))
    assert [one.plot for one in whole.rows] == ["P1-1", "P2"]
    assert whole.splits == (Split("P1", F(8), frozenset({"P1-1", "P1-2"})),)
    assert whole.overlaps is None


def test_what_the_books_do_not_keep_is_never_filled_by_them() -> None:
    """A subject that a row from the books fills has no business among the unkept."""
    line = Line(
        determined=Kept({"determination": "lawful_new"}),
        filed_areas={"area": "1", "cultivated": "1", "farmland": "0", "redline": "0"},
    )
    assert Subject.FILED_AREA not in UNKEPT
    filled = {one for one in UNKEPT | UNFILED if values(row(line), one) not in ((), ("",))}
    assert filled == set()
    assert not UNKEPT & UNFILED


def test_a_final_determination_of_above_governs() -> None:
    said = {"determination": "unlawful_new", "nature": "新增建设用地违法", "final": "1"}
    assert row(Line(determined=Kept(said))).upper == "unlawful_new"
    assert row(Line(determined=Kept({**said, "final": "0"}))).upper == ""
    assert row(Line(determined=Kept({"determination": "undetermined", "final": "1"}))).upper == ""


def test_an_approvals_own_record_says_first_who_looked_it_up() -> None:
    record = {"row": 1, "area_um2": 1, "values": {"number": "大", "looked_up": "2023-08-31", "looked_up_by": "图层"}}
    line = Line(laid={LayerKind.APPROVAL_BOUNDARY: Laid(1, {"records": [record]})})
    facts = replace(FACTS, approvals=Records((Approval("大", ApprovalKind.CONVERSION, cover=Covered(share=F("0.9"))),)))
    found = row_of(line, facts, TOUCH, Beside(looked={"大": Looked(date(2023, 9, 3), "查询岗")})).approvals
    assert [(one.looked_up, one.looked_up_by) for one in found] == [(date(2023, 9, 3), "查询岗")]
    found = row_of(line, facts, TOUCH, Beside(looked={"大": Looked()})).approvals
    assert [(one.looked_up, one.looked_up_by) for one in found] == [(date(2023, 8, 31), "图层")]


RIGHT = {"measure": "demolish_and_recultivate", "ordered": "2023-09-14"}
FILED = {"area": "3.50", "cultivated": "1.20"}


def righted(outcome: str, *parts: Part, filed: Mapping[str, str] = FILED, **said: str) -> Righted:
    line = Line(filed_areas=filed, right=Kept({**RIGHT, "outcome": outcome, **said}), parts=parts)
    found = row(line)
    assert found.righted == found.right_booked
    return found.righted


@pytest.mark.requirement("D1")
def test_how_much_was_put_right_by_the_books() -> None:
    """Oracle: 1.20 亩 of cultivated land, by hand."""
    assert righted("recultivated") == Righted(F("1.2"), F("1.2"), F(0), F("1.2"), F(0))
    assert righted("in_progress") == Righted(F("1.2"), F(0), F("1.2"), F(0), F(0))
    assert righted("retrospective_approval") == Righted(F("1.2"), F("1.2"), F(0), F(0), F("1.2"))
    parts = (
        Part(F("0.5"), Outcome.RECULTIVATED), Part(F("0.3"), Outcome.RETROSPECTIVE_APPROVAL),
        Part(F("0.1"), Outcome.RECULTIVATED_UNACCEPTED),
    )  # fmt: skip
    assert righted("in_progress", *parts) == Righted(F("1.2"), F("0.8"), F("0.4"), F("0.5"), F("0.3"))


@pytest.mark.requirement("D1")
def test_what_the_books_cannot_tell_is_not_nought() -> None:
    other = righted("settled_otherwise")
    assert other == Righted(F("1.2"), F("1.2"), F(0), None, None)
    assert righted("", ordered="") == Righted()
    assert righted("recultivated", filed={}) == Righted()


def test_an_area_that_was_not_kept_is_no_gap_and_one_that_nobody_said_is() -> None:
    facts = replace(FACTS, approvals=Records((Approval("大", ApprovalKind.CONVERSION, cover=Covered(share=F("0.9"))),)))

    def found(approved: Mapping[str, Fraction | None]) -> Row:
        return row_of(Line(), facts, TOUCH, Beside(approved=approved))

    assert found({}).unkept == {Subject.APPROVAL_AREA}
    for said in (None, F(5)):
        kept = found({"大": said})
        assert not kept.unkept
        assert kept.approvals[0].area == said
    assert row().unkept == {Subject.APPROVAL_AREA}  # that there is no approval is told by itself
