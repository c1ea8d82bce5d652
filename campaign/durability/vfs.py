"""SQLite's own door to the disk, watched: the very library that Python's sqlite3 uses, under Django's own connections.

A copy of the default VFS is registered in its place. It opens files as before, but hands SQLite a table of methods in
which writing, syncing and so on first ask a `Watcher`. All else stays the original's own code.
"""

from __future__ import annotations

import ctypes as c
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

OK, IOERR, FULL, CANTOPEN = 0, 10, 13, 14
READ, WRITE, FSYNC, TRUNCATE, DELETE = (IOERR | part << 8 for part in (1, 3, 4, 6, 10))
DIR_FSYNC = IOERR | 5 << 8

PTR = c.c_void_p
CLOSE = c.CFUNCTYPE(c.c_int, PTR)
MOVE = c.CFUNCTYPE(c.c_int, PTR, PTR, c.c_int, c.c_int64)
CUT = c.CFUNCTYPE(c.c_int, PTR, c.c_int64)
SYNC = c.CFUNCTYPE(c.c_int, PTR, c.c_int)
OPEN = c.CFUNCTYPE(c.c_int, PTR, PTR, PTR, c.c_int, PTR)
REMOVE = c.CFUNCTYPE(c.c_int, PTR, c.c_char_p, c.c_int)
FOLDER = c.CFUNCTYPE(c.c_int, c.c_char_p, PTR)
SET_CALL = c.CFUNCTYPE(c.c_int, PTR, c.c_char_p, PTR)
GET_CALL = c.CFUNCTYPE(PTR, PTR, c.c_char_p)


class Methods(c.Structure):
    """sqlite3_io_methods."""

    _fields_ = (
        ("version", c.c_int), ("close", PTR), ("read", PTR), ("write", PTR), ("truncate", PTR), ("sync", PTR),
        *((f"rest{number}", PTR) for number in range(13)),
    )  # fmt: skip


class Vfs(c.Structure):
    """sqlite3_vfs."""

    _fields_ = (
        ("version", c.c_int), ("size", c.c_int), ("longest", c.c_int), ("following", PTR), ("name", c.c_char_p),
        ("data", PTR), ("open", PTR), ("delete", PTR), *((f"rest{number}", PTR) for number in range(11)),
        ("set_call", PTR), ("get_call", PTR), ("next_call", PTR),
    )  # fmt: skip


class Watcher(Protocol):
    """`before` gives 0, or the code with which a call shall fail; `after` is told of what was done."""

    def before(self, what: str, path: str) -> int:
        """`what`: open, read, write, truncate, sync, delete, folder."""

    def after(self, what: str, path: str, data: bytes = b"", at: int = 0) -> None:
        """`at`: a write's place, a file's new length."""


def library() -> Any:
    """The SQLite that Python's own module is linked with. Raises OSError, AttributeError where it hides it."""
    import _sqlite3

    found = c.CDLL(_sqlite3.__file__)
    found.sqlite3_vfs_find.restype = PTR
    found.sqlite3_vfs_find.argtypes = [c.c_char_p]
    for name in ("sqlite3_vfs_register", "sqlite3_vfs_unregister"):
        getattr(found, name).argtypes = [PTR, c.c_int][: 2 if name.endswith("_register") else 1]
    return found


