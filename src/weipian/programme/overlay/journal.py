"""What is done of a large measuring: a folder beside the output, with the rows of every block and a note on each.

A block counts as done when its note is there, which is written last. The journal names what was measured: content of
all sources, options, versions; with any of them changed nothing of it is used.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weipian.terms.messages import catalogue

JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Note:
    """One block: what of it has to be told in the end. `contradictions`: layer, rows, area, places of patches."""

    patches: int
    rows: int
    content: str
    column: str | None
    epsg: int
    name: str
    said: list[str]
    refused: list[dict[str, Any]]
    contradictions: list[list[Any]]
    incomplete: list[list[Any]]
    dropped: int


@dataclass(frozen=True, slots=True)
class Journal:
    """The folder; `suffix` is that of the blocks' rows."""

    folder: Path
    suffix: str

    @classmethod
    def beside(cls, output: Path) -> Journal:
        return cls(output.with_name(output.name + catalogue()["unfinished_folder"]["what"]), output.suffix.lower())

    def begin(self, about: Mapping[str, Any]) -> bool | None:
        """Whether what lies there is of this measuring; None where nothing lay there. Other blocks are dropped."""
        text = json.dumps(about, ensure_ascii=False, sort_keys=True, indent=1)
        found = None
        with suppress(OSError, ValueError):
            found = (self.folder / JOURNAL).read_text(encoding="utf-8") == text
        if not found:
            self.drop()
            self.folder.mkdir(exist_ok=True)
            _write(self.folder / JOURNAL, text)
        return found

    def rows(self, number: int) -> Path:
        """Where a block's rows stand."""
        return self.folder / f"block-{number:05d}{self.suffix}"

    def note(self, number: int) -> Note | None:
        """What is known of a block that is done."""
        with suppress(OSError, ValueError, TypeError):
            note = Note(**json.loads(self._note(number).read_text(encoding="utf-8")))
            if self._content(number) == note.content:
                return note
        return None

    def arrays(self, number: int) -> dict[str, NDArray[Any]]:
        """What was kept with a block in columns."""
        with np.load(self._arrays(number), allow_pickle=False) as found:
            return {name: found[name] for name in found.files}

    def done(self, number: int, note: Note, arrays: Mapping[str, NDArray[Any]]) -> None:
        """The block's rows stand there already; the note gets their hash. Raises OSError."""
        partial = self.folder / f"partial-{os.getpid()}.npz"
        np.savez(partial, allow_pickle=False, **arrays)
        partial.replace(self._arrays(number))
        whole = {**asdict(note), "content": self._content(number)}
        _write(self._note(number), json.dumps(whole, ensure_ascii=False))

    def drop(self) -> None:
        """Finished or of no use: what is ours goes, and the folder where nothing else is in it."""
        with suppress(OSError):
            for pattern in ("block-*", "partial-*", ".block-*", JOURNAL + "*"):
                for path in self.folder.glob(pattern):
                    path.unlink()
            self.folder.rmdir()

    def _content(self, number: int) -> str:
        """Of all that stands there of a block: a disk may lose what was written last. Raises OSError."""
        found = ""
        for path in (self.rows(number), self._arrays(number)):
            with path.open("rb") as stream:
                found += hashlib.file_digest(stream, "sha256").hexdigest()
        return found

    def _note(self, number: int) -> Path:
        return self.folder / f"block-{number:05d}.json"

    def _arrays(self, number: int) -> Path:
        return self.folder / f"block-{number:05d}.npz"


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f"partial-{os.getpid()}.json")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
