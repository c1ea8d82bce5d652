"""Evidence looked at and handed out: who may, what the log says, what stops it. On both databases."""

from __future__ import annotations

import csv
import hashlib
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kept_evidence import add, events, handed_in, originals
from made_books import TOWNSHIPS, as_clerk_of, clean, issue, made_desk
from refusing import refuses
from weipian.record.audit import Asked
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("B5", "F1")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return handed_in(tmp_path / "handed")


def test_an_original_is_looked_at_with_a_log_of_it(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.evidence import view_original
    from weipian.store.queries.evidence import handled

    add(desk, files["照片.jpg"])
    out = tmp_path / "out.jpg"
    view_original(desk, 1, out, "复核")
    assert out.read_bytes() == files["照片.jpg"].read_bytes()
    assert events(Act.EVIDENCE_VIEWED) == ["evidence:1"]
    assert [(one.by, one.what.value, one.why) for one in handled(1)] == [("clerk", "viewed", "复核")]
    assert clean(desk)


def test_an_altered_original_is_not_shown(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.evidence import view_original

    add(desk, files["照片.jpg"])
    path = originals(desk)[0]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"2023:09:24 10:11:12", b"2023:09:25 10:11:12"))
    with refuses("evidence_altered", InputError):
        view_original(desk, 1, tmp_path / "out.jpg")
    assert list(tmp_path.glob("*out*")) == []
    report = audit_workspace(desk.workspace.folder)
    assert [finding.code for finding in report.findings] == ["evidence_file_altered"]
    assert not report.clean
    assert audit_workspace(desk.workspace.folder, Asked(files=False)).clean


def test_who_can_not_be_logged_is_shown_nothing(
    desk: Any, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signing key is gone: no act can be done, so no original leaves."""
    from weipian.programme.inspection.acts.evidence import view_original
    from weipian.store.signing import key_at

    add(desk, files["照片.jpg"])
    key = desk.workspace.key
    key.rename(key.with_name("gone"))
    key_at.cache_clear()
    with refuses("signing_key_missing", InputError):
        view_original(desk, 1, tmp_path / "out.jpg")
    assert list(tmp_path.glob("*out*")) == []
    key.with_name("gone").rename(key)
    assert clean(desk)


def test_originals_are_handed_out_with_a_sheet_that_fits(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.giving import chosen, give_out
    from weipian.store.queries.evidence import handled

    add(desk, files["照片.jpg"], files["纪要.docx"], note="=1+1")
    add(desk, files["照片.jpg"], plot="P3")
    out = tmp_path / "out"
    given = give_out(desk, chosen(desk, ["P1"]), out, "市局", int)
    assert sorted(path.name for path in out.iterdir()) == ["000001.jpg", "000002.docx", "sha256sum.txt", "清单.csv"]
    for line in (out / "sha256sum.txt").read_text(encoding="utf-8").splitlines():
        sha256, name = line.split("  ", 1)
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == sha256
    with (out / "清单.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["原文件名"] for row in rows] == ["照片.jpg", "纪要.docx"]
    assert (rows[0]["纬度"], rows[0]["方位角"], rows[0]["说明"]) == ("26.04293333", "211.20", "'=1+1")
    assert events(Act.EVIDENCE_GIVEN) == ["evidence"]
    assert [(one.what.value, one.why) for one in handled(2)] == [("given", "市局")]
    assert given.sheet_sha256 == hashlib.sha256((out / "清单.csv").read_bytes()).hexdigest()
    assert clean(desk)
    with refuses("folder_not_empty", InputError):
        give_out(desk, chosen(desk, ["P1"]), out, "", int)


@pytest.mark.tool("sha256sum")
def test_the_list_is_one_that_sha256sum_takes(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.giving import chosen, give_out

    add(desk, files["照片.jpg"])
    give_out(desk, chosen(desk, ["P1"]), tmp_path / "out", "", int)
    asked = ["sha256sum", "--strict", "-c", "sha256sum.txt"]
    assert subprocess.run(asked, cwd=tmp_path / "out", capture_output=True, check=False).returncode == 0


def test_one_lost_original_stops_the_whole_export(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.giving import chosen, give_out

    add(desk, files["照片.jpg"], files["纪要.docx"])
    originals(desk)[1].unlink()
    with refuses("evidence_gone", InputError):
        give_out(desk, chosen(desk, ["P1"]), tmp_path / "out", "", int)
    assert list(tmp_path.glob("*out*")) == []
    assert events(Act.EVIDENCE_GIVEN) == []


@pytest.mark.requirement("A3")
def test_a_township_hands_nothing_out(desk: Any, files: dict[str, Path]) -> None:
    from weipian.programme.inspection.acts.giving import chosen

    add(desk, files["照片.jpg"])
    with refuses("act_not_of_role", InputError):
        chosen(as_clerk_of(desk, TOWNSHIPS[0]), ["P1"])