class Watched:
    """The VFS; every connection opened while it is the default goes through it."""

    def __init__(self, watcher: Watcher, *, reads: bool = False) -> None:
        self.watcher, self.reads, self.lib = watcher, reads, library()
        self.original = self.lib.sqlite3_vfs_find(None)
        self.vfs = Vfs.from_buffer_copy(c.string_at(self.original, c.sizeof(Vfs)))
        self.opened, self.removed = OPEN(self.vfs.open), REMOVE(self.vfs.delete)
        self.paths: dict[int, str] = {}
        self.tables: dict[int, Methods] = {}
        self.kept: list[Any] = []
        self.vfs.name = b"watched"
        self.vfs.open, self.vfs.delete = self._keep(OPEN(self._open)), self._keep(REMOVE(self._delete))

    def _keep(self, function: Any) -> Any:
        """A callback lives as long as this; gives its address."""
        self.kept.append(function)
        return c.cast(function, PTR).value

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        # SQLite keeps the very pointer that it gave: it is handed on, not a copy of the text
        path = os.fsdecode(c.string_at(name)) if name else ""
        refused = self.watcher.before("open", path) if path else OK
        if refused:
            c.cast(file, c.POINTER(PTR))[0] = None
            return refused
        there = os.path.exists(path)
        found = int(self.opened(self.original, name, file, flags, out))
        if found == OK and path:
            self.paths[file] = path
            place = c.cast(file, c.POINTER(PTR))
            place[0] = c.addressof(self._table(int(place[0] or 0)))
            self.watcher.after("open", path, at=int(there))
        return found

    def _delete(self, _vfs: int, name: bytes, sync: int) -> int:
        path = os.fsdecode(name)
        refused = self.watcher.before("delete", path)
        if refused and refused != DIR_FSYNC:
            return refused
        if os.path.exists(path):  # told before it is done, since the folder is synced within
            self.watcher.after("delete", path)
        found = int(self.removed(self.original, name, 0 if refused else sync))
        return refused or found

    def _table(self, original: int) -> Methods:
        """The methods of a kind of file, with ours in the places that are watched; made once."""
        if original not in self.tables:
            table = Methods.from_buffer_copy(c.string_at(original, c.sizeof(Methods)))
            table.write = self._keep(MOVE(self._moving("write", MOVE(table.write))))
            if self.reads:
                table.read = self._keep(MOVE(self._moving("read", MOVE(table.read))))
            table.truncate = self._keep(CUT(self._cutting(CUT(table.truncate))))
            table.sync = self._keep(SYNC(self._syncing(SYNC(table.sync))))
            table.close = self._keep(CLOSE(self._closing(CLOSE(table.close))))
            self.tables[original] = table
        return self.tables[original]

    def _moving(self, what: str, original: Any) -> Callable[[int, int, int, int], int]:
        def move(file: int, buffer: int, count: int, at: int) -> int:
            refused = self.watcher.before(what, self.paths[file])
            if refused:
                if what == "write":  # a disk that fills up has taken a part
                    original(file, buffer, count // 2, at)
                return refused
            found = int(original(file, buffer, count, at))
            if found == OK and what == "write":
                self.watcher.after(what, self.paths[file], c.string_at(buffer, count), at)
            return found

        return move

    def _cutting(self, original: Any) -> Callable[[int, int], int]:
        def cut(file: int, size: int) -> int:
            refused = self.watcher.before("truncate", self.paths[file])
            found = refused or int(original(file, size))
            if found == OK:
                self.watcher.after("truncate", self.paths[file], at=size)
            return found

        return cut

    def _syncing(self, original: Any) -> Callable[[int, int], int]:
        def sync(file: int, flags: int) -> int:
            refused = self.watcher.before("sync", self.paths[file])
            found = refused or int(original(file, flags))
            if found == OK:
                self.watcher.after("sync", self.paths[file])
            return found

        return sync

    def _closing(self, original: Any) -> Callable[[int], int]:
        def close(file: int) -> int:
            self.paths.pop(file, None)
            return int(original(file))

        return close


@contextmanager
def watched(watcher: Watcher, *, reads: bool = False) -> Iterator[None]:
    """Django's connection goes through the watched VFS; where SQLite syncs a folder is seen too."""
    from django.db import connection

    door = Watched(watcher, reads=reads)
    get, put = GET_CALL(door.vfs.get_call), SET_CALL(door.vfs.set_call)
    before = get(door.original, b"openDirectory")
    folder_of = FOLDER(before)

    def folder(name: bytes, handle: int) -> int:
        found = int(folder_of(name, handle))
        watcher.after("folder", os.path.dirname(os.fsdecode(name)))
        return found

    callback = FOLDER(folder)
    connection.close()
    door.lib.sqlite3_vfs_register(c.addressof(door.vfs), 1)
    put(door.original, b"openDirectory", c.cast(callback, PTR))
    try:
        yield
    finally:
        connection.close()
        put(door.original, b"openDirectory", before)
        door.lib.sqlite3_vfs_register(door.original, 1)
        door.lib.sqlite3_vfs_unregister(c.addressof(door.vfs))
