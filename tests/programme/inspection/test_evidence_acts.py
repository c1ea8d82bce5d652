"""Evidence put in, looked at, handed out: who may, what the log says, and what a crash leaves. On both databases."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made_books import SOME, TOWNSHIPS, as_clerk_of, clean, issue, made_desk
from made_evidence import ZIYUAN, docx, photo
from refusing import refuses
from weipian.record.audit import Asked
from weipian.store.auditing import audit_workspace
from weipian.store.sight import EVERYTHING
from weipian.terms.acting import Act, Role, State
from weipian.terms.errors import InputError
from weipian.terms.evidence import EvidenceKind
from weipian.vault.looking.eye import Eye
from weipian.vault.places import Places
from weipian.vault.taking import take

pytestmark = pytest.mark.requirement("B5", "F1")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    folder = tmp_path / "handed"
    folder.mkdir()
    made = {"照片.jpg": photo(ZIYUAN, taken="2023:09:24 10:11:12"), "纪要.docx": docx(), "坏.jpg": b"<html>"}
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in made}


def add(desk: Any, *files: Path, plot: str = "P1", note: str = "", dry_run: bool = False) -> Any:
    from weipian.programme.inspection.acts.evidence import about, add_evidence

    what = about(desk, plot, EvidenceKind.DESK_EVIDENCE, note)
    return add_evidence(desk, files, what, int, dry_run=dry_run)


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))


def originals(desk: Any) -> list[Path]:
    return list(Places(desk.workspace.folder).originals())


def test_a_photo_is_kept_with_place_time_heading_and_who(desk: Any, files: dict[str, Path]) -> None:
    from weipian.store.queries.evidence import listed

    done = add(desk, *files.values(), note="村口")
    assert [error.code for error in done.refused] == ["evidence_page"]
    assert [one.id for one in done.kept] == [1, 2]
    first = listed(EVERYTHING)[0]
    assert (first.plot, first.patch, first.township, first.by) == ("P1", "P1", TOWNSHIPS[0], "clerk")
    assert (first.kind, first.name, first.note) == (EvidenceKind.DESK_EVIDENCE, "照片.jpg", "村口")
    assert first.taken_at == "2023-09-24T10:11:12"
    assert first.facts["gps"]["heading"] == "211.20"
    assert first.sha256 == hashlib.sha256(files["照片.jpg"].read_bytes()).hexdigest()
    assert events(Act.EVIDENCE_ADDED) == ["evidence:1", "evidence:2"]
    assert len(originals(desk)) == 2
    report = audit_workspace(desk.workspace.folder)
    assert (report.findings, report.files) == ([], 2)


def test_the_log_says_nothing_of_a_file_outside_its_payload(desk: Any, files: dict[str, Path]) -> None:
    """Neither subject nor images hold a name or a note in words: base64 holds no Chinese, subjects ids alone."""
    from weipian.store.models import Event

    add(desk, files["照片.jpg"], note="村口")
    told = Event.objects.get(act=Act.EVIDENCE_ADDED.value)
    assert told.subject == "evidence:1"
    assert told.rows.isascii()


def test_a_rehearsal_writes_nothing(desk: Any, files: dict[str, Path]) -> None:
    done = add(desk, *files.values(), dry_run=True)
    assert [(one.id, one.taken.fresh) for one in done.kept] == [(0, True), (0, True)]
    assert originals(desk) == []
    assert events(Act.EVIDENCE_ADDED) == []


def test_the_same_bytes_for_two_plots_are_one_file_and_two_rows(desk: Any, files: dict[str, Path]) -> None:
    add(desk, files["照片.jpg"])
    done = add(desk, files["照片.jpg"], plot="P2")
    assert not done.kept[0].taken.fresh
    assert len(originals(desk)) == 1
    assert events(Act.EVIDENCE_ADDED) == ["evidence:1", "evidence:2"]
    assert clean(desk)


@pytest.mark.requirement("A3")
def test_a_township_adds_and_sees_its_own_alone(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.evidence import view_original
    from weipian.store.queries.evidence import evidence_of, listed

    add(desk, files["照片.jpg"])
    theirs = as_clerk_of(desk, TOWNSHIPS[1])
    with refuses("plot_unknown", InputError):
        add(theirs, files["纪要.docx"], plot="P1")
    add(theirs, files["纪要.docx"], plot="P3")
    assert [one.plot for one in listed(theirs.sight)] == ["P3"]
    assert len(listed(EVERYTHING)) == 2
    with refuses("evidence_unknown", InputError):
        evidence_of(1, theirs.sight)
    with refuses("evidence_unknown", InputError):
        view_original(theirs, 1, tmp_path / "out.jpg")
    assert not (tmp_path / "out.jpg").exists()


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.CONFIDENTIAL_CLERK, Role.LEADING_GROUP])
def test_who_may_not_add_is_told_and_nothing_is_kept(desk: Any, files: dict[str, Path], role: Role) -> None:
    other = replace(desk, actor=replace(desk.actor, roles=frozenset({role})))
    with refuses("act_not_of_role", InputError):
        add(other, files["照片.jpg"])
    assert originals(desk) == []


def test_a_withdrawn_plot_takes_and_shows_nothing(desk: Any, files: dict[str, Path]) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot
    from weipian.store.queries.evidence import evidence_of, listed

    add(desk, files["照片.jpg"])
    with acting(desk, Act.MEASURED, "plot") as act:
        act.change(Plot, Plot.objects.get(number="P1").id, state=State.WITHDRAWN.value)
    with refuses("plot_unknown", InputError):
        add(desk, files["纪要.docx"])
    with refuses("evidence_unknown", InputError):
        evidence_of(1, EVERYTHING)
    assert listed(EVERYTHING) == []


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


@pytest.mark.requirement("F2")
def test_what_a_crash_leaves_between_file_and_row_harms_nobody(desk: Any, files: dict[str, Path]) -> None:
    """The file is durable, the row is not: named as harmless, and taken up when it is put in again."""
    with Eye() as eye:
        take(Places(desk.workspace.folder), eye, files["照片.jpg"], 1 << 20)
    report = audit_workspace(desk.workspace.folder)
    assert [(finding.code, finding.grave) for finding in report.findings] == [("evidence_file_extra", False)]
    assert report.clean
    add(desk, files["照片.jpg"])
    assert audit_workspace(desk.workspace.folder).findings == []
    assert len(originals(desk)) == 1


def test_a_correction_is_a_new_row_that_names_the_old(desk: Any, files: dict[str, Path], tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.evidence import Correction, correct, view_original
    from weipian.store.models import Evidence
    from weipian.store.queries.evidence import handled, listed

    add(desk, files["照片.jpg"])
    view_original(desk, 1, tmp_path / "out.jpg")
    made = correct(desk, 1, Correction(plot="P2", note="挂错地块"))
    now = listed(EVERYTHING)
    assert [(one.id, one.plot, one.note, one.replaces) for one in now] == [(made, "P2", "挂错地块", 1)]
    assert now[0].facts["gps"]["heading"] == "211.20"
    assert Evidence.objects.get(id=1).plot_id != Evidence.objects.get(id=made).plot_id
    assert not Evidence.objects.get(id=1).current
    assert len(handled(made)) == 1
    with refuses("evidence_corrected", InputError):
        correct(desk, 1, Correction(note="再改"))
    assert clean(desk)


def test_a_part_of_a_plot_shows_what_belongs_to_the_whole(desk: Any, files: dict[str, Path]) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot
    from weipian.store.queries.evidence import listed, plot_of

    add(desk, files["照片.jpg"])
    whole = Plot.objects.get(number="P1")
    with acting(desk, Act.PLOT_SPLIT, "plot") as act:
        for number in ("P1-1", "P1-2"):
            act.add(
                Plot, number=number, patch_id=whole.patch_id, parent_id=whole.id, area_um2=1, township=whole.township,
                state=whole.state,
            )  # fmt: skip
    add(desk, files["纪要.docx"], plot="P1-1")
    assert [one.id for one in listed(EVERYTHING, plot_of("P1-1", EVERYTHING))] == [1, 2]
    assert [one.id for one in listed(EVERYTHING, plot_of("P1-2", EVERYTHING))] == [1]


@pytest.mark.requirement("F2")
def test_who_stops_it_is_told_how_far_it_came(
    desk: Any, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the second file is copied."""
    from weipian.programme.inspection.acts import evidence as acts
    from weipian.terms.errors import Cancelled

    def stopped() -> None:
        raise KeyboardInterrupt

    what = acts.about(desk, "P1", EvidenceKind.SITE_PHOTO, "")
    times = iter((False, True))

    def taking(*words: Any, **more: Any) -> Any:
        return stopped() if next(times) else take(*words, **more)

    monkeypatch.setattr(acts, "take", taking)
    with refuses("evidence_cancelled", Cancelled):
        acts.add_evidence(desk, [files["照片.jpg"], files["纪要.docx"]], what, int)
    assert events(Act.EVIDENCE_ADDED) == ["evidence:1"]
    assert clean(desk)


