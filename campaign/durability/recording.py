"""All that an act does to the disk, in order: SQLite's through its VFS, ours through the few calls that we use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from campaign.durability.disk import Op
from campaign.durability.vfs import watched


class Recorder:
    """A watcher that refuses nothing; `under`: the folder whose files count."""

    def __init__(self, under: Path) -> None:
        self.under = str(under.resolve())
        self.start = {str(path): path.read_bytes() for path in Path(self.under).rglob("*") if path.is_file()}
        self.known = set(self.start)
        self.ops: list[Op] = []

    def before(self, _what: str, _path: str) -> int:
        return 0

    def after(self, what: str, path: str, data: bytes = b"", at: int = 0) -> None:
        if not path.startswith(self.under):
            return
        match what:
            case "open":
                self._meet(path, old=bool(at))
            case "delete":
                self._gone(path)
                self.ops.append(Op("unlink", path))
            case "write" | "truncate" | "sync" | "folder":
                self.ops.append(Op(what, path, data, at))

    def done(self, data: bytes) -> None:
        """The act's caller was told that it is done."""
        self.ops.append(Op("done", "", data))

    def _meet(self, path: str, *, old: bool) -> None:
        """A file that was not seen before; one made by plain writing was not synced."""
        if path in self.known:
            return
        self.known.add(path)
        self.ops.append(Op("create", path))
        if old:
            self.ops.append(Op("write", path, Path(path).read_bytes()))

    def _gone(self, path: str) -> None:
        self.known -= {one for one in self.known if one == path or one.startswith(path + os.sep)}

    def synced(self, handle: int) -> None:
        """A file or folder that our own code syncs."""
        path = os.readlink(f"/proc/self/fd/{handle}")
        if not path.startswith(self.under):
            return
        if os.path.isdir(path):
            self.ops.append(Op("folder", path))
            return
        if path not in self.known:
            self._meet(path, old=True)
        self.ops.append(Op("sync", path))

    def moved(self, old: str, new: str) -> None:
        """Before it is done: what is moved is read as it is."""
        if not old.startswith(self.under):
            return
        inside = [str(one) for one in Path(old).rglob("*") if one.is_file()] if os.path.isdir(old) else [old]
        for one in inside:
            self._meet(one, old=True)
        self.known |= {new + one[len(old) :] for one in inside}
        self._gone(old)
        self.ops.append(Op("rename", old, to=new))


@contextmanager
def recorded(under: Path) -> Iterator[Recorder]:
    """What is done meanwhile, in one process and thread."""
    recorder = Recorder(under)
    fsync, replace = os.fsync, os.replace

    def syncing(handle: Any) -> None:
        number = handle if isinstance(handle, int) else handle.fileno()
        fsync(number)
        recorder.synced(number)

    def replacing(old: Any, new: Any) -> None:
        recorder.moved(os.path.abspath(old), os.path.abspath(new))
        replace(old, new)

    with watched(recorder), patch("os.fsync", syncing), patch("os.replace", replacing):
        yield recorder
