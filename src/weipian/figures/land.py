"""How land classes look: each first-level class has a light colour and a hatch, some second-level ones their own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WETLAND = frozenset({"0303", "0304", "0306", "0402", "0603", "1105", "1106", "1108"})
"""Second-level classes that belong to 湿地 whatever their number says (TD/T 1055—2019)."""


@dataclass(frozen=True, slots=True)
class LandLook:
    """`key`: the first-level class whose look it is, or the code of a class with a look of its own."""

    key: str
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
    told, short = _told(), code[:4]
    group = "00" if short in WETLAND else code[:2]
    if group not in told["group"]:
        return LandLook("other", "未列入分类", "#FFFFFF", "plain", "#888888")
    own = told["own"].get(short)
    return LandLook(short if own else group, **(told["group"][group] | (own or {})))


CELL = 40
HATCHES = {
    "plain": "",
    "furrows": '<path d="M4 12h14M24 32h14" stroke="{}" stroke-width="2"/>',
    "paddies": '<path d="M4 12h14M24 32h14M11 6v12M31 26v12" stroke="{}" stroke-width="1.8"/>',
    "ridges": '<path d="M8 6v10M14 6v10M28 26v10M34 26v10" stroke="{}" stroke-width="1.8"/>',
    "rings": '<circle cx="12" cy="12" r="4" fill="none" stroke="{0}" stroke-width="2"/>'
    '<circle cx="32" cy="32" r="4" fill="none" stroke="{0}" stroke-width="2"/>',
    "dots": '<circle cx="10" cy="10" r="2.6" fill="{0}"/><circle cx="30" cy="30" r="2.6" fill="{0}"/>',
    "tufts": '<path d="M8 14l-3 -7M12 14v-9M16 14l3 -7M28 34l-3 -7M32 34v-9M36 34l3 -7" stroke="{}" '
    'stroke-width="1.8" fill="none"/>',
    "rising": '<path d="M-4 44L44 -4" stroke="{}" stroke-width="2"/>',
    "falling": '<path d="M-4 -4L44 44" stroke="{}" stroke-width="2"/>',
    "crossed": '<path d="M-4 44L44 -4M-4 -4L44 44" stroke="{}" stroke-width="1.6"/>',
    "upright": '<path d="M10 0V40M30 0V40" stroke="{}" stroke-width="1.8"/>',
    "waves": '<path d="M2 14q5 -6 10 0t10 0M18 34q5 -6 10 0t10 0" stroke="{}" stroke-width="2" fill="none"/>',
}


def land_defs(prefix: str, codes: Iterable[str]) -> str:
    """A pattern for every look of the codes."""
    looks = {look.key: look for look in map(look_of, codes)}
    return "".join(
        f'<pattern id="{prefix}land-{look.key}" width="{CELL}" height="{CELL}" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0h{CELL}v{CELL}h-{CELL}z" fill="{look.fill}"/>{HATCHES[look.hatch].format(look.ink)}</pattern>'
        for look in sorted(looks.values(), key=lambda one: one.key)
    )


def land_fill(prefix: str, code: str) -> str:
    return f"url(#{prefix}land-{look_of(code).key})"
