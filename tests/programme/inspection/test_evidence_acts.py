"""Evidence put in: who may, what is kept of it, what the log says. On both databases."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kept_evidence import add, events, handed_in, originals
from made_books import SOME, TOWNSHIPS, as_clerk_of, clean, issue, made_desk
from refusing import refuses
from weipian.store.auditing import audit_workspace
from weipian.store.sight import EVERYTHING
from weipian.terms.acting import Act, Role, State
from weipian.terms.errors import InputError
from weipian.terms.evidence import EvidenceKind

pytestmark = pytest.mark.requirement("B5", "F1")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return handed_in(tmp_path / "handed")


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
