"""`weipian measure`: any GIS source in, one row per patch, layer and class out."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from weipian.fence.ids import as_id, guess_id_column
from weipian.fence.vector import VectorTable, read, split_source
from weipian.geometry.crs import Crs
from weipian.programme.overlay.contradictions import Contradiction
from weipian.programme.overlay.ground import Ground, prepare
from weipian.programme.overlay.measure import Layer, Overlay, Progress, measure, records
from weipian.terms.errors import InputError, Refusal, UsageError
from weipian.terms.messages import sentence


@dataclass(frozen=True, slots=True)
class LayerSource:
    """A layer named on the command line: `NAME=FILE[#LAYER][:CLASS_COLUMN]`."""

    name: str
    path: Path
    layer: str | None = None
    class_column: str | None = None

    @classmethod
    def parse(cls, text: str) -> LayerSource:
        """Raises UsageError `layer_option`. A colon that ends a Windows drive is no class."""
        name, found, rest = text.partition("=")
        if not (found and name.strip() and rest.strip()):
            raise UsageError("layer_option", value=text)
        source, class_column = rest, None
        head, colon, tail = rest.rpartition(":")
        if colon and not os.path.exists(rest) and not re.fullmatch(r"[A-Za-z]", head):
            source, class_column = head, tail.strip() or None
        path, layer = split_source(source)
        return cls(name.strip(), path, layer, class_column)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused row and the source that it stands in."""

    source: str
    refusal: Refusal

    def __str__(self) -> str:
        return f"{self.source} {self.refusal}"

    def as_json(self) -> dict[str, object]:
        return {**self.refusal.as_json(), "where": f"{self.source} 第{self.refusal.row}行"}


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """`columns` are the contract's, all texts; `patches` and `ids` go with `overlay.rows.patch`."""

    columns: Mapping[str, list[str]]
    refused: tuple[RefusedRow, ...]
    said: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    patches: Ground
    ids: list[str]
    overlay: Overlay

    def contradictions_json(self) -> list[dict[str, object]]:
        """All contradictions for --json; `said` names only the first twenty."""
        return [
            {
                "layer": one.layer,
                "rows": [one.row_a, one.row_b],
                "area_m2": one.area.text_m2(),
                "patches": [self.ids[patch] for patch in one.patches],
            }
            for one in self.contradictions
        ]


def measure_files(
    patches_path: Path | str,
    layers: Sequence[LayerSource],
    *,
    id_column: str | None = None,
    partition: Collection[str] = (),
    repair: bool = False,
    encoding: str | None = None,
    crs: Crs | int | None = None,
    progress: Progress | None = None,
) -> Measured:
    """Read, judge and measure. Bad rows are refused and listed; InputError only where a source gives nothing."""
    _require_layers(layers, partition)
    path, layer = split_source(str(patches_path))
    table = read(path, layer=layer, encoding=encoding, crs=crs, id_column=id_column)
    patches, ids, ids_said = prepare_patches(table, id_column=id_column, repair=repair)
    grounds = [_layer(source, source.name in partition, repair, encoding, crs) for source in layers]
    overlay = measure(patches, grounds, progress)
    sources = (patches, *(one.ground for one in grounds))
    return Measured(
        columns=records(patches, ids, overlay.rows),
        refused=tuple(RefusedRow(one.name, refusal) for one in sources for refusal in one.refused),
        said=(*ids_said, *(text for one in sources for text in one.said), *_told(overlay, ids, grounds)),
        contradictions=overlay.contradictions,
        patches=patches,
        ids=ids,
        overlay=overlay,
    )


def _require_layers(layers: Sequence[LayerSource], partition: Collection[str]) -> None:
    names = [layer.name for layer in layers]
    if not names:
        raise UsageError("layers_missing")
    for name in names:
        if names.count(name) > 1:
            raise UsageError("layer_named_twice", name=name)
    for name in partition:
        if name not in names:
            raise UsageError("partition_unknown", name=name, names="、".join(names))


