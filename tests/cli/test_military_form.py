"""The blank form: no workspace, no socket, no Django; it says that its layout is rebuilt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from cli.conftest import Weipian

pytestmark = pytest.mark.requirement("B12")
GUARDED = """
import sys
def guard(event, args):
    if event.startswith(("socket.", "sqlite3.")):
        raise SystemExit(f"opened {event}")
    if event == "open" and str(args[0]).endswith(("weipian.toml", ".sqlite3", "signing.key", "reserve")):
        raise SystemExit(f"opened {args[0]}")
sys.addaudithook(guard)
sys.argv = ["weipian", "military-form", "-o", sys.argv[1]]
from weipian.cli.frame import main
try:
    main()
finally:
    loaded = sorted({name.partition(".")[0] for name in sys.modules} & {"django", "sqlite3", "_socket", "psycopg"})
    print("loaded", loaded, file=sys.stderr)
"""


@pytest.mark.parametrize("suffix", ["xlsx", "html"])
def test_it_opens_neither_workspace_nor_socket(tmp_path: Path, suffix: str) -> None:
    """Python itself reports every socket, database and file that is opened (PEP 578)."""
    for name in ("weipian.toml", "weipian.sqlite3"):
        (tmp_path / name).write_text("不是工作区", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, f"空表.{suffix}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "django" not in done.stderr
    assert "sqlite3" not in done.stderr
    assert "psycopg" not in done.stderr
    assert "样式为重建，未与原表核对" in done.stdout
    assert (tmp_path / f"空表.{suffix}").stat().st_size > 1000


def test_it_is_blank_and_the_same_every_time(weipian: Weipian, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx", "a.html"):
        assert weipian("military-form", "-o", name).code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"军用土地登记表", "机要编号", "面积（亩）"} <= texts
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert all(cell.value is None for row in sheet.iter_rows(min_row=4, max_row=13) for cell in row)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "未与原表核对" in page
    assert "<script" not in page
    assert "http" not in page
    refused = weipian("military-form", "-o", "a.doc", "--json")
    assert (refused.code, refused.json["errors"][0]["code"]) == (1, "output_suffix")
    assert weipian("military-form").code == 2
