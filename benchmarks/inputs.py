"""What every engine is given: made layers in their own system for us, in the measuring plane for the peers.

Peers measure planar areas. So that all measure the same edges, they get the vertices in the authalic plane, where a
planar area is the ellipsoid's; projecting costs them nothing. `plain` is GeoParquet with a bbox column, `split` is the
same with every huge shape cut into pieces and rows in Morton order: from it each makes its own ready format.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

LAYERS = ("land_use", "farmland", "redline")
CLASS_COLUMN = "DLBM"
MANIFEST = "inputs.json"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files of one size of county. `source` are the layers as they come; the rest lies in `folder`."""

    folder: Path
    source: dict[str, str]
    patches: dict[int, str]
    scale: float

    def source_layer(self, layer: str) -> Path:
        return Path(self.source[layer])

    def source_patches(self, count: int) -> Path:
        return Path(self.patches[count])

    def plain(self, layer: str) -> Path:
        return self.folder / "plain" / f"{layer}.parquet"

    def split(self, layer: str) -> Path:
        return self.folder / "split" / f"{layer}.parquet"

    def plane_patches(self, count: int) -> Path:
        return self.folder / "plain" / f"patches-{count}.parquet"

    def ready(self, engine: str) -> Path:
        """Where an engine keeps its own ready format."""
        return self.folder / "ready" / engine

    @property
    def cache(self) -> Path:
        """The user's cache folder for what is measured here: our ready layers are then nobody else's."""
        return self.folder / "cache"

    @staticmethod
    def load(folder: Path) -> Inputs:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        patches = {int(count): path for count, path in found["patches"].items()}
        return Inputs(folder, found["source"], patches, found["scale"])