def _layer(source: LayerSource, partition: bool, repair: bool, encoding: str | None, crs: Crs | int | None) -> Layer:
    columns = [source.class_column] if source.class_column else []
    table = read(source.path, layer=source.layer, encoding=encoding, crs=crs, columns=columns, firm=False)
    ground = prepare(table, repair=repair)
    if not len(ground) and not ground.refused:
        raise InputError("source_no_areas", where=ground.name)
    return Layer(source.name, ground, labels_of(ground, source.class_column), partition)


def labels_of(ground: Ground, class_column: str | None) -> list[str]:
    """The class of each shape as text; empty without a class column or where its cell is empty."""
    if class_column is None:
        return [""] * len(ground)
    return [as_id(value) for value in ground.columns[class_column]]


def prepare_patches(
    table: VectorTable, *, id_column: str | None = None, repair: bool = False
) -> tuple[Ground, list[str], tuple[str, ...]]:
    """The patches ready to be measured, their ids, and what was guessed; a missing or repeated id is refused."""
    column, said = _id_column(table, id_column)
    if column is not None:
        table = _distinct(table, column)
    ground = prepare(table, repair=repair, id_column=column)
    if not len(ground) and not ground.refused:
        raise InputError("source_no_areas", where=ground.name)
    ids = [as_id(value) for value in ground.columns[column]] if column else [str(row) for row in ground.rows]
    return ground, ids, said


def _id_column(table: VectorTable, asked: str | None) -> tuple[str | None, tuple[str, ...]]:
    if asked is not None:
        if asked not in table.columns:
            names = "、".join(table.columns)
            raise InputError("column_missing", where=table.source, column=asked, columns=names)
        return asked, ()
    found = guess_id_column(table.columns)
    if found is None:
        return None, (sentence("said_row_numbers", {"where": table.source}),)
    samples = "".join(f"「{as_id(value)}」" for value in table.columns[found][:3])
    return found, (sentence("said_id_column", {"where": table.source, "column": found, "samples": samples}),)


def _distinct(table: VectorTable, column: str) -> VectorTable:
    """Without the rows whose id is missing or stood before."""
    seen: set[str] = set()
    refused, kept = [], []
    for index, value in enumerate(table.columns[column]):
        text = as_id(value)
        if text and text not in seen:
            seen.add(text)
            kept.append(index)
        else:
            error = InputError("id_repeated" if text else "id_missing", id=text)
            refused.append((index, Refusal.of(table.rows[index], column, text, error)))
    return table.without(refused, kept) if refused else table


def _told(overlay: Overlay, ids: list[str], layers: Sequence[Layer]) -> list[str]:
    """Contradictions, unknown ground and dropped touches, in sentences."""
    told = [_contradiction(one, ids) for one in overlay.contradictions[:20]]
    if len(overlay.contradictions) > 20:
        told.append(sentence("said_more_contradictions", {"count": len(overlay.contradictions) - 20}))
    for layer in layers:
        open_ones = [ids[patch] for patch, name in overlay.incomplete if name == layer.name]
        if open_ones:
            names = "、".join(open_ones[:5])
            told.append(sentence("said_incomplete", {"layer": layer.name, "count": len(open_ones), "names": names}))
        empty = sum(not label for label in layer.labels)
        if empty and any(layer.labels):
            told.append(sentence("said_empty_class", {"layer": layer.name, "count": empty}))
    if overlay.dropped:
        told.append(sentence("said_dropped", {"count": overlay.dropped}))
    return told


def _contradiction(one: Contradiction, ids: list[str]) -> str:
    names = "、".join(ids[patch] for patch in one.patches[:5])
    params = {"layer": one.layer, "a": one.row_a, "b": one.row_b, "area": one.area.text_m2(), "patches": names}
    return sentence("said_contradiction" if names else "said_contradiction_beside", params)
