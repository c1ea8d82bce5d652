"""SedonaDB: SQL on Arrow with a spatial join of its own, GEOS for the intersection.

Plain: GeoParquet. Ready: GeoParquet split and in Morton order (its own native file format). For computing the layers
are memory tables, partitioned so that both threads have work.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import sedonadb

from benchmarks.answer import THREADS, Found, of_arrow
from benchmarks.inputs import LAYERS, Inputs

JOIN = """
SELECT p.patch AS patch, l.class AS class, SUM(ST_Area(ST_Intersection(p.geometry, l.geometry))) AS area
FROM patches AS p JOIN {layer} AS l ON ST_Intersects(p.geometry, l.geometry)
GROUP BY p.patch, l.class
"""

SETTINGS = (
    f"datafusion.execution.target_partitions = {THREADS}",
    "datafusion.execution.batch_size = 2048",  # at 10,000 patches the usual 8,192 leave one thread idle
)


class Opened:
    def __init__(self, session: Any) -> None:
        self.session = session

    def measure(self, patches: Path) -> Found:
        self.session.read_parquet(str(patches)).to_view("patches", overwrite=True)
        areas = self._rows("SELECT patch, ST_Area(geometry) AS area FROM patches")
        patch_area = np.empty(len(areas))
        patch_area[areas.column("patch").to_numpy()] = areas.column("area").to_numpy()
        return Found(patch_area, [of_arrow(name, self._rows(JOIN.format(layer=name))) for name in LAYERS])

    def _rows(self, query: str) -> Any:
        """As Arrow, by its stream: its own `to_arrow_table` asks for a package that only geometries need."""
        return pa.table(self.session.sql(query))


class Sedona:
    def prepare(self, inputs: Inputs) -> None:
        """Its ready format is the split GeoParquet, which is there already."""

    def open(self, inputs: Inputs, form: str) -> Opened:
        return self._opened(inputs, form, in_memory=True)

    def process(self, inputs: Inputs, form: str, patches: Path) -> Found:
        return self._opened(inputs, form, in_memory=False).measure(patches)

    def _opened(self, inputs: Inputs, form: str, *, in_memory: bool) -> Opened:
        session = sedonadb.connect()
        for setting in SETTINGS:
            session.sql(f"SET {setting}").execute()
        for name in LAYERS:
            path = inputs.plain(name) if form == "plain" else inputs.split(name)
            frame = session.read_parquet(str(path)).select("class", "geometry")
            (frame.to_memtable() if in_memory else frame).to_view(name, overwrite=True)
        return Opened(session)


def engine() -> Sedona:
    return Sedona()
