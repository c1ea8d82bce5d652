"""In which coordinate system a layer lies: as it says itself, as the user says, or as its coordinates show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from weipian.geometry.crs import Bounds, Crs, check, guess
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence

Boxes = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """The system, which rows lie outside it (`astray` bool[n]), and what was guessed."""

    crs: Crs
    astray: Flags
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """The user's system; `firm` where it overrides what the source says, else it only stands in."""

    crs: Crs | None
    firm: bool = True


def place(boxes: Boxes, good: Flags, told: Mapping[str, Any], wish: Wish, where: str) -> Placed:
    """Find the system and the rows that lie outside it. Raises InputError where none can be told or none fits."""
    if wish.crs is not None and wish.firm:
        return Placed(wish.crs, _astray(wish.crs, boxes, good, where), _overridden(wish.crs, told, where))
    try:
        crs, said = _own(boxes[good], told, where)
        return Placed(crs, _astray(crs, boxes, good, where), said)
    except InputError:
        if wish.crs is None:
            raise
    return Placed(wish.crs, _astray(wish.crs, boxes, good, where), _overridden(wish.crs, told, where))


def _overridden(crs: Crs, told: Mapping[str, Any], where: str) -> tuple[str, ...]:
    stated = f"EPSG:{told['epsg']}" if told.get("epsg") else told.get("crs_error", {}).get("params", {}).get("name")
    if not stated or told.get("epsg") == crs.epsg:
        return ()
    return (sentence("said_crs_override", {"where": where, "said": stated, "crs": crs.label}),)


def _own(boxes: Boxes, told: Mapping[str, Any], where: str) -> tuple[Crs, tuple[str, ...]]:
    """The system that the source states, or that its coordinates show."""
    if told.get("epsg") is not None:
        return Crs.of_epsg(int(told["epsg"]), where=where), ()
    fault = told.get("crs_error")
    if fault:
        raise InputError(fault["code"], where=where, **fault["params"])
    if not len(boxes):
        raise InputError("source_no_areas", where=where)
    return _guessed(boxes, where)


def _guessed(boxes: Boxes, where: str) -> tuple[Crs, tuple[str, ...]]:
    x, y = float(boxes[0, 0]), float(boxes[0, 1])
    found = _guess_most(boxes, where)
    if found is None:
        raise InputError("crs_ambiguous", where=where, sample=f"X={x:.10g}, Y={y:.10g}")
    samples = "".join(f"「{row[0]:.10g}, {row[1]:.10g}」" for row in boxes[:3])
    return found, (sentence("said_crs", {"where": where, "crs": found.label, "samples": samples}),)


def _guess_most(boxes: Boxes, where: str) -> Crs | None:
    """From all rows; where a few lie astray, from the middle nine tenths."""
    try:
        found = guess(_around(boxes), where=where)
    except InputError:
        if len(boxes) < 3:
            raise
        found = None
    if found is not None or len(boxes) < 3:
        return found
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    low, high = np.quantile(middle, (0.05, 0.95), axis=0, method="nearest")
    inner = ((middle >= low) & (middle <= high)).all(axis=1)
    return guess(_around(boxes[inner]), where=where) if inner.any() else None


def _around(boxes: Boxes) -> Bounds:
    x0, y0 = boxes[:, :2].min(axis=0).tolist()
    x1, y1 = boxes[:, 2:].max(axis=0).tolist()
    return x0, y0, x1, y1


def _astray(crs: Crs, boxes: Boxes, good: Flags, where: str) -> Flags:
    """Rows outside the system. Where most are, it is the system that is wrong, and that is said instead."""
    astray = np.zeros(len(boxes), np.bool_)
    rows = np.flatnonzero(good)
    if not len(rows):
        return astray
    try:
        check(crs, _around(boxes[rows]), where=where)
    except InputError:
        astray[rows] = [not _fits(crs, boxes[row]) for row in rows]
        if astray.sum() * 2 > len(rows):
            raise
    return astray


def _fits(crs: Crs, box: npt.NDArray[np.float64]) -> bool:
    x0, y0, x1, y1 = box.tolist()
    try:
        check(crs, (x0, y0, x1, y1))
    except InputError:
        return False
    return True
