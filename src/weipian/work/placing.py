"""Files that stay where they were put when the power goes: synced, moved into place, and the folder synced."""

from __future__ import annotations

import errno
import os
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a system says where there is no room, or no more than so much for one file or user."""


SAID = {
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "磁盘只能读", errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件夹", errno.EEXIST: "同名的已经有了", errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "是文件夹", errno.ENAMETOOLONG: "名字太长", errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多", **dict.fromkeys(FULL, "磁盘满了"),
}  # fmt: skip


def reason_of(error: OSError) -> str:
    """What the system says, in Chinese where it is one of the usual things."""
    return SAID.get(error.errno or 0) or error.strerror or str(error)


def is_full(error: OSError) -> bool:
    """Whether room is what lacks."""
    return error.errno in FULL


def sync(path: Path) -> None:
    """What was written to a file is on the disk. Raises OSError."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Names made, changed or taken away in a folder are on the disk; Windows has no such call, and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(partial: Path, target: Path) -> None:
    """A whole file takes its place, and stays there. Raises OSError."""
    sync(partial)
    partial.replace(target)
    sync_folder(target.parent)
