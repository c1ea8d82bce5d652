"""Chips handed out as files: all whole beside, logged with their digest, then each under its name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from weipian.office.imaging.chip import Pair
from weipian.office.imaging.plots import chips_for
from weipian.office.imaging.writing import write_chips
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copy
from weipian.store.queries.overlay import PlotHere
from weipian.store.subjects import plots_subject
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.work.progress import watched
from weipian.workbook.tables import unwritable

Given = tuple[Pair, tuple[Path, ...]]


def give_chips(desk: Desk, plots: Sequence[PlotHere], folder: Path) -> list[Given]:
    """Of plots in sight, each pair with its files; nothing is logged where there is no picture.

    Raises InputError, Cancelled.
    """
    require_may(desk.policy, desk.actor, Act.IMAGE_GIVEN)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = TemporaryDirectory(prefix=".影像-", dir=folder)
    except OSError as error:
        raise unwritable(folder, error) from None
    with beside as partial:
        done = list(watched(write_chips(chips_for(desk, plots), Path(partial)), "裁影像", len(plots)))
        if any(paths for _, paths in done):
            with acting(desk, Act.IMAGE_GIVEN, plots_subject([one.id for one in plots])) as act:
                note_copy(act, CopyKind.IMAGES, folder.name, _digest(done))
        return [(pair, _placed(paths, folder)) for pair, paths in done]


def _digest(done: Sequence[Given]) -> str:
    """Of the list of files with their digests, as `sha256sum` writes it."""
    lines = (
        f"{one.sha256}  {path.name}\n" for pair, paths in done for one, path in zip(pair.chips, paths, strict=True)
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _placed(paths: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(path.replace(folder / path.name) for path in paths)
    except OSError as error:
        raise unwritable(folder, error) from None
