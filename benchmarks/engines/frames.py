"""GeoPandas: `overlay(how="intersection")`, the function that its users reach for; it has one thread.

Plain: GeoParquet (WKB). Ready: GeoParquet in GeoArrow encoding, split, in Morton order. For computing the frames are
in memory with their spatial index built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import pyarrow as pa

from benchmarks.answer import Found, OnLayer, of_arrow
from benchmarks.inputs import LAYERS, Inputs


def _on(name: str, patches: Any, layer: Any) -> OnLayer:
    met = geopandas.overlay(patches, layer, how="intersection", keep_geom_type=True)
    area = met.geometry.area.to_numpy()
    return of_arrow(name, pa.table({"patch": met["patch"].to_numpy(), "class": pa.array(met["class"]), "area": area}))


class Opened:
    def __init__(self, layers: dict[str, Any]) -> None:
        self.layers = layers

    def measure(self, patches: Path) -> Found:
        frame = geopandas.read_parquet(patches, columns=["patch", "geometry"])
        found = [_on(name, frame, layer) for name, layer in self.layers.items()]
        return Found(frame.geometry.area.to_numpy(), found)


class Frames:
    def prepare(self, inputs: Inputs) -> None:
        inputs.ready("geopandas").mkdir(parents=True, exist_ok=True)
        for name in LAYERS:
            frame = geopandas.read_parquet(inputs.split(name), columns=["class", "geometry"])
            frame.to_parquet(_ready(inputs, name), geometry_encoding="geoarrow")

    def open(self, inputs: Inputs, form: str) -> Opened:
        opened = Opened({name: geopandas.read_parquet(_path(inputs, name, form)) for name in LAYERS})
        for layer in opened.layers.values():
            layer.sindex.query(layer.geometry.iloc[0])
        return opened

    def process(self, inputs: Inputs, form: str, patches: Path) -> Found:
        columns = ["class", "geometry"]
        layers = {name: geopandas.read_parquet(_path(inputs, name, form), columns=columns) for name in LAYERS}
        return Opened(layers).measure(patches)


def _ready(inputs: Inputs, name: str) -> Path:
    return inputs.ready("geopandas") / f"{name}.parquet"


def _path(inputs: Inputs, name: str, form: str) -> Path:
    return inputs.plain(name) if form == "plain" else _ready(inputs, name)


def engine() -> Frames:
    return Frames()
