"""A year's batches of the demo county through a workspace by commands alone, against the same year from files."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import as_command
import small_county
from private_server import BOTH

TODAY = "2024-01-20"


def weipian(workspace: Path, *words: str | Path, codes: tuple[int, ...] = (0,)) -> str:
    """One command as a person would give it, in the workspace; its standard output."""
    done = as_command.run(*words, cwd=workspace)
    assert "Traceback" not in done.err
    assert done.code in codes, f"{words}: {done.out} {done.err}"
    return done.out


def asked(workspace: Path, *words: str | Path, codes: tuple[int, ...] = (0,)) -> Any:
    return json.loads(weipian(workspace, *words, "--json", codes=codes))


Years = Callable[[str], Path]


@pytest.fixture(scope="session")
def years(
    request: pytest.FixtureRequest, county: Path, told: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Years:
    """The year done with a database, each once; which one it is only `new` is told."""

    @cache
    def year(database: str) -> Path:
        folder = tmp_path_factory.mktemp("year") / "澜屏县2023"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABASE_URL", request.getfixturevalue(database) if database else "")
            weipian(county, "new", folder, "--policy", told["policy"])
        assert (folder / "weipian.sqlite3").exists() == (not database)
        work_through(folder, county, told)
        return folder

    return year


@pytest.fixture(scope="session", params=BOTH)
def workspace(request: pytest.FixtureRequest, years: Years) -> Path:
    return years(request.param)


def work_through(folder: Path, county: Path, told: dict[str, Any]) -> None:
    """Layers, batches, overlay, what was seen on site, proposals, the reviews' determinations."""
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


@pytest.fixture(scope="session")
def from_files() -> dict[str, Any]:
    return small_county.worked().answer()


@pytest.mark.requirement("B1", "B2", "B3", "C1", "E1", "F4")
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


@pytest.mark.requirement("F1", "F4")
def test_the_books_agree_until_somebody_alters_a_row(workspace: Path, tmp_path: Path) -> None:
    assert asked(workspace, "audit", "verify")["clean"]
    if (workspace / "weipian.sqlite3").exists():
        alter_a_copy(workspace, tmp_path / "copy")
    weipian(workspace, "log", "export", tmp_path / "log.jsonl")
    assert asked(tmp_path, "audit", "verify", tmp_path / "log.jsonl")["clean"]


def alter_a_copy(workspace: Path, copy: Path) -> None:
    """Somebody changes a determination in the file."""
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


@pytest.mark.requirement("F4")
@pytest.mark.tool("postgres")
def test_both_databases_hold_the_same_year(years: Years, tmp_path: Path) -> None:
    """Event by event, row by row, value by value."""
    logs = []
    for database in ("", "postgresql"):
        target = tmp_path / f"{database or 'sqlite'}.jsonl"
        weipian(years(database), "log", "export", target)
        logs.append([said_in(line) for line in target.read_text(encoding="utf-8").splitlines()])
    given = ("log_exported", "patches_exported", "ledger_exported")  # what goes out names the workspace it is of
    here, there = ([event for event in log if event[2] not in given] for log in logs)
    assert here == there
    for words in (("patches", "list"), ("ratio",), ("duties", "--today", TODAY)):
        assert asked(years(""), *words) == asked(years("postgresql"), *words)


def said_in(line: str) -> Any:
    """An event without its moment, salts and keys: who did what to which rows, and every value."""
    event = json.loads(line)
    rows = [(row["table"], row["key"], sorted(row["columns"])) for row in event["rows"]]
    values = [row.get("values") for row in event["payload"]["rows"]] if event["act"] != "workspace_made" else []
    subject = event["subject"] if event["act"] != "workspace_made" else ""
    return event["seq"], event["actor"], event["act"], subject, rows, values


UNASKED = {
    "approval_area_enough", "approval_area_given", "approval_used_up", "approved_after_papers",
    "approved_after_penalty", "area_identity", "case_numbered", "classes_given", "dossier_papers", "facility_papers",
    "farming_papers", "farmland_near_measured", "farmland_not_left_out", "farmland_within_area", "filer_named",
    "gates_before_review", "handling_explained", "handling_told",
    "inspection_papers", "lawful_papers", "left_only_if_recovered", "licence_papers", "linked_ticked",
    "mining_case_papers", "overlays_given", "party_given",
    "photo_directions", "photos_say_when_and_where", "recultivated_papers", "redline_near_measured",
    "redline_not_left_out", "redline_within_area",
    "road_papers", "solar_papers", "statement_given", "temporary_papers", "two_persons", "unlawful_papers",
}  # fmt: skip
"""The checks that the demo year can't try: the books have no place yet for what they look at, or it files none."""


@pytest.mark.requirement("C4")
def test_the_self_check_gives_no_false_alarm(workspace: Path, county: Path, told: dict[str, Any]) -> None:
    """What was determined in order is told nothing; the only gaps are those that the story left in its own tables."""
    script = Path(__file__).resolve().parents[1] / "self_checked.py"
    done = subprocess.run(
        [sys.executable, str(script), str(workspace)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    checked = json.loads(done.stdout)
    assert checked["decided"] > 200
    assert [one for one in checked["findings"] if one["answer"] == "fails"] == []
    gaps = {code: {one["plot"] for one in checked["findings"] if one["code"] == code} for code in GAPS}
    assert sum(map(len, gaps.values())) == len({(one["code"], one["plot"]) for one in checked["findings"]})
    visits, reviews = (rows_by_patch(county, told[name]) for name in ("inspections", "review"))
    ended = [(patch, row["判定"], visits[patch]) for patch, row in reviews.items()]
    lawful = {patch for patch, word, visit in ended if word == "合法新增建设用地" and not visit["动工时间"]}
    sheds = {patch for patch, word, visit in ended if word == "其他用地" and visit["实际用途"] == "设施农业"}
    assert gaps["lawful_start_given"] == lawful
    assert set() < gaps["facility_on_map"] <= {patch for patch in sheds if not visits[patch]["审批系统已查询"]}
    approved = {patch for patch, row in reviews.items() if row["整改结果"] == "已补办用地手续"}
    assert set() < gaps["penalty_dated"] == approved  # the tables know of no cases
    assert checked["gated"]["A"]
    assert gaps["gate_a_opinion"] == set(checked["gated"]["A"])  # the story tells of nobody's opinion
    assert gaps["gate_d_members"] == set(checked["gated"]["D"])
    assert set(checked["unanswered"]) == UNASKED | (set() if checked["gated"]["D"] else {"gate_d_members"})
    assert len(checked["answered"]) >= 90
    assert checked["undecided"] == ["determined"]


GAPS = ("lawful_start_given", "facility_on_map", "gate_a_opinion", "gate_d_members", "penalty_dated")
"""Lawful without a start date, facilities that nobody looked up, patches inspected one by one whose opinions nobody
wrote down, approvals after a penalty that no case tells of: the story leaves them out of its own tables."""


def rows_by_patch(county: Path, table: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Read by the standard library alone."""
    text = (county / table["file"]).read_text(encoding=table.get("encoding") or "utf-8-sig")
    return {row["图斑编号"]: row for row in csv.DictReader(text.splitlines())}
