"""`weipian log replay`: who may, what is written, what is refused, and that an export alone is enough."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from made_people import add_person
from made_workspace import everything, whole_desk
from weipian.cli.desk import system_user
from weipian.cli.frame import program
from weipian.terms.acting import Role
from weipian.terms.errors import WeipianError

pytestmark = pytest.mark.requirement("F1", "A3")
SECRET = "450329199001011234"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With values of every kind; a person's number, SECRET, was erased."""
    place: Path = whole_desk(tmp_path / "w", system_user()).workspace.folder
    return place


@dataclass(frozen=True)
class Ran:
    """What came of a call: its code, what was answered, and all that was said."""

    code: int
    stdout: str
    said: str


def ran(folder: Path | None, *words: str | Path) -> Ran:
    place = [] if folder is None else ["--workspace", str(folder)]
    done = CliRunner().invoke(program, [*place, *map(str, words)], standalone_mode=False)
    if done.exception is not None and not isinstance(done.exception, WeipianError):
        raise done.exception
    code = done.exception.exit_code if done.exception else int(done.return_value or 0)
    return Ran(code, done.stdout, f"{done.output}{done.exception or ''}")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def events(folder: Path) -> int:
    return max(everything(folder)["event"])


def test_tables_to_be_read(folder: Path, tmp_path: Path) -> None:
    asked = ran(folder, "log", "replay", "-o", tmp_path / "各表", "--json")
    assert asked.code == 0, asked.said
    books, said = everything(folder), json.loads(asked.stdout)
    assert said["event"] == said["events"] == events(folder)
    assert books["event"][said["event"]]["act"] == "log_exported"
    names = {name for name, rows in books.items() if rows and name not in {"event", "event_payload", "log_head"}}
    assert {path.stem for path in (tmp_path / "各表").iterdir()} == names == set(said["tables"])
    parties = table(tmp_path / "各表/party.csv")
    assert [row["name"] for row in parties] == [row["name"] for row in books["party"].values()]
    (household,) = [row for row in parties if row["name"] == "某户"]
    assert household["number"] == "〔已依规移出〕"
    assert said["erased"] == 1
    for path in (tmp_path / "各表").iterdir():
        assert SECRET not in path.read_text(encoding="utf-8-sig")
    assert "（256 字节）" in (tmp_path / "各表/plot.csv").read_text(encoding="utf-8-sig")


def test_exact_values_at_an_earlier_event_from_an_export_alone(folder: Path, tmp_path: Path) -> None:
    assert ran(folder, "log", "export", tmp_path / "日志.jsonl").code == 0
    before = events(folder)
    asked = ran(None, "log", "replay", tmp_path / "日志.jsonl", "-o", tmp_path / "t.sqlite3", "--to", str(before - 1))
    assert asked.code == 0, asked.said
    assert events(folder) == before
    books = everything(folder)
    with closing(sqlite3.connect(tmp_path / "t.sqlite3")) as found:
        found.row_factory = sqlite3.Row
        rows = [dict(row) for row in found.execute("SELECT * FROM party ORDER BY CAST(id AS INTEGER)")]
        gone = [tuple(row) for row in found.execute("SELECT * FROM erased_value")]
        assert not found.execute("SELECT 1 FROM sqlite_master WHERE name = 'copy'").fetchall()
    assert rows == [dict(row) for row in books["party"].values()]
    assert gone == [("party", max(books["party"]), "number")]


def test_a_day_or_a_number(folder: Path, tmp_path: Path) -> None:
    for word, code in (("九月", 2), ("2023-02-30", 2), ("1999-01-01", 1), ("0", 1), ("9999", 1)):
        asked = ran(folder, "log", "replay", "-o", tmp_path / "各表", "--to", word)
        assert asked.code == code, word
        assert f"--to {word}" in asked.said
        assert not (tmp_path / "各表").exists()
    assert ran(folder, "log", "replay", "-o", tmp_path / "各表", "--to", "2037-01-01").code == 0
    assert ran(folder, "log", "replay", "-o", tmp_path / "各表").code == 1
    assert "已有同名" in ran(folder, "log", "replay", "-o", tmp_path / "各表").said
    assert ran(folder, "log", "replay", "-o", tmp_path / "无" / "各表").code == 1


def test_only_who_may_export_the_log_replays_it(folder: Path, tmp_path: Path) -> None:
    allowed = {Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.AUDITOR}
    for role in Role:
        key = tmp_path / f"{role.value}.key"
        key.write_text(add_person(folder, f"a-{role.value}", role, "星原镇"), encoding="utf-8")
        target, before = tmp_path / role.value, events(folder)
        asked = ran(folder, "--as", f"a-{role.value}", "--key-file", key, "log", "replay", "-o", target)
        assert (asked.code == 0) == target.exists() == (role in allowed), asked.said
        assert events(folder) - before == (role in allowed)


@pytest.mark.parametrize("change", ["a value", "a line", "the end"])
def test_an_altered_log_is_not_replayed(folder: Path, tmp_path: Path, change: str) -> None:
    export = tmp_path / "日志.jsonl"
    ran(folder, "log", "export", export)
    lines = export.read_text(encoding="utf-8").split("\n")[:-1]
    changed: dict[str, list[str]] = {
        "a value": [line.replace("甲公司", "丁公司").replace('"丙"', '"丁"') for line in lines],
        "a line": lines[:4] + lines[5:],
        "the end": lines[:-1],
    }
    assert changed[change] != lines
    export.write_text("\n".join(changed[change]) + "\n", encoding="utf-8")
    asked = ran(None, "log", "replay", export, "-o", tmp_path / "各表")
    assert (asked.code, (tmp_path / "各表").exists()) == (1, False)
    assert "没有重放" in asked.said


def test_names_that_are_no_tables_are_not_made_into_paths(tmp_path: Path) -> None:
    """An export that somebody wrote: chained, but not ours."""
    from weipian.record.canon import image, text_of
    from weipian.record.chain import START, Event, exported

    values: dict[str, Any] = {"id": 1, "name": "x"}
    rows = [{"table": "../../outside", "key": 1, "columns": image(bytes(16), values)}]
    event = Event(1, "2023-08-01T00:00:00+00:00", "x", "x", "x", START, text_of(rows))
    payload = {"rows": [{"salt": "AAAAAAAAAAAAAAAAAAAAAA==", "values": values}]}
    (tmp_path / "e.jsonl").write_text(text_of(exported(event, rows, payload)) + "\n", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    for target in ("各表", "各表.sqlite3"):
        asked = ran(None, "log", "replay", tmp_path / "e.jsonl", "-o", tmp_path / "inner" / target)
        assert asked.code == 1
        assert "写不成表" in asked.said
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["e.jsonl", "inner"]
    for bad in ("没有.jsonl", "inner"):
        assert ran(None, "log", "replay", tmp_path / bad, "-o", tmp_path / "各表").code == 1
