"""Ready layers: everything of a layer that measuring needs, projected, cut, indexed and judged, mapped into memory.

A ready layer is derived: it is named after its parent's content, what was asked of it, and the versions of kernel and
form, so a changed parent finds no old one; it may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from weipian.atlas import mapped, parent, pruning
from weipian.atlas.mapped import Damaged, Mapped
from weipian.geometry.checksum import intact_pieces
from weipian.geometry.measure import Indexed
from weipian.geometry.pieces import Pieces
from weipian.geometry.tree import Tree

__all__ = ["Damaged", "Ready", "Store", "Wish"]

Ints = NDArray[np.int64]

FORM = 2
"""Raised when the file's form changes."""
KERNEL = 1
"""Raised when projecting, cutting, ordering or judging gives other bits than before."""
COLUMNS = tuple(f"piece_{name}" for name in Pieces._fields)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the source is to be read: all that changes what comes out of it."""

    layer: str | None = None
    encoding: str | None = None
    epsg: int | None = None
    class_column: str | None = None
    repair: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A ready layer: `indexed` to measure on, and what its maker put beside it (`header`, `array`)."""

    mapped: Mapped
    indexed: Indexed

    @property
    def header(self) -> Mapping[str, Any]:
        return self.mapped.header

    def array(self, name: str) -> NDArray[Any]:
        """An array of the maker's, checked. Raises Damaged."""
        return self.mapped.array(name)

    def check_pieces(self, pieces: Ints) -> None:
        """Before the kernel walks pieces: their coordinates are as they were written. Raises Damaged."""
        all_of = self.indexed.pieces
        x, y = self.mapped.word_of("piece_x"), self.mapped.word_of("piece_y")
        one = self.mapped
        if not intact_pieces(one.words, one.sums, one.seen, x, y, all_of.ring_start, all_of.piece_start, pieces):
            raise Damaged("coordinates")


@dataclass(frozen=True, slots=True)
class Store:
    """Where ready layers are kept; a folder that may be emptied at any time."""

    folder: Path

    @classmethod
    def of_user(cls) -> Store:
        """The user's own cache folder."""
        return cls(Path(platformdirs.user_cache_dir("weipian", appauthor=False)) / "ready")

    def place(self, source: Path, wish: Wish, cut: tuple[int, ...] = ()) -> Path:
        """Where the ready layer of a source as it is now belongs; `cut` where it is cut into parts. Raises OSError."""
        asked = [self.hash_of(source), FORM, KERNEL, asdict(wish), *([cut] if cut else [])]
        key = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}{pruning.SUFFIX}"

    def hash_of(self, source: Path) -> str:
        """The content of a source as it is now. Raises OSError."""
        return parent.known_hash(source, self.folder / "notes")

    @staticmethod
    def part(place: Path, number: int) -> Path:
        """Where a part of a ready layer belongs."""
        return place.with_name(f"{place.stem}-{number:05d}{pruning.SUFFIX}")

    def open(self, place: Path) -> Ready | None:
        """The ready layer at its place; None where there is none or it can't be trusted."""
        try:
            found = self.open_arrays(place)
            return None if found is None else _opened(found)
        except (Damaged, ValueError, KeyError):
            return None

    def open_arrays(self, place: Path) -> Mapped | None:
        """What is mapped there, whatever it is; None where there is nothing or it can't be trusted."""
        try:
            found = mapped.open_mapped(place)
        except (OSError, Damaged, ValueError, KeyError):
            return None
        pruning.touch(place)
        return found

    def keep(
        self,
        source: Path,
        wish: Wish,
        place: Path,
        header: Mapping[str, Any],
        layer: Indexed,
        arrays: Mapping[str, NDArray[Any]],
    ) -> None:
        """Write a ready layer, and drop the one that the same source and wish had before. Raises OSError."""
        self.put(place, header, layer, arrays)
        self.settle(source, wish, place)

    def put(self, place: Path, header: Mapping[str, Any], layer: Indexed, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Write a ready layer or a part of one. Raises OSError."""
        columns: dict[str, NDArray[Any]] = dict(zip(COLUMNS, layer.pieces, strict=True))
        trees: dict[str, NDArray[Any]] = {"tree_box": layer.tree.box, "tree_level": layer.tree.level}
        self.put_arrays(place, {**header, "count": layer.size}, {**columns, **trees, **arrays})

    def put_arrays(self, place: Path, header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
        """Write what `open_arrays` finds, and make room for it. Raises OSError."""
        mapped.write(place, {**header, "form": FORM, "kernel": KERNEL}, arrays)
        pruning.prune(self.folder, pruning.key_of(place))

    def settle(self, source: Path, wish: Wish, place: Path) -> None:
        """What stands at the place now is the one for this source and wish: the one before it is dropped."""
        key = json.dumps([str(source.resolve()), asdict(wish)], ensure_ascii=False, sort_keys=True)
        note = self.folder / "notes" / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.place"
        with suppress(OSError):
            before = note.read_text(encoding="utf-8") if note.exists() else ""
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(place.name, encoding="utf-8")
            if before and before != place.name and Path(before).name == before:
                older = self.folder / before
                pruning.drop([older, *self.folder.glob(f"{older.stem}-*{pruning.SUFFIX}")])

    def drop(self, place: Path) -> None:
        """A ready layer that turned out to be damaged."""
        with suppress(OSError):
            place.unlink(missing_ok=True)


def _opened(found: Mapped) -> Ready:
    columns = [found.unchecked(name) if name in ("piece_x", "piece_y") else found.array(name) for name in COLUMNS]
    tree = Tree(found.array("tree_box"), found.array("tree_level"))
    return Ready(found, Indexed(Pieces(*columns), tree, int(found.header["count"])))