def test_a_list_asks_as_often_for_many_as_for_one(desk: Any, files: dict[str, Path]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.store.queries.evidence import listed

    asked = []
    for _ in range(2):
        add(desk, files["照片.jpg"], files["纪要.docx"])
        with CaptureQueriesContext(connection) as queries:
            listed(EVERYTHING)
        asked.append(len(queries))
    assert asked == [2, 2]


def test_what_was_lawfully_taken_away_stands_nowhere(desk: Any, files: dict[str, Path]) -> None:
    """As an erasure leaves it: its values NULL, its bytes gone."""
    from weipian.store.models import Evidence
    from weipian.store.queries.evidence import evidence_of, kept_hashes, listed, registered
    from weipian.vault.keeping import taken_away

    add(desk, files["照片.jpg"], files["纪要.docx"])
    sha256 = listed(EVERYTHING)[0].sha256
    gone = ("sha256", "sm3", "size", "media_type", "name", "taken_at", "facts", "note")
    Evidence.objects.filter(id=1).update(**dict.fromkeys(gone))
    assert sha256 not in kept_hashes()
    assert taken_away(Places(desk.workspace.folder), sha256)
    assert [one.id for one in listed(EVERYTHING)] == [2]
    assert [row["id"] for row in registered()] == [2]
    with refuses("evidence_unknown", InputError):
        evidence_of(1, EVERYTHING)
    codes = {finding.code for finding in audit_workspace(desk.workspace.folder).findings}
    assert "evidence_file_missing" not in codes


def test_no_float_and_nothing_unread_is_in_the_register(desk: Any, files: dict[str, Path]) -> None:
    from weipian.store.models import Evidence

    add(desk, files["照片.jpg"])
    kept = Evidence.objects.get(id=1).facts

    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return isinstance(value, float)

    assert kept is not None
    assert not floats(json.loads(kept))
    assert len(SOME) == 5


def test_what_is_no_picture_is_no_photo(desk: Any, files: dict[str, Path]) -> None:
    """It is refused by itself, leaves no original behind, and goes in as what it is."""
    from weipian.programme.inspection.acts.evidence import about, add_evidence

    mixed = [files["照片.jpg"], files["纪要.docx"]]
    added = add_evidence(desk, mixed, about(desk, "P1", EvidenceKind.SITE_PHOTO, ""), int)
    assert ([one.taken.name for one in added.kept], [one.code for one in added.refused]) == (
        ["照片.jpg"],
        ["evidence_no_photo"],
    )
    assert len(originals(desk)) == 1
    assert not add_evidence(desk, mixed[1:], about(desk, "P1", EvidenceKind.DESK_EVIDENCE, ""), int).refused
