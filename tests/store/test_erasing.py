"""Lawful erasure: two persons, nothing left, chain whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from made_books import SOME, issue
from made_erasure import keeper_of, take_out
from weipian.record.audit import audit_export
from weipian.record.head import NAME
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act, Role
from weipian.terms.erasure import Ground
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk
pytestmark = pytest.mark.requirement("F1")


def codes(desk: Desk) -> set[str]:
    return {finding.code for finding in audit_workspace(desk.workspace.folder).findings}


def everything(desk: Desk) -> str:
    """All that the books hold, as text."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [
                f"{table} {[bytes(v) if isinstance(v, memoryview) else v for v in row]}" for row in cursor.fetchall()
            ]
    return "\n".join(found)


@pytest.mark.requirement("B12")
def test_a_patch_goes_with_all_that_hangs_on_it_and_the_chain_is_whole(desk: Desk, tmp_path: Path) -> None:
    from weipian.store.models import Batch, Event, Plot, Standing
    from weipian.store.queries.log import export_log

    issue(desk)
    other = keeper_of(desk)
    hashes = dict(Event.objects.values_list("seq", "hash"))
    done = take_out(desk, other, ["P1", "M1"])
    assert done.tidied
    assert set(Plot.objects.values_list("number", flat=True)) == {"P2", "P3", "P4"}
    assert set(Standing.objects.values_list("number", flat=True)) == {"P2", "P3", "P4"}
    left = everything(desk)
    assert '"P1"' not in left
    assert "'P1'" not in left
    assert '"M1"' not in left
    row = Batch.objects.get()
    assert (row.name, row.patches, row.refused, row.source, row.source_sha256, row.said) == ("202308", *[None] * 5)
    assert {seq: Event.objects.get(seq=seq).hash for seq in hashes} == hashes
    assert codes(desk) == set()
    export_log(desk, tmp_path / "export.jsonl")
    assert audit_export(tmp_path / "export.jsonl", tmp_path / NAME).findings == []
    assert '"M1"' not in (tmp_path / "export.jsonl").read_text(encoding="utf-8")


@pytest.mark.requirement("A3")
def test_it_takes_two_persons_each_in_person(desk: Desk) -> None:
    from weipian.programme.intake.acts.erasure import ask_patches, confirm, take_back
    from weipian.store.actors import Door

    issue(desk)
    other = keeper_of(desk)
    leader = replace(desk, actor=replace(desk.actor, roles=frozenset({Role.COUNTY_LEADER, Role.COUNTY_CLERK})))
    number = ask_patches(leader, ["P1"], Ground.BY_RULE)
    stand_in = replace(other, actor=replace(other.actor, door=Door.STAND_IN, typed_by="clerk"))
    township = replace(other, actor=replace(other.actor, roles=frozenset({Role.TOWNSHIP_MAYOR})))
    for who, code in (
        (leader, "erasure_same_person"),
        (stand_in, "act_in_person"),
        (township, "act_not_of_role"),
        (desk, "act_not_of_role"),
    ):
        with pytest.raises(InputError) as refused:
            confirm(who, number)
        assert refused.value.code == code
    with pytest.raises(InputError) as refused:
        ask_patches(stand_in, ["P1"], Ground.BY_RULE)
    assert refused.value.code == "act_in_person"
    confirm(other, number)
    for again in (confirm, take_back):
        with pytest.raises(InputError) as refused:
            again(other, number)
        assert refused.value.code == "erasure_answered"
    for wrong in (confirm, take_back):
        with pytest.raises(InputError) as refused:
            wrong(other, 99)
        assert refused.value.code == "erasure_unknown"
        assert "99" in str(refused.value)
    with pytest.raises(InputError) as refused:
        ask_patches(desk, ["P1"], Ground.BY_RULE)
    assert refused.value.code == "patch_unknown"


def test_a_request_taken_back_leaves_everything_and_goes_with_the_next(desk: Desk) -> None:
    from weipian.programme.intake.acts.erasure import ask_patches, take_back
    from weipian.store.queries.erasure import requests

    issue(desk)
    other = keeper_of(desk)
    take_back(desk, ask_patches(desk, ["P1"], Ground.BY_MISTAKE))
    assert "P1" in everything(desk)
    assert requests()[0].state == "taken_back"
    take_out(desk, other, ["P1"])
    assert [(one.state, one.patches, one.asked_by, one.answered_by) for one in requests()] == [
        ("taken_back", (), "clerk", "clerk"),
        ("done", (), "clerk", "jy"),
    ]
    assert "'P1'" not in everything(desk)
    assert codes(desk) == set()


