"""Originals: written beside, forced to the disk, sealed read-only, put in their place; never overwritten."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from weipian.terms.errors import InputError
from weipian.vault.places import SIZES, Places, made_lastingly
from weipian.vault.sums import Step, Sums, TooLarge, summed
from weipian.work.placing import is_full, sync_folder

SEALED = 0o400
AN_OLD_ONE = 6 * 3600.0
"""Seconds after which what is coming is nobody's any more."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Bytes on their way in: where they lie for now, and their sums."""

    path: Path
    sums: Sums


@contextmanager
def coming(places: Places, source: Path, most: int, where: str) -> Iterator[Coming]:
    """The bytes copied into the vault's forecourt, summed on the way; gone afterwards unless sealed meanwhile.

    What is looked at and what is kept are then the same bytes. Raises InputError: unreadable, too large, disk full.
    """
    partial = places.coming / f"{os.getpid()}-{secrets.token_hex(8)}"
    try:
        with _said(str(places.root)):
            made_lastingly(places.coming)
        with _opened(source, where) as stream, _said(str(places.root)):
            arrived = Coming(partial, _copied(stream, partial, most))
        yield arrived
    except TooLarge:
        raise InputError("evidence_too_large", where=where, most=most >> 20) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


@contextmanager
def _opened(source: Path, where: str) -> Iterator[IO[bytes]]:
    """A plain file only: a pipe or a device would never end."""
    if not source.is_file():
        raise InputError("evidence_unreadable", where=where, reason="不是文件" if source.exists() else "找不到")
    try:
        stream = source.open("rb")
    except OSError as error:
        raise InputError("evidence_unreadable", where=where, reason=error.strerror or "") from None
    with stream:
        yield stream


def _copied(stream: IO[bytes], partial: Path, most: int) -> Sums:
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as sink:
        sums = summed(stream, sink, most=most)
        sink.flush()
        os.fsync(sink.fileno())
    return sums


def seal(places: Places, arrived: Coming) -> bool:
    """Into its place for good; False where the same bytes lie there already. Raises InputError."""
    target = places.original(arrived.sums.sha256)
    with _said(str(places.root)):
        if target.exists():
            require_intact(places, arrived.sums.sha256)
            return False
        made_lastingly(target.parent)
        arrived.path.chmod(SEALED)
        fresh = _placed(arrived.path, target)
        sync_folder(target.parent)
    return fresh


def _placed(partial: Path, target: Path) -> bool:
    """In one step that fails where something lies there; disks without links are asked first."""
    try:
        os.link(partial, target)
    except FileExistsError:
        return False
    except OSError as error:
        if is_full(error) or target.exists():
            raise
        partial.rename(target)
    return True


def checked(places: Places, sha256: str, step: Step = int) -> Sums:
    """An original's sums, read again. Raises InputError where it is not there or can't be read."""
    try:
        with places.original(sha256).open("rb") as stream:
            return summed(stream, step=step)
    except FileNotFoundError:
        raise InputError("evidence_gone", where=sha256[:16]) from None
    except OSError as error:
        raise InputError("evidence_unreadable", where=sha256[:16], reason=error.strerror or "") from None


def require_intact(places: Places, sha256: str) -> None:
    """Raises InputError where the original is not what was put in."""
    if checked(places, sha256).sha256 != sha256:
        raise InputError("evidence_altered", where=sha256[:16])


def handed_out(places: Places, sha256: str, target: Path) -> None:
    """A copy of an original, checked while it is made. Raises InputError, OSError for the target."""
    require_there(places, sha256)
    with places.original(sha256).open("rb") as stream, target.open("xb") as sink:
        sums = summed(stream, sink)
        sink.flush()
        os.fsync(sink.fileno())
    if sums.sha256 != sha256:
        target.unlink()
        raise InputError("evidence_altered", where=sha256[:16])


def require_there(places: Places, sha256: str) -> None:
    if not places.original(sha256).is_file():
        raise InputError("evidence_gone", where=sha256[:16])


def taken_away(places: Places, sha256: str) -> bool:
    """For lawful erasure alone: the bytes overwritten, then gone, with every copy made of them. Raises OSError.

    Whoever asks has seen to it that no other row names them.
    """
    drop_views(places, sha256)
    path = places.original(sha256)
    if not path.exists():
        return False
    path.chmod(0o600)
    with path.open("r+b") as stream:
        for at in range(0, path.stat().st_size, 1 << 20):
            stream.write(bytes(min(1 << 20, path.stat().st_size - at)))
        stream.flush()
        os.fsync(stream.fileno())
    path.unlink()
    sync_folder(path.parent)
    return True


def drop_views(places: Places, sha256: str) -> None:
    """Viewing copies can be made again."""
    for which in SIZES:
        places.view(sha256, which).unlink(missing_ok=True)


def sweep(places: Places, now: float) -> None:
    """What a crash left on its way in."""
    with suppress(OSError):
        for path in places.coming.iterdir():
            if now - path.stat().st_mtime > AN_OLD_ONE:
                path.unlink()


@contextmanager
def _said(where: str) -> Iterator[None]:
    """A disk's refusal as a sentence."""
    try:
        yield
    except OSError as error:
        code = "vault_full" if is_full(error) else "vault_not_writable"
        raise InputError(code, where=where, reason=error.strerror or "") from None
