"""A plot's pictures before and after: which images, the same ground, moved where they lie apart, never a blank."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from made_ground import X0, Y0, ground_desk
from made_images import taken_in, texture, tiff
from private_server import BOTH
from refusing import refuses
from weipian.terms.acting import Act, Role, Secrecy
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("D5", "C3", "A4")
EARLY, LATE = date(2022, 10, 1), date(2023, 6, 1)
WEST, NORTH = X0 - 200, Y0 + 300
SIDE = 512


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """T1 lies at (0, 0)-(100, 100), T3 2 km east of it; the patches name no days and were issued in August."""
    return ground_desk(tmp_path)


def scene(folder: Path, name: str, pixels: Any = None, east: float = 0.0, north: float = 0.0, **more: Any) -> Path:
    shown = texture(SIDE) if pixels is None else pixels
    return tiff(folder / f"{name}.tif", shown, WEST + east, NORTH + north, **more)


def pair(desk: Any, plot: str = "T1") -> Any:
    from weipian.office.imaging import plot_chips

    return plot_chips(desk, plot)


def pixels(chip: Any) -> Any:
    return np.asarray(Image.open(io.BytesIO(chip.picture)).convert("RGB")).astype(float)


def test_without_images_it_is_said_and_there_is_no_picture(desk: Any, tmp_path: Path) -> None:
    found = pair(desk)
    assert found.chips == ()
    assert {one.why for one in found.missing} == {"县里还没有导入影像"}
    taken_in(desk, scene(tmp_path, "late"), LATE)
    assert {one.why for one in pair(desk, "T3").missing} == {"导入的影像都没有盖住这里"}
    half = pair(desk)
    assert half.after.taken == LATE
    assert half.before.why.startswith("这里有 2023-06-01 的影像，没有早于")
    assert half.registered is None


def test_both_show_the_same_ground_and_the_same_bytes_every_time(desk: Any, tmp_path: Path) -> None:
    for name, day in (("early", EARLY), ("late", LATE)):
        taken_in(desk, scene(tmp_path, name), day)
    one, again = pair(desk), pair(desk)
    assert one == again
    before, after = one.chips
    assert (before.taken, after.taken) == (EARLY, LATE)
    assert (before.window, before.scale, before.width, before.height) == (
        after.window, after.scale, after.width, after.height,
    )  # fmt: skip
    west, south, east, north = before.window
    assert (west + east) / 2 == pytest.approx(X0 + 50, abs=0.1)
    assert (south + north) / 2 == pytest.approx(Y0 + 50, abs=0.1)
    assert east - west == pytest.approx(180, abs=1)
    assert Image.open(io.BytesIO(before.picture)).size == (before.width, before.height)
    assert not one.registered.applied
    assert np.abs(pixels(before)[150:500, 40:600] - pixels(after)[150:500, 40:600]).mean() < 0.5


def test_an_image_a_few_metres_off_is_moved_onto_the_later_one(desk: Any, tmp_path: Path) -> None:
    """The earlier one's corner is told 3 m too far east and 2 m too far south."""
    taken_in(desk, scene(tmp_path, "early", east=3.0, north=-2.0), EARLY)
    taken_in(desk, scene(tmp_path, "late"), LATE)
    found = pair(desk)
    assert found.registered.applied
    assert (found.registered.east_m, found.registered.north_m) == pytest.approx((3.0, -2.0), abs=0.15)
    before, after = (pixels(one)[150:500, 40:600] for one in found.chips)
    assert np.abs(before - after).mean() < 4
    assert "向西 3.0 米、向北 2.0 米" in found.registered.said


def test_where_it_is_not_sure_nothing_is_moved_and_that_is_said(desk: Any, tmp_path: Path) -> None:
    noise = np.random.default_rng(7).integers(1, 255, (3, SIDE, SIDE)).astype(np.uint8)
    taken_in(desk, scene(tmp_path, "early", noise), EARLY)
    taken_in(desk, scene(tmp_path, "late"), LATE)
    found = pair(desk)
    assert not found.registered.applied
    assert any("没有配准" in note for note in found.before.said)


