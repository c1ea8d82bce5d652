"""The demo's year in its own workspace: the page's numbers, found again when it is whole, put aside when it is not."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import as_command
import small_county
from page_reading import Page, number_of

DRIVE = """
import sys
from pathlib import Path
from weipian.cli.demo_year import worked_year
shown, code = worked_year(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
print(shown)
sys.exit(code)
"""
Demo = Callable[..., subprocess.CompletedProcess[str]]


def demo(county: Path, output: Path, origin: str = "2023-x") -> subprocess.CompletedProcess[str]:
    """As `weipian demo` does once it has the county; a process serves one workspace."""
    words = [sys.executable, "-c", DRIVE, str(county / "county.toml"), origin, str(output)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def output(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo(county, folder)
    return folder


def asked(output: Path, *words: str) -> Any:
    told = as_command.run(*words, "--json", cwd=output / "工作区")
    assert told.code == 0, told.err
    return told.json


@pytest.mark.slow
@pytest.mark.requirement("E1", "E3")
def test_page_json_and_the_year_from_files_agree(output: Path) -> None:
    page, ratio = Page(output / "一页纸.html"), asked(output, "ratio")
    from_files: Any = small_county.worked().answer()["ratio"]
    assert ratio["county"] == from_files["county"]
    assert ratio["townships"] == from_files["townships"]
    shown = {(href.rpartition("/")[2], text) for text, href in page.links}
    assert ("county-unlawful-after.html", ratio["county"]["after"]["numerator_mu"]) in shown
    for number, block in enumerate(ratio["townships"].values(), 1):
        assert (f"t{number}-unlawful-after.html", block["after"]["numerator_mu"]) in shown
        listing = Page(output / "清单" / f"t{number}-ratio-after.html")
        percent = number_of(listing, f"t{number}-ratio-after", "%")
        assert (f"t{number}-ratio-after.html", percent) in shown
    assert page.unlinked == []
    assert all(page.target(href).is_file() for _, href in page.links)


@pytest.mark.slow
@pytest.mark.requirement("B8", "B9")
def test_gates_that_hang_on_the_measure_are_asked(output: Path) -> None:
    year = small_county.worked()
    gates = sorted((one.known.issued.patch, str(gate["gate"])) for one in year.judged for gate in one.gates)
    with closing(sqlite3.connect(output / "工作区" / "weipian.sqlite3")) as database:
        rows = database.execute("SELECT number, gates FROM proposal JOIN plot ON plot.id = plot_id WHERE current")
        booked = sorted((number, str(gate["gate"])) for number, found in rows for gate in json.loads(found))
    assert booked == gates
    assert {gate for _, gate in gates} >= {"B", "C"}


@pytest.mark.slow
def test_a_finished_year_is_found_again_and_one_that_was_altered_is_put_aside(county: Path, output: Path) -> None:
    card = (output / "工作区" / "weipian.toml").read_text(encoding="utf-8")
    again = demo(county, output)
    assert "用的是已办完的工作区" in again.stderr
    assert (output / "工作区" / "weipian.toml").read_text(encoding="utf-8") == card
    with closing(sqlite3.connect(output / "工作区" / "weipian.sqlite3")) as database:
        database.execute("UPDATE determination SET because = '改了' WHERE id = 1")
        database.commit()
    anew = demo(county, output)
    assert "已挪到" in anew.stderr
    assert (output / "工作区-旧1" / "weipian.toml").read_text(encoding="utf-8") == card
    assert asked(output, "audit", "verify")["clean"]
    assert os.listdir(output / "清单")
