"""Names of coordinate systems that are met in Chinese files and not taken, so that a refusal can name them."""

from __future__ import annotations

_RANGES = (
    (2327, 2390, "1980西安坐标系"),
    (2401, 2442, "1954北京坐标系"),
    (4214, 4214, "1954北京坐标系"),
    (4568, 4589, "新1954北京坐标系"),
    (4610, 4610, "1980西安坐标系"),
    (4555, 4555, "新1954北京坐标系"),
    (4652, 4656, "新1954北京坐标系"),
    (4766, 4800, "新1954北京坐标系"),
    (4812, 4812, "新1954北京坐标系"),
    (4822, 4822, "新1954北京坐标系"),
    (21413, 21423, "1954北京坐标系"),
    (21453, 21463, "1954北京坐标系"),
    (32601, 32660, "WGS 84 UTM 北半球分带"),
    (32701, 32760, "WGS 84 UTM 南半球分带"),
    (3825, 3828, "TWD97 二度分带"),
)


_WORDS = (("xian", "1980西安坐标系"), ("new_beijing", "新1954北京坐标系"), ("beijing", "1954北京坐标系"))


def translated(name: str) -> str:
    """「1980西安坐标系（Xian 1980 / …）」 for a name in English, the name itself where it is none of these."""
    plain = name.lower().replace(" ", "_")
    for word, label in _WORDS:
        if word in plain:
            return f"{label}（{name}）"
    return name


def name_of_foreign(epsg: int) -> str:
    """「1980西安坐标系（EPSG:2361）」, or the bare number where it is not one of these."""
    for first, last, name in _RANGES:
        if first <= epsg <= last:
            return f"{name}（EPSG:{epsg}）"
    return f"EPSG:{epsg}"
