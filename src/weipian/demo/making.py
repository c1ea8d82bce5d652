"""One after the other: the land, its control layers, the year's story, the files."""

from __future__ import annotations

import shutil
from pathlib import Path

from weipian.demo.apart import land_use_written
from weipian.demo.county import write_county
from weipian.demo.covers import make_covers
from weipian.demo.files import save_layers, save_patches
from weipian.demo.ground import Ground
from weipian.demo.imagery import save_images
from weipian.demo.land import make_land
from weipian.demo.places import NOTICE
from weipian.demo.reviews import reviews
from weipian.demo.save import clock_stopped, save_rows
from weipian.demo.size import Size
from weipian.demo.story import tell
from weipian.demo.terrain import Terrain
from weipian.demo.visits import inspections


def write_all(folder: Path, seed: int, scale: float) -> Path:
    """Give the path of county.toml. What an earlier run left under the same names is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    size = Size(scale)
    terrain = Terrain(seed, size.stretch)
    land = make_land(terrain, size)
    with clock_stopped(), land_use_written(folder, land, apart=size.large):
        ground = Ground(land, make_covers(terrain, land, size))
        events = tell(terrain, ground, size)
        layers = save_layers(folder, terrain, ground, events)
        save_rows(folder / f"{NOTICE}_实地核查.csv", inspections(events, terrain), "utf-8-sig")
        save_rows(folder / f"{NOTICE}_会审结果.csv", reviews(events), "gb18030")
        patches = save_patches(folder, events)
        images = save_images(folder, terrain, land, events)
    return write_county(folder / "county.toml", patches, layers, images)


def _clear(folder: Path) -> None:
    """Only what this module names so: a folder of the user's own keeps everything else."""
    for old in folder.glob(f"{NOTICE}_*"):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()
