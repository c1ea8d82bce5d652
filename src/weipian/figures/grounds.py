"""The kinds of line that a plot is laid over: each with a colour, a hatch, a line and a letter of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

CELL = 80


@dataclass(frozen=True, slots=True)
class GroundLook:
    letter: str
    colour: str
    hatch: str
    dash: str
    width_mm: float


class Ground(Enum):
    """In drawing order; as in national spatial plans farmland is yellow-brown and the redline green."""

    FARMLAND = GroundLook("农", "#8A5A00", '<path d="M-4 84L84 -4" stroke="{}" stroke-width="3"/>', "", 0.3)
    REDLINE = GroundLook(
        "态",
        "#00734C",
        '<path d="M-4 -4L84 84M36 -4L84 44M-4 76L4 84" stroke="{}" stroke-width="3"/>',
        "36 10 6 10",
        0.45,
    )
    APPROVAL = GroundLook(
        "批", "#6A1B9A", '<path d="M12 24h24M24 12v24M52 64h24M64 52v24" stroke="{}" stroke-width="3"/>', "22 10", 0.4
    )
    GROWTH = GroundLook("镇", "#B3003B", '<path d="M0 78h80" stroke="{}" stroke-width="2"/>', "50 8", 0.6)
    LICENCE = GroundLook("矿", "#1F4E9E", '<path d="M20 0v80M60 0v80" stroke="{}" stroke-width="3"/>', "10 8", 0.5)

    @property
    def look(self) -> GroundLook:
        return self.value


def ground_defs(prefix: str) -> str:
    """Hatches on nothing, so that the land shows through."""
    return "".join(
        f'<pattern id="{prefix}{one.name.lower()}" width="{CELL}" height="{CELL}" patternUnits="userSpaceOnUse">'
        f"{one.look.hatch.format(one.look.colour)}</pattern>"
        for one in Ground
    )


def ground_fill(prefix: str, one: Ground) -> str:
    return f"url(#{prefix}{one.name.lower()})"
