"""Repeat places and hot spots against Shapely; how a place was judged before; builders by effective decisions alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from made_books import as_clerk_of, clean, made_desk
from made_ground import EPSG, X0, Y0, box, put
from made_people import add_person
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import Category, LayerKind

pytestmark = pytest.mark.requirement("E8")
OWN, OTHER = "星原镇", "麦浪乡"
LEAST = 0.3
FIRST = {"A1": (box(0, 0, 100, 100), OWN), "A2": (box(1000, 0, 1100, 100), OWN), "B1": (box(5000, 0, 5100, 100), OTHER)}
SECOND = {
    "C1": (box(60, 0, 200, 100), OWN),  # 40 of the smaller one's 100
    "C2": (box(1080, 0, 1200, 100), OWN),  # 20 of 100: too little
    "C3": (box(5010, 10, 5020, 20), OTHER),  # all of a small one
    "C4": (box(120, 0, 300, 100), OWN),  # the neighbour of C1: 80 of 140
}
EARLIER = [(box(-50, 0, 80, 100), "旧1", "2021-05-01"), (box(9000, 0, 9100, 100), "旧2", "2021-05-01")]


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = made_desk(tmp_path / "county")
    issue(made, FIRST, "一批", date(2023, 3, 1))
    issue(made, SECOND, "二批", date(2023, 8, 1))
    return made


def issue(desk: Any, patches: dict[str, Any], batch: str, day: date) -> None:
    """As intake writes them, with their boxes."""
    from weipian.geometry.crs import Crs
    from weipian.geometry.measure import shape_areas
    from weipian.geometry.shapes import Shapes, to_authalic
    from weipian.store.acting import acting
    from weipian.store.models import Batch, Patch, Plot, Standing

    shapes = Shapes.of_wkb([shapely.to_wkb(one) for one, _ in patches.values()], Crs.of_epsg(EPSG))
    plane = to_authalic(shapes)
    boxes = np.array([plane.geometry(place).bounds for place in range(len(plane))]) * 1000
    areas = shape_areas(shapes).tolist()
    with acting(desk, Act.BATCH_ADDED, "batch") as act:
        key = act.add(
            Batch, name=batch, version=1, year=2023, period="2023-08", issued=day, received=day, source="",
            source_sha256="", patches=len(patches), refused=0,
        )  # fmt: skip
        for (number, (shape, town)), area, edges in zip(patches.items(), areas, boxes.tolist(), strict=True):
            own = {"number": number, "township": town, "area_um2": area}
            sides = dict(zip(("west", "south", "east", "north"), map(int, edges), strict=True))
            listed = {"category": Category.NEW_NONFARM_CONSTRUCTION.value, "issued": day, "batch_id": key}
            patch = act.add(
                Patch, **own, **sides, **listed, version=1, supplementary=False, issued_area="15", issued_unit="mu",
                attributes={}, crs=f"EPSG:{EPSG}", wkb=shapely.to_wkb(shape),
            )  # fmt: skip
            act.add(Plot, **own, patch_id=patch, state="issued")
            act.add(Standing, **own, **listed, patch_id=patch, state="issued")


def found(desk: Any) -> Any:
    from weipian.office.places.repeated import places

    return places(desk)


def pairs(desk: Any) -> set[tuple[str, str]]:
    return {(one.before.number, one.patch.number) for one in found(desk).repeated}


def oracle(patches: dict[str, Any]) -> set[tuple[str, str]]:
    """By Shapely in the zone's own plane, whose scale is the same all over so small a place."""
    return {
        (one, other)
        for one, other in combinations(patches, 2)
        if patches[one][0].intersection(patches[other][0]).area
        >= LEAST * min(patches[one][0].area, patches[other][0].area)
    }


def judge(desk: Any, plot: str, words: list[str]) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot

    key = Plot.objects.get(number=plot).id
    for place, word in enumerate(words):
        with acting(desk, Act.LEDGER_IMPORTED, "import") as act:
            old = list(Determination.objects.filter(plot_id=key, current=True).values_list("id", flat=True))
            row = {
                "plot_id": key,
                "review": f"会审{place}",
                "determination": word,
                "reviewed": date(2023, 4, 1 + place),
            }
            act.replace(Determination, old, [row])


def test_pairs_are_what_shapely_says_and_nobody_has_looked_at_earlier_years(desk: Any) -> None:
    assert pairs(desk) == oracle({**FIRST, **SECOND}) == {("A1", "C1"), ("B1", "C3"), ("C1", "C4")}
    here = found(desk)
    assert here.layer is None
    shared = {one.patch.number: one.shared_um2 / 1e6 for one in here.repeated if one.before.number == "A1"}
    assert shared["C1"] == pytest.approx(40 * 100, rel=0.002)


def test_random_outlines_agree_with_shapely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    desk = made_desk(tmp_path / "county")
    chance = np.random.default_rng(7)
    patches: dict[str, Any] = {}
    while len(patches) < 60:
        x, y = chance.uniform(0, 900, 2)
        points = np.column_stack((X0 + x + chance.uniform(0, 150, 6), Y0 + y + chance.uniform(0, 150, 6)))
        patches[f"R{len(patches):02d}"] = (shapely.convex_hull(shapely.multipoints(points)), OWN)
    issue(desk, patches, "一批", date(2023, 3, 1))
    wanted = oracle(patches)
    assert len(wanted) > 5
    assert pairs(desk) == wanted


