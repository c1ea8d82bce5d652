"""What a dossier must hold by its determination, what lacks, who owes it: worked cases against the law as written."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from weipian.policy import load
from weipian.programme.report.dossier.complete import Completeness, Standing, complete
from weipian.programme.report.dossier.needs import needs
from weipian.terms.dossier import Has, Owes, Section, Whole
from weipian.terms.evidence import EvidenceKind

pytestmark = pytest.mark.requirement("D5", "A1")
LAW: dict[str, Any] = tomllib.loads((files("weipian") / "law/2023/ziyuan/dossier.toml").read_text(encoding="utf-8"))[
    "dossier"
]["needs"]
LAND = frozenset({"land", "determined", "new_nonfarm_construction"})
ALWAYS = {name for name, need in LAW.items() if set(need["value"]["every"]) <= {"determined"}}
CASES = {
    "lawful": ({"lawful_new", "lawful"}, {"approval", "looked_up", "start"}),
    "unlawful": ({"unlawful_new", "unlawful"}, {"handled", "ordered"}),
    "farming": ({"unlawful_farming", "unlawful"}, {"handled", "ordered", "damage"}),
    "facility": (
        {"other_use", "facility_farmland"},
        {"nature_other", "photo_inside_facility", "facility", "agreement"},
    ),
    "temporary": ({"other_use", "temporary_use"}, {"nature_other", "photo_inside_temporary", "permit"}),
    "road": ({"other_use", "rural_road"}, {"nature_other", "width", "network"}),
    "solar": ({"other_use", "solar_unchanged_use"}, {"nature_other", "solar", "scheme"}),
    "unchanged": ({"other_use", "no_change_on_site"}, {"nature_other", "unchanged"}),
    "righted": (
        {"unlawful_new", "unlawful", "recultivated_in_place"},
        {"handled", "ordered", "right_before", "right_after", "acceptance"},
    ),
}


def whole(traits: set[str] | frozenset[str], **more: Any) -> Completeness:
    return complete(needs(load("ziyuan-2023")), Standing(frozenset(traits), **more))


@pytest.mark.parametrize("name", CASES)
def test_each_ground_asks_for_its_own(name: str) -> None:
    traits, own = CASES[name]
    found = whole(LAND | traits)
    assert {one.need.key for one in found.items} == ALWAYS | own
    assert found.whole is Whole.GAPS
    assert not found.may_be_bound


def test_a_mining_plot_is_asked_for_its_licence_and_no_order() -> None:
    found = whole({"mining", "determined", "lawful", "mining_lawful"})
    assert {one.need.key for one in found.items} == ALWAYS | {"nature_mining", "licence", "elevation"}


def test_who_has_everything_is_whole_and_each_thing_taken_away_is_owed_by_one() -> None:
    traits = LAND | {"unlawful_new", "unlawful"}
    asked = whole(traits).items
    books = {has for one in asked for has in one.need.books}
    papers = {kind: 1 for one in asked for kind in one.need.papers if not one.need.books}
    assert whole(traits, papers=papers, books=frozenset(books)).may_be_bound
    for one in asked:
        left = frozenset(books - one.need.books)
        fewer = {kind: count for kind, count in papers.items() if kind not in one.need.papers}
        found = whole(traits, papers=fewer, books=left)
        assert one.need in found.gaps
        assert one.need in found.owed()[one.need.who]


def test_two_photos_are_two_whatever_their_kind() -> None:
    traits = LAND | {"other_use", "no_change_on_site"}
    one = whole(traits, papers={EvidenceKind.PHOTO_FAR: 1})
    two = whole(traits, papers={EvidenceKind.PHOTO_FAR: 1, EvidenceKind.PHOTO_NEAR: 1})
    assert "unchanged" in {need.key for need in one.gaps}
    assert "unchanged" not in {need.key for need in two.gaps}


def test_who_is_not_determined_yet_owes_that_alone() -> None:
    found = whole({"land", "new_nonfarm_construction"})
    assert found.whole is Whole.EARLY
    assert [need.key for need in found.gaps] == ["determined"]
    assert found.owed() == {Owes.COUNTY_OFFICE: found.gaps}


def test_gaps_stand_in_their_sections_in_order() -> None:
    found = whole(LAND | {"unlawful_new", "unlawful"}, books=frozenset({Has.INSPECTED}))
    order = [list(Section).index(one.need.section) for one in found.items]
    assert order == sorted(order)
    assert not found.gaps_of(Section.OPINION)
    assert {need.key for need in found.gaps_of(Section.IMAGES)} == {"image_before", "image_after"}
    has, asked = found.score
    assert asked - has == len(found.gaps)
