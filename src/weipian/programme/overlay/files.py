"""`weipian measure`: any GIS source in, one row per patch, layer and class out.

The patches are read in their own process while this one loads the kernel and maps the layers; so nothing heavy is
imported before that process runs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from weipian.fence.limits import OFFICE
from weipian.fence.named import split_source
from weipian.fence.process import Request, reading
from weipian.geometry.crs import Crs
from weipian.programme.overlay.source import LayerSource
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.atlas.ready import Store
    from weipian.fence.vector import VectorTable
    from weipian.programme.overlay.ground import Ground
    from weipian.programme.overlay.measure import Progress
    from weipian.programme.overlay.measured import Measured

__all__ = ["LayerSource", "measure_files", "prepare_patches"]


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
    ready: bool | Store = True,
    tell: Callable[[str], object] | None = None,
    meanwhile: Callable[[], object] = dict,
) -> Measured:
    """Read, judge and measure. Bad rows are refused and listed; InputError only where a source gives nothing.

    With `ready` the layers are kept projected and indexed for the next time (in the user's cache folder, or in the
    store given); the answer is the same to the byte. `tell` is called at once with what a person should know while
    waiting, as that a layer is met for the first time. `meanwhile` is called once the layers are there, while the
    patches may still be being read.
    """
    require_layers(layers, partition)
    path, layer = split_source(str(patches_path))
    with ThreadPoolExecutor(1) as pool:
        runs = Event()
        table = pool.submit(_read, Request(path, layer, encoding, None, OFFICE), crs, id_column, runs)
        runs.wait()
        from weipian.programme.overlay.joining import Asked, measured

        epsg = crs.epsg if isinstance(crs, Crs) else crs
        asked = Asked(layers, partition, repair, encoding, epsg, id_column, progress, tell or _quiet, meanwhile)
        return measured(table, asked, ready)


def _read(request: Request, crs: Crs | int | None, id_column: str | None, runs: Event) -> VectorTable:
    """As `fence.vector.read`, whose module is heavy: it is imported when the process runs already."""
    try:
        with reading(request, runs.set) as (told, folder):
            from weipian.fence.vector import taken

            return taken(request, told, folder, crs=crs, id_column=id_column)
    finally:
        runs.set()


def _quiet(_text: str) -> None:
    """Nobody listens."""


def prepare_patches(
    table: VectorTable, *, id_column: str | None = None, repair: bool = False
) -> tuple[Ground, list[str], tuple[str, ...]]:
    """The patches ready to be measured, their ids, and what was guessed; a missing or repeated id is refused."""
    from weipian.programme.overlay.patches import prepare_patches as prepared

    return prepared(table, id_column=id_column, repair=repair)


def require_layers(layers: Sequence[LayerSource], partition: Collection[str]) -> None:
    names = [layer.name for layer in layers]
    if not names:
        raise UsageError("layers_missing")
    for name in names:
        if names.count(name) > 1:
            raise UsageError("layer_named_twice", name=name)
    for name in partition:
        if name not in names:
            raise UsageError("partition_unknown", name=name, names="、".join(names))
