"""Accounts: rights change at once, the administrator has no part in the programme, and who may enter for whom."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from made_people import add_person, administrator_of
from refusing import refuses
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act, Role

if TYPE_CHECKING:
    from weipian.store.accounts import Change
    from weipian.store.acting import Desk


@pytest.fixture
def boss(desk: Desk) -> Desk:
    """The administrator in person at the desk."""
    return administrator_of(desk.workspace.folder)


def changed(boss: Desk, name: str, change: Change) -> str | None:
    from weipian.store.accounts import change_account

    return change_account(boss, name, change)


@pytest.mark.requirement("A3")
def test_rights_change_at_once(boss: Desk) -> None:
    from weipian.store.accounts import Change
    from weipian.store.queries.people import actor_named

    token = add_person(boss.workspace.folder, "lu", Role.TOWNSHIP_CLERK, "星原镇")
    assert actor_named(boss.policy, "lu", "x", token).township == "星原镇"
    changed(boss, "lu", Change(township="砚溪镇"))
    assert actor_named(boss.policy, "lu", "x", token).township == "砚溪镇"
    changed(boss, "lu", Change(roles=(Role.COUNTY_REVIEWER,)))
    assert actor_named(boss.policy, "lu", "x", token).roles == {Role.COUNTY_REVIEWER}
    changed(boss, "lu", Change(active=False))
    with refuses("account_unknown"):
        actor_named(boss.policy, "lu", "x", token)
    changed(boss, "lu", Change(active=True))
    fresh = changed(boss, "lu", Change(new_credential=True))
    with refuses("credential_wrong"):
        actor_named(boss.policy, "lu", "x", token)
    assert actor_named(boss.policy, "lu", "x", fresh).name == "lu"
    assert audit_workspace(boss.workspace.folder).findings == []


@pytest.mark.requirement("A3", "F1")
def test_each_change_is_an_event_that_names_the_account(boss: Desk) -> None:
    from weipian.store.accounts import Change
    from weipian.store.models import Account, Event

    add_person(boss.workspace.folder, "lu", Role.AUDITOR)
    changed(boss, "lu", Change(label="陆", os_user="lu"))
    last = Event.objects.latest("seq")
    assert (last.act, last.subject) == ("account_changed", "account:lu")
    assert last.actor == "系统管理员(administrator)"
    changed(boss, "lu", Change(os_user=""))
    assert Account.objects.get(name="lu").os_user is None
    before = Event.objects.count()
    for change in (Change(), Change(label="陆"), Change(active=True)):
        with refuses("account_nothing_changed"):
            changed(boss, "lu", change)
    with refuses("account_not_there"):
        changed(boss, "nobody", Change(active=False))
    assert Event.objects.count() == before


@pytest.mark.requirement("A3")
def test_the_last_administrator_stays(boss: Desk) -> None:
    from weipian.store.accounts import Change

    with refuses("last_administrator"):
        changed(boss, "administrator", Change(active=False))
    add_person(boss.workspace.folder, "second", Role.ADMINISTRATOR)
    changed(boss, "second", Change(active=False))
    with refuses("last_administrator"):
        changed(boss, "administrator", Change(active=False))
    changed(boss, "second", Change(active=True))
    changed(boss, "administrator", Change(active=False))
    second = replace(boss, actor=replace(boss.actor, name="second"))
    with refuses("last_administrator"):
        changed(second, "second", Change(active=False))


@pytest.mark.requirement("A3")
def test_an_administrator_takes_no_part_in_the_programme(boss: Desk) -> None:
    from weipian.store.accounts import Change, NewAccount, add_account

    second = add_person(boss.workspace.folder, "second", Role.ADMINISTRATOR)
    assert second
    for role in Role:
        if role is Role.ADMINISTRATOR:
            continue
        with refuses("administrator_with_role"):
            add_account(boss, NewAccount("x", "x", (Role.ADMINISTRATOR, role), "星原镇", "水利"))
        with refuses("administrator_with_role"):
            changed(boss, "second", Change(roles=(Role.ADMINISTRATOR, role), township="星原镇", department="水利"))
        with refuses("own_roles_unchanged"):
            changed(boss, "administrator", Change(roles=(role,), township="星原镇", department="水利"))


@pytest.mark.requirement("A3")
def test_only_an_administrator_in_person_changes_accounts(desk: Desk) -> None:
    from weipian.store.accounts import Change

    with refuses("act_not_of_role"):
        changed(desk, "clerk", Change(roles=(Role.COUNTY_LEADER,)))


@pytest.mark.requirement("A3")
@pytest.mark.parametrize(
    ("role", "township", "department", "code"),
    [
        (Role.TOWNSHIP_MAYOR, "", "", "account_needs_township"),
        (Role.TOWNSHIP_CLERK, "火星镇", "", "township_unknown"),
        (Role.DEPARTMENT_CLERK, "", "", "account_needs_department"),
        (Role.DEPARTMENT_CLERK, "", "航天", "department_unknown"),
    ],
)
def test_a_role_has_the_place_that_it_belongs_to(
    boss: Desk, role: Role, township: str, department: str, code: str
) -> None:
    from weipian.store.accounts import NewAccount, add_account

    with refuses(code):
        add_account(boss, NewAccount("x", "x", (role,), township, department))


@pytest.mark.requirement("A3")
def test_two_roles_in_one_person_show_on_what_is_signed(desk: Desk) -> None:
    one, two = desk.actor, replace(desk.actor, roles=frozenset({Role.COUNTY_CLERK, Role.COUNTY_REVIEWER}))
    assert one.signature == "clerk（县卫片办经办）"
    assert two.signature == "clerk（县卫片办经办、县卫片办审核，一人兼任）"
    assert one.signed == two.signed == "clerk(clerk)"


NEVER = {
    Role.COUNTY_GOVERNMENT, Role.LEADING_GROUP, Role.COUNTY_LEADER, Role.TOWNSHIP_SECRETARY, Role.TOWNSHIP_MAYOR,
    Role.TOWNSHIP_DEPUTY, Role.DISCIPLINE, Role.CONFIDENTIAL_CLERK, Role.ADMINISTRATOR,
}  # fmt: skip


@pytest.mark.requirement("A3")
def test_who_may_enter_for_whom(desk: Desk) -> None:
    """Every role for every role: the county office for all but those who act in person, one's own township's clerk."""
    from weipian.store.actors import Actor
    from weipian.store.standing_in import stood_in_for
    from weipian.terms.errors import InputError

    def people(name: str, township: str) -> list[Actor]:
        return [Actor(1, name, name, frozenset({role}), township, "水利") for role in Role]

    office = {Role.COUNTY_CLERK, Role.COUNTY_REVIEWER}
    for typist in people("乙", "星原镇"):
        (types,) = typist.roles
        for person in people("甲", "星原镇") + people("甲", "砚溪镇"):
            (role,) = person.roles
            of_township = role is Role.TOWNSHIP_CLERK and types.value.startswith("township")
            able = role not in NEVER and (types in office or (of_township and person.township == "星原镇"))
            if able:
                assert stood_in_for(desk.policy, person, typist, "lu").typed_by == "lu", (types, role)
                continue
            with pytest.raises(InputError) as refused:
                stood_in_for(desk.policy, person, typist, "lu")
            assert refused.value.code in ("stand_in_barred", "stand_in_sees_more", "stand_in_stranger")


@pytest.mark.requirement("A3")
def test_one_barred_role_of_several_bars(desk: Desk) -> None:
    from weipian.store.standing_in import stood_in_for

    for two in combinations(Role, 2):
        person = replace(desk.actor, name="甲", roles=frozenset(two), township="星原镇", department="水利")
        if not NEVER & set(two):
            assert stood_in_for(desk.policy, person, desk.actor, "clerk").typed_by == "clerk"
            continue
        with refuses("stand_in_barred"):
            stood_in_for(desk.policy, person, desk.actor, "clerk")


@pytest.mark.requirement("A3")
def test_a_stand_in_needs_an_account_here_and_is_named(desk: Desk) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Event
    from weipian.store.queries.people import actor_named

    add_person(desk.workspace.folder, "镇甲", Role.TOWNSHIP_CLERK, "星原镇", os_user="lu")
    add_person(desk.workspace.folder, "镇甲二", Role.TOWNSHIP_CLERK, "星原镇")
    add_person(desk.workspace.folder, "镇乙", Role.TOWNSHIP_CLERK, "砚溪镇")
    with refuses("account_none_here"):
        actor_named(desk.policy, "镇甲二", "stranger", None)
    for name in ("镇乙", "clerk"):
        with refuses("stand_in_sees_more"):
            actor_named(desk.policy, name, "lu", None)
    second = actor_named(desk.policy, "镇甲二", "lu", None)
    with acting(replace(desk, actor=second), Act.EVIDENCE_ADDED, township="星原镇"):
        pass
    assert Event.objects.latest("seq").actor == "操作系统用户 lu 代 镇甲二(镇甲二) 录入"


@pytest.mark.requirement("A3")
def test_old_rows_with_the_former_role_still_read(desk: Desk) -> None:
    assert Role.read("township_leader") is Role.read("乡镇负责人") is Role.TOWNSHIP_MAYOR
    from weipian.store.acting import acting
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    add_person(desk.workspace.folder, "镇", Role.TOWNSHIP_CLERK, "星原镇")
    row = Account.objects.get(name="镇")
    with acting(administrator_of(desk.workspace.folder), Act.ACCOUNT_CHANGED, "account:镇") as act:
        act.change(Account, row.id, roles=["township_leader"])
    assert actor_of(Account.objects.get(name="镇")).roles == {Role.TOWNSHIP_MAYOR}