def test_earlier_years_come_from_their_layer_without_a_judgement(desk: Any, tmp_path: Path) -> None:
    put(desk, tmp_path, LayerKind.EARLIER_PATCHES, EARLIER, "JCBH", "XFSJ")
    here = found(desk)
    old = [one for one in here.repeated if one.before.number == "旧1"]
    assert [(one.patch.number, one.before.issued, one.history) for one in old] == [("A1", "2021-05-01", ())]
    assert float(old[0].share) == pytest.approx(0.8, rel=0.002)
    assert "旧2" not in {one.before.number for one in here.repeated}


def test_how_a_place_was_judged_before_is_told_with_what_was_changed_since(desk: Any) -> None:
    from weipian.office.places.before import before, section
    from weipian.store.models import Patch

    judge(desk, "A1", ["unlawful_new", "lawful_new"])
    (one,) = [one for one in found(desk).repeated if one.before.number == "A1"]
    assert [(said.determination, said.current) for said in one.history] == [
        ("unlawful_new", False),
        ("lawful_new", True),
    ]
    here = before(desk, Patch.objects.get(number="C1").id)
    assert {(each.before.number, each.patch.number) for each in here.rows} == {("A1", "C1"), ("C1", "C4")}
    text = section(here)
    assert "判为新增建设用地违法（后改）" in text
    assert "没有往年图斑图层，没有查" in text
    alone = before(desk, Patch.objects.get(number="A2").id)
    assert alone.rows == ()
    assert "没有达到重叠比例的其他图斑" in section(alone)


@pytest.mark.requirement("A3")
def test_a_township_sees_its_own_places(desk: Any) -> None:
    assert pairs(as_clerk_of(desk, OTHER)) == {("B1", "C3")}
    assert pairs(as_clerk_of(desk, "砚溪镇")) == set()  # that has no patch at all
    with pytest.raises(InputError):
        found(replace(desk, actor=replace(desk.actor, roles=frozenset({Role.ADMINISTRATOR}))))


def test_hot_spots_by_township_and_by_distance(desk: Any) -> None:
    spots = {(one.kind, one.name): one.places for one in found(desk).spots}
    assert spots == {("township", OWN): ("C1", "C4"), ("cluster", "C1"): ("C1", "C4")}


def test_distances_are_those_on_the_ground() -> None:
    from weipian.geometry.crs import Crs
    from weipian.geometry.shapes import Shapes, to_authalic
    from weipian.programme.report.places.spots import near

    for gap, is_near in ((198, True), (202, False)):
        for one in (box(100 + gap, 0, 300 + gap, 100), box(0, 100 + gap, 100, 300 + gap)):
            wkb = [shapely.to_wkb(box(0, 0, 100, 100)), shapely.to_wkb(one)]
            plane = to_authalic(Shapes.of_wkb(wkb, Crs.of_epsg(EPSG)))
            assert bool(near([plane.geometry(0), plane.geometry(1)], 200.0)) is is_near


def decided(*rows: tuple[int, str, str]) -> Any:
    from weipian.programme.report.places.builders import Decided

    return [Decided(party, f"当事人{party}", plot, OWN, date(2023, 9, 1), paper) for party, plot, paper in rows]


def test_builders_only_from_effective_decisions_each_paper_once() -> None:
    from weipian.programme.report.places.builders import repeats

    rows = decided((1, "A1", "罚1"), (1, "A1", "罚1"), (2, "A1", "罚2"), (2, "C1", "罚3"))
    assert [(one.party, len(one.decisions)) for one in repeats(rows, 2)] == [(2, 2)]


@pytest.mark.requirement("A3", "A4")
def test_who_looks_at_builders_is_in_the_log_and_others_may_not(desk: Any) -> None:
    from weipian.programme.report.places.builders import repeat_builders
    from weipian.store.models import Event, PersonalView

    rows = decided((2, "A1", "罚2"), (2, "C1", "罚3"))
    add_person(desk.workspace.folder, "leader", Role.COUNTY_LEADER)
    from weipian.store.actors import Door
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    able = [role for role in Role if role.value in desk.policy.value("acts.personal_data_viewed").items]
    assert able
    actor = replace(actor_of(Account.objects.get(name="leader")), door=Door.CREDENTIAL, roles=frozenset({able[0]}))
    own = replace(desk, actor=actor)
    with refuses("builders_unknown"):
        repeat_builders(own, None, "核对重复违法情况用")
    with refuses("personal_reason_missing", UsageError):
        repeat_builders(own, lambda _sight: rows, "看")
    (one,) = repeat_builders(own, lambda _sight: rows, "核对重复违法情况用")
    assert one.party == 2
    event = Event.objects.latest("seq")
    assert (event.act, event.subject) == ("personal_data_viewed", "party")
    assert list(PersonalView.objects.values_list("seen_table", "seen_row")) == [("party", 2)]
    nobody = replace(own, actor=replace(actor, roles=frozenset({Role.COUNTY_GOVERNMENT})))
    with pytest.raises(InputError):
        repeat_builders(nobody, lambda _sight: rows, "核对重复违法情况用")
    assert clean(desk)
