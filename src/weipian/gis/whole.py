"""One file or several of one name, put in their place together, or none of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from weipian.terms.errors import InputError
from weipian.work.placing import is_full, sync, sync_folder

OPEN_BESIDE = ("-wal", "-journal")
"""What SQLite leaves beside a database that a program has open and has changed."""


@contextmanager
def together(target: Path, stale: Sequence[str] = ()) -> Iterator[Path]:
    """A folder beside the target to write into; its files take their places when all went well.

    `stale`: suffixes of files that would say something wrong beside the new ones. Raises InputError `output_…`.
    """
    require_place(target)
    folder = target.with_name(f".{target.stem}.{os.getpid()}.partial")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield folder
        _exchange(target, folder, stale)
        sync_folder(target.parent)
    except OSError as error:
        code = "output_disk_full" if is_full(error) else "output_locked"
        raise InputError(code, where=str(target)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def require_place(target: Path) -> None:
    """Say before the work what would fail after it."""
    if not target.parent.is_dir():
        raise InputError("output_no_folder", where=str(target), folder=str(target.parent))
    if target.is_dir():
        raise InputError("output_is_folder", where=str(target))
    if any(target.with_name(target.name + end).exists() for end in OPEN_BESIDE):
        raise InputError("output_locked", where=str(target))


def _exchange(target: Path, folder: Path, stale: Sequence[str]) -> None:
    """One file takes its place in one step. Of several the old ones step aside, and come back where that fails."""
    new = [path for path in sorted(folder.iterdir()) if path.is_file()]
    for path in new:
        sync(path)
    gone = [path for suffix in stale if (path := target.with_suffix(suffix)).exists()]
    if len(new) == 1 and not gone:
        new[0].replace(target)
        return
    aside = folder / "aside"
    aside.mkdir()
    places = [target.with_name(path.name) for path in new]
    try:
        for path in (*filter(Path.exists, places), *gone):
            path.replace(aside / path.name)
        for path, place in zip(new, places, strict=True):
            path.replace(place)
    except OSError:
        _put_back(places, new, aside)
        raise


def _put_back(places: Sequence[Path], new: Sequence[Path], aside: Path) -> None:
    for place, path in zip(places, new, strict=True):
        if not path.exists():  # it had taken its place already
            place.unlink(missing_ok=True)
    for path in aside.iterdir():
        with suppress(OSError):
            path.replace(aside.parent.with_name(path.name))
