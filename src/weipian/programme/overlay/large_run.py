"""The blocks of one large measuring, in their order: read ahead, measured, kept; those of an earlier run taken over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from weipian import __version__
from weipian.atlas.ready import FORM, KERNEL, Damaged, Store
from weipian.fence.blocks import read_block, survey
from weipian.fence.vector import VectorTable, split_source
from weipian.geometry.crs import Crs
from weipian.programme.overlay.ahead import ahead
from weipian.programme.overlay.block import Naming, Watchers, measure_block
from weipian.programme.overlay.block_ids import BlockIds
from weipian.programme.overlay.joining import Asked, drop
from weipian.programme.overlay.journal import Journal, Note
from weipian.programme.overlay.laid import lay
from weipian.programme.overlay.sizes import Sizes, Span
from weipian.terms.errors import InputError
from weipian.terms.messages import catalogue
from weipian.work.progress import Progress

TRIES = 3
"""Times that a block is begun: ready layers may prove damaged."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One measuring; `notes[k]` is there where block k is done."""

    path: Path
    layer: str | None
    asked: Asked
    store: Store
    journal: Journal
    sizes: Sizes
    spans: list[Span]
    notes: list[Note | None]
    ids: BlockIds

    @classmethod
    def of(cls, patches: str, asked: Asked, store: Store, journal: Journal) -> Run:
        path, layer = split_source(patches)
        sizes = Sizes.now()
        spans = sizes.blocks(survey(path, layer, asked.encoding))
        if not spans:
            raise InputError("source_no_areas", where=path.name)
        return cls(path, layer, asked, store, journal, sizes, spans, [], BlockIds())

    def about(self) -> dict[str, Any]:
        """All that the rows depend on."""
        asked = self.asked
        return {
            "versions": [__version__, FORM, KERNEL],
            "blocks": [self.sizes.block_rows, self.sizes.block_bytes],
            "patches": [self._hash(self.path), self.layer, asked.encoding, asked.epsg, asked.repair, asked.id_column],
            "layers": [
                [source.name, self._hash(source.path), asdict(asked.wish(source)), source.name in asked.partition]
                for source in asked.layers
            ],
        }

    def _hash(self, path: Path) -> str:
        try:
            return self.store.hash_of(path)
        except OSError:
            return ""  # reading it says what is wrong with it

    def measure(self) -> Watchers:
        """All blocks that are not done, in their order; what is wrong with the patches is said before the layers."""
        missing = [number for number, note in enumerate(self.notes) if note is None]
        tables = self._tables(missing)
        first = next(tables, None)
        layers = self._lay()
        rows = sum(count for _, count in self.spans)
        done = rows - sum(self.spans[number][1] for number in missing)
        with Progress(catalogue()["blocks_label"]["what"], rows, done=done) as step:
            for number, note in enumerate(list(self.notes)):
                if note is None:
                    table = first if first is not None else next(tables)
                    first = None
                    layers = self._block(number, table, layers)
                    del table
                    pa.default_memory_pool().release_unused()
                    step(self.spans[number][1])
                else:
                    arrays = self.journal.arrays(number)
                    self.ids.add(pa.array(arrays["named"]), pa.array(arrays["ids"]))
        return layers

    def _tables(self, missing: list[int]) -> Iterator[VectorTable]:
        """The patches of the missing blocks; the first block of all decides the system and the id column."""
        crs: Crs | int | None = self.asked.epsg
        column = self.asked.id_column
        if missing and missing[0] == 0:
            table = self._read(self.spans[0], crs, None if column is None else (column,))
            crs = table.crs
            yield table
            del table
            missing = missing[1:]
        first = self.notes[0]
        if first is None:
            return
        crs, columns = Crs.of_epsg(first.epsg), () if first.column is None else (first.column,)
        yield from ahead(lambda span: self._read(span, crs, columns), [self.spans[number] for number in missing])

    def _read(self, span: Span, crs: Crs | int | None, columns: tuple[str, ...] | None) -> VectorTable:
        return read_block(
            self.path,
            span,
            layer=self.layer,
            encoding=self.asked.encoding,
            crs=crs,
            columns=columns,
            id_column=self.asked.id_column,
        )

    def _lay(self) -> Watchers:
        asked = self.asked
        return Watchers.of(
            [
                lay(source, source.name in asked.partition, asked.wish(source), self.store, asked.tell)
                for source in asked.layers
            ]
        )

    def _block(self, number: int, table: VectorTable, layers: Watchers) -> Watchers:
        """Measured and kept; a ready layer that proves damaged is made again."""
        first = self.notes[0]
        naming = Naming(self.asked.id_column if first is None else first.column, first is not None)
        for left in reversed(range(TRIES)):
            try:
                note = measure_block(self.journal, number, table, naming, self.ids, layers, self.asked.repair)
            except Damaged:
                if not left:
                    raise
                drop(self.asked, self.store)
                layers = self._lay()
            else:
                self.notes[number] = note
                break
        return layers
