"""The bytes of evidence against their register, by the standard library alone."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import weipian
from weipian.record.evidence import check

pytestmark = pytest.mark.requirement("F1")
Row = dict[str, object]


def put(folder: Path, key: int, data: bytes) -> Row:
    """A file where the vault keeps it, and its row, both made by hand."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / "vault" / "originals" / sha256[:2] / sha256[2:4] / sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {"id": key, "sha256": sha256, "sm3": None, "size": len(data)}


def place(folder: Path, row: Row) -> Path:
    return next(folder.rglob(str(row["sha256"])))


def found(folder: Path, rows: list[Row]) -> list[tuple[str, str, bool]]:
    return [(one.code, one.where.partition("（")[0], one.grave) for one in check(folder, rows)]


def test_what_is_as_it_was_is_no_finding(tmp_path: Path) -> None:
    rows = [put(tmp_path, 1, b"one"), put(tmp_path, 2, b"two" * 1_000_000)]
    assert found(tmp_path, [*rows, {**rows[0], "id": 3}]) == []
    assert found(tmp_path / "empty", []) == []


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    row = put(tmp_path, 7, bytes(range(256)))
    for at in range(256):
        data = bytearray(range(256))
        data[at] ^= 1
        place(tmp_path, row).write_bytes(data)
        assert found(tmp_path, [row]) == [("evidence_file_altered", "证据 7 号", True)]


def test_missing_moved_linked_and_unregistered_ones_are_named(tmp_path: Path) -> None:
    first, second, third = (put(tmp_path, key, data) for key, data in ((1, b"one"), (2, b"two"), (3, b"three")))
    place(tmp_path, first).unlink()
    moved = place(tmp_path, second)
    moved.rename(tmp_path / "vault" / "originals" / moved.name)
    linked = place(tmp_path, third)
    linked.rename(tmp_path / "elsewhere")
    linked.symlink_to(tmp_path / "elsewhere")
    extra = put(tmp_path, 9, b"planted")
    told = found(tmp_path, [first, second, third])
    assert {one for one in told if one[2]} == {
        ("evidence_file_missing", "证据 1 号", True),
        ("evidence_file_missing", "证据 2 号", True),
        ("evidence_file_altered", "证据 3 号", True),
    }
    names = {where.rpartition("/")[2] for code, where, grave in told if code == "evidence_file_extra" and not grave}
    assert names == {str(second["sha256"]), str(extra["sha256"])}


def test_the_other_hash_and_the_length_are_compared_too(tmp_path: Path) -> None:
    row = put(tmp_path, 1, b"abc")
    assert found(tmp_path, [{**row, "size": 4}]) == [("evidence_file_altered", "证据 1 号", True)]
    right = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert found(tmp_path, [{**row, "sm3": right}]) == []
    try:
        hashlib.new("sm3")
    except ValueError:
        return
    assert found(tmp_path, [{**row, "sm3": "0" * 64}]) == [("evidence_file_altered", "证据 1 号", True)]


def test_what_was_lawfully_taken_away_is_not_missed(tmp_path: Path) -> None:
    assert found(tmp_path, [{"id": 1, "sha256": None, "sm3": None, "size": None}]) == []


def test_it_needs_python_alone(tmp_path: Path) -> None:
    row = put(tmp_path, 1, b"one")
    place(tmp_path, row).write_bytes(b"two")
    script = f"from pathlib import Path; from weipian.record.evidence import check; print(*check(Path('.'), [{row!r}]))"
    source = str(Path(weipian.__file__).parents[1])
    asked = [sys.executable, "-S", "-c", script]
    environment = {"PYTHONPATH": source, "PYTHONUTF8": "1"}
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, env=environment, check=True)
    assert "证据 1 号" in done.stdout
    assert "改动" in done.stdout
