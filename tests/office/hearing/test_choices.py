"""The keys of a hearing: every word that can be decided lies under one; a reason is wanted where the rules say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from weipian.policy import load
from weipian.store.actors import About
from weipian.terms.review import Why
from weipian.terms.words import Category, Conclusion, Determination

pytestmark = pytest.mark.requirement("C3")
POLICY = load("demo-2023")


def plot(proposal: str = "", category: Category = Category.NEW_NONFARM_CONSTRUCTION) -> Any:
    from weipian.store.queries.reviews import PlotAsked

    said = {"conclusion": proposal, "nature": "", "determination": proposal} if proposal else None
    return PlotAsked(1, "P1", "P1", 1, category, About("星原镇"), said, (), None, None)


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path) -> None:
    from made_books import made_desk

    made_desk(tmp_path / "county")


def choices(*asked: Any) -> list[Any]:
    from weipian.office.hearing.choices import choices as found

    return list(found(*asked))


def test_every_word_lies_under_one_key() -> None:
    found = choices(plot(), (), POLICY)
    words = [one.word for choice in found for one in choice.outcomes]
    assert set(words) == {one.value for one in Determination}
    assert [choice.key for choice in found] == ["1", "2", "3", "0"]
    assert len(found[1].outcomes) == 3
    natures = {one.nature for one in found[2].outcomes}
    assert {"facility_farmland", "temporary_use", "rural_road"} <= natures


def test_what_is_proposed_comes_first_and_needs_no_more() -> None:
    found = {one.key: one.outcomes for one in choices(plot("unlawful_existing"), (), POLICY)}
    assert (found["2"][0].word, found["2"][0].wants) == ("unlawful_existing", "")
    assert found["1"][0].wants
    assert found["0"][0].wants
    assert len(next(one for one in choices(plot("other_use"), (), POLICY) if one.key == "3").outcomes) == 1


def test_an_argued_plot_wants_a_reason_for_every_word() -> None:
    found = choices(plot("lawful_new"), (Why.KEY,), POLICY)
    assert all(one.wants for choice in found for one in choice.outcomes)


def test_a_mining_patch_is_decided_in_its_own_words() -> None:
    found = choices(plot("lawful", Category.MINING), (), POLICY)
    words = {one.word for choice in found for one in choice.outcomes} - {"undetermined"}
    assert words == {one.value for one in (Conclusion.LAWFUL, Conclusion.UNLAWFUL, Conclusion.PSEUDO_CHANGE)}


def test_letters() -> None:
    from weipian.office.hearing.choices import letter_of

    said = {word: letter_of(word) for word in ("lawful_new", "unlawful_farming", "other_use", "undetermined", "")}
    assert said == {"lawful_new": "合", "unlawful_farming": "违", "other_use": "其", "undetermined": "补", "": ""}
