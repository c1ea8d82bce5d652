"""The county's images read at a place: those of one day laid over each other, the first that shows something wins."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.images.kept import digest
from weipian.atlas.images.window import Bools, Damaged, Ground, Tones, opened, shown
from weipian.office.imaging.choosing import Day
from weipian.store.queries.images import ImageHere
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """[3, height, width] from 0 to 255 with what of it an image shows, and the images that were used."""

    tones: Tones
    there: Bools
    used: tuple[ImageHere, ...]

    @property
    def grey(self) -> NDArray[np.float64]:
        """Brightness, NaN where nothing is shown."""
        return np.where(self.there, self.tones.mean(axis=0), np.nan).astype(np.float64)


@dataclass(slots=True)
class Reader:
    """Kept images, each opened and checked once; closed with it."""

    workspace: Path
    stack: ExitStack = field(default_factory=ExitStack)
    sources: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def seen(self, day: Day, ground: Ground) -> Seen:
        """Raises InputError where a kept file is not what was booked."""
        tones = np.zeros((3, ground.height, ground.width), np.float32)
        there = np.zeros((ground.height, ground.width), np.bool_)
        used: list[ImageHere] = []
        for image in day.images:
            if there.all():
                break
            found, shows = self._shown(image, ground)
            if not used and shows.all():
                return Seen(found, shows, (image,))
            fresh = shows & ~there
            if fresh.any():
                tones = np.where(fresh, found, tones)
                there |= fresh
                used.append(image)
        return Seen(tones, there, tuple(used))

    def _shown(self, image: ImageHere, ground: Ground) -> tuple[Tones, Bools]:
        path = self.workspace / image.kept
        try:
            source = self.sources.get(image.kept)
            if source is None:
                _require_intact(path, image)
                source = self.sources[image.kept] = self.stack.enter_context(opened(path))
            return shown(source, image.epsg, ground)
        except (Damaged, OSError) as error:
            raise InputError("image_gone", where=str(path)) from error


_known: dict[tuple[str, int, int], str] = {}
"""What was summed in this process: hashing gigabytes for every page would be felt."""


def _require_intact(path: Path, image: ImageHere) -> None:
    stat = path.stat()
    key = (str(path), stat.st_size, stat.st_mtime_ns)
    if key not in _known:
        _known[key] = digest(path)
    if _known[key] != image.kept_sha256:
        raise Damaged(str(path))
