"""Files that rows vouch for: altered, exchanged, removed."""

from __future__ import annotations

import random

from campaign.tampering.copies import Copy, Expected
from campaign.tampering.worlds import LAYERS, World


def _expected(copy: Copy, kind: str) -> Expected:
    ((seq,),) = copy.ask("SELECT event FROM layer_version WHERE kind = ?", kind)
    return Expected(seq, f"文件 layers/{kind}-1.parquet")


def file_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """One bit."""
    kind = chance.choice(LAYERS)
    path = copy.folder / f"layers/{kind}-1.parquet"
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return _expected(copy, kind)


def files_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    one, other = sorted(chance.sample(LAYERS, 2), key=LAYERS.index)
    paths = [copy.folder / f"layers/{kind}-1.parquet" for kind in (one, other)]
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, reversed(contents), strict=True):
        path.write_bytes(content)
    return _expected(copy, one)


def file_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    kind = chance.choice(LAYERS)
    path = copy.folder / f"layers/{kind}-1.parquet"
    path.unlink()
    if chance.random() < 0.3:
        path.mkdir()
    return _expected(copy, kind)


KINDS = (file_edited, files_swapped, file_removed)
