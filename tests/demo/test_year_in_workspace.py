"""A year's batches of the demo county through a workspace by commands alone, against the same year from files."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from weipian.office.county import read_county
from weipian.office.run import run_year

TODAY = "2024-01-20"


def weipian(workspace: Path, *words: str | Path, codes: tuple[int, ...] = (0,)) -> str:
    """One command as a person would give it, in the workspace; its standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "weipian", *map(str, words)],
        cwd=workspace,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in codes, f"{words}: {done.stdout} {done.stderr}"
    return done.stdout


def asked(workspace: Path, *words: str | Path, codes: tuple[int, ...] = (0,)) -> Any:
    return json.loads(weipian(workspace, *words, "--json", codes=codes))


@pytest.fixture(scope="session")
def workspace(county: Path, told: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year done: layers, batches, overlay, what was seen on site, proposals, the reviews' determinations."""
    folder = tmp_path_factory.mktemp("year") / "澜屏县2023"
    weipian(county, "new", folder, "--policy", told["policy"])
    for kind, layer in told["layers"].items():
        source = f"{county / layer['file']}#{layer['layer']}" if "layer" in layer else str(county / layer["file"])
        named = [f"{ours}={theirs}" for ours, theirs in layer.get("columns", {}).items()]
        options = [part for pair in named for part in ("--columns", pair)]
        weipian(folder, "layers", "add", source, "--kind", kind, "--as-of", layer["as_of"], *options)
    for name in told["patches"]["files"]:
        weipian(folder, "patches", "add", county / name, codes=(0, 3))
    weipian(folder, "overlay")
    weipian(folder, "ledger", "import", county / told["inspections"]["file"], codes=(0, 3))
    weipian(folder, "propose")
    weipian(folder, "ledger", "import", county / told["review"]["file"], codes=(0, 3))
    return folder


@pytest.fixture(scope="session")
def from_files(county: Path) -> dict[str, Any]:
    return run_year(read_county(county / "county.toml"), lambda *_: None).answer()


@pytest.mark.requirement("B1", "B2", "B3", "C1", "E1")
def test_the_same_year_as_from_files(workspace: Path, from_files: dict[str, Any]) -> None:
    ratio = asked(workspace, "ratio")
    assert ratio["county"] == from_files["ratio"]["county"]
    assert ratio["townships"] == from_files["ratio"]["townships"]
    listed = {row["patch"]: row for row in asked(workspace, "patches", "list")["patches"]}
    for patch in from_files["patches"]:
        row = listed[patch["patch"]]
        assert row["township"] == patch["township"]
        assert row["area_m2"] == patch["measured_m2"]
        assert row["proposal"] == patch["proposal"]["conclusion"], patch["patch"]
    assert len(listed) == len(from_files["patches"])


@pytest.mark.requirement("A4")
def test_every_patch_explains_itself(workspace: Path, from_files: dict[str, Any]) -> None:
    plot = next(patch["patch"] for patch in from_files["patches"] if patch["determination"] == "unlawful_new")
    told = asked(workspace, "explain", plot)
    assert told["plot"] == plot
    measured = [figure for figure in told["figures"] if figure["layer"]]
    assert measured
    assert all(figure["layer_version"] and len(figure["layer_hash"]) == 64 for figure in measured)
    assert all(figure["by"] and figure["at"] for figure in told["figures"] if figure["value"] is not None)
    assert {"rule", "clause", "answer", "because", "missing", "margin"} <= set(told["findings"][0])
    assert told["history"]
    text = weipian(workspace, "explain", plot)
    for phrase in ("平方米", "亩", "二(", "没有查", "依据重建规则，未与原文核对"):
        assert phrase in text


@pytest.mark.requirement("E7")
def test_duties_of_the_year(workspace: Path) -> None:
    duties = asked(workspace, "duties", "--today", TODAY)["duties"]
    assert {"duty", "due", "effective_due", "last_working_day", "clause", "who", "state", "before_policy"} <= set(
        duties[0]
    )


@pytest.mark.requirement("F1")
def test_the_books_agree_until_somebody_alters_a_row(workspace: Path, tmp_path: Path) -> None:
    assert asked(workspace, "audit", "verify")["clean"]
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("weipian.sqlite3", "log-head.json"):
        (copy / name).write_bytes((workspace / name).read_bytes())
    with closing(sqlite3.connect(copy / "weipian.sqlite3")) as database:
        (key,) = database.execute("SELECT id FROM determination LIMIT 1").fetchone()
        database.execute("UPDATE determination SET determination = 'lawful_new' WHERE id = ?", (key,))
        database.execute("UPDATE determination SET because = '改了' WHERE id = ?", (key,))
        database.commit()
    found = asked(copy, "audit", "verify", codes=(1,))
    assert not found["clean"]
    assert f"表 determination 第 {key} 号记录「because」" in {one["where"] for one in found["findings"]}
    weipian(workspace, "log", "export", tmp_path / "log.jsonl")
    assert asked(tmp_path, "audit", "verify", tmp_path / "log.jsonl")["clean"]


@pytest.mark.requirement("E1", "F4")
def test_list_ledger_ratio_and_map_say_the_same(workspace: Path, tmp_path: Path) -> None:
    """To the last digit shown, each read by a program that is not ours."""
    weipian(workspace, "patches", "export", tmp_path / "a.gpkg")
    weipian(workspace, "ledger", "export", tmp_path / "a.xlsx", "--today", TODAY)
    patches, plots = rows_of(tmp_path / "a.gpkg", "图斑", "JCBH"), rows_of(tmp_path / "a.gpkg", "地块", "plot")
    listed = {row["patch"]: row for row in asked(workspace, "patches", "list")["patches"]}
    assert set(patches) == set(listed)
    for number, row in listed.items():
        for key in ("area_m2", "cultivated_mu", "farmland_mu", "redline_mu"):
            assert patches[number][key] == (None if row[key] is None else float(row[key])), (number, key)
        for key in ("state", "township", "category"):
            assert patches[number][key] == row[key]
        assert patches[number]["determination"] == (row["determination"] or "")
    ratio = asked(workspace, "ratio")
    for row in ratio["rows"]:
        assert plots[row["plot"]]["numerator_mu"] == float(row["numerator"])
        assert plots[row["plot"]]["denominator_mu"] == float(row["denominator"])
    for name, row in rows_of(tmp_path / "a.gpkg", "乡镇", "township").items():
        after = ratio["townships"][name]["after"]
        assert (row["numerator_mu"], row["denominator_mu"]) == (
            float(after["numerator_mu"]),
            float(after["denominator_mu"]),
        )
    sheet = ledger_of(tmp_path / "a.xlsx")
    assert set(sheet) == set(plots)
    for number, row in sheet.items():
        known = row["cultivated_mu"] not in (None, "")
        assert plots[number]["counted_mu"] == (round(float(row["cultivated_mu"]), 4) if known else None), number


def rows_of(path: Path, layer: str, key: str) -> dict[str, dict[str, Any]]:
    """A layer as SQLite has it."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return {row[key]: dict(row) for row in database.execute(f'SELECT * FROM "{layer}"')}


def ledger_of(path: Path) -> dict[str, dict[str, Any]]:
    """The main sheet by its hidden keys."""
    import openpyxl

    sheet = openpyxl.load_workbook(path, data_only=True)["台账"]
    rows = list(sheet.iter_rows(values_only=True))
    found = [dict(zip(rows[1], row, strict=True)) for row in rows[2:] if row[0]]
    return {str(row["plot"]): row for row in found}
