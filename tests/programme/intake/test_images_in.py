"""Images come in and are withdrawn: kept by their hash, booked, told in the log."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_images import taken_in, texture, tiff
from refusing import refuses
from weipian.terms.errors import InputError

DAY = date(2023, 6, 1)
WEST, NORTH = 37_464_000.0, 2_881_000.0

pytestmark = pytest.mark.requirement("D5", "A4")


@pytest.fixture
def image(tmp_path: Path) -> Path:
    return tiff(tmp_path / "scene.tif", texture(128), WEST, NORTH, 2.0, photometric="RGB")


def test_an_image_is_kept_by_its_hash_and_booked(desk: Any, image: Path) -> None:
    from weipian.store.models import Event

    added = taken_in(desk, image, DAY).image
    kept = desk.workspace.folder / added.kept
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == added.kept_sha256 == kept.stem
    assert added.source_sha256 == hashlib.sha256(image.read_bytes()).hexdigest()
    assert (added.number, added.taken, added.epsg, added.seen) == (1, DAY, 4525, 1.0)
    assert added.pixel_m == pytest.approx(2.0, abs=0.001)
    assert '"taken": "2023-06-01"' in kept.with_suffix(".json").read_text(encoding="utf-8")
    assert not list((desk.workspace.folder / "images/coming").iterdir())
    event = Event.objects.latest("seq")
    assert (event.act, event.subject) == ("image_added", "image:1")


def test_the_same_once_more_adds_nothing_and_another_day_is_another_image(desk: Any, image: Path) -> None:
    first, again = taken_in(desk, image, DAY), taken_in(desk, image, DAY)
    assert (again.fresh, again.image) == (False, first.image)
    assert taken_in(desk, image, date(2023, 7, 1)).image.number == 2


def test_a_withdrawn_image_counts_no_longer_and_its_file_stays(desk: Any, image: Path) -> None:
    from weipian.programme.intake.acts.images import withdraw_image
    from weipian.store.queries.images import all_images, current_images

    added = taken_in(desk, image, DAY).image
    with refuses("image_withdraw_reason", InputError):
        withdraw_image(desk, 1, "  ")
    withdraw_image(desk, 1, "日期写错")
    assert current_images() == []
    assert [one.because for one in all_images()] == ["日期写错"]
    assert (desk.workspace.folder / added.kept).is_file()
    with refuses("image_unknown", InputError):
        withdraw_image(desk, 1, "再撤一次")
    assert taken_in(desk, image, DAY).image.number == 2


def test_only_who_may_adds_and_withdraws(desk: Any, auditor: Any, image: Path) -> None:
    from weipian.programme.intake.acts.images import withdraw_image
    from weipian.store.queries.images import current_images

    with refuses("act_not_of_role", InputError):
        taken_in(auditor, image, DAY)
    taken_in(desk, image, DAY)
    with refuses("act_not_of_role", InputError):
        withdraw_image(auditor, 1, "x")
    assert len(current_images()) == 1


def test_a_changed_file_is_found_by_the_audit(tmp_path: Path) -> None:
    from made_books import made_desk
    from weipian.store.auditing import audit_workspace

    own = made_desk(tmp_path / "county")
    image = tiff(tmp_path / "scene.tif", texture(64), WEST, NORTH)
    kept = own.workspace.folder / taken_in(own, image, DAY).image.kept
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes() + b" ")
    assert [finding.code for finding in audit_workspace(own.workspace.folder).findings] == ["file_changed"]


def test_a_place_outside_of_china_is_refused(desk: Any, tmp_path: Path) -> None:
    with refuses("image_outside", InputError):
        taken_in(desk, tiff(tmp_path / "far.tif", texture(64), 10.0, 20.0, 0.001, crs="EPSG:4326"), DAY)
