"""The made-up county: by code, from a seed, in the formats that counties use. 虚构数据 on everything."""

from __future__ import annotations

from pathlib import Path

SEED = 2023


def make(folder: Path, seed: int = SEED, *, scale: float = 1.0) -> Path:
    """Write the county into `folder` and give its county.toml; at scale 1 some 200,000 pieces of land.

    The same seed and scale give the same coordinates and attributes. 1,500 patches; 300 under a quarter of the size.
    """
    from weipian.demo.making import write_all

    return write_all(folder, seed, scale)
