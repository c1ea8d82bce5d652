"""The land-use survey written by a process of its own, while the county's story is told."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import numpy as np
import shapely

from weipian.demo.files import save_land_use
from weipian.demo.land import Land
from weipian.demo.save import clock_stopped


@contextmanager
def land_use_written(folder: Path, land: Land, *, apart: bool) -> Iterator[None]:
    """On leaving, the survey is written; a small one without another process."""
    if not apart:
        save_land_use(folder, land)
        yield
        return
    with tempfile.TemporaryDirectory() as hand:
        _hand_over(Path(hand), land)
        writing = subprocess.Popen([sys.executable, "-m", "weipian.demo.apart", str(folder), hand])
        try:
            yield
        except BaseException:
            writing.kill()
            raise
        finally:
            code = writing.wait()
        if code:
            raise subprocess.CalledProcessError(code, writing.args)


def _hand_over(hand: Path, land: Land) -> None:
    """As plain arrays: pickled shapes would take longer than the survey itself."""
    _, xy, (rings, faces) = shapely.to_ragged_array(land.faces)
    columns = {field.name: getattr(land, field.name) for field in fields(land) if field.name != "faces"}
    for name, values in (columns | {"xy": xy, "rings": rings, "parts": faces}).items():
        np.save(hand / f"{name}.npy", values)


def _written(folder: Path, hand: Path) -> None:
    read = {path.stem: np.load(path) for path in hand.glob("*.npy")}
    offsets = read.pop("rings"), read.pop("parts")
    faces = shapely.from_ragged_array(shapely.GeometryType.POLYGON, read.pop("xy"), offsets)
    with clock_stopped():
        save_land_use(folder, Land(faces, **read))


if __name__ == "__main__":
    _written(*map(Path, sys.argv[1:]))
