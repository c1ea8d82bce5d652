"""Outlines of an SVG as the operators of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Iterator

TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
ROUND = 0.5522847498
"""How far the handles of a quarter circle reach, in radii."""
Spot = tuple[float, float]


def shown(value: float) -> str:
    """A number as short as it is exact enough."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))


def numbers(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+(?:e-?\d+)?", text)]


def path_ops(text: str) -> str:
    """Raises ValueError for a step that our figures do not draw."""
    found: list[str] = []
    here = start = (0.0, 0.0)
    for step, given in _steps(text):
        ends = _absolute(step, given, here)
        match step.upper():
            case "M":
                here = start = ends[0]
                found.append(f"{_at(here)} m")
            case "L" | "H" | "V":
                here = ends[0]
                found.append(f"{_at(here)} l")
            case "C":
                found.append(f"{' '.join(map(_at, ends))} c")
                here = ends[-1]
            case "Q":
                found.append(f"{' '.join(map(_at, _raised(here, *ends)))} c")
                here = ends[-1]
            case _:
                here = start
                found.append("h")
    return " ".join(found)


def _steps(text: str) -> Iterator[tuple[str, list[float]]]:
    """Each step with its numbers; what follows a move without a letter is a line."""
    tokens, at, step = TOKEN.findall(text), 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            step, at = tokens[at], at + 1
        elif step in "Zz":
            raise ValueError("numbers after the end of an outline")
        takes = TAKES.get(step.upper())
        if takes is None:
            raise ValueError(f"no outline of ours has {step}")
        yield step, [float(one) for one in tokens[at : at + takes]]
        at += takes
        step = {"M": "L", "m": "l"}.get(step, step)


def _absolute(step: str, given: list[float], here: Spot) -> list[Spot]:
    x, y = here if step.islower() else (0.0, 0.0)
    match step.upper():
        case "H":
            return [(x + given[0], here[1])]
        case "V":
            return [(here[0], y + given[0])]
    return [(x + given[k], y + given[k + 1]) for k in range(0, len(given), 2)]


def _raised(here: Spot, handle: Spot, end: Spot) -> tuple[Spot, Spot, Spot]:
    """A curve of one handle as one of two."""
    first = (here[0] + (handle[0] - here[0]) * 2 / 3, here[1] + (handle[1] - here[1]) * 2 / 3)
    second = (end[0] + (handle[0] - end[0]) * 2 / 3, end[1] + (handle[1] - end[1]) * 2 / 3)
    return first, second, end


def _at(spot: Spot) -> str:
    return f"{shown(spot[0])} {shown(spot[1])}"


def circle_ops(x: float, y: float, r: float) -> str:
    """Four quarters."""
    k = r * ROUND
    return " ".join(
        [
            f"{_at((x + r, y))} m",
            f"{_at((x + r, y + k))} {_at((x + k, y + r))} {_at((x, y + r))} c",
            f"{_at((x - k, y + r))} {_at((x - r, y + k))} {_at((x - r, y))} c",
            f"{_at((x - r, y - k))} {_at((x - k, y - r))} {_at((x, y - r))} c",
            f"{_at((x + k, y - r))} {_at((x + r, y - k))} {_at((x + r, y))} c h",
        ]
    )
