"""One block of patches: measured, its rows written, and all noted that has to be told at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from weipian.fence.ids import guess_id_column
from weipian.fence.vector import VectorTable
from weipian.geometry.crs import Crs
from weipian.programme.overlay.block_ids import BlockIds, id_texts
from weipian.programme.overlay.ground import Ground
from weipian.programme.overlay.journal import Journal, Note
from weipian.programme.overlay.measure import Layer, Overlay, measure, records
from weipian.programme.overlay.patches import prepare_patches
from weipian.programme.overlay.watched import Watched
from weipian.workbook.tables import write_rows


@dataclass(frozen=True, slots=True, eq=False)
class Watchers:
    """The layers, and each one's ground, watched."""

    layers: Sequence[Layer]
    grounds: Sequence[Watched]

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> Watchers:
        grounds = [Watched(layer.ground) for layer in layers]
        return cls([replace(layer, ground=ground) for layer, ground in zip(layers, grounds, strict=True)], grounds)


@dataclass(frozen=True, slots=True)
class Naming:
    """The patches' id column; None where rows are numbered, or not `known` yet: the first block's decides."""

    column: str | None
    known: bool

    def found_in(self, table: VectorTable) -> str | None:
        """The column that names the rows of a block."""
        return self.column if self.known or self.column is not None else guess_id_column(table.columns)


def measure_block(
    journal: Journal, number: int, table: VectorTable, naming: Naming, ids: BlockIds, layers: Watchers, repair: bool
) -> Note:
    """Measure a block and keep it; its patches are numbered after those of `ids`, to which they are added."""
    column = naming.found_in(table)
    if column is None:
        table = replace(table, columns={})  # or a column of it alone would be guessed anew
    named = None if column is None else id_texts(table, column)
    table = ids.without_repeats(table, column)
    patches, own, said = prepare_patches(table, id_column=column if naming.known else naming.column, repair=repair)
    overlay = measure(patches, layers.layers)
    write_rows(journal.rows(number), records(patches, own, overlay.rows))
    note = _note(patches, [*said, *patches.said], overlay, len(ids), column)
    texts = pa.array(own, pa.string())
    kept = {f"used{at}": ground.used for at, ground in enumerate(layers.grounds)}
    journal.done(number, note, {"ids": _plain(texts), "named": _plain(named if column else texts), **kept})
    ids.add(named if column else texts, texts)
    return note


def _plain(texts: Any) -> NDArray[Any]:
    return np.array(texts.to_pylist(), str)


def _note(patches: Ground, said: list[str], overlay: Overlay, start: int, column: str | None) -> Note:
    assert isinstance(patches.crs, Crs)  # what comes from a file has a system of the allow-list
    return Note(
        patches=len(patches),
        rows=len(overlay.rows),
        content="",
        column=column,
        epsg=patches.crs.epsg,
        name=patches.name,
        said=said,
        refused=[asdict(refusal) for refusal in patches.refused],
        contradictions=[
            [one.layer, one.row_a, one.row_b, [start + patch for patch in one.patches]]
            for one in overlay.contradictions
        ],
        incomplete=[[start + patch, layer] for patch, layer in overlay.incomplete],
        dropped=overlay.dropped,
    )
