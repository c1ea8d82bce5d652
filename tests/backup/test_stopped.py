"""A full disk, a person who stops it, a killed process: nothing half is left, and it is said plainly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backup.conftest import Saved, nothing
from weipian.cli.desk import system_user
from weipian.store.auditing import audit_workspace
from weipian.store.backup.continuing import Wish
from weipian.store.backup.opening import opened
from weipian.store.backup.restoring import restore
from weipian.store.backup.taking import take
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("F2")


class Enough(KeyboardInterrupt):
    """Ctrl-C."""


class Counted:
    """How often progress is told."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, _bytes: int) -> None:
        self.calls += 1


def stopping_after(calls: int) -> Any:
    left = [calls]

    def step(_bytes: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Enough

    return step


def test_a_stopped_backup_leaves_nothing(backup: Saved, tmp_path: Path) -> None:
    before, counted = set(tmp_path.iterdir()), Counted()
    take(backup.desk, tmp_path / "all.zip", counted).path.unlink()
    assert counted.calls > 20
    for calls in range(0, counted.calls, 4):
        with pytest.raises(Enough):
            take(backup.desk, tmp_path / "new.zip", stopping_after(calls))
        assert set(tmp_path.iterdir()) == before
    assert audit_workspace(backup.desk.workspace.folder).findings == []
    take(backup.desk, tmp_path / "new.zip", nothing)


def test_a_stopped_restore_leaves_nothing(backup: Saved, tmp_path: Path) -> None:
    url = os.environ.get("DATABASE_URL", "")
    if url:
        from weipian.store.postgresql.laying import remove

        remove(backup.desk.workspace.schema)
    before, counted, wish = set(tmp_path.iterdir()), Counted(), Wish(system_user(), url=url)
    with opened(backup.path, counted):
        pass
    for calls in range(0, counted.calls + 14, 4):
        with pytest.raises(Enough):
            restore(backup.path, tmp_path / "there", wish, stopping_after(calls))
        assert set(tmp_path.iterdir()) == before
    restore(backup.path, tmp_path / "there", wish, nothing)
    assert audit_workspace(tmp_path / "there").findings == []


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")
@pytest.mark.parametrize(
    ("what", "kilobytes"),
    [("backup", 4), ("backup", 40), ("backup", 1500), *(("restore", n) for n in (4, 40, 120, 1500))],
)
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, what: str, kilobytes: int) -> None:
    """No file may grow beyond a few kilobytes, as the system itself sees to it."""
    from backup.conftest import saved

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        kept = saved(tmp_path)
        (kept.desk.workspace.folder / "vault/originals/large").write_bytes(os.urandom(3_000_000))
        kept.path.unlink()
        take(kept.desk, kept.path, nothing)
    before = set(tmp_path.iterdir())
    words = ["backup", "new.zip", "--workspace", "county"] if what == "backup" else ["restore", "county.zip", "there"]
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes} * 1024,) * 2);"
        f"sys.argv[1:] = {words!r}; from weipian.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "腾出空间" in done.stderr or "磁盘" in done.stderr, done.stderr
    assert set(tmp_path.iterdir()) == before
    take(kept.desk, tmp_path / "again.zip", nothing)
    assert audit_workspace(kept.desk.workspace.folder).clean


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_killed_backup_is_clearly_partial_and_cleared_by_the_next(tmp_path: Path) -> None:
    from backup.conftest import saved

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        kept = saved(tmp_path)
    program = (
        "import os, signal, sys; from pathlib import Path; from weipian.cli.desk import Wanted;"
        "desk = Wanted(Path('county')).desk(); from weipian.store.backup.taking import take;"
        "take(desk, Path('new.zip'), lambda _: os.kill(os.getpid(), signal.SIGKILL))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "new.zip").exists()
    left = [path for path in tmp_path.iterdir() if path.name.startswith(".new.zip.")]
    assert left
    assert all(path.suffix == ".partial" for path in left)
    take(kept.desk, tmp_path / "new.zip", nothing)
    assert {path.name for path in tmp_path.iterdir()} == {"county", "county.zip", "new.zip"}


def test_a_backup_never_takes_anothers_place(backup: Saved, tmp_path: Path) -> None:
    content = backup.path.read_bytes()
    with pytest.raises(InputError) as refused:
        take(backup.desk, backup.path, nothing)
    assert refused.value.code == "backup_exists"
    assert backup.path.read_bytes() == content
    for place, code in (
        (tmp_path / "no/x.zip", "backup_no_folder"),
        (backup.desk.workspace.folder / "layers/x.zip", "backup_in_itself"),
    ):
        with pytest.raises(InputError) as odd:
            take(backup.desk, place, nothing)
        assert odd.value.code == code
    named = take(backup.desk, tmp_path, nothing).path
    assert named.parent == tmp_path
    assert named.name.startswith("county-")


def test_a_layer_that_is_gone_is_said(backup: Saved, tmp_path: Path) -> None:
    (backup.desk.workspace.folder / "layers/land_use-1.parquet").unlink()
    with pytest.raises(InputError) as refused:
        take(backup.desk, tmp_path / "new.zip", nothing)
    assert refused.value.code == "backup_file_missing"
    assert not (tmp_path / "new.zip").exists()


def test_links_are_not_followed_nor_left_out(backup: Saved, tmp_path: Path) -> None:
    (backup.desk.workspace.folder / "vault/originals/link").symlink_to("/etc/hostname")
    with pytest.raises(InputError) as refused:
        take(backup.desk, tmp_path / "new.zip", nothing)
    assert refused.value.code == "backup_link"


def test_a_layer_that_was_altered_is_told(backup: Saved, tmp_path: Path) -> None:
    (backup.desk.workspace.folder / "layers/land_use-1.parquet").write_bytes(b"another")
    assert take(backup.desk, tmp_path / "new.zip", nothing).altered == ("layers/land_use-1.parquet",)


def test_names_that_one_system_takes_for_the_same(backup: Saved, tmp_path: Path) -> None:
    folder = backup.desk.workspace.folder / "vault/originals"
    (folder / "a").touch()
    (folder / "A").touch()
    with pytest.raises(InputError) as refused:
        take(backup.desk, tmp_path / "new.zip", nothing)
    assert refused.value.code == "backup_name"
