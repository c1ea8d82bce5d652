"""DuckDB spatial 1.5.5, its extension from the package index: the SPATIAL_JOIN operator on two threads.

Plain: GeoParquet. Ready: GeoParquet split and in Morton order, which it reads quicker than native: its own database
file with GEOMETRY columns, split, in Morton order, uncompressed. An R-tree index is left out: the planner uses it for
constants only, never for a join. For computing the layers are tables in memory.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from benchmarks.answer import THREADS, Found, of_arrow
from benchmarks.inputs import LAYERS, Inputs

JOIN = """
SELECT p.patch AS patch, l.class AS class, sum(ST_Area(ST_Intersection(p.geometry, l.geometry))) AS area
FROM {layer} AS l JOIN patches AS p ON ST_Intersects(p.geometry, l.geometry)
GROUP BY p.patch, l.class
"""
EXTENSION = "extensions/v{version}/spatial.duckdb_extension"


def _made(session: Any, what: str, name: str, path: Path) -> None:
    session.execute(f"CREATE {what} {name} AS SELECT class, geometry FROM '{path}'")  # noqa: S608


def connect(database: str = ":memory:", *, read_only: bool = False) -> Any:
    """A connection with the extension loaded from the installed package, nothing fetched."""
    session = duckdb.connect(database, read_only=read_only, config={"threads": THREADS})
    extension = files("duckdb_extension_spatial") / EXTENSION.format(version=duckdb.__version__)
    session.load_extension(str(extension))
    session.execute("SET preserve_insertion_order = false")
    return session


class Opened:
    def __init__(self, session: Any) -> None:
        self.session = session

    def measure(self, patches: Path) -> Found:
        source = f"SELECT patch, geometry FROM '{patches}'"  # noqa: S608
        self.session.execute(f"CREATE OR REPLACE TEMP TABLE patches AS {source}")
        areas = self.session.execute("SELECT patch, ST_Area(geometry) AS area FROM patches").to_arrow_table()
        patch_area = np.empty(len(areas))
        patch_area[areas.column("patch").to_numpy()] = areas.column("area").to_numpy()
        found = [of_arrow(name, self.session.execute(JOIN.format(layer=name)).to_arrow_table()) for name in LAYERS]
        return Found(patch_area, found)


class Duck:
    def prepare(self, inputs: Inputs) -> None:
        path = inputs.ready("duckdb") / "layers.duckdb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        session = connect(str(path))
        session.execute("PRAGMA force_compression = 'uncompressed'")
        for name in LAYERS:
            _made(session, "TABLE", name, inputs.split(name))
        session.close()

    def open(self, inputs: Inputs, form: str) -> Opened:
        session = connect()
        for name in LAYERS:
            _made(session, "TABLE", name, inputs.split(name))
        return Opened(session)

    def process(self, inputs: Inputs, form: str, patches: Path) -> Found:
        if form == "native":
            return Opened(connect(str(inputs.ready("duckdb") / "layers.duckdb"), read_only=True)).measure(patches)
        session = connect()
        for name in LAYERS:
            _made(session, "VIEW", name, inputs.plain(name) if form == "plain" else inputs.split(name))
        return Opened(session).measure(patches)


def engine() -> Duck:
    return Duck()
