"""How land classes look: a light colour and a hatch for each first-level class, its code and name in words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WETLAND = frozenset({"0303", "0304", "0306", "0402", "0603", "1105", "1106", "1108"})
"""Second-level classes that belong to 湿地 whatever their number says (TD/T 1055—2019)."""
UNKNOWN = "??"


@dataclass(frozen=True, slots=True)
class LandLook:
    """`group`: the first-level class, which colour and hatch are of."""

    group: str
    label: str
    fill: str
    hatch: str
    ink: str


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files("weipian.figures").joinpath("land_classes.toml").read_text(encoding="utf-8"))


def class_name(code: str) -> str:
    """The class's name; of a code that the standard lacks nothing."""
    return str(_told()["class"].get(code[:4], "") or _told()["class"].get(code, ""))


@cache
def look_of(code: str) -> LandLook:
    """A code that the standard lacks is left white."""
    group = "00" if code[:4] in WETLAND else code[:2]
    told = _told()["group"].get(group)
    return LandLook(UNKNOWN, "未列入分类", "#FFFFFF", "plain", "#888888") if told is None else LandLook(group, **told)


CELL = 40
HATCHES = {
    "plain": "",
    "furrows": '<path d="M4 12h14M24 32h14" stroke="{}" stroke-width="2"/>',
    "rings": '<circle cx="12" cy="12" r="4" fill="none" stroke="{0}" stroke-width="2"/>'
    '<circle cx="32" cy="32" r="4" fill="none" stroke="{0}" stroke-width="2"/>',
    "dots": '<circle cx="10" cy="10" r="2.6" fill="{0}"/><circle cx="30" cy="30" r="2.6" fill="{0}"/>',
    "tufts": '<path d="M8 14v-7M12 14v-9M16 14v-7M28 34v-7M32 34v-9M36 34v-7" stroke="{}" stroke-width="1.8"/>',
    "rising": '<path d="M-4 44L44 -4" stroke="{}" stroke-width="2"/>',
    "falling": '<path d="M-4 -4L44 44" stroke="{}" stroke-width="2"/>',
    "upright": '<path d="M10 0V40M30 0V40" stroke="{}" stroke-width="1.8"/>',
    "waves": '<path d="M2 14q5 -6 10 0t10 0M18 34q5 -6 10 0t10 0" stroke="{}" stroke-width="2" fill="none"/>',
}


def land_defs(prefix: str, codes: Iterable[str]) -> str:
    """A pattern for each first-level class of the codes."""
    looks = {look.group: look for look in map(look_of, codes)}
    return "".join(
        f'<pattern id="{prefix}land-{number_of(look)}" width="{CELL}" height="{CELL}" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0h{CELL}v{CELL}h-{CELL}z" fill="{look.fill}"/>{HATCHES[look.hatch].format(look.ink)}</pattern>'
        for look in sorted(looks.values(), key=lambda one: one.group)
    )


def number_of(look: LandLook) -> str:
    """The group in an id."""
    return "other" if look.group == UNKNOWN else look.group


def land_fill(prefix: str, code: str) -> str:
    return f"url(#{prefix}land-{number_of(look_of(code))})"
