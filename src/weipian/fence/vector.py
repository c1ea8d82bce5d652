"""Reading a layer of areas from a GIS source, whatever its form, behind the fence."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from weipian.fence import answer
from weipian.fence.ids import as_id, guess_id_column
from weipian.fence.limits import OFFICE, Profile
from weipian.fence.placing import Placed, Wish, place
from weipian.fence.process import Request, reading
from weipian.fence.shapes import Fault
from weipian.geometry.crs import Crs
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence

FIELD = "图形"


@dataclass(frozen=True, slots=True)
class VectorTable:
    """The good rows of a layer: `columns[name][i]` and `wkb[i]` (flat polygons) are the source's `rows[i]`-th feature.

    `said` are the guesses that a person must be told, `refused` the rows that were not taken (counted from 1);
    `refused_boxes[k]` is where refused row k lies (xmin, ymin, xmax, ymax in `crs`; NaN where unknown).
    """

    columns: Mapping[str, list[object]]
    wkb: list[bytes]
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
            columns={name: [values[index] for index in kept] for name, values in self.columns.items()},
            wkb=[self.wkb[index] for index in kept],
            rows=[self.rows[index] for index in kept],
            refused=(*self.refused, *(refusal for _, refusal in refused)),
        )


def split_source(text: str) -> tuple[Path, str | None]:
    """`FILE|layer` or `FILE#layer`, as GIS programs write it; a path that exists is taken as it stands."""
    if not os.path.exists(text):
        for sign in ("|", "#"):
            head, found, layer = text.rpartition(sign)
            if found and head and layer:
                return Path(head), layer.removeprefix("layername=")
    return Path(text), None


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
    override = Crs.of_epsg(crs) if isinstance(crs, int) else crs
    wanted = None if columns is None else tuple(dict.fromkeys(columns))
    with reading(Request(source, layer, encoding, wanted, profile, firm, span)) as (told, folder):
        table = _arrow(folder)
        fault = table[answer.FAULT].to_numpy().copy()
        box = np.column_stack([table[name].to_numpy() for name in answer.BOX])
        placed = place(box, fault == Fault.NONE, told, Wish(override, firm), source.name)
        return _table(table, fault, box, placed, told, source.name, id_column)


def _arrow(folder: Path) -> Any:
    with pa.OSFile(str(folder / answer.NAME), "rb") as stream:
        return pa.ipc.open_file(stream).read_all()


def _table(
    table: Any,
    fault: npt.NDArray[np.uint8],
    box: npt.NDArray[np.float64],
    placed: Placed,
    told: Mapping[str, Any],
    where: str,
    id_column: str | None,
) -> VectorTable:
    names = [name for name in table.column_names if not name.startswith("\x00")]
    refused = np.flatnonzero((fault != Fault.NONE) | placed.astray)
    good = np.setdiff1d(np.arange(len(fault)), refused, assume_unique=True)
    kept = table.take(pa.array(good)) if len(refused) else table
    columns = {name: kept[name].to_pylist() for name in names}
    refusals = _refusals(table, names, refused, fault, placed, id_column)
    return VectorTable(
        columns=columns,
        wkb=kept[answer.WKB].to_pylist(),
        rows=(good + 1).tolist(),
        crs=placed.crs,
        said=(*said(told, where), *placed.said),
        source=where,
        refused=refusals,
        refused_boxes=box[refused],
    )


def _refusals(
    table: Any,
    names: list[str],
    refused: npt.NDArray[np.int64],
    fault: npt.NDArray[np.uint8],
    placed: Placed,
    id_column: str | None,
) -> tuple[Refusal, ...]:
    if not len(refused):
        return ()
    chosen = id_column if id_column in names else guess_id_column({name: table[name].to_pylist() for name in names})
    ids = table[chosen].take(pa.array(refused)).to_pylist() if chosen else [None] * len(refused)
    return tuple(
        Refusal.of(int(row) + 1, FIELD, as_id(value), _error(int(row), fault, placed))
        for row, value in zip(refused, ids, strict=True)
    )


def _error(row: int, fault: npt.NDArray[np.uint8], placed: Placed) -> InputError:
    if fault[row] != Fault.NONE:
        return InputError(Fault(fault[row]).code)
    return InputError("geometry_astray", crs=placed.crs.label)


def said(told: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """What the reading process guessed, in sentences."""
    out = []
    if told.get("encoding"):
        samples = "".join(f"「{sample}」" for sample in told["samples"])
        out.append(sentence("said_encoding", {"where": where, "encoding": told["encoding"], "samples": samples}))
    if told.get("clashes"):
        out.append(sentence("said_clashes", {"where": where, "names": "、".join(told["clashes"])}))
    if told.get("flattened"):
        out.append(sentence("said_flattened", {"where": where}))
    return tuple(out)