def test_what_an_image_does_not_cover_is_striped_and_told(desk: Any, tmp_path: Path) -> None:
    """The late one ends in the plot's middle, the early one has only cloud."""
    taken_in(desk, scene(tmp_path, "early", np.full((3, SIDE, SIDE), 250, np.uint8)), EARLY)
    taken_in(desk, scene(tmp_path, "late", texture(SIDE)[:, :, :250]), LATE)
    found = pair(desk)
    assert found.after.plot_seen == pytest.approx(0.5, abs=0.01)
    assert "影像只盖住地块的 50%，灰条处没有影像" in found.after.said
    right = pixels(found.after)[150:500, 530:600]
    assert np.abs(right - right.mean(axis=2, keepdims=True)).max() < 6
    assert any("疑似云" in note for note in found.before.said)


def test_two_sheets_of_one_day_are_laid_together(desk: Any, tmp_path: Path) -> None:
    whole = texture(SIDE)
    taken_in(desk, scene(tmp_path, "west", whole[:, :, :250]), LATE)
    taken_in(desk, scene(tmp_path, "east", whole[:, :, 250:], east=250), LATE)
    found = pair(desk).after
    assert found.plot_seen == 1.0
    assert [one.number for one in found.used] == [1, 2]


@pytest.mark.requirement("F5")
def test_a_secret_image_is_not_cut_for_everybody(desk: Any, tmp_path: Path) -> None:
    taken_in(desk, scene(tmp_path, "late"), LATE, secrecy=Secrecy.SECRET)
    assert "密级为秘密的影像没有裁给您" in pair(desk).after.why
    leader = replace(desk, actor=replace(desk.actor, roles=frozenset({Role.COUNTY_LEADER})))
    assert pair(leader).after.secrecy is Secrecy.SECRET


@pytest.mark.requirement("F5")
@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_pictures_that_leave_are_logged_and_where_there_is_none_nothing_is(
    database: str, desk: Any, tmp_path: Path
) -> None:
    from django.db import connection

    from weipian.office.imaging.giving import give_chips
    from weipian.store.models import Copy, Event
    from weipian.store.queries.overlay import plot_numbered

    assert connection.vendor == (database or "sqlite")
    plots = [plot_numbered("T1"), plot_numbered("T3")]
    before = Event.objects.count()
    assert [paths for _, paths in give_chips(desk, plots, tmp_path / "none")] == [(), ()]
    assert (Event.objects.count(), Copy.objects.count()) == (before, 0)
    taken_in(desk, scene(tmp_path, "late"), LATE)
    (one, paths), (_, none) = give_chips(desk, plots, tmp_path / "out")
    assert none == ()
    assert [path.read_bytes() for path in paths] == [chip.picture for chip in one.chips]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [path.name for path in paths]
    act, subject = Event.objects.order_by("-seq").values_list("act", "subject")[0]
    assert (act, subject) == (Act.IMAGE_GIVEN.value, "plots")
    assert Copy.objects.values_list("kind", "name").get() == ("images", "out")
    with refuses("act_not_of_role"):
        give_chips(replace(desk, actor=replace(desk.actor, roles=frozenset({Role.DISCIPLINE}))), plots, tmp_path / "no")


def test_more_ground_than_may_leave_at_once_is_refused(desk: Any, tmp_path: Path) -> None:
    from weipian.office.imaging import chips_for
    from weipian.store.queries.overlay import plot_numbered

    wide = replace(plot_numbered("T1"), wkb=_square(5000.0))
    with refuses("cover_over_cap", InputError):
        list(chips_for(desk, [wide]))


def _square(side: float) -> bytes:
    import shapely

    return bytes(shapely.to_wkb(shapely.box(X0, Y0, X0 + side, Y0 + side)))


def test_a_damaged_image_is_said_and_not_shown(desk: Any, tmp_path: Path) -> None:
    kept = desk.workspace.folder / taken_in(desk, scene(tmp_path, "late"), LATE).image.kept
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-7] + b"changed")
    with refuses("image_gone", InputError):
        pair(desk)
