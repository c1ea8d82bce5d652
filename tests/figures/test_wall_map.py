"""The wall map: every state told by colour, hatch, letter and outline; townships with their numbers; read from SVG."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
import shapely

from weipian.figures.county_map import CountyMap, MapPatch, MapTownship
from weipian.figures.marks import Mark
from weipian.figures.right_marks import RightMark
from weipian.figures.wall_map import WallMap, WallRow, draw_wall_map
from weipian.terms.rectification import RightState

pytestmark = pytest.mark.requirement("D1")
X, Y, SIDE = 37_464_000.0, 2_881_000.0, 12_000.0
NAMES = ("星原镇", "麦浪乡", "云溪镇")


def wall() -> WallMap:
    townships = [
        MapTownship(name, shapely.box(X + SIDE * at, Y, X + SIDE * (at + 1), Y + 2 * SIDE))
        for at, name in enumerate(NAMES)
    ]
    patches = [
        MapPatch(shapely.box(x, y, x + 90, y + 70), mark)
        for at, mark in enumerate(RightMark)
        for x, y in ((X + 1500 + 4200 * at, Y + 4000), (X + 2500 + 4200 * at, Y + 15_000))
    ]
    title, stamp = "澜屏县（虚构）2023年　整改挂图（截至 2023-09-30）", "内部资料　不得公开"
    own: dict[str, Any] = {"heading": True, "marks": RightMark, "notes": ("只画要整改的地块",)}
    county = CountyMap(title, townships, patches, "CGCS2000", notice=stamp, **own)
    marks = dict.fromkeys(RightMark, 2)
    rows = [WallRow(name, marks, 14, "128.40", 2, 9) for name in (*NAMES, "全县")]
    return WallMap(county, rows, "逾期：过了整改期限，或判定后没有及时下通知")


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("text")]


def test_every_state_and_every_township_can_be_read() -> None:
    said = texts(draw_wall_map(wall()))
    for mark in RightMark:
        assert said[said.index(mark.look.label) + 1] == "2"  # in the legend, its number after it
        assert said.count(mark.look.letter) >= 1 + 1 + len(NAMES)  # in the legend, on the map, in the table
    assert all(said.count(name) == 2 for name in NAMES)
    assert "内部资料　不得公开" in said
    assert "澜屏县（虚构）2023年　整改挂图（截至 2023-09-30）" in said


def test_no_two_states_look_alike_in_grey_print() -> None:
    looks = [mark.look for mark in RightMark]
    assert len({one.letter for one in looks}) == len({one.colour for one in looks}) == len(looks)
    assert len({(one.hatch, one.shape) for one in looks}) == len(looks)


def test_every_open_state_may_be_late_and_what_is_in_place_never_is() -> None:
    for state in RightState:
        late = RightMark.of(state, late=True)
        assert late is (RightMark.LATE if state.is_open else RightMark.IN_PLACE)
        assert RightMark.of(state, late=False).name == state.name
    assert not set(RightMark) & set(Mark)
