"""The ids of all blocks' patches: repeats are found across blocks, and an id is looked up by the patch's number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from weipian.fence.ids import as_id
from weipian.fence.vector import VectorTable
from weipian.terms.errors import InputError, Refusal


class BlockIds(Sequence[str]):
    """Texts in Arrow's form, some twenty bytes each; `named` are those of all rows, measured or not."""

    def __init__(self) -> None:
        self.named: list[Any] = []
        self.measured: list[Any] = []
        self.starts: list[int] = [0]

    def add(self, named: Any, measured: Any) -> None:
        """One block's, Arrow arrays of strings."""
        self.named.append(named)
        self.measured.append(measured)
        self.starts.append(self.starts[-1] + len(measured))

    def without_repeats(self, table: VectorTable, column: str | None) -> VectorTable:
        """Without the rows whose id stood in an earlier block."""
        if column is None or not self.named:
            return table
        texts = id_texts(table, column)
        repeated = pc.is_in(texts, value_set=pa.chunked_array(self.named)).to_numpy(zero_copy_only=False)
        repeated &= pc.greater(pc.utf8_length(texts), 0).to_numpy(zero_copy_only=False)  # missing ones are told as such
        if not repeated.any():
            return table
        refused = []
        for index in np.flatnonzero(repeated).tolist():
            text = texts[index].as_py()
            refused.append((index, Refusal.of(table.rows[index], column, text, InputError("id_repeated", id=text))))
        return table.without(refused, np.flatnonzero(~repeated).tolist())

    def __len__(self) -> int:
        return self.starts[-1]

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        block = int(np.searchsorted(self.starts, index, side="right")) - 1
        return self.measured[block][index - self.starts[block]].as_py()


def id_texts(table: VectorTable, column: str) -> Any:
    """The ids of a block's rows, an Arrow array of strings."""
    return pa.array([as_id(value) for value in table.columns[column]], pa.string())
