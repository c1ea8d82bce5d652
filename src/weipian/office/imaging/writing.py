"""Chips written as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from weipian.office.figures.writing import safe_name
from weipian.office.imaging.chip import Pair
from weipian.workbook.tables import unwritable, whole


def write_chips(pairs: Iterable[Pair], folder: Path) -> Iterator[tuple[Pair, tuple[Path, ...]]]:
    """One after the other, each whole or not at all. Raises InputError `output_…`."""
    for pair in pairs:
        paths = tuple(folder / f"{safe_name(pair.plot)}-{one.moment.label}.jpg" for one in pair.chips)
        for one, path in zip(pair.chips, paths, strict=True):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise unwritable(path, error) from None
            with whole(path, lasting=False) as partial:
                partial.write_bytes(one.picture)
        yield pair, paths
