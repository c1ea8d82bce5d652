"""Tiles as they are kept: by layer version, derived, beside the ready layers; thrown away with an older version."""

from __future__ import annotations

import os
import shutil
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from weipian.atlas.ready import Damaged
from weipian.geometry.map_tiles import Tile
from weipian.office.mapping.layer_tile import FINEST, layer_tile
from weipian.programme.overlay.kept import READY, forget, laid_version
from weipian.programme.overlay.ready_ground import ReadyGround
from weipian.programme.overlay.surveying import require_booked
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.terms.errors import InputError

FORM = 1
"""Raised when a tile of the same layer comes out otherwise than before."""
OPEN = 16
"""Layers that stay mapped."""
_lock = threading.Lock()
_open: OrderedDict[tuple[Path, str], ReadyGround] = OrderedDict()


def tile_of(here: LayerHere, workspace: Path, tile: Tile) -> bytes:
    """From the disk, else made: one at a time, since the kernel's checks are not for two threads. Raises InputError."""
    if not tile.is_there or tile.z > FINEST:
        return b""
    place = folder_of(here, workspace) / str(tile.z) / str(tile.x) / f"{tile.y}.mvt"
    with suppress(OSError):
        return place.read_bytes()
    with _lock:
        made = _made(here, workspace, tile)
    _keep(place, made)
    return made


def folder_of(here: LayerHere, workspace: Path) -> Path:
    """Where a version's tiles lie."""
    name = f"{here.kind.value}-{here.version}-{here.kept_sha256[:16]}-{FORM}"
    return workspace / Path(here.kept).parent / READY / "tiles" / name


def ground_of(here: LayerHere, workspace: Path) -> ReadyGround:
    """The layer, mapped once for all. Raises InputError where it is not what was booked."""
    with _lock:
        return _opened(here, workspace)


def open_ahead(workspace: Path) -> None:
    """Every current layer, before a tile of it is asked for: what is not ready yet takes seconds, and what is, the hash
    of its file."""
    for here in current_layers().values():
        with suppress(InputError, OSError, Damaged):
            ground_of(here, workspace)


def _made(here: LayerHere, workspace: Path, tile: Tile) -> bytes:
    try:
        return layer_tile(_opened(here, workspace), tile)
    except Damaged:
        _open.pop((workspace, here.kept_sha256), None)
        forget(here, workspace)
        return layer_tile(_opened(here, workspace), tile)


def _opened(here: LayerHere, workspace: Path) -> ReadyGround:
    key = (workspace, here.kept_sha256)
    if key not in _open:
        require_booked(here, workspace)
        _open[key] = laid_version(here, workspace)
        _drop_older(here, workspace)
    _open.move_to_end(key)
    while len(_open) > OPEN:
        _open.popitem(last=False)
    return _open[key]


def _drop_older(here: LayerHere, workspace: Path) -> None:
    """Tiles of versions of this kind that were before it."""
    own = folder_of(here, workspace)
    for path in own.parent.glob(f"{here.kind.value}-*"):
        if path.name != own.name and here.current:
            shutil.rmtree(path, ignore_errors=True)


def _keep(place: Path, made: bytes) -> None:
    """Whole or not at all; where the disk is full, the next one makes it again."""
    partial = place.with_name(f"{place.name}.{os.getpid()}.{threading.get_ident()}.partial")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(made)
        partial.replace(place)