@pytest.mark.requirement("B13")
def test_one_column_goes_and_the_rest_of_the_row_stays_checkable(desk: Desk) -> None:
    from weipian.programme.intake.acts.erasure import ask_party, confirm
    from weipian.store.acting import acting
    from weipian.store.models import Party, Payload

    with acting(desk, Act.RECORD_KEPT, "party") as act:
        first = act.add(Party, name="张某", number="450329199001011234", note="旧")
        act.change(Party, first, note="新")
        act.add(Party, name="李某", number="450329199002022345")
    with acting(desk, Act.RECORD_KEPT, "party") as act:
        act.replace(Party, [first], [{"name": "张某", "number": "450329199001011235", "kind": "农户"}])
    other = keeper_of(desk)
    with pytest.raises(InputError) as refused:
        ask_party(desk, "张某", ["kind"], Ground.PERSONAL)
    assert refused.value.code == "erasure_column"
    confirm(other, ask_party(desk, "张某", ["number"], Ground.PERSONAL))
    assert list(Party.objects.order_by("id").values_list("name", "number")) == [
        ("张某", None),
        ("李某", "450329199002022345"),
        ("张某", None),
    ]
    left = everything(desk)
    assert "45032919900101" not in left
    assert "450329199002022345" in left
    assert codes(desk) == set()
    seal = json.loads(Payload.objects.order_by("seq").get(seq=2).body)["rows"][0]
    assert "number" not in seal["values"]
    assert "salt" not in seal
    assert "number" not in seal["salts"]
    Party.objects.filter(id=first).update(note="别的")
    assert codes(desk) == {"column_changed"}
    Party.objects.filter(id=first).update(note="新", number="1")
    assert codes(desk) == {"column_changed"}


def test_no_id_is_given_twice(desk: Desk) -> None:
    from weipian.store.models import Patch, Plot

    issue(desk)
    other = keeper_of(desk)
    last = max(Patch.objects.values_list("id", flat=True))
    take_out(desk, other, ["M1"])
    issue(desk, [replace(SOME[0], number="N1"), replace(SOME[0], number="N2")], batch="202309")
    fresh = Patch.objects.filter(number__in=["N1", "N2"]).order_by("id").values_list("id", flat=True)
    assert list(fresh) == [last + 1, last + 2]
    take_out(desk, other, ["N2"])
    take_out(desk, other, ["N1"])
    issue(desk, [replace(SOME[0], number="N3")], batch="202310")
    assert (Patch.objects.get(number="N3").id, Plot.objects.get(number="N3").patch_id) == (last + 3, last + 3)
    assert codes(desk) == set()


def test_nobody_gets_through_the_guards_outside_an_erasure(desk: Desk) -> None:
    from django.db import IntegrityError, connection

    issue(desk)
    for statement in (
        "UPDATE event_payload SET body = NULL",
        "UPDATE event_payload SET body = '{}'",
        "DELETE FROM event_payload",
        "DELETE FROM patch",
        "UPDATE batch SET patches = 1",
        "DELETE FROM batch",
        "DELETE FROM event",
    ):
        with connection.cursor() as cursor, pytest.raises(IntegrityError):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO erasing (id) VALUES (1)")
    assert "row_extra" in codes(desk)


def test_a_failed_erasure_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from weipian.programme.intake.acts import erasure as acts
    from weipian.store.models import Erasing, Plot

    issue(desk)
    other = keeper_of(desk)
    before = everything(desk)
    number = acts.ask_patches(desk, ["P1"], Ground.BY_RULE)

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("weipian.store.erasing._keep_keys", fails)
    with pytest.raises(ZeroDivisionError):
        acts.confirm(other, number)
    assert Plot.objects.filter(number="P1").exists()
    assert not Erasing.objects.exists()
    assert set(before.splitlines()) - set(everything(desk).splitlines()) <= {
        line for line in before.splitlines() if line.startswith("log_head")
    }
    assert codes(desk) == set()


@pytest.mark.requirement("C3")
def test_an_import_of_several_plots_can_still_be_undone_for_the_rest(desk: Desk, tmp_path: Path) -> None:
    from edited_ledger import exported, take, write_cells
    from weipian.office.ledger.undoing import undo
    from weipian.store.models import Determination, LedgerImport

    issue(desk)
    other = keeper_of(desk)
    path = exported(desk, tmp_path / "台账.xlsx")
    write_cells(
        path,
        {"P1": {"determination": "新增建设用地违法"}, "P3": {"determination": "新增建设用地违法", "because": "现场"}},
    )
    assert take(desk, path, "会审1").number == 1
    take_out(desk, other, ["P1"])
    row = LedgerImport.objects.get()
    assert (row.name, row.sha256, row.rows) == (None, None, None)
    assert {one["plot"] for one in json.loads(row.edits)["edits"]} == {"P3"}
    assert undo(desk, 1).number == 1
    assert not Determination.objects.filter(current=True).exclude(determination="").exists()
    assert codes(desk) == set()


def test_what_a_reissue_said_of_others_stays(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Batch
    from weipian.store.queries.patches import gone_of

    issue(desk)
    other = keeper_of(desk)
    first = Batch.objects.get()
    said: list[dict[str, object]] = [
        {"patch": name, "what": "gone", "fields": [], "geometry": None} for name in ("P1", "P2")
    ]
    with acting(desk, Act.BATCH_REISSUED, "batch:202308") as act:
        act.add(
            Batch, name="202308", version=2, year=2023, period="2023-08", issued=first.issued, received=first.received,
            source="y.shp", source_sha256="ab", patches=3, refused=0, differences=said, reissue_of_id=first.id,
        )  # fmt: skip
    take_out(desk, other, ["P1"])
    assert gone_of("202308") == {"P2"}
    assert "'P1'" not in everything(desk)
    assert "ab" not in [row.source_sha256 for row in Batch.objects.all()]
    assert codes(desk) == set()
