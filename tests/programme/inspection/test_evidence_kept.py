"""What stays of evidence: crashes, corrections, parts of a plot, lawful erasure. On both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kept_evidence import add, events, handed_in, originals
from made_books import clean, issue, made_desk
from refusing import refuses
from weipian.store.auditing import audit_workspace
from weipian.store.sight import EVERYTHING
from weipian.terms.acting import Act
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
    return handed_in(tmp_path / "handed")


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
