"""What `doctor` says of a workspace's newest backup: how old, and whether one disk holds both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from weipian.store.backup.newest import Newest, newest_of, on_one_disk

OLD = timedelta(days=7)
HOW = "请运行 weipian backup，放到移动硬盘或另一台电脑；每月演练一次（weipian backup drill）"


def backup_of(folder: Path) -> tuple[bool, str, str]:
    """Whether all is well, what was found, how to mend it."""
    newest = newest_of(folder)
    if newest is None:
        return False, "还没有做过备份", HOW
    wrong = [*_risks(newest, folder)]
    return not wrong, "；".join([f"最近一次在 {_when(newest)}（{newest.path}）", *wrong]), HOW if wrong else ""


def _risks(newest: Newest, folder: Path) -> Iterator[str]:
    path = Path(newest.path)
    age = datetime.now(UTC) - datetime.fromisoformat(newest.at)
    if age > OLD:
        yield f"已是 {age.days} 天前"
    if not path.is_file():
        yield "备份件已不在原处（放到别处保管的不用管）"
    elif on_one_disk(folder, path):
        yield "与工作区在同一个磁盘，磁盘坏了会一起丢失"


def _when(newest: Newest) -> str:
    return f"{datetime.fromisoformat(newest.at).astimezone():%Y-%m-%d %H:%M}"
