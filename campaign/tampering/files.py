"""Files that rows vouch for: altered, exchanged, removed."""

from __future__ import annotations

import random
from pathlib import Path

from campaign.tampering.copies import Copy, Expected
from campaign.tampering.worlds import LAYERS, POLICY, TAKEN, World
from weipian.record.audit import CARD
from weipian.record.evidence import place_of


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


def _photos(copy: Copy) -> list[tuple[int, int, Path]]:
    """Number, event and place of every original."""
    found = copy.ask("SELECT id, event, sha256 FROM evidence ORDER BY id")
    return [(key, event, copy.folder / place_of(sha256)) for key, event, sha256 in found]


def photo_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """One bit."""
    key, event, path = chance.choice(_photos(copy))
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return Expected(event, f"证据 {key} 号")


def exif_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Nothing but the time at which the camera says that it was taken."""
    key, event, path = chance.choice(_photos(copy))
    before = path.read_bytes()
    other = f"2023:{chance.randrange(1, 8):02d}:{chance.randrange(1, 29):02d} 09:{chance.randrange(60):02d}:00"
    path.write_bytes(before.replace(TAKEN.encode(), other.encode()))
    assert path.read_bytes() != before
    return Expected(event, f"证据 {key} 号")


def photos_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    one, other = sorted(chance.sample(_photos(copy), 2))
    contents = [path.read_bytes() for _, _, path in (one, other)]
    for (_, _, path), content in zip((one, other), reversed(contents), strict=True):
        path.write_bytes(content)
    return Expected(one[1], f"证据 {one[0]} 号")


def photo_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    key, event, path = chance.choice(_photos(copy))
    path.unlink()
    return Expected(event, f"证据 {key} 号")


def policy_exchanged(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Another year's or county's law, by one line of the card."""
    card = copy.folder / CARD
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace(f'"{POLICY}"', '"ziyuan-2023"'), encoding="utf-8")
    return Expected(1, CARD)


KINDS = (
    file_edited, files_swapped, file_removed, photo_edited, exif_edited, photos_swapped, photo_removed,
    policy_exchanged,
)  # fmt: skip
