"""The public function, and the page about it: its examples run as they stand."""

from __future__ import annotations

import doctest
from pathlib import Path

import numpy as np
import pytest
import shapely

from weipian.geometry import ellipsoid_areas, overlay_areas
from weipian.terms.errors import InputError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"
X, Y = 37_464_000.0, 2_881_000.0


def test_the_page_is_true() -> None:
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.IGNORE_EXCEPTION_DETAIL, verbose=False
    )
    assert (failed, tried) == (0, tried)
    assert tried > 12


def test_shapely_and_wkb_and_arrays_are_one() -> None:
    boxes = shapely.box(X + 100 * np.arange(9), Y, X + 100 * np.arange(9) + 150, Y + 80)
    first = overlay_areas(boxes, boxes, 4525)
    for other in (
        overlay_areas(list(shapely.to_wkb(boxes)), list(boxes), 4525),
        overlay_areas(boxes, boxes, 4525, 4525, 1),
    ):
        assert first.area_um2.tobytes() == other.area_um2.tobytes()
    assert (first.a_index == first.b_index).sum() == 9


def test_two_systems_at_once() -> None:
    square = shapely.box(X, Y, X + 100, Y + 100)
    plain = shapely.box(X - 37_000_000, Y, X - 37_000_000 + 100, Y + 100)  # the same meridian without its zone number
    found = overlay_areas([square], [plain], 4525, 4546)
    assert abs(int(found.area_um2[0]) - int(ellipsoid_areas([square], 4525)[0])) <= 1


@pytest.mark.parametrize(
    ("shape", "epsg", "code"),
    [
        (None, 4525, "shape_missing"),
        (shapely.Point(X, Y), 4525, "shape_not_areal"),
        (shapely.from_wkt("POLYGON EMPTY"), 4525, "shape_empty"),
        (shapely.box(X, Y, X + 9, Y + 9), 4490, "crs_degrees_expected"),
        (shapely.box(X, Y, X + 9, Y + 9), 2361, "crs_not_allowed"),
    ],
)
def test_what_cannot_be_measured_is_refused(shape: object, epsg: int, code: str) -> None:
    with pytest.raises(InputError) as caught:
        ellipsoid_areas([shape], epsg)
    assert caught.value.code == code


def test_nothing_is_nothing() -> None:
    assert len(overlay_areas([], [], 4525)) == 0
    assert len(ellipsoid_areas([], 4525)) == 0
