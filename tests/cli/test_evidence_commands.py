"""`weipian evidence` as a person would use it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from made_books import issue, made_desk
from made_evidence import ZIYUAN, docx, photo
from weipian.cli.desk import system_user

pytestmark = pytest.mark.requirement("B5", "F1", "F3")
Weipian = Any


@pytest.fixture
def county(tmp_path: Path) -> Path:
    desk = made_desk(tmp_path / "county", system_user())
    issue(desk)
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "照片.jpg").write_bytes(photo(ZIYUAN, taken="2023:09:24 10:11:12", size=(2000, 1500)))
    (handed / "纪要.docx").write_bytes(docx())
    (handed / "网页.jpg").write_bytes(b"<html><script>alert(1)</script>")
    folder: Path = desk.workspace.folder
    return folder


def add(weipian: Weipian, county: Path, *more: str) -> Any:
    files = [str(path) for path in sorted((county.parent / "handed").iterdir())]
    words = ["evidence", "add", *files, "--plot", "P1", "--kind", "内业举证", *more]
    return weipian(*words, cwd=county)


def test_the_life_of_a_photo(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    rehearsed = add(weipian, county, "--dry-run", "--json")
    assert (rehearsed.code, [one["evidence"] for one in rehearsed.json["evidence"]]) == (3, [None, None])
    run = add(weipian, county, "--note", "村口", "--json")
    assert run.code == 3
    assert [one["code"] for one in run.json["refused"]] == ["evidence_page"]
    assert "网页.jpg：内容是网页" in run.err
    numbers = {one["name"]: one["evidence"] for one in run.json["evidence"]}
    number = str(numbers["照片.jpg"])

    rows = weipian("evidence", "list", "--plot", "P1", "--json", cwd=county).json["evidence"]
    assert [row["note"] for row in rows] == ["村口", "村口"]
    told = weipian("evidence", "list", cwd=county).out
    assert "位置 26.04293333, 110.65097222　方位 211.20°" in told

    assert weipian("evidence", "show", number, "-o", "v.jpg", cwd=county).code == 0
    assert weipian("evidence", "show", f"{number}号", "-o", "t.jpg", "--thumbnail", cwd=county).code == 0
    with Image.open(county / "v.jpg") as view, Image.open(county / "t.jpg") as thumbnail:
        assert (view.size, thumbnail.size) == ((1600, 1200), (320, 240))
        assert not view.getexif()
    original = weipian("evidence", "show", number, "-o", "o.jpg", "--original", "--why", "复核", "--json", cwd=county)
    assert original.json == {"evidence": int(number), "output": "o.jpg", "which": "original"}
    assert (county / "o.jpg").read_bytes() == (county.parent / "handed/照片.jpg").read_bytes()
    custody = weipian("evidence", "history", number, "--json", cwd=county).json["custody"]
    assert [(one["what"], one["why"]) for one in custody] == [("viewed", "复核")]

    given = weipian("evidence", "export", "--plot", "P1", "-o", tmp_path / "out", "--json", cwd=county)
    sheet = (tmp_path / "out/清单.csv").read_bytes()
    assert given.json["sheet_sha256"] == hashlib.sha256(sheet).hexdigest()
    assert weipian("audit", "verify", "--json", cwd=county).json["files"] == 2


def test_what_cannot_be_is_said(weipian: Weipian, county: Path) -> None:
    add(weipian, county)
    for words, said in (
        (("show", "99", "-o", "x.jpg"), "没有这份证据"),
        (("show", "abc", "-o", "x.jpg"), "没有这份证据"),
        (("show", "1", "-o", "没有/x.jpg"), "写不进去"),
        (("list", "--plot", "不存在"), "没有这个地块"),
        (("export", "--plot", "P2", "-o", "out"), "没有证据可导出"),
    ):
        run = weipian("evidence", *words, cwd=county)
        assert run.code == 1, run
        assert said in run.err
    assert weipian("evidence", "show", "2", "-o", "x.jpg", cwd=county).err.startswith("Word 文档（docx）没有查看副本")
    assert weipian("evidence", "add", "a.jpg", "--plot", "P1", "--kind", "相片", cwd=county).code == 2
    nothing = weipian("evidence", "add", "没有.jpg", "--plot", "P1", "--kind", "现场照片", cwd=county)
    assert (nothing.code, "找不到" in nothing.err) == (3, True)


def test_a_change_of_the_exif_alone_is_found(weipian: Weipian, county: Path) -> None:
    add(weipian, county)
    whole = weipian("evidence", "check", "--json", cwd=county)
    assert (whole.code, whole.json["clean"], whole.json["files"]) == (0, True, 2)
    sha256 = hashlib.sha256((county.parent / "handed/照片.jpg").read_bytes()).hexdigest()
    path = county / "vault/originals" / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"2023:09:24 10:11:12", b"2023:09:14 10:11:12"))
    run = weipian("evidence", "check", cwd=county)
    assert run.code == 1
    assert f"证据 1 号（{sha256[:16]}…）：原件与登记的校验值不符" in run.err
    audit = weipian("audit", "verify", cwd=county)
    assert audit.code == 1
    assert "证据 1 号" in audit.err
    assert weipian("audit", "verify", "--no-files", cwd=county).code == 0
    shown = weipian("evidence", "show", "1", "-o", "o.jpg", "--original", cwd=county)
    assert (shown.code, (county / "o.jpg").exists()) == (1, False)


def test_growth_is_shown(weipian: Weipian, county: Path) -> None:
    empty = weipian("evidence", "growth", "--json", cwd=county).json
    assert (empty["count"], empty["months_left"]) == (0, None)
    add(weipian, county)
    found = weipian("evidence", "growth", "--json", cwd=county).json
    size = sum(path.stat().st_size for path in (county.parent / "handed").iterdir() if path.name != "网页.jpg")
    assert (found["count"], found["bytes"]) == (2, size)
    assert found["townships"] == {"星原镇": {"count": 2, "bytes": size}}
    assert list(found["months"].values()) == [{"count": 2, "bytes": size}]
    assert "磁盘剩余" in weipian("evidence", "growth", cwd=county).out
