"""A source read in blocks of rows, so that no more of it is in memory than its reader asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from weipian.fence.limits import OFFICE
from weipian.fence.process import Request, reading, size_of
from weipian.fence.vector import VectorTable, read
from weipian.geometry.crs import Crs


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a source holds: rows, and about how many bytes of geometry."""

    rows: int
    bytes: int


def survey(path: Path, layer: str | None, encoding: str | None, *, firm: bool = True) -> Extent:
    """How much there is to read. Raises InputError."""
    with reading(Request(path, layer, encoding, None, OFFICE, firm, survey=True)) as (told, _):
        return Extent(int(told["rows"]), int(told.get("bytes", size_of(path))))


def read_block(
    path: Path,
    span: tuple[int, int],
    *,
    layer: str | None = None,
    encoding: str | None = None,
    crs: Crs | int | None = None,
    columns: Sequence[str] | None = None,
    id_column: str | None = None,
    firm: bool = True,
) -> VectorTable:
    """`count` rows from the `first` on (from 0), with the numbers that they have in the whole source.

    Raises InputError as `vector.read`. A system that the source does not state is guessed from these rows alone.
    """
    table = read(
        path, layer=layer, encoding=encoding, crs=crs, columns=columns, id_column=id_column, firm=firm, span=span
    )
    return replace(
        table,
        rows=[row + span[0] for row in table.rows],
        refused=tuple(replace(refusal, row=refusal.row + span[0]) for refusal in table.refused),
    )
