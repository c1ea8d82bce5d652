"""Reading a layer of areas from a GIS source, whatever its form, behind the fence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from weipian.fence.columns import Columns, Picked
from weipian.fence.handed import opened
from weipian.fence.ids import as_id, guess_id_column
from weipian.fence.limits import OFFICE, Profile
from weipian.fence.named import split_source
from weipian.fence.oddities import asked_again
from weipian.fence.placing import Placed, Wish, place
from weipian.fence.process import Request, reading
from weipian.fence.shapes import Fault, Looked, look
from weipian.geometry.crs import Crs
from weipian.geometry.packed import Packed
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence

__all__ = ["FIELD", "VectorTable", "read", "split_source", "taken"]

FIELD = "图形"


@dataclass(frozen=True, slots=True)
class VectorTable:
    """The good rows of a layer: `columns[name][i]` and `wkb[i]` (flat polygons) are the source's `rows[i]`-th feature.

    `said` are the guesses that a person must be told, `refused` the rows that were not taken (counted from 1);
    `refused_boxes[k]` is where refused row k lies (xmin, ymin, xmax, ymax in `crs`; NaN where unknown).
    """

    columns: Mapping[str, list[object]]
    wkb: Sequence[bytes]
    rows: list[int]
    crs: Crs
    said: tuple[str, ...]
    source: str
    refused: tuple[Refusal, ...]
    refused_boxes: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.wkb)

    def without(self, refused: Sequence[tuple[int, Refusal]], kept: Sequence[int]) -> VectorTable:
        """Only the `kept` indices; the others are refused and don't count as unknown ground."""
        return replace(
            self,
            columns=Picked(self.columns, kept),
            wkb=Packed.of(self.wkb).picked(np.array(kept, np.int64)),
            rows=[self.rows[index] for index in kept],
            refused=(*self.refused, *(refusal for _, refusal in refused)),
        )


def read(
    path: Path | str,
    *,
    layer: str | None = None,
    encoding: str | None = None,
    crs: Crs | int | None = None,
    columns: Sequence[str] | None = None,
    id_column: str | None = None,
    profile: Profile = OFFICE,
    firm: bool = True,
    span: tuple[int, int] | None = None,
) -> VectorTable:
    """Read a layer. Raises InputError where nothing of it can be used; single bad rows are refused and listed.

    `encoding` and `crs` override what the source says; not `firm`, they only stand in where it says nothing usable.
    Of a `span` (first, count) rows are counted from its own beginning; `fence.blocks` puts that right.
    """
    source = Path(path)
    wanted = None if columns is None else tuple(dict.fromkeys(columns))
    request = Request(source, layer, encoding, wanted, profile, firm, span)
    with reading(request) as (told, folder):
        return taken(request, told, folder, crs=crs, id_column=id_column)


def taken(
    request: Request, told: Mapping[str, Any], folder: Path, *, crs: Crs | int | None, id_column: str | None
) -> VectorTable:
    """What the reading process left in its folder, as `read` gives it."""
    override = Crs.of_epsg(crs) if isinstance(crs, int) else crs
    table, wkb = opened(folder)
    looked = look(wkb, lambda odd: asked_again(request, odd, folder))
    where = request.path.name
    placed = place(looked.box, looked.fault == Fault.NONE, told, Wish(override, request.firm), where)
    return _table(Columns(table), looked, placed, told, where, id_column)


def _table(
    columns: Columns, looked: Looked, placed: Placed, told: Mapping[str, Any], where: str, id_column: str | None
) -> VectorTable:
    good = np.flatnonzero((looked.fault == Fault.NONE) & ~placed.astray)
    refused = np.flatnonzero((looked.fault != Fault.NONE) | placed.astray)
    return VectorTable(
        columns=Picked(columns, good.tolist()) if len(refused) else columns,
        wkb=looked.wkb.picked(good) if len(refused) else looked.wkb,
        rows=(good + 1).tolist(),
        crs=placed.crs,
        said=(*said(told, where, looked.flattened), *placed.said),
        source=where,
        refused=_refusals(columns, refused, looked.fault, placed, id_column),
        refused_boxes=looked.box[refused],
    )


def _refusals(
    columns: Columns,
    refused: npt.NDArray[np.int64],
    fault: npt.NDArray[np.uint8],
    placed: Placed,
    id_column: str | None,
) -> tuple[Refusal, ...]:
    if not len(refused):
        return ()
    chosen = id_column if id_column in columns else guess_id_column(columns)
    ids = columns[chosen] if chosen else None
    return tuple(
        Refusal.of(row + 1, FIELD, as_id(ids[row] if ids else None), _error(row, fault, placed))
        for row in refused.tolist()
    )


def _error(row: int, fault: npt.NDArray[np.uint8], placed: Placed) -> InputError:
    if fault[row] != Fault.NONE:
        return InputError(Fault(fault[row]).code)
    return InputError("geometry_astray", crs=placed.crs.label)


def said(told: Mapping[str, Any], where: str, flattened: bool) -> tuple[str, ...]:
    """What the reading process guessed, in sentences."""
    out = []
    if told.get("encoding"):
        samples = "".join(f"「{sample}」" for sample in told["samples"])
        out.append(sentence("said_encoding", {"where": where, "encoding": told["encoding"], "samples": samples}))
    if told.get("clashes"):
        out.append(sentence("said_clashes", {"where": where, "names": "、".join(told["clashes"])}))
    if flattened:
        out.append(sentence("said_flattened", {"where": where}))
    return tuple(out)
