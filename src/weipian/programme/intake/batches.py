"""A batch's file read and judged, before anything is booked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.parent import hash_of
from weipian.fence.field import read_date
from weipian.fence.ids import as_id
from weipian.fence.vector import VectorTable, split_source
from weipian.geometry.crs import Crs
from weipian.programme.intake.fields import ISSUED, KEYS, NUMBER, Places, places_of
from weipian.programme.intake.issued import Issued, Reader, cell_text
from weipian.programme.intake.judging import Step, Usable, usable
from weipian.programme.intake.rules import SAMPLES
from weipian.programme.intake.source import read_source
from weipian.programme.intake.units import unit_of
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence
from weipian.terms.words import Category

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody hands in and what they say of it. `source` may name a layer: FILE#LAYER."""

    source: str
    received: date
    issued: date | None = None
    batch: str | None = None
    period: str | None = None
    year: int | None = None
    category: Category | None = None
    supplementary: bool = False
    id_column: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    crs: int | None = None

    @property
    def path(self) -> Path:
        return split_source(self.source)[0]

    @property
    def name(self) -> str:
        """The batch's name: as it was said, else the file's."""
        return self.batch or self.path.stem


@dataclass(frozen=True, slots=True, eq=False)
class Incoming:
    """A batch ready to be compared and booked: `issued[i]` has shape i of `found`.

    `boxes` int64[n, 4]: whole millimetres in the plane. `cells`: refused rows as they came, for the error workbook.
    """

    order: Order
    name: str
    sha256: str
    unit: str
    issued: list[Issued]
    found: Usable
    boxes: Ints
    refused: tuple[Refusal, ...]
    header: tuple[str, ...]
    cells: dict[int, tuple[str, ...]]
    said: tuple[str, ...]
    stated: date | None

    @property
    def crs(self) -> Crs:
        return self.found.table.crs

    def cells_of(self, one: Issued) -> tuple[str, ...]:
        """A good row's cells, in the file's order."""
        texts = json.loads(one.attributes)
        return tuple(texts.get(name) or "" for name in self.header)

    def without(self, refused: Sequence[tuple[int, Refusal]]) -> tuple[tuple[Refusal, ...], list[int]]:
        """All refusals with these, by index, and the indices that stay."""
        bad = {index for index, _ in refused}
        kept = [index for index in range(len(self.issued)) if index not in bad]
        return (*self.refused, *(refusal for _, refusal in refused)), kept


STEPS = 3
"""How often `step` is called while a batch is read."""


def read_batch(order: Order, step: Step = lambda: None) -> Incoming:
    """Raises InputError where nothing of it can be used; single bad rows are refused and listed."""
    table = read_source(order.source, order.encoding, order.crs, order.id_column)
    step()
    places = places_of(table.columns, order.mapping, order.id_column, table.source)
    issued, bad = _rows(table, Reader(table.columns, places, order.category, order.supplementary))
    step()
    kept = table.without(bad, sorted(issued)) if bad else table
    found = usable(kept, id_column=places.columns[NUMBER])
    step()
    by_row = {one.row: one for one in issued.values()}
    refused = found.refused
    good = [by_row[row] for row in found.table.rows]
    unit, unit_said = unit_of(places.area, [one.area for one in good], found.areas, table.source)
    _require_some(found, refused, table.source)
    return Incoming(
        order=order,
        name=order.path.name,
        sha256=hash_of(order.path),
        unit=unit,
        issued=good,
        found=replace(found, refused=()),
        boxes=boxes_mm(found),
        refused=refused,
        header=tuple(table.columns),
        cells=_cells(table, refused),
        said=(*table.said, *_guess(places, table), *unit_said),
        stated=_stated(table, places),
    )


def _rows(table: VectorTable, reader: Reader) -> tuple[dict[int, Issued], list[tuple[int, Refusal]]]:
    """Row index → patch, and the rows that can't be read or whose number stood before."""
    issued: dict[int, Issued] = {}
    refused: list[tuple[int, Refusal]] = []
    seen: dict[str, int] = {}
    numbers = table.columns[reader.places.columns[NUMBER]]
    for index, row in enumerate(table.rows):
        try:
            one = reader.read(index, row)
            if one.number in seen:
                column = reader.places.columns[NUMBER]
                raise InputError("patch_twice", where=column, patch=one.number, row=seen[one.number])
            seen[one.number] = row
            issued[index] = one
        except InputError as error:
            refused.append((index, Refusal.of(row, error.where, as_id(numbers[index]), error)))
    return issued, refused


def _require_some(found: Usable, refused: Sequence[Refusal], where: str) -> None:
    if not len(found) and not refused:
        raise InputError("source_no_areas", where=where)


def _cells(table: VectorTable, refused: Sequence[Refusal]) -> dict[int, tuple[str, ...]]:
    place = {row: index for index, row in enumerate(table.rows)}
    return {
        one.row: tuple(cell_text(values[place[one.row]]) or "" for values in table.columns.values())
        for one in refused
        if one.row in place
    }


def _guess(places: Places, table: VectorTable) -> list[str]:
    """One sentence with samples of every column that was guessed."""
    texts = []
    for key in places.guessed:
        column = places.columns[key]
        samples = "、".join(cell_text(value) or "" for value in table.columns[column][:SAMPLES])
        texts.append(f"{KEYS[key].label}={column}（{samples}）")
    return [sentence("said_patch_columns", {"where": table.source, "columns": "；".join(texts)})] if texts else []


def _stated(table: VectorTable, places: Places) -> date | None:
    """The day of issue that all rows of the file state; None where they differ or say none."""
    column = places.columns.get(ISSUED)
    texts = {cell_text(value) or "" for value in table.columns[column]} if column else set()
    try:
        return read_date(texts.pop()[:10]) if len(texts) == 1 else None
    except InputError:
        return None


def boxes_mm(found: Usable) -> Ints:
    """Boxes of the shapes in the plane, outwards to whole millimetres."""
    if not len(found):
        return np.empty((0, 4), np.int64)
    shapes = found.shapes
    starts = shapes.ring_start[shapes.shape_start[:-1]]
    low = [np.floor(np.minimum.reduceat(axis, starts) * 1000.0) for axis in (shapes.x, shapes.y)]
    high = [np.ceil(np.maximum.reduceat(axis, starts) * 1000.0) for axis in (shapes.x, shapes.y)]
    return np.column_stack([*low, *high]).astype(np.int64)
