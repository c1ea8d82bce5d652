"""What each role sees of the books: every question is narrowed alike, as the law's table has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from made_books import TOWNSHIPS, Given, issue, made_desk
from refusing import refuses
from weipian.store.sight import Sight
from weipian.terms.acting import Act, State
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

OWN, OTHER, DEPARTMENT = "星原镇", "砚溪镇", "水利"
PATCHES = (
    Given("A1", TOWNSHIPS[0]),
    Given("B1", TOWNSHIPS[1]),
    Given("B2", TOWNSHIPS[1]),
    Given("N1", ""),
)


@pytest.fixture
def books(tmp_path: Path, database: str) -> Desk:
    """Two townships' patches, one that has none yet, one handed to each of two departments."""
    desk: Desk = made_desk(tmp_path / "w")
    issue(desk, PATCHES)
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    hand_over(desk, ["B1"], Handing(DEPARTMENT))
    hand_over(desk, ["A1", "B2"], Handing("林业"))
    return desk


@pytest.mark.requirement("A3")
@pytest.mark.parametrize(
    ("sight", "numbers"),
    [
        (Sight(everything=True), {"A1", "B1", "B2", "N1"}),
        (Sight(everything=True, within=TOWNSHIPS[1]), {"B1", "B2"}),
        (Sight(township=TOWNSHIPS[0]), {"A1"}),
        (Sight(township=TOWNSHIPS[0], within=TOWNSHIPS[1]), set()),
        (Sight(department=DEPARTMENT), {"B1"}),
        (Sight(department="林业"), {"A1", "B2"}),
        (Sight(department="林业", within=TOWNSHIPS[1]), {"B2"}),
        (Sight(township=TOWNSHIPS[0], department=DEPARTMENT), {"A1", "B1"}),
        (Sight(department="公安"), set()),
        (Sight(), set()),
        (Sight(within=TOWNSHIPS[0]), set()),
    ],
)
def test_every_question_is_narrowed_alike(books: Desk, sight: Sight, numbers: set[str]) -> None:
    from weipian.store.queries.export import issued_of
    from weipian.store.queries.ledger import lines
    from weipian.store.queries.overlay import open_plots, plot_numbered
    from weipian.store.queries.patch_list import Wanted, listed

    assert {one.number for one in listed(Wanted(sight))} == numbers
    assert {one.plot for one in lines(sight)} == numbers
    assert {one.number for one in open_plots(sight=sight)} == numbers
    assert set(issued_of(sight)) == numbers
    for given in PATCHES:
        if given.number in numbers:
            assert plot_numbered(given.number, sight).number == given.number
        else:
            with pytest.raises(InputError) as refused:
                plot_numbered(given.number, sight)
            with pytest.raises(InputError) as absent:
                plot_numbered("NOT", sight)
            assert str(refused.value).replace(given.number, "") == str(absent.value).replace("NOT", "")


@pytest.mark.requirement("A3")
def test_a_handover_outlives_a_new_version_of_the_patch(books: Desk) -> None:
    """The row names the version that was handed over; the department sees the patch as it is now."""
    from weipian.store.acting import acting
    from weipian.store.models import Patch, Plot, Standing
    from weipian.store.queries.ledger import lines
    from weipian.store.queries.patch_list import Wanted, listed

    old = Patch.objects.filter(number="B1").values().get()
    with acting(books, Act.BATCH_REISSUED, "batch:202308") as act:
        new = {name: value for name, value in old.items() if name not in ("id", "event")}
        key = act.add(Patch, **{**new, "version": 2, "replaces_id": old["id"], "attributes": {}})
        act.change(Standing, Standing.objects.get(number="B1").id, patch_id=key)
        act.change(Plot, Plot.objects.get(number="B1").id, patch_id=key)
    sight = Sight(department=DEPARTMENT)
    assert [one.number for one in listed(Wanted(sight))] == [one.plot for one in lines(sight)] == ["B1"]


@pytest.mark.requirement("A3", "B4")
def test_a_patch_on_a_townships_line_shows_each_side_its_own_part(books: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot
    from weipian.store.queries.explain import story_of
    from weipian.store.queries.ledger import lines

    whole = Plot.objects.get(number="A1")
    with acting(books, Act.PLOT_SPLIT, "plot:A1") as act:
        act.change(Plot, whole.id, closed=True)
        for number, township in (("A1-1", TOWNSHIPS[0]), ("A1-2", TOWNSHIPS[1])):
            act.add(
                Plot, number=number, patch_id=whole.patch_id, parent_id=whole.id, how="按乡镇界线", wkb=b"x",
                area_um2=1, township=township, state=State.MEASURED.value,
            )  # fmt: skip
    first, second = (Sight(township=name) for name in TOWNSHIPS)
    assert {one.plot for one in lines(first)} == {"A1-1"}
    assert {one.plot for one in lines(second)} == {"A1-2", "B1", "B2"}
    assert story_of("A1", first).parts == ("A1-1",)
    assert story_of("A1-2", second).parent == "A1"
    assert {one.plot for one in lines(Sight(department="林业"))} == {"A1-1", "A1-2", "B2"}
    with refuses("plot_unknown"):
        story_of("A1-2", first)
