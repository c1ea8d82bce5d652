"""`backup`, `restore`, `upgrade` as a person runs them."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from cli.conftest import Weipian, weipian
from made_books import issue, made_desk
from weipian.cli.desk import system_user
from weipian.cli.doctor_backup import backup_of

__all__ = ["weipian"]
pytestmark = pytest.mark.requirement("F1", "F2", "F3", "F4")


@pytest.fixture
def county(tmp_path: Path, database: str) -> Path:
    issue(made_desk(tmp_path / "county", system_user()))
    return tmp_path / "county"


def test_the_whole_way(weipian: Weipian, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made, looked at, tried, wiped, restored, worked in, verified."""
    made = weipian("backup", "a.zip", "--workspace", county, "--json")
    assert (made.code, made.json["head"]["seq"], made.json["left_out"]) == (0, 3, [])
    assert "同一个磁盘" in made.err
    seen = weipian("backup", "check", "a.zip", "--json")
    assert (seen.code, seen.json["clean"], seen.json["sha256"]) == (0, True, made.json["sha256"])
    tried = weipian("backup", "drill", "a.zip", "--workspace", county, "-o", "演练.txt")
    assert tried.code == 0
    assert "通过" in tried.out
    assert (tmp_path / "演练.txt").read_text().startswith("还原演练记录\n结论：通过")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    would = weipian("restore", "a.zip", "back", "--dry-run", "--json")
    assert (would.code, would.json["dry_run"], (tmp_path / "back").exists()) == (0, True, False)
    done = weipian("restore", "a.zip", "back", "--reason", "换电脑", "--head", county / "log-head.json", "--json")
    assert (done.code, done.json["database"], done.json["event"], done.json["lost"]) == (0, "sqlite", 4, 0)
    assert "这里没有" in done.err
    listed = weipian("patches", "list", "--workspace", "back", "--json")
    assert [one["patch"] for one in listed.json["patches"]] == [
        one["patch"] for one in weipian("patches", "list", "--workspace", county, "--json").json["patches"]
    ]
    assert weipian("audit", "verify", "--workspace", "back").code == 0
    assert "不用升级" in weipian("upgrade", "--workspace", "back").out
    again = weipian("backup", "--workspace", "back", "b.zip")
    assert again.code == 0
    assert "备份件的 SHA-256" in again.out


def test_what_goes_wrong_is_said(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    assert weipian("backup", "a.zip", "--workspace", county).code == 0
    again = weipian("backup", "a.zip", "--workspace", county)
    assert again.code == 1
    assert "已经有了" in again.err
    content = bytearray((tmp_path / "a.zip").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "b.zip").write_bytes(content)
    for words in (("backup", "check", "b.zip"), ("restore", "b.zip", "back"), ("backup", "drill", "b.zip")):
        damaged = weipian(*words, "--json")
        assert damaged.code == 1
        assert damaged.json["errors"][0]["code"].startswith("backup_")
        assert "换另一份备份" in damaged.err
    assert not (tmp_path / "back").exists()
    over = weipian("restore", "a.zip", county)
    assert over.code == 1
    assert "不是空的" in over.err
    assert weipian("restore", "a.zip").code == 2
    assert weipian("backup").code == 2
    assert weipian("backup", "none/a.zip", "--workspace", county).code == 1
    wrong = weipian("restore", "a.zip", "back", "--head", "a.zip")
    assert wrong.code == 1
    assert "log-head.json" in wrong.err


def test_an_old_workspace_says_how(weipian: Weipian, tmp_path: Path) -> None:
    old = Path(__file__).resolve().parents[1] / "data/old_workspaces/0002_guards.zip"
    with zipfile.ZipFile(old) as archive:
        archive.extractall(tmp_path / "old")
    refused = weipian("patches", "list", "--workspace", "old")
    assert refused.code == 1
    assert "weipian upgrade" in refused.err
    weipian_as = weipian("upgrade", "--workspace", "old", "--as", "clerk")
    assert weipian_as.code == 1
    assert "凭证不对" in weipian_as.err


def test_doctor_knows_the_newest_backup(weipian: Weipian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    county = made_desk(tmp_path / "county", system_user()).workspace.folder
    assert "还没有做过备份" in backup_of(county)[1]
    weipian("backup", "a.zip", "--workspace", county)
    checks = weipian("doctor", "--workspace", county, "--json").json["checks"]
    (found,) = [one for one in checks if one["what"] == "备份"]
    assert found["health"] == "risk"
    assert "同一个磁盘" in found["found"]
    note = county / "newest-backup.json"
    said = json.loads(note.read_text())
    assert datetime.fromisoformat(said["at"]).tzinfo is not None
    note.write_text(json.dumps({**said, "at": "2023-01-01T00:00:00+00:00"}))
    assert "天前" in backup_of(county)[1]
    (tmp_path / "a.zip").unlink()
    assert "不在原处" in backup_of(county)[1]
