"""weipian by its own functions, for computing; a whole process is the command `weipian measure`.

Warm: the layers' ready files are there and mapped. Cold: they are not, so the command reads the layers from GeoParquet,
projects, judges, splits and indexes them and writes the ready files first. Ready files lie with the inputs, never in
the user's own cache.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.inputs import CLASS_COLUMN, LAYERS, Inputs
from weipian.atlas.ready import Store, Wish
from weipian.fence.starting import stand_ready
from weipian.fence.vector import read
from weipian.programme.overlay.ground import Ground
from weipian.programme.overlay.laid import lay
from weipian.programme.overlay.measure import Layer, Overlay, measure, records
from weipian.programme.overlay.patches import prepare_patches
from weipian.programme.overlay.source import LayerSource
from weipian.workbook.tables import write_rows

COLD, WARM = "cold", "warm"


class Opened:
    """Layers at hand, and as in any process that measures often, a reading process that waits for the next patches."""

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers
        stand_ready()

    def measure(self, patches: Path) -> tuple[Ground, list[str], Overlay]:
        """Patches read to areas balanced."""
        ground, ids, _ = prepare_patches(read(patches, id_column="id"), id_column="id")
        overlay = measure(ground, self.layers)
        stand_ready()
        return ground, ids, overlay


def opened(inputs: Inputs) -> Opened:
    """The layers as `weipian measure` takes them: ready ones, mapped; made ready first where they are not."""
    store = Store(ready_folder(inputs))
    wish = Wish(class_column=CLASS_COLUMN)
    sources = [LayerSource(name, inputs.source_layer(name), None, CLASS_COLUMN) for name in LAYERS]
    return Opened([lay(source, False, wish, store, _quiet) for source in sources])


def _quiet(_text: str) -> None:
    """Nobody listens."""


def write(path: Path, found: tuple[Ground, list[str], Overlay]) -> None:
    ground, ids, overlay = found
    write_rows(path, records(ground, ids, overlay.rows))


def command(inputs: Inputs, patches: int, output: Path, python: str = sys.executable) -> list[str]:
    """`weipian measure` on all layers."""
    layers = [["--layer", f"{name}={inputs.source_layer(name)}:{CLASS_COLUMN}"] for name in LAYERS]
    options = ["--id", "id", "-o", str(output)]
    source = str(inputs.source_patches(patches))
    return [python, "-m", "weipian", "measure", source, *(part for pair in layers for part in pair), *options]


def environment(inputs: Inputs) -> dict[str, str]:
    """So that the command keeps its ready layers with the inputs, and has its bytecode as any installed package has."""
    return {"XDG_CACHE_HOME": str(inputs.cache), "PYTHONDONTWRITEBYTECODE": ""}


def ready_folder(inputs: Inputs) -> Path:
    """Where the command keeps its ready layers in that environment."""
    return inputs.cache / "weipian" / "ready"


def make_cold(inputs: Inputs) -> None:
    """Take the ready layers away."""
    shutil.rmtree(ready_folder(inputs), ignore_errors=True)
