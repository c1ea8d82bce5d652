"""What files say of their coordinate system: the parameters decide, a name that lies is refused."""

from __future__ import annotations

from pathlib import Path

import pyproj
import pytest

from weipian.geometry.crs import Crs
from weipian.geometry.prj import of_text
from weipian.terms.errors import InputError

ALLOWED = [4490, 4326, 3857, *range(4491, 4555)]
ESRI, GDAL, NEWEST = "WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"


def text_of(epsg: int, version: str = ESRI) -> str:
    return str(pyproj.CRS(epsg).to_wkt(version))


@pytest.mark.parametrize("version", [ESRI, GDAL, NEWEST])
@pytest.mark.parametrize("epsg", ALLOWED)
def test_every_allowed_system_is_read_from_its_text(epsg: int, version: str) -> None:
    """Without a zone number 3° and 6° zones of one meridian are the same plane; the 3° number is given."""
    found, wanted = of_text(text_of(epsg, version)), Crs.of_epsg(epsg)
    assert (found.kind, found.central_meridian, found.false_easting) == (
        wanted.kind,
        wanted.central_meridian,
        wanted.false_easting,
    )
    assert found == wanted or 4502 <= epsg <= 4512


@pytest.mark.parametrize(
    ("text", "epsg"),
    [
        ("4525", 4525),
        ("EPSG:4525", 4525),
        (" epsg:4490 ", 4490),
        ("OGC:CRS84", 4326),
        ("EPSG:4979", 4326),
        ("EPSG:4480", 4490),
    ],
)
def test_numbers(text: str, epsg: int) -> None:
    assert of_text(text).epsg == epsg


def test_own_name_with_right_parameters_is_taken() -> None:
    assert of_text(text_of(4525).replace("CGCS2000_3_Degree_GK_Zone_37", "独立命名")).epsg == 4525


LIES = {
    "zone 36 with zone 37's numbers": text_of(4525).replace("Zone_37", "Zone_36"),
    "CM_111E with false easting 61500000": text_of(4546).replace("500000.0", "61500000.0"),
    "CM 111E numbered 4526": text_of(4546, GDAL).replace('"4546"', '"4526"'),
    "zone 37 numbered 4526": text_of(4525, GDAL).replace('"4525"', '"4526"'),
    "zone 37 with CM 114": text_of(4525).replace("111.0", "114.0"),
}


@pytest.mark.parametrize("lie", LIES)
def test_contradictions_are_refused(lie: str) -> None:
    with pytest.raises(InputError) as caught:
        of_text(LIES[lie], where="图斑.prj")
    assert caught.value.code == "crs_name_contradicts"


REFUSED = {
    "Xian 80": (text_of(2361), "西安"),
    "Xian 80, degrees": (text_of(4610), "西安"),
    "Beijing 54": (text_of(2413), "北京"),
    "UTM": (text_of(32649), "UTM"),
    "TWD97": (text_of(3826), "TWD97"),
    "feet": (text_of(4525).replace('"Meter",1.0', '"Foot",0.3048'), "zone 37"),
    "scale 0.9996": (text_of(4525).replace('"Scale_Factor",1.0', '"Scale_Factor",0.9996'), "zone 37"),
    "Lambert": (text_of(2154), "2154"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_systems_are_refused_by_name(name: str) -> None:
    text, told = REFUSED[name]
    with pytest.raises(InputError) as caught:
        of_text(text)
    assert caught.value.code == "crs_not_allowed"
    assert told in caught.value.message


@pytest.mark.parametrize("text", ["", "乱写", "PROJCS[", "EPSG:99999999"])
def test_unreadable(text: str) -> None:
    with pytest.raises(InputError) as caught:
        of_text(text)
    assert caught.value.code == "crs_unreadable"


@pytest.mark.shared
def test_real_prj_of_an_old_survey(shared: Path) -> None:
    with pytest.raises(InputError, match="西安") as caught:
        of_text((shared / "data/oddgis/dltb_ae102_gbk_ldid/DLTB.prj").read_text())
    assert caught.value.code == "crs_not_allowed"
