"""`acting()`: all of an act or nothing, only by who may, and the log says so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from made_people import add_person
from weipian.record.head import NAME, head_of
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk


def counted(desk: Desk, table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_an_act_is_kept_with_its_event_and_signed_head(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Event, Party

    with acting(desk, Act.RECORD_KEPT, "party:甲") as act:
        made = act.add(Party, name="甲")
    last = Event.objects.latest("seq")
    assert (last.act, last.subject, last.actor) == ("record_kept", "party:甲", "clerk(clerk)")
    assert Party.objects.get(id=made).event == last.seq
    head = head_of((desk.workspace.folder / NAME).read_text(encoding="utf-8"))
    assert (head.seq, head.hash) == (last.seq, last.hash)
    assert head.genuine()


def test_what_fails_leaves_nothing(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    before = counted(desk, "event")

    def fails() -> None:
        with acting(desk, Act.RECORD_KEPT) as act:
            act.add(Party, name="甲")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert (counted(desk, "event"), counted(desk, "party")) == (before, 0)
    assert audit_workspace(desk.workspace.folder).findings == []


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TOWNSHIP_CLERK, Role.AUDITOR])
def test_who_may_not_is_told_who_can(desk: Desk, role: Role) -> None:
    from weipian.store.acting import acting

    other = replace(desk, actor=replace(desk.actor, roles=frozenset({role})))
    before = counted(desk, "event")
    with pytest.raises(InputError) as refused, acting(other, Act.BATCH_ADDED, "batch:一"):
        pass
    assert refused.value.code == "act_not_of_role"
    assert "县卫片办经办" in str(refused.value)
    assert counted(desk, "event") == before


def test_a_township_acts_for_itself_only(desk: Desk) -> None:
    from weipian.store.actors import require_may

    actor = replace(desk.actor, roles=frozenset({Role.TOWNSHIP_CLERK}), township="星原镇")
    require_may(desk.policy, actor, Act.EVIDENCE_ADDED, "星原镇")
    with pytest.raises(InputError) as refused:
        require_may(desk.policy, actor, Act.EVIDENCE_ADDED, "砚溪镇")
    assert refused.value.code == "act_not_of_township"
    for told in ("您属于「星原镇」", "县卫片办经办", "砚溪镇：乡镇党委书记"):
        assert told in str(refused.value)


def test_a_large_act_is_several_events_of_one_transaction(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.store.writing import MOST_ROWS

    before = counted(desk, "event")
    with acting(desk, Act.RECORD_KEPT, "party:many") as act:
        made = act.add_many(Party, [{"name": str(number)} for number in range(2 * MOST_ROWS + 5)])
        act.change_many(Party, {key: {"note": "改"} for key in made[:10]})
    assert counted(desk, "event") == before + 3
    assert made == list(range(1, 2 * MOST_ROWS + 6))
    assert audit_workspace(desk.workspace.folder).findings == []


def test_changing_what_is_not_there_is_an_error_and_undone(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    def fails() -> None:
        with acting(desk, Act.RECORD_KEPT) as act:
            act.add(Party, name="甲")
            act.change(Party, 99, name="乙")

    with pytest.raises(InputError) as refused:
        fails()
    assert refused.value.code == "changed_meanwhile"
    assert counted(desk, "party") == 0


def test_issued_rows_and_the_log_can_not_be_altered_by_mistake(desk: Desk) -> None:
    from django.db import IntegrityError, connection

    for statement in ("UPDATE event SET act = 'x'", "DELETE FROM event", "DELETE FROM event_payload"):
        with connection.cursor() as cursor, pytest.raises(IntegrityError):
            cursor.execute(statement)


@pytest.mark.requirement("A3")
def test_a_stand_in_is_named_and_may_not_do_what_needs_the_person(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.queries.people import actor_named

    add_person(desk.workspace.folder, "lu", Role.COUNTY_REVIEWER)
    other = actor_named(desk.policy, "lu", "clerk", None)
    assert other.signed == "操作系统用户 clerk 代 lu(lu) 录入"
    with pytest.raises(InputError) as refused, acting(replace(desk, actor=other), Act.PERSONAL_DATA_VIEWED):
        pass
    assert refused.value.code == "act_in_person"
    for name, code in (("administrator", "credential_wrong"), ("nobody", "account_unknown")):
        with pytest.raises(InputError) as refused:
            actor_named(desk.policy, name, "clerk", "wrong")
        assert refused.value.code == code


@pytest.mark.requirement("A3")
def test_the_administrator_sets_up_accounts_with_a_one_time_link(tmp_path: Path, database: str) -> None:
    from weipian.policy import load
    from weipian.store.making import make

    made = make(tmp_path / "w", "demo-2023", "clerk")
    from weipian.store.accounts import NewAccount, add_account, redeem
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_named, actor_of_system_user

    clerk = Desk(made.workspace, load("demo-2023"), actor_of_system_user("clerk"))
    name, token = redeem(clerk, f"/link/{made.link}")
    with pytest.raises(InputError) as spent:
        redeem(clerk, made.link)
    assert spent.value.code == "link_spent"
    boss = replace(clerk, actor=actor_named(clerk.policy, name, "clerk", token))
    lu = NewAccount("lu", "陆", (Role.TOWNSHIP_CLERK,), "星原镇")
    credential = add_account(boss, lu)
    assert actor_named(clerk.policy, "lu", "clerk", credential).township == "星原镇"
    for wrong, code in ((lu, "account_taken"), (replace(lu, name="x", township="火星镇"), "township_unknown")):
        with pytest.raises(InputError) as refused:
            add_account(boss, wrong)
        assert refused.value.code == code
    with pytest.raises(InputError):
        add_account(clerk, replace(lu, name="y"))
    assert audit_workspace(made.workspace.folder).clean
    if not database:
        stored = made.workspace.database.read_bytes()
        assert credential.encode() not in stored
        assert made.link.encode() not in stored


def test_a_workspace_is_not_made_over_something(desk: Desk, tmp_path: Path) -> None:
    from weipian.store.making import make

    with pytest.raises(InputError) as taken:
        make(desk.workspace.folder, "demo-2023", "clerk")
    assert taken.value.code == "folder_not_empty"
    with pytest.raises(InputError):
        make(tmp_path / "other", "nowhere-2023", "clerk")
    assert not (tmp_path / "other").exists()


def test_another_form_is_refused_not_migrated(desk: Desk) -> None:
    from weipian.store.start import start
    from weipian.store.template import form_of_today

    card = desk.workspace.folder / "weipian.toml"
    card.write_text(card.read_text(encoding="utf-8").replace(form_of_today(), "0000_old"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        start(desk.workspace.folder)
    assert refused.value.code == "workspace_other_form"


def test_structures_are_canonical_text(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import LedgerImport

    with acting(desk, Act.LEDGER_IMPORTED) as act:
        act.add(LedgerImport, name="a", sha256="", rows=1, edits={"乙": 1, "b": [None, True]})
    assert LedgerImport.objects.get().edits == '{"b":[null,true],"乙":1}'
    assert json.loads(LedgerImport.objects.get().edits)["乙"] == 1


def test_two_who_do_the_same_at_once_are_told_plainly(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Account

    def again() -> None:
        with acting(desk, Act.RECORD_KEPT) as act:
            act.add(Account, name="clerk", label="", roles=[])

    with pytest.raises(InputError) as refused:
        again()
    assert refused.value.code == "changed_meanwhile"
    assert audit_workspace(desk.workspace.folder).findings == []


def test_a_head_that_can_not_be_written_beside_does_not_undo_what_is_done(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    beside = desk.workspace.folder / NAME
    beside.unlink()
    beside.mkdir()  # nothing can take the place of a folder
    with acting(desk, Act.RECORD_KEPT) as act:
        act.add(Party, name="甲")
    assert counted(desk, "party") == 1
    beside.rmdir()
    with acting(desk, Act.RECORD_KEPT) as act:
        act.add(Party, name="乙")
    assert audit_workspace(desk.workspace.folder).findings == []
    assert not list(desk.workspace.folder.glob("*.partial"))
