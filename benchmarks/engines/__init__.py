"""The engines, ours first. Each is a module with `engine()`; it is imported only in the process that measures it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from benchmarks.answer import Found
from benchmarks.inputs import Inputs


class Opened(Protocol):
    """An engine with its layers at hand."""

    def measure(self, patches: Path) -> Found:
        """Read the patches and measure them on all layers."""


class Engine(Protocol):
    """How an engine is used. `form`: `plain` (GeoParquet as it comes), `ready` (split and sorted, in the format that
    it reads quickest) or `native` (its own database file).
    """

    def prepare(self, inputs: Inputs) -> None:
        """Write the ready format; not timed."""

    def open(self, inputs: Inputs, form: str) -> Opened:
        """Bring the layers to where measuring is quickest; not part of `computing`."""

    def process(self, inputs: Inputs, form: str, patches: Path) -> Found:
        """All in one go, at its best: what a fresh process does."""


@dataclass(frozen=True, slots=True)
class Peer:
    """`needs`: modules without which it is left out. `plain_to`: most patches that it is run on in plain form.

    `pandas`: whether it needs that; pyarrow loads it wherever it is installed, at 0.3 s.

    Engines that meet the unsplit redlines in plain form take minutes there, and are never at their best.
    """

    name: str
    module: str
    needs: tuple[str, ...]
    plain_to: int = 10_000
    ready: tuple[str, ...] = ("ready",)
    pandas: bool = False

    def forms(self, patches: int) -> tuple[str, ...]:
        """Those that a whole process is run in."""
        return ("plain", *self.ready) if patches <= self.plain_to else self.ready

    @property
    def is_there(self) -> bool:
        return all(find_spec(name) is not None for name in self.needs)

    def engine(self) -> Engine:
        return cast(Callable[[], Engine], import_module(f"benchmarks.engines.{self.module}").engine)()


PEERS = (
    Peer("Shapely", "bulk", ("shapely",), plain_to=10**9),
    Peer("SedonaDB", "sedona", ("sedonadb",)),
    Peer("DuckDB spatial", "duck", ("duckdb", "duckdb_extension_spatial"), ready=("ready", "native")),
    Peer("GeoPandas", "frames", ("geopandas",), pandas=True),
    Peer("PostGIS", "postgis", ("psycopg",), plain_to=0),
)
OURS = "weipian"


def peer(name: str) -> Peer:
    """The peer of this name; KeyError for another."""
    return {one.name: one for one in PEERS}[name]
