"""The font for rare characters, made anew: what Noto Serif SC lacks of the Han characters, from LXGW WenKai (OFL).

    npm pack @chinese-fonts/lxgwwenkai@3.0.0 && tar xzf chinese-fonts-lxgwwenkai-3.0.0.tgz
    python scripts/rare_font.py package src/weipian/papers/brought/rare.ttf

The package holds 313 slices packed with Brotli, which Node unpacks. The same package gives the same bytes.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont, woff2

from weipian.papers.fonts import SERIF_NAME, packaged

HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
FACE = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)
UNPACK = (
    "const c=[];process.stdin.on('data',d=>c.push(d))"
    ".on('end',()=>process.stdout.write(require('zlib').brotliDecompressSync(Buffer.concat(c))))"
)


class ByNode:
    """Brotli as Node has it."""

    @staticmethod
    def decompress(data: bytes) -> bytes:
        return subprocess.run(["node", "-e", UNPACK], input=data, capture_output=True, check=True).stdout


def ranges(said: str) -> Iterator[int]:
    """Characters of a unicode-range."""
    for one in said.split(","):
        first, _, last = one.strip()[2:].partition("-")
        yield from range(int(first.replace("?", "0"), 16), int((last or first).replace("?", "F"), 16) + 1)


def wanted(folder: Path) -> dict[str, list[int]]:
    """By slice, the Han characters that the body's font lacks."""
    has = set(TTFont(packaged() / SERIF_NAME, lazy=True).getBestCmap())
    found: dict[str, list[int]] = {}
    for rule in FACE.findall((folder / "result.css").read_text("utf-8")):
        said, name = re.search(r"unicode-range:\s*([^;}]*)", rule), re.search(r'url\("?\./([^")]*)', rule)
        if said and name:
            lacks = [one for one in ranges(said[1]) if one not in has and any(a <= one <= z for a, z in HAN)]
            found |= {name[1]: lacks} if lacks else {}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def cut(path: Path, characters: list[int]) -> TTFont:
    """A slice with those characters alone."""
    options = subset.Options()
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "gasp", "VORG"]
    options.recalc_timestamp, options.hinting, options.name_IDs = False, False, [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def main(package: Path, target: Path) -> None:
    woff2.haveBrotli, woff2.brotli = True, ByNode
    folder = package / "dist" / "LXGWWenKai-Regular"
    slices = []
    for name, characters in wanted(folder).items():
        held = io.BytesIO()
        font = cut(folder / name, characters)
        font.flavor = None
        font.save(held)
        slices.append(held)
    options = merge.Options(drop_tables=["GSUB", "GPOS", "GDEF"])
    font = merge.Merger(options).merge(slices)
    font["head"].created = font["head"].modified = 3_600_000_000
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
