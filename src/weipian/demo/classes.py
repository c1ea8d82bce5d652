"""Land classes of TD/T 1057 and where each is found on the made-up land."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from weipian.demo.lattice import village_reach
from weipian.demo.noise import Floats, Ints, hashed, rough
from weipian.demo.terrain import Terrain

NAMES = {
    "0101": "水田", "0103": "旱地", "0201": "果园", "0301": "乔木林地", "0302": "竹林地", "0305": "灌木林地",
    "0307": "其他林地", "0404": "其他草地", "05H1": "商业服务业设施用地", "0601": "工业用地", "0602": "采矿用地",
    "0701": "城镇住宅用地", "0702": "农村宅基地", "08H1": "机关团体新闻出版用地", "08H2": "科教文卫用地",
    "1003": "公路用地", "1006": "农村道路", "1101": "河流水面", "1104": "坑塘水面", "1107": "沟渠",
    "1202": "设施农用地", "1206": "裸土地",
}  # fmt: skip

Mix = tuple[tuple[str, float], ...]
BOTTOM: Mix = (("0101", 0.76), ("0103", 0.12), ("0201", 0.05), ("1104", 0.03), ("1202", 0.015), ("0404", 0.025))
SHOULDER: Mix = (("0103", 0.42), ("0201", 0.2), ("0302", 0.08), ("0301", 0.2), ("0404", 0.1))
HILL: Mix = (
    ("0301", 0.72), ("0305", 0.1), ("0302", 0.06), ("0307", 0.06), ("0404", 0.04), ("1206", 0.005), ("0103", 0.015),
)  # fmt: skip
VILLAGE: Mix = (("0702", 0.8), ("0101", 0.08), ("0201", 0.06), ("1104", 0.03), ("08H2", 0.03))
TOWN: Mix = (("0702", 0.36), ("0701", 0.28), ("0601", 0.12), ("05H1", 0.12), ("08H1", 0.06), ("08H2", 0.06))
SEAT_COUNT = 7


def chosen_classes(terrain: Terrain, x: Floats, y: Floats, depth: Floats) -> NDArray[np.str_]:
    """A class code for each place; what lies in a strip gets its code elsewhere."""
    cell = np.round(x).astype(np.int64), np.round(y).astype(np.int64)
    dice = hashed(terrain.seed + 60, *cell)
    patchy = np.clip(dice + 0.22 * rough(x, y, 900.0, terrain.seed + 61, 2), 0, 0.999999)
    slopes = np.where(depth < 1.5, _drawn(SHOULDER, patchy), _drawn(HILL, patchy))
    code = np.where(depth < 1, _drawn(BOTTOM, patchy), slopes)
    which, away = _village(terrain, x, y)
    reach = village_reach(terrain, which) * (1 + 0.4 * rough(x, y, 300.0, terrain.seed + 63, 2))
    built = (away < reach) & (depth < 1.6)
    return np.where(built, np.where(which < SEAT_COUNT, _drawn(TOWN, dice), _drawn(VILLAGE, dice)), code)


def _drawn(mix: Mix, dice: Floats) -> NDArray[np.str_]:
    """The class whose share of the mix holds the die, 0 ≤ die < 1."""
    shares = np.cumsum([share for _, share in mix])
    return np.asarray([code for code, _ in mix])[np.searchsorted(shares / shares[-1], dice, side="right")]


def _village(terrain: Terrain, x: Floats, y: Floats) -> tuple[Ints, Floats]:
    tree = STRtree(shapely.points(terrain.villages))
    found, away = tree.query_nearest(shapely.points(x, y), return_distance=True, all_matches=False)
    return found[1], away
