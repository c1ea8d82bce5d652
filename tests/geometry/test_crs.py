"""The allow-list against PROJ's own register, guesses from the size of coordinates, contradictions."""

from __future__ import annotations

import pyproj
import pytest

from weipian.geometry.crs import Bounds, Crs, check, guess
from weipian.geometry.foreign import name_of_foreign
from weipian.terms.errors import InputError

GAUSS_KRUGER = range(4491, 4555)
ZIYUAN: Bounds = (37_440_000.0, 2_860_000.0, 37_480_000.0, 2_920_000.0)


@pytest.mark.requirement("C1")
@pytest.mark.parametrize("epsg", GAUSS_KRUGER)
def test_parameters_are_those_of_the_register(epsg: int) -> None:
    crs = Crs.of_epsg(epsg)
    conversion = pyproj.CRS(epsg).coordinate_operation
    assert conversion is not None
    values = {p.name: p.value for p in conversion.params}
    assert values["Longitude of natural origin"] == crs.central_meridian
    assert values["False easting"] == crs.false_easting
    assert (values["Latitude of natural origin"], values["False northing"]) == (0, 0)
    assert values["Scale factor at natural origin"] == 1


@pytest.mark.parametrize(("width", "zones"), [(3, range(25, 46)), (6, range(13, 24))])
def test_zone_numbers_are_those_of_the_names(width: int, zones: range) -> None:
    for zone in zones:
        crs = Crs.of_zone(zone, width)
        assert pyproj.CRS(crs.epsg).name.endswith(f"zone {zone}")
        assert ("3-degree" in pyproj.CRS(crs.epsg).name) == (width == 3)
        assert crs.zone == zone


def test_zone_of_ziyuan() -> None:
    assert Crs.of_zone(37, 3) == Crs.of_epsg(4525)
    assert Crs.of_epsg(4525).central_meridian == Crs.of_epsg(4546).central_meridian == 111
    assert Crs.of_epsg(4525).false_easting == 37_500_000
    assert Crs.of_epsg(4546).false_easting == 500_000


@pytest.mark.parametrize(("zone", "width"), [(24, 3), (46, 3), (12, 6), (24, 6), (37, 6), (37, 2)])
def test_zones_that_do_not_exist(zone: int, width: int) -> None:
    with pytest.raises(InputError) as caught:
        Crs.of_zone(zone, width)
    assert caught.value.code == "crs_zone_unknown"


@pytest.mark.parametrize(
    ("epsg", "name"),
    [
        (4610, "西安"),
        (2361, "西安"),
        (4214, "北京"),
        (2413, "北京"),
        (21419, "北京"),
        (4555, "北京"),
        (32649, "UTM"),
        (2154, "2154"),
    ],
)
def test_others_are_refused_by_name(epsg: int, name: str) -> None:
    with pytest.raises(InputError) as caught:
        Crs.of_epsg(epsg)
    assert caught.value.code == "crs_not_allowed"
    assert name in caught.value.message
    assert "CGCS2000" in caught.value.message


def test_names_of_old_systems_are_those_of_the_register() -> None:
    labels = {"Xian 1980": "1980西安", "New Beijing": "新1954北京", "Beijing 1954": "1954北京"}
    for entry in pyproj.database.query_crs_info("EPSG"):
        for english, chinese in labels.items():
            if entry.name.startswith(english):
                assert chinese in name_of_foreign(int(entry.code)), entry


GUESSES: list[tuple[Bounds, int | None]] = [
    ((110.4, 25.8, 110.9, 26.3), 4490),
    ((73.5, 39.0, 74.0, 39.5), 4490),
    (ZIYUAN, 4525),
    ((25_400_000, 4_000_000, 25_600_000, 4_100_000), 4513),
    ((45_400_000, 5_200_000, 45_600_000, 5_300_000), 4533),
    ((19_400_000, 2_800_000, 19_600_000, 2_900_000), 4497),
    ((23_400_000, 5_200_000, 23_600_000, 5_300_000), 4501),
    ((16_400_000, 3_000_000, 16_500_000, 3_100_000), 4494),
    ((24_400_000, 2_800_000, 24_600_000, 2_900_000), None),
    ((46_400_000, 2_800_000, 46_600_000, 2_900_000), None),
    ((440_000, 2_860_000, 480_000, 2_920_000), None),
    ((13_500_000, 3_600_000, 13_600_000, 3_700_000), None),  # zone 13, or Web Mercator at Shanghai
    ((12_300_000, 2_900_000, 12_400_000, 3_000_000), None),
    ((0.0, 0.0, 800.0, 600.0), None),
    ((2.3, 48.6, 2.4, 48.7), None),
]


