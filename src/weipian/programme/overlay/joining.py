"""Patches and layers put together: the heavy half of `files`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from weipian.atlas.ready import Damaged, Store, Wish
from weipian.fence.vector import VectorTable
from weipian.programme.overlay.contradictions import Contradiction
from weipian.programme.overlay.laid import lay
from weipian.programme.overlay.measure import Labels, Layer, Progress, measure, records
from weipian.programme.overlay.measured import Measured, RefusedRow
from weipian.programme.overlay.patches import prepare_patches
from weipian.programme.overlay.source import LayerSource
from weipian.terms.messages import sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """What `measure_files` was asked."""

    layers: Sequence[LayerSource]
    partition: Collection[str]
    repair: bool
    encoding: str | None
    epsg: int | None
    id_column: str | None
    progress: Progress | None
    tell: Callable[[str], object]
    meanwhile: Callable[[], object] = dict

    def wish(self, source: LayerSource) -> Wish:
        return Wish(source.layer, self.encoding, self.epsg, source.class_column, self.repair)


def measured(table: Future[VectorTable], asked: Asked, ready: bool | Store) -> Measured:
    """Lay the patches over the layers; a ready layer that proves damaged is dropped and made again, once."""
    store = Store.of_user() if ready is True else ready or None
    try:
        return _measured(table, asked, store)
    except Damaged:
        drop(asked, store)
    try:
        return _measured(table, asked, store)
    except Damaged:  # whoever spoils it is quicker than we are
        return _measured(table, asked, None)


def drop(asked: Asked, store: Store | None) -> None:
    for source in asked.layers:
        if store is not None:
            store.drop(store.place(source.path, asked.wish(source)))


def _measured(table: Future[VectorTable], asked: Asked, store: Store | None) -> Measured:
    layers = _layers(table, asked, store)
    asked.meanwhile()
    patches, ids, ids_said = prepare_patches(table.result(), id_column=asked.id_column, repair=asked.repair)
    overlay = measure(patches, layers, asked.progress)
    sources = (patches, *(one.ground for one in layers))
    return Measured(
        table=records(patches, ids, overlay.rows),
        refused=tuple(RefusedRow(one.name, refusal) for one in sources for refusal in one.refused),
        said=(
            *ids_said,
            *(text for one in sources for text in one.said),
            *told(overlay.contradictions, overlay.incomplete, overlay.dropped, ids, layers),
        ),
        contradictions=overlay.contradictions,
        patches=patches,
        ids=ids,
        overlay=overlay,
    )


def _layers(table: Future[VectorTable], asked: Asked, store: Store | None) -> list[Layer]:
    """The layers while the patches are being read; what is wrong with the patches is said first."""
    try:
        return [
            lay(source, source.name in asked.partition, asked.wish(source), store, asked.tell)
            for source in asked.layers
        ]
    except Exception:
        prepare_patches(table.result(), id_column=asked.id_column, repair=asked.repair)
        raise


def told(
    contradictions: Sequence[Contradiction],
    incomplete: Sequence[tuple[int, str]],
    dropped: int,
    ids: Sequence[str],
    layers: Sequence[Layer],
) -> list[str]:
    """Contradictions, unknown ground and dropped touches, in sentences."""
    told = [_contradiction(one, ids) for one in contradictions[:20]]
    if len(contradictions) > 20:
        told.append(sentence("said_more_contradictions", {"count": len(contradictions) - 20}))
    for layer in layers:
        open_ones = [ids[patch] for patch, name in incomplete if name == layer.name]
        if open_ones:
            names = "、".join(open_ones[:5])
            told.append(sentence("said_incomplete", {"layer": layer.name, "count": len(open_ones), "names": names}))
        classes = layer.labels if isinstance(layer.labels, Labels) else Labels.of(layer.labels)
        empty = classes.empty
        if empty and any(classes.distinct):
            told.append(sentence("said_empty_class", {"layer": layer.name, "count": empty}))
    if dropped:
        told.append(sentence("said_dropped", {"count": dropped}))
    return told


def _contradiction(one: Contradiction, ids: Sequence[str]) -> str:
    names = "、".join(ids[patch] for patch in one.patches[:5])
    params = {"layer": one.layer, "a": one.row_a, "b": one.row_b, "area": one.area.text_m2(), "patches": names}
    return sentence("said_contradiction" if names else "said_contradiction_beside", params)
