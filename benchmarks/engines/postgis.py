"""PostGIS: tables split as by ST_Subdivide, GiST indexes, clustered, analysed; one worker beside the leader.

The server runs before the clock starts and has the layers; the patches are read from the file and copied in. Loading
205,000 shapes at each run would only show the loading, so there is no plain form.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.answer import Found, of_arrow
from benchmarks.inputs import LAYERS, Inputs
from benchmarks.server import DSN

JOIN = """
SELECT p.patch, l.class, sum(ST_Area(ST_Intersection(p.geometry, l.geometry))) AS area
FROM patches p JOIN {layer} l ON ST_Intersects(p.geometry, l.geometry) GROUP BY p.patch, l.class
"""


def connect() -> Any:
    return psycopg.connect(os.environ[DSN], autocommit=True)


class Opened:
    def __init__(self, session: Any) -> None:
        self.session = session

    def measure(self, patches: Path) -> Found:
        """Patches go into a table that parallel workers may read (a temporary one they may not)."""
        table = pq.ParquetFile(patches).read(columns=["patch", "geometry"])
        _copied(self.session, "patches", "patch bigint", table)
        areas = np.array(self.session.execute("SELECT patch, ST_Area(geometry) FROM patches").fetchall())
        patch_area = np.empty(len(areas))
        patch_area[areas[:, 0].astype(np.int64)] = areas[:, 1]
        return Found(patch_area, [of_arrow(name, self._rows(name)) for name in LAYERS])

    def _rows(self, layer: str) -> Any:
        rows = self.session.execute(JOIN.format(layer=layer), binary=True).fetchall()
        columns = list(zip(*rows, strict=True)) or [(), (), ()]
        kinds = {"patch": pa.int64(), "class": pa.string(), "area": pa.float64()}
        return pa.table(
            {name: pa.array(column, kind) for (name, kind), column in zip(kinds.items(), columns, strict=True)}
        )


def _copied(session: Any, name: str, key: str, table: Any) -> None:
    """A new table with the rows copied in, indexed and analysed."""
    session.execute(f"DROP TABLE IF EXISTS {name}")
    session.execute(f"CREATE UNLOGGED TABLE {name} ({key}, geometry geometry)")
    session.execute(f"ALTER TABLE {name} ALTER geometry SET STORAGE EXTERNAL")  # no time lost on unpacking
    with session.cursor().copy(f"COPY {name} FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int8" if key.endswith("bigint") else "text", "bytea"])
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            copy.write_row(row)
    session.execute(f"CREATE INDEX ON {name} USING gist (geometry)")
    session.execute(f"ANALYZE {name}")


class PostGis:
    def prepare(self, inputs: Inputs) -> None:
        with connect() as session:
            session.execute("CREATE EXTENSION IF NOT EXISTS postgis")
            for name in LAYERS:
                _copied(session, name, "class text", pq.read_table(inputs.split(name), columns=["class", "geometry"]))
                session.execute(f"CLUSTER {name} USING {name}_geometry_idx")
                session.execute(f"VACUUM ANALYZE {name}")

    def open(self, inputs: Inputs, form: str) -> Opened:
        return Opened(connect())

    def process(self, inputs: Inputs, form: str, patches: Path) -> Found:
        return Opened(connect()).measure(patches)


def engine() -> PostGis:
    return PostGis()
