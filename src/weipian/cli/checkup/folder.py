"""Where a workspace lies and who can read it: permissions, network and synchronised folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from weipian.cli.checkup.check import GOOD, RISK, Check
from weipian.store.workspace import KEY

OTHERS, NOT_OWNER = 0o007, 0o077
OVER_NET = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "davfs", "ceph", "glusterfs", "vboxsf"})
FUSE_NET = ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd", "fuse.s3fs", "fuse.onedrive", "fuse.jmtpfs")
SYNCED = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "wpsdrive": "WPS 云盘",
    "wps云盘": "WPS 云盘",
    "nextcloud": "Nextcloud",
    "seafile": "Seafile",
    "微云": "微云",
    "synologydrive": "群晖",
}
"""Words in a folder's name → the service that copies it away."""
MOUNTS = Path("/proc/mounts")


def folder_checks(folder: Path) -> Iterator[Check]:
    """Only what this system can tell: Windows has other permissions."""
    yield _synced(folder)
    yield _network(folder, _mounts())
    if os.name == "posix":
        yield _secrets(folder)
        yield _readable(folder)
        yield _umask()


def _synced(folder: Path) -> Check:
    names = [part.lower() for part in folder.parts]
    found = next((label for word, label in SYNCED.items() if any(word in name for name in names)), "")
    if found:
        mend = "请把工作区移到不同步的本机文件夹；已经同步出去的副本按外泄处置"
        return Check("网盘同步", RISK, f"工作区在 {found} 的同步文件夹里，数据会传到外网，也可能被改坏", mend)
    return Check("网盘同步", GOOD, "文件夹名字里没有认得的网盘")


def _network(folder: Path, mounts: list[tuple[str, str]]) -> Check:
    """`mounts`: (place, kind) of every file system; the one with the longest place is the folder's."""
    inside = [(place, kind) for place, kind in mounts if folder.is_relative_to(place)]
    _, kind = max(inside, key=lambda each: len(each[0]), default=("", ""))
    if kind in OVER_NET or kind.startswith(FUSE_NET):
        mend = "请移到本机磁盘；几个人一起用的请改用 PostgreSQL（docs/postgresql.md）"
        return Check("网络文件夹", RISK, f"工作区在网络文件系统（{kind}）上，数据库可能损坏", mend)
    return Check("网络文件夹", GOOD, f"本机磁盘（{kind}）" if kind else "本系统查不出磁盘种类")


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    fields = (line.split(" ") for line in lines)
    return [(place.replace("\\040", " "), kind) for _, place, kind, *_ in fields]


def _secrets(folder: Path) -> Check:
    """The folder of the key, and all that lies in it: nobody but the owner."""
    key = folder / KEY
    there = [key.parent, *sorted(key.parent.glob("*"))] if key.parent.is_dir() else []
    if not key.is_file():
        return Check("签名密钥", RISK, "不在工作区里", "请从备份找回 secret 文件夹；没有它不能继续办理")
    loose = [path for path in there if path.stat().st_mode & NOT_OWNER]
    if loose:
        names = "、".join(path.relative_to(folder).as_posix() for path in loose)
        mend = f"请运行 chmod -R u=rwX,go= {key.parent.name}；别人可能已读过的，按泄露处置"
        return Check("签名密钥", RISK, f"别人也能读：{names}", mend)
    return Check("签名密钥", GOOD, "只有本人可读")


def _readable(folder: Path) -> Check:
    """A folder that is closed closes what lies in it."""
    if folder.stat().st_mode & OTHERS:
        mend = "请运行 chmod 700 工作区文件夹（一组人共用的 770）"
        return Check("文件夹权限", RISK, "本机的其他用户也能读工作区", mend)
    return Check("文件夹权限", GOOD, "本机的其他用户不能读工作区")


def _umask() -> Check:
    """What new files are given: exports and backups are written under it."""
    mask = os.umask(0o077)
    os.umask(mask)
    if mask & OTHERS != OTHERS:
        mend = "请在登录脚本里写 umask 077（一组人共用的 007）"
        return Check("新文件权限", RISK, f"umask 是 {mask:03o}，新写的导出件、备份别人也能读", mend)
    return Check("新文件权限", GOOD, f"umask 是 {mask:03o}")
