"""The overlay suites of GEOS/JTS: areas of polygonal intersections, where the inputs are valid."""

from __future__ import annotations

import math
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geometry.making import exact_shared, shared_um2

pytestmark = [pytest.mark.shared, pytest.mark.requirement("C1")]

RATIONAL_OVER = 1e-5
"""m² of disagreement with GEOS from which rational arithmetic is asked who is right."""


def geometry_of(text: str | None) -> BaseGeometry | None:
    """WKT or hexadecimal WKB; None for what is neither or can't be read (the suites hold such cases on purpose)."""
    plain = (text or "").strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return shapely.from_wkb("".join(plain.split())) if plain[:2] in ("00", "01") else shapely.from_wkt(plain)
    except shapely.errors.GEOSException:
        return None


def is_measurable(shape: BaseGeometry | None) -> bool:
    return shape is not None and shape.geom_type in ("Polygon", "MultiPolygon") and bool(shape.is_valid and shape.area)


def cases(folder: Path) -> Iterator[tuple[str, BaseGeometry, BaseGeometry, list[BaseGeometry], float]]:
    """Name, A, B, the intersections that the file expects, and the scale; A and B blown up to some ten kilometres."""
    for file in sorted(folder.rglob("*.xml")):
        for number, case in enumerate(ET.parse(file).getroot().iter("case")):
            a, b = geometry_of(case.findtext("a")), geometry_of(case.findtext("b"))
            if a is None or b is None or not (is_measurable(a) and is_measurable(b)):
                continue
            scale = 2.0 ** round(math.log2(1e4 / np.ptp(shapely.get_coordinates([a, b]), axis=0).max()))
            expected = [] if "Prec" in file.name else expected_of(case)
            yield f"{file.stem}/{number}", blown(a, scale), blown(b, scale), [blown(e, scale) for e in expected], scale


def expected_of(case: ET.Element) -> list[BaseGeometry]:
    wanted = [op for op in case.iter("op") if op.get("name", "").lower() in ("intersection", "intersectionng")]
    found = (
        geometry_of(op.text) for op in wanted if {op.get("arg1", "").lower(), op.get("arg2", "").lower()} == {"a", "b"}
    )
    return [shape for shape in found if shape is not None]


def blown(shape: BaseGeometry, scale: float) -> BaseGeometry:
    return shapely.transform(shapely.force_2d(shape), lambda xy: xy * scale)


@pytest.fixture(scope="module")
def measured(shared: Path) -> list[tuple[str, BaseGeometry, BaseGeometry, list[BaseGeometry], float]]:
    return [
        (name, a, b, expected, shared_um2(a, b) / 1e6)
        for name, a, b, expected, _ in cases(shared / "data/oddgis/geos_xml")
    ]


Measured = list[tuple[str, BaseGeometry, BaseGeometry, list[BaseGeometry], float]]


def test_enough_cases_ran(measured: Measured) -> None:
    assert len(measured) >= 320
    assert sum(bool(expected) for _, _, _, expected, _ in measured) >= 30


def test_areas_expected_by_the_suites(measured: Measured) -> None:
    """The suites print their results with few digits: 1e-3 m² of some 1e7."""
    for name, _, _, expected, area in measured:
        for shape in expected:
            assert abs(shape.area - area) <= 1e-9 * area + 1e-3, name


def test_areas_of_geos_or_of_rational_arithmetic(measured: Measured) -> None:
    for name, a, b, _, area in measured:
        difference = abs(shapely.intersection(a, b).area - area)
        assert difference < 0.05, name
        if difference > RATIONAL_OVER and shapely.get_num_coordinates(a) + shapely.get_num_coordinates(b) < 500:
            assert abs(Fraction(area) - exact_shared(a, b)) < Fraction(3, 10**6), name
