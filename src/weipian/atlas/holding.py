"""Marking a stored file as in use, so that nobody who makes room drops it: a shared lock while it is open.

The system lets go of it with the last descriptor (a mapping keeps one), however the process ends. Where there are no
such locks, Windows refuses to remove an open file by itself.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


def hold(stream: IO[bytes]) -> None:
    """In use until the stream, and what is mapped of it, is closed; a disk without locks does without."""
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(stream.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)


def is_held(path: Path) -> bool:
    """Whether somebody, this process too, uses it now."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        with path.open("rb") as stream:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
