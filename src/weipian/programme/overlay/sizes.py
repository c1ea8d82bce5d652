"""From which size on a source is measured in parts, and how large the parts are.

They bound memory, not the answer: areas are integers that are added, so any cut gives the same. The environment may
say other numbers, for a machine with less memory and for tests.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from weipian.fence.kinds import can_be_cut
from weipian.fence.named import split_source
from weipian.fence.process import size_of
from weipian.workbook.joined import SUFFIXES

if TYPE_CHECKING:  # the command asks how large its source is before its reading process runs
    from weipian.fence.blocks import Extent

MIB = 2**20
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sizes:
    """`big`: bytes of a source from which on it is cut; rows and bytes of geometry of a part of a layer and of a block
    of patches.
    """

    big: int = 128 * MIB
    part_rows: int = 100_000
    part_bytes: int = 80 * MIB
    block_rows: int = 50_000
    block_bytes: int = 40 * MIB

    @classmethod
    def now(cls) -> Sizes:
        """As the environment has them."""
        plain = cls()
        return cls(
            _said("WEIPIAN_BIG_BYTES", plain.big),
            _said("WEIPIAN_PART_ROWS", plain.part_rows),
            plain.part_bytes,
            _said("WEIPIAN_BLOCK_ROWS", plain.block_rows),
            plain.block_bytes,
        )

    def is_big(self, path: Path) -> bool:
        """Whether a source is to be cut; one that can't be read at all is not: reading it says why."""
        with suppress(OSError):
            return size_of(path) >= self.big and can_be_cut(path)
        return False

    def parts(self, extent: Extent) -> list[Span]:
        """A layer's parts."""
        return _cut(extent, self.part_rows, self.part_bytes)

    def blocks(self, extent: Extent) -> list[Span]:
        """The patches' blocks."""
        return _cut(extent, self.block_rows, self.block_bytes)


def is_large(patches: str, output: Path) -> bool:
    """Whether these patches are measured in blocks; only forms that can be joined block by block are."""
    return output.suffix.lower() in SUFFIXES and Sizes.now().is_big(split_source(patches)[0])


def _said(name: str, plain: int) -> int:
    text = os.environ.get(name, "")
    return int(text) if text.isdecimal() else plain


def _cut(extent: Extent, rows: int, size: int) -> list[Span]:
    """(first, count) of equal parts, none larger than either bound where rows are alike."""
    each = max(1, min(rows, int(size * extent.rows / max(extent.bytes, 1))))
    return [(first, min(each, extent.rows - first)) for first in range(0, extent.rows, each)]