@pytest.mark.parametrize(("bounds", "epsg"), GUESSES)
def test_guess(bounds: Bounds, epsg: int | None) -> None:
    found = guess(bounds)
    assert (found.epsg if found else None) == epsg


@pytest.mark.parametrize("zone", range(25, 46))
def test_guess_of_every_zone(zone: int) -> None:
    found = guess((zone * 1e6 + 450_000, 3_000_000, zone * 1e6 + 550_000, 3_100_000))
    assert found is not None
    assert pyproj.CRS(found.epsg).name == f"CGCS2000 / 3-degree Gauss-Kruger zone {zone}"


def turned(bounds: Bounds) -> Bounds:
    return (bounds[1], bounds[0], bounds[3], bounds[2])


@pytest.mark.parametrize("bounds", [ZIYUAN, (110.4, 25.8, 110.9, 26.3), (440_000, 2_860_000, 480_000, 2_920_000)])
def test_swapped_axes_are_refused(bounds: Bounds) -> None:
    for act in (guess, lambda box: check(Crs.of_epsg(4490), box), lambda box: check(Crs.of_epsg(4525), box)):
        with pytest.raises(InputError) as caught:
            act(turned(bounds))
        assert caught.value.code == "crs_axes_swapped"
        assert "对调" in caught.value.message


def test_two_zones_in_one_file_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        guess((36_900_000, 2_860_000, 37_480_000, 2_920_000))
    assert caught.value.code == "crs_zones_mixed"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_no_number_is_refused(number: float) -> None:
    for act in (guess, lambda box: check(Crs.of_epsg(4525), box)):
        with pytest.raises(InputError) as caught:
            act((37_440_000.0, 2_860_000.0, number, 2_920_000.0))
        assert caught.value.code == "crs_not_finite"


FITTING: list[tuple[int, Bounds]] = [
    (4525, ZIYUAN),
    (4546, (440_000, 2_860_000, 480_000, 2_920_000)),
    (4509, (440_000, 2_860_000, 980_000, 2_920_000)),
    (4490, (110.4, 25.8, 110.9, 26.3)),
    (4326, (-62.0, -3.0, -61.0, 4.0)),
    (4326, (2.3, 48.6, 2.4, 48.7)),
    (3857, (12_300_000, 2_900_000, 12_400_000, 3_000_000)),
]


@pytest.mark.parametrize(("epsg", "bounds"), FITTING)
def test_fitting_coordinates_pass(epsg: int, bounds: Bounds) -> None:
    check(Crs.of_epsg(epsg), bounds)


CONTRADICTIONS: list[tuple[int, Bounds, str]] = [
    (4490, ZIYUAN, "crs_degrees_expected"),
    (4525, (110.4, 25.8, 110.9, 26.3), "crs_metres_expected"),
    (3857, (110.4, 25.8, 110.9, 26.3), "crs_metres_expected"),
    (3857, ZIYUAN, "crs_outside"),
    (4526, ZIYUAN, "crs_prefix_other"),
    (4524, ZIYUAN, "crs_prefix_other"),
    (4525, (440_000, 2_860_000, 480_000, 2_920_000), "crs_prefix_missing"),
    (4546, ZIYUAN, "crs_prefix_unexpected"),
    (4546, (1_600_000, 2_860_000, 1_700_000, 2_920_000), "crs_far_from_zone"),
    (4525, (36_900_000, 2_860_000, 37_480_000, 2_920_000), "crs_far_from_zone"),
    (4546, (440_000, 200.0, 480_000, 900.0), "crs_northing_outside"),
    (4525, (37_440_000, -2_920_000, 37_480_000, -2_860_000), "crs_northing_outside"),
]


@pytest.mark.parametrize(("epsg", "bounds", "code"), CONTRADICTIONS)
def test_contradictions_are_refused(epsg: int, bounds: Bounds, code: str) -> None:
    with pytest.raises(InputError) as caught:
        check(Crs.of_epsg(epsg), bounds, where="图斑.shp")
    assert caught.value.code == code
    assert str(caught.value).startswith("图斑.shp：")


def test_labels_are_for_people() -> None:
    assert Crs.of_epsg(4525).label == "CGCS2000 高斯-克吕格 3度分带 第37带 中央经线111°（EPSG:4525）"
    assert "不带带号" in Crs.of_epsg(4546).label
    assert "经纬度" in Crs.of_epsg(4490).label
