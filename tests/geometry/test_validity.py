"""Every way of being invalid gets its own sentence and place; repair keeps a record."""

from __future__ import annotations

import struct

import pytest
import shapely

from weipian.geometry.crs import Crs
from weipian.geometry.repair import repair
from weipian.geometry.validity import check
from weipian.terms.errors import InputError

Points = list[tuple[float, float]]


def raw(*rings: Points) -> bytes:
    """WKB as a careless program writes it, closed or not."""
    packed = b"".join(struct.pack(f"<I{2 * len(r)}d", len(r), *(v for point in r for v in point)) for r in rings)
    return struct.pack("<BII", 1, 3, len(rings)) + packed


def wkt(text: str) -> bytes:
    return bytes(shapely.to_wkb(shapely.from_wkt(text)))


NAN = float("nan")
BOW_TIE = wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
DEFECTS: list[tuple[bytes | None, str, str]] = [
    (BOW_TIE, "shape_crosses_itself", "(1, 1)"),
    (wkt("POLYGON ((0 0, 4 0, 4 4, 2 2, 0 4, 2 2, 0 0))"), "shape_ring_touches_itself", "(2, 2)"),
    (wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 6, 5 5))"), "shape_hole_outside", "(5, 5)"),
    (
        wkt("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1), (2 2, 3 2, 3 3, 2 2))"),
        "shape_holes_nested",
        "(2, 2)",
    ),
    (
        wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1), (3 3, 1 3, 1 1, 3 1, 3 3))"),
        "shape_rings_twice",
        "",
    ),
    (
        wkt("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((0 0, 4 0, 4 4, 0 4, 0 0)))"),
        "shape_rings_twice",
        "",
    ),
    (wkt("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((1 1, 2 1, 2 2, 1 1)))"), "shape_parts_nested", "(1, 1)"),
    (wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 2, 2 0, 4 2, 2 4, 0 2))"), "shape_interior_cut", ""),
    (wkt("POLYGON ((0 0, 1 0, 2 0, 0 0))"), "shape_no_area", ""),
    (raw([(0, 0), (0, 0), (0, 0), (0, 0)]), "shape_too_few_points", ""),
    (raw([(0, 0), (1, 0), (1, 1), (0, 1)]), "shape_not_closed", ""),
    (raw([(0, 0), (1, 0), (0, 0)]), "shape_too_few_points", ""),
    (raw([(0, 0), (1, NAN), (1, 1), (0, 0)]), "shape_not_finite", ""),
    (raw([(0, 0), (1, float("inf")), (1, 1), (0, 0)]), "shape_not_finite", ""),
    (wkt("POLYGON EMPTY"), "shape_empty", ""),
    (wkt("MULTIPOLYGON EMPTY"), "shape_empty", ""),
    (wkt("POINT (1 1)"), "shape_not_areal", ""),
    (None, "shape_missing", ""),
    (b"", "shape_missing", ""),
    (b"\x07abc", "shape_unreadable", ""),
]


@pytest.mark.parametrize(("wkb", "code", "place"), DEFECTS)
def test_each_defect_has_its_sentence(wkb: bytes | None, code: str, place: str) -> None:
    found = check([wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"), wkb])
    assert [(defect.index, defect.code) for defect in found] == [(1, code)]
    assert place in found[0].place
    assert "。" in found[0].message
    assert "{" not in found[0].message
    assert str(found[0].error("面.shp")).startswith("面.shp：")


def test_bow_tie_says_where() -> None:
    assert "自相交（蝴蝶结），位置在 (1, 1)" in check([BOW_TIE])[0].message


@pytest.mark.parametrize(
    "text",
    [
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 2, 2 1, 2 3, 0 2))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((1 1, 2 1, 2 2, 1 2, 1 1)))",
        "POLYGON ((0 0, 0 0, 4 0, 4 0, 4 4, 2 4, 1 4, 0 4, 0 0))",
        "POLYGON Z ((0 0 1, 4 0 1, 4 4 1, 0 0 1))",
    ],
)
def test_what_is_valid_passes(text: str) -> None:
    assert check([bytes(shapely.to_wkb(shapely.from_wkt(text)))]) == []


def test_all_defects_come_in_order() -> None:
    assert [defect.index for defect in check([BOW_TIE, None, BOW_TIE, wkt("POINT (0 0)")])] == [0, 1, 2, 3]


PLACE = (37_450_000.0, 2_880_000.0)
ZONE_37 = Crs.of_epsg(4525)


def in_zone(text: str) -> bytes:
    return bytes(shapely.to_wkb(shapely.transform(shapely.from_wkt(text), lambda xy: xy * 100 + PLACE)))


def test_repair_of_a_bow_tie_keeps_both_wings_and_says_so() -> None:
    mended = repair(in_zone("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"), ZONE_37)
    assert mended is not None
    assert check([mended.wkb]) == []
    assert abs(mended.before_um2) < 100_000_000  # the wings run against each other: next to nothing
    assert abs(mended.after_um2 / 1e6 - 20_000) < 20
    assert mended.defect.code == "shape_crosses_itself"


def test_repair_of_a_hole_outside_makes_it_a_part() -> None:
    mended = repair(in_zone("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 6, 5 5))"), ZONE_37)
    assert mended is not None
    assert mended.before_um2 < mended.after_um2
    assert abs(mended.after_um2 / 1e6 - 170_000) < 170


def test_what_is_valid_is_left_alone() -> None:
    assert repair(in_zone("POLYGON ((0 0, 4 0, 4 4, 0 0))"), ZONE_37) is None


@pytest.mark.parametrize(
    "wkb",
    [
        raw([(0, 0), (1, NAN), (1, 1), (0, 0)]),
        raw([(0, 0), (1, 0), (1, 1), (0, 1)]),
        in_zone("POLYGON ((0 0, 1 0, 2 0, 0 0))"),
    ],
)
def test_what_has_no_area_is_refused_not_mended(wkb: bytes) -> None:
    with pytest.raises(InputError):
        repair(wkb, ZONE_37)
