"""Layers to measure on: mapped from the disk where they are ready, else read, judged and made ready for next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from weipian.atlas.ready import Ready, Store, Wish
from weipian.fence.vector import read
from weipian.geometry.measure import indexed
from weipian.programme.overlay.ground import Ground, prepare
from weipian.programme.overlay.measure import Labels, Layer
from weipian.programme.overlay.parted import PartedGround
from weipian.programme.overlay.ready_ground import ReadyGround, contents, texts_of
from weipian.programme.overlay.sizes import Sizes
from weipian.programme.overlay.source import LayerSource
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence
from weipian.work.placing import reason_of

Tell = Callable[[str], object]


def lay(source: LayerSource, partition: bool, wish: Wish, store: Store | None, tell: Tell) -> Layer:
    """A layer, from the store where it is ready there. Raises InputError where its source gives nothing."""
    found = _parted(source, wish, store, tell) if store else None
    if found is not None:
        return Layer(source.name, found, found.labels, partition)
    return _lay_whole(source, partition, wish, store, tell)


def _parted(source: LayerSource, wish: Wish, store: Store, tell: Tell) -> PartedGround | None:
    """A big layer in its parts; None for any other."""
    sizes = Sizes.now()
    if not sizes.is_big(source.path):
        return None
    from weipian.programme.overlay.parting import parted

    return parted(source, wish, store, sizes, tell)


def _lay_whole(source: LayerSource, partition: bool, wish: Wish, store: Store | None, tell: Tell) -> Layer:
    found = _ready(source, wish, store, tell) if store else None
    if isinstance(found, Ready):
        ground = ReadyGround(source.path.name, found)
        return Layer(source.name, ground, ground.labels, partition)
    plain = found or read_layer(source, wish)
    return Layer(source.name, plain, Labels.of(texts_of(plain, wish)), partition)


def _ready(source: LayerSource, wish: Wish, store: Store, tell: Tell) -> Ready | Ground | None:
    """The ready layer, made now if it was not there; the plain one where it can't be kept; None for no such source."""
    try:
        place = store.place(source.path, wish)
    except OSError:
        return None  # reading it says what is wrong with it
    found = store.open(place)
    if found is not None:
        return found
    tell(sentence("ready_cold", {"name": source.name}))
    plain = read_layer(source, wish)
    try:
        keep(store, source.path, wish, place, plain)
        found = store.open(place)
    except OSError as error:
        tell(sentence("ready_not_kept", {"name": source.name, "reason": reason_of(error)}))
    return found or plain


def keep(store: Store, source: Path, wish: Wish, place: Path, plain: Ground) -> None:
    """Make a layer ready. Raises OSError."""
    layer = indexed(plain.shapes)
    header, arrays = contents(plain, layer, wish)
    store.keep(source, wish, place, header, layer, arrays)


def read_layer(source: LayerSource, wish: Wish) -> Ground:
    columns = [wish.class_column] if wish.class_column else []
    table = read(source.path, layer=wish.layer, encoding=wish.encoding, crs=wish.epsg, columns=columns, firm=False)
    ground = prepare(table, repair=wish.repair)
    if not len(ground) and not ground.refused:
        raise InputError("source_no_areas", where=ground.name)
    return ground
