"""Clues: kept by anybody's own place, put to a patch, undone; found by where they lie. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import shapely

from made_books import as_clerk_of, clean
from made_ground import PATCHES, ground_desk
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.places import ClueDone, ClueSource, LinkKind

pytestmark = pytest.mark.requirement("E8")
DAY = date(2023, 8, 10)
OWN, OTHER = "星原镇", "麦浪乡"
INSIDE = "37464050,2881050"
"""In T1, by its coordinates in the 3° zone 37."""


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return ground_desk(tmp_path)


def keep(desk: Any, place: str = INSIDE, township: str = OWN, **said: Any) -> int:
    from weipian.programme.intake.acts.clues import Finding, keep_clues

    given = {"day": DAY, "source": ClueSource.PATROL, "told": "正在平整土地", **said}
    (key,), _ = keep_clues(desk, [Finding(township=township, place=place, **given)])
    return key


def listed(desk: Any, **more: Any) -> dict[int, Any]:
    from weipian.office.places.clues import shown

    return {one.clue.id: one for one in shown(desk, **more)}


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject


def test_a_clue_is_kept_with_its_place_in_any_system(desk: Any) -> None:
    number = keep(desk, finder="李四", done=ClueDone.STOP_ORDERED, done_on=DAY, paper="资停〔2023〕1号")
    assert last() == ("clue_kept", f"clue:{number}")
    here = listed(desk)[number]
    assert (here.clue.crs, here.clue.patch, here.may_be) == ("EPSG:4525", "", ("T1",))
    degrees = keep(desk, "POLYGON((110.6 26, 110.61 26, 110.61 26.01, 110.6 26))")
    assert listed(desk)[degrees].clue.crs == "EPSG:4490"
    assert keep(desk, "464050,2881050", epsg=4546) > degrees
    for code, place in {"clue_place": "村口", "clue_crs": "464050,2881050"}.items():
        with refuses(code):
            keep(desk, place)
    with refuses("clue_place"):
        keep(desk, "LINESTRING(110.6 26, 110.7 26)")
    with refuses("clue_needs"):
        keep(desk, told=" ")
    with refuses("clue_done_day"):
        keep(desk, done=ClueDone.TOLD_OFF)
    with refuses("clue_early"):
        keep(desk, done=ClueDone.TOLD_OFF, done_on=date(2023, 8, 9))
    with refuses("day_ahead"):
        keep(desk, day=date(2099, 1, 1))
    assert clean(desk)


@pytest.mark.requirement("A3")
def test_a_township_keeps_and_sees_its_own(desk: Any) -> None:
    theirs = as_clerk_of(desk, OTHER)
    number = keep(theirs, township="")
    assert listed(theirs)[number].clue.township == OTHER
    assert listed(theirs)[number].may_be == ()  # T1 is another's
    own = keep(desk)
    assert set(listed(theirs)) == {number}
    with refuses("act_not_of_township"):
        keep(theirs, township=OWN)
    with refuses("clue_township"):
        keep(desk, township="")
    with refuses("act_not_of_role"):
        keep(replace(desk, actor=replace(desk.actor, roles=frozenset({Role.AUDITOR}))))
    from weipian.programme.intake.acts.clues import drop_clue

    with refuses("clue_unknown"):
        drop_clue(theirs, own)


def test_what_is_done_is_written_and_a_wrong_one_dropped(desk: Any) -> None:
    from weipian.programme.intake.acts.clues import drop_clue, handle_clue

    number = keep(desk)
    with refuses("clue_early"):
        handle_clue(desk, number, ClueDone.TOLD_OFF, date(2023, 8, 1))
    handle_clue(desk, number, ClueDone.UNFOUNDED, date(2023, 8, 11))
    assert listed(desk, only_open=True) == {}
    drop_clue(desk, number)
    assert listed(desk) == {}
    assert clean(desk)


def test_put_to_its_patch_by_place_or_by_hand_and_taken_off(desk: Any) -> None:
    from weipian.office.places.linking import link_clue
    from weipian.programme.intake.acts.clues import drop_clue, handle_clue, unlink

    number, far = keep(desk), keep(desk, "37469000,2889000")
    assert link_clue(desk, number, None, DAY) == ("T1", LinkKind.BY_OVERLAP)
    assert last() == ("clue_linked", f"clue:{number}")
    for act in (
        drop_clue,
        lambda d, n: handle_clue(d, n, ClueDone.TOLD_OFF, DAY),
        lambda d, n: link_clue(d, n, "T2", DAY),
    ):
        with refuses("clue_linked"):
            act(desk, number)
    with refuses("clue_which"):
        link_clue(desk, far, None, DAY)
    with refuses("patch_unknown"):
        link_clue(desk, far, "没有", DAY)
    with refuses("act_not_of_role"):
        link_clue(as_clerk_of(desk, OWN), far, "T1", DAY)
    assert link_clue(desk, far, "T3", DAY) == ("T3", LinkKind.BY_HAND)
    assert listed(desk)[far].clue.patch == "T3"
    unlink(desk, far)
    with refuses("clue_not_linked"):
        unlink(desk, far)
    assert listed(desk)[far].clue.patch == ""
    assert clean(desk)


@pytest.mark.requirement("B12")
def test_a_patch_that_is_erased_takes_its_clue_along_with_all_that_stood_in_it(desk: Any) -> None:
    from weipian.office.places.linking import link_clue
    from weipian.programme.intake.acts.clues import handle_clue
    from weipian.store import models
    from weipian.store.queries.erasure import hanging

    number = keep(desk)
    handle_clue(desk, number, ClueDone.STOP_ORDERED, DAY)
    link_clue(desk, number, None, DAY)
    gone = hanging(models.Patch, [models.Patch.objects.get(number="T1").id])
    assert gone[models.Clue] == set(models.Clue.objects.values_list("id", flat=True)) == {number}
    assert len(gone[models.ClueLink]) == 1


def test_what_a_clue_may_be_is_what_shapely_says(desk: Any) -> None:
    x0, y0 = 37_464_000.0, 2_881_000.0
    boxes = [shapely.box(x0 + x, y0, x0 + x + 150, y0 + 50) for x in range(0, 2200, 90)]
    keys = {keep(desk, one.wkt): one for one in boxes}
    found = {key: set(one.may_be) for key, one in listed(desk).items()}
    for key, shape in keys.items():
        assert found[key] == {name for name, patch in PATCHES.items() if patch.intersection(shape).area > 1e-6}


def test_a_table_out_and_in_and_undone(desk: Any, tmp_path: Path) -> None:
    from weipian.office.places.clue_sheets import export_clues, take_clues
    from weipian.office.places.linking import link_clue
    from weipian.programme.intake.acts.clues import undo_clues

    keep(desk, finder="李四")
    path = tmp_path / "线索.xlsx"
    assert export_clues(desk, path) == 1
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert [cell.value for cell in sheet[3]][:3] == [OWN, "2023-08-10", "日常巡查"]
    sheet.append([OTHER, "2023-08-11", "群众举报", "37466050,2881050", "", "堆沙", "", "", "", ""])
    sheet.append([OTHER, "2023-08-11", "听说", INSIDE, "", "堆沙", "", "", "", ""])
    sheet.append([OTHER, "2023-08-11", "巡查", "村口", "", "堆沙", "", "", "", ""])
    book.save(path)
    before = set(listed(desk))
    rehearsed = take_clues(desk, path, mapping={}, encoding=None, dry_run=True)
    assert (rehearsed.rows, len(rehearsed.table.refused), set(listed(desk))) == (2, 2, before)
    taken = take_clues(desk, path, mapping={}, encoding=None, dry_run=False)
    assert len(taken.clues) == 2
    link_clue(desk, taken.clues[1], "T3", DAY)
    with refuses("clues_built_on"):
        undo_clues(desk, taken.sheet)
    from weipian.programme.intake.acts.clues import unlink

    unlink(desk, taken.clues[1])
    undo_clues(desk, taken.sheet)
    assert set(listed(desk)) == before
    with refuses("sheet_unknown"):
        undo_clues(desk, taken.sheet)
    assert clean(desk)
