"""A ZIP that someone sent: never out of its place, never without bounds."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from weipian.fence.archive import unpack
from weipian.fence.limits import OFFICE, UPLOAD
from weipian.fence.vector import read
from weipian.terms.errors import InputError

Make = Callable[..., Path]


def archive(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return path


def code_of(path: Path, into: Path, wanted: str | None = None) -> str:
    into.mkdir(exist_ok=True)
    with pytest.raises(InputError) as caught:
        unpack(path, into, UPLOAD, wanted)
    assert path.name in str(caught.value)
    return caught.value.code


@pytest.mark.requirement("F3")
@pytest.mark.parametrize("name", ["../out.shp", "/etc/out.shp", "a/../../out.shp", "C:\\out.shp", "..\\out.shp"])
def test_nothing_leaves_its_place(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "slip.zip", {name: b"x"})
    assert code_of(path, tmp_path / "in") == "archive_unsafe"
    assert not list((tmp_path / "in").rglob("*.shp"))
    assert not (tmp_path / "out.shp").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    entry = zipfile.ZipInfo("a.shp")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(entry, "/etc/passwd")
    assert code_of(path, tmp_path / "in") == "archive_unsafe"


def test_bombs_are_refused_before_they_go_off(tmp_path: Path) -> None:
    flat = archive(tmp_path / "bomb.zip", {"a.geojson": b"\0" * (150 * 2**20)})
    assert code_of(flat, tmp_path / "in") == "archive_too_big"
    many = archive(tmp_path / "many.zip", {f"{n}.txt": b"" for n in range(2001)})
    assert code_of(many, tmp_path / "in") == "archive_too_big"
    assert not list((tmp_path / "in").iterdir())


def test_an_entry_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "lie.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.geojson", b"0" * 5000)
    raw = path.read_bytes().replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    path.write_bytes(raw)
    assert code_of(path, tmp_path / "in") == "source_truncated"
    assert all(part.stat().st_size <= 50 for part in (tmp_path / "in").iterdir())


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"a.zip": b"PK"}, "archive_nested"),
        ({"readme.txt": b"x"}, "archive_empty"),
        ({"a.geojson": b"{}", "b.gpkg": b""}, "archive_several"),
    ],
)
def test_what_is_inside(tmp_path: Path, entries: dict[str, bytes], code: str) -> None:
    assert code_of(archive(tmp_path / "x.zip", entries), tmp_path / "in") == code


def test_one_of_several_by_name(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"d/a.geojson": b"{}", "d/b.geojson": b"{}"})
    (tmp_path / "in").mkdir()
    assert unpack(path, tmp_path / "in", OFFICE, "b") == tmp_path / "in/d/b.geojson"


def test_names_in_gbk_come_out_right(make: Make, tmp_path: Path) -> None:
    """Old Windows tools write GBK and no flag: a name of the same length is put in its place here."""
    name = "地类图斑.gpkg".encode("gbk")
    path = archive(tmp_path / "gbk.zip", {"x" * len(name): make("a.gpkg").read_bytes()})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    assert len(read(path, layer="地类图斑")) == 3


def test_a_locked_one_is_said_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"a.geojson": b"{}"})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert code_of(path, tmp_path / "in") == "archive_locked"


def test_limits_are_the_profiles(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"a.geojson": b"{}" * 1000})
    (tmp_path / "in").mkdir()
    with pytest.raises(InputError) as caught:
        unpack(path, tmp_path / "in", replace(OFFICE, unpacked=1999), None)
    assert caught.value.code == "archive_too_big"
