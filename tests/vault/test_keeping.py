"""Originals: once, whole, sealed, and whatever the disk does, all or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from made_evidence import photo
from refusing import refuses
from weipian.terms.errors import InputError
from weipian.vault.keeping import (
    AN_OLD_ONE,
    Coming,
    checked,
    coming,
    handed_out,
    require_intact,
    seal,
    sweep,
    taken_away,
)
from weipian.vault.places import Places
from weipian.vault.taking import Taken

Take = Callable[[str, bytes], Taken]
pytestmark = pytest.mark.requirement("F1", "F2")


def put(places: Places, path: Path) -> tuple[str, bool]:
    with coming(places, path, 1 << 30, path.name) as arrived:
        return arrived.sums.sha256, seal(places, arrived)


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    path = tmp_path / "handed.bin"
    path.write_bytes(b"evidence " * 300_000)
    return path


def test_it_lies_by_its_hash_and_is_sealed(places: Places, handed: Path) -> None:
    sha256, fresh = put(places, handed)
    assert sha256 == hashlib.sha256(handed.read_bytes()).hexdigest()
    assert fresh
    path = places.root / "originals" / sha256[:2] / sha256[2:4] / sha256
    assert path.read_bytes() == handed.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert path.stat().st_nlink == 1
    assert list(places.coming.iterdir()) == []


def test_the_test_vector_of_gbt_32905(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    sums = checked(places, put(places, path)[0])
    if sums.sm3 is not None:
        assert sums.sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sums.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_same_bytes_twice_are_one_file(places: Places, handed: Path) -> None:
    sha256, first = put(places, handed)
    inode = places.original(sha256).stat().st_ino
    assert (first, put(places, handed)) == (True, (sha256, False))
    assert places.original(sha256).stat().st_ino == inode
    assert places.held() == (1, handed.stat().st_size)


def test_a_damaged_original_is_told_and_never_overwritten(places: Places, handed: Path) -> None:
    sha256, _ = put(places, handed)
    path = places.original(sha256)
    path.chmod(0o600)
    path.write_bytes(b"another")
    with refuses("evidence_altered", InputError):
        put(places, handed)
    assert path.read_bytes() == b"another"
    with refuses("evidence_altered", InputError):
        require_intact(places, sha256)
    with refuses("evidence_altered", InputError):
        handed_out(places, sha256, handed.with_name("out"))
    assert not handed.with_name("out").exists()


def test_a_lost_original_is_told_and_taken_up_again(places: Places, handed: Path) -> None:
    sha256, _ = put(places, handed)
    places.original(sha256).unlink()
    with refuses("evidence_gone", InputError):
        checked(places, sha256)
    assert put(places, handed) == (sha256, True)
    require_intact(places, sha256)


def test_many_who_put_in_the_same_at_once(places: Places, handed: Path) -> None:
    together = Barrier(8)

    def one(_number: int) -> bool:
        together.wait()
        return put(places, handed)[1]

    with ThreadPoolExecutor(8) as pool:
        fresh = list(pool.map(one, range(8)))
    assert sum(fresh) == 1
    assert places.held() == (1, handed.stat().st_size)


def test_who_is_slower_by_a_moment_overwrites_nothing(places: Places, handed: Path) -> None:
    """The other comes between the question and the placing: the link itself refuses."""
    with coming(places, handed, 1 << 30, "a") as first, coming(places, handed, 1 << 30, "b") as second:
        assert seal(places, first)
        inode = places.original(first.sums.sha256).stat().st_ino
        from weipian.vault.keeping import _placed

        assert not _placed(second.path, places.original(second.sums.sha256))
        assert places.original(first.sums.sha256).stat().st_ino == inode


FILLED = """
import resource, sys
from pathlib import Path
from weipian.terms.errors import InputError
from weipian.vault.keeping import coming, seal
from weipian.vault.places import Places
places, source = Places(Path(sys.argv[1])), Path(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
try:
    with coming(places, source, 1 << 30, "a") as arrived:
        seal(places, arrived)
except InputError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_full_disk_is_said_and_leaves_nothing(places: Places, handed: Path) -> None:
    """The system itself refuses to write on, in a process of its own."""
    asked = [sys.executable, "-c", FILLED, str(places.workspace), str(handed)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "vault_full"
    assert [path for path in places.root.rglob("*") if path.is_file()] == []
    assert put(places, handed)[1]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such users")
def test_a_vault_that_can_not_be_written_is_said(places: Places, handed: Path) -> None:
    """Where a folder should be lies a file: true for root too."""
    places.workspace.mkdir()
    places.root.write_bytes(b"")
    with refuses("vault_not_writable", InputError):
        put(places, handed)


def test_a_sealed_file_can_not_be_written_by_mistake(places: Places, handed: Path) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.importorskip("pwd")
        script = f"open({str(places.original(put(places, handed)[0]))!r}, 'ab')"
        folder = places.workspace.parent
        for path in (folder, *folder.parents):
            if not os.stat(path).st_mode & 0o001:
                return  # nobody else could come near it at all
        done = subprocess.run([sys.executable, "-c", script], user="nobody", capture_output=True, check=False)
        assert done.returncode != 0
    else:
        with pytest.raises(PermissionError):
            places.original(put(places, handed)[0]).open("ab")


def test_lawful_erasure_takes_the_bytes_and_every_copy(places: Places, taking: Take) -> None:
    taken = taking("a.jpg", photo())
    sha256 = taken.sums.sha256
    assert places.view(sha256, "view").is_file()
    twin = places.workspace / "twin"
    os.link(places.original(sha256), twin)
    assert taken_away(places, sha256)
    assert set(twin.read_bytes()) == {0}
    assert [path for path in places.root.rglob("*") if path.is_file()] == []
    assert not taken_away(places, sha256)


def test_what_a_crash_left_coming_goes_after_hours(places: Places, handed: Path) -> None:
    put(places, handed)
    old, new = places.coming / "old", places.coming / "new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1, 1))
    sweep(places, new.stat().st_mtime + AN_OLD_ONE / 2)
    assert list(places.coming.iterdir()) == [new]


def test_a_disk_without_links_is_used_all_the_same(
    places: Places, handed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    sha256, fresh = put(places, handed)
    assert fresh
    require_intact(places, sha256)


@pytest.mark.parametrize("word", ["../../etc/passwd", "", "a" * 63, "A" * 64, "g" * 64, f"{'a' * 64}\n"])
def test_no_word_but_a_hash_is_a_place(places: Places, word: str) -> None:
    with pytest.raises(ValueError, match="not a hash"):
        places.original(word)


def test_what_is_looked_at_is_what_is_kept(places: Places, handed: Path) -> None:
    """A source that changes after it was copied changes nothing that is kept."""
    before = handed.read_bytes()
    with coming(places, handed, 1 << 30, "a") as arrived:
        handed.write_bytes(b"something else")
        seal(places, arrived)
    assert isinstance(arrived, Coming)
    assert places.original(arrived.sums.sha256).read_bytes() == before


def test_the_whole_vault_moves_with_its_folder(places: Places, handed: Path, tmp_path: Path) -> None:
    sha256, _ = put(places, handed)
    shutil.copytree(places.workspace, tmp_path / "moved")
    require_intact(Places(tmp_path / "moved"), sha256)
