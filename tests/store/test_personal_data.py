"""Personal data in the books: seen whole only with a reason that is logged first; what was taken away stays away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from made_books import clean, issue
from refusing import refuses
from weipian.programme.intake.record_fields import said_of
from weipian.store.sight import EVERYTHING
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError, UsageError
from weipian.terms.eyes import Eyes
from weipian.terms.personal import ERASABLE, GONE, PERSONAL
from weipian.terms.records import RecordKind

pytestmark = pytest.mark.requirement("A3", "F1")
NUMBER, WRONG = "11010519491231002X", "110105194912310021"


def keep(desk: Any, *words: str, kind: RecordKind = RecordKind.PARTY) -> Any:
    from weipian.programme.intake.acts.records import keep as kept

    return kept(desk, kind, [said_of(kind, words)])


def events() -> list[tuple[str, str]]:
    from weipian.store.models import Event

    return list(Event.objects.order_by("seq").values_list("act", "subject"))


def in_role(desk: Any, *roles: Role) -> Any:
    return replace(desk, actor=replace(desk.actor, roles=frozenset(roles)))


def test_a_full_view_is_logged_first_with_its_reason(desk: Any) -> None:
    from weipian.programme.intake.acts.personal import seen_whole
    from weipian.store.models import Party, PersonalView

    keep(desk, "名称=张三", "类型=农户", f"证件号码={NUMBER}")
    row, seq = seen_whole(desk, RecordKind.PARTY, "张三", "送达处罚决定书")
    assert row.values["number"] == NUMBER
    key = Party.objects.get().id
    assert events()[-1] == (Act.PERSONAL_DATA_VIEWED.value, f"party:{key}")
    assert len(events()) == seq
    view = PersonalView.objects.get()
    assert (view.seen_table, view.seen_row, view.reason, view.event) == ("party", key, "送达处罚决定书", seq)
    assert clean(desk)


def test_without_reason_or_role_nothing_is_shown_and_nothing_written(desk: Any) -> None:
    from weipian.programme.intake.acts.personal import seen_whole

    keep(desk, "名称=张三", f"证件号码={NUMBER}")
    before = events()
    for reason in ("", "  ", "看 看"):
        with refuses("personal_reason_missing", UsageError):
            seen_whole(desk, RecordKind.PARTY, "张三", reason)
    for role in (Role.TECHNICIAN, Role.ADMINISTRATOR, Role.DEPARTMENT_CLERK, Role.TOWNSHIP_CLERK):
        with pytest.raises(InputError) as found:
            seen_whole(in_role(desk, role), RecordKind.PARTY, "张三", "送达处罚决定书")
        assert found.value.code == "act_not_of_role"
        assert "县卫片办经办" in found.value.message
    with refuses("record_unknown", InputError):
        seen_whole(desk, RecordKind.PARTY, "李四", "送达处罚决定书")
    assert events() == before


def test_names_are_for_the_roles_that_the_policy_names(desk: Any) -> None:
    from weipian.store.eyes import eyes_of

    shown = {role for role in Role if eyes_of(desk.policy, replace(desk.actor, roles=frozenset({role}))).names}
    assert shown == {
        Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_LEADER, Role.LEADING_GROUP, Role.BUREAU_ENFORCER,
        Role.TOWNSHIP_CLERK, Role.TOWNSHIP_SECRETARY, Role.TOWNSHIP_MAYOR, Role.TOWNSHIP_DEPUTY,
    }  # fmt: skip


@pytest.mark.requirement("F3")
def test_a_wrong_number_is_told_and_kept(desk: Any) -> None:
    from weipian.store.models import Party

    told = keep(desk, "名称=张三", "类型=农户", f"证件号码={WRONG}")
    assert told.added == ["张三"]
    assert "校验码" in told.said[0]
    assert WRONG not in told.said[0]
    assert Party.objects.get().number == WRONG
    assert keep(desk, "名称=李四", "类型=农户", f"证件号码={NUMBER}").said == []
    assert keep(desk, "名称=环县公司", "类型=企业", "证件号码=914503290000000001").said == []


def test_no_subject_names_a_party(desk: Any) -> None:
    keep(desk, "名称=张三")
    keep(desk, "名称=环县公路", "责任主体=张三", kind=RecordKind.PROJECT)
    keep(desk, "名称=张三", "备注=已迁居")
    assert [subject for _, subject in events() if "张三" in subject or "公路" in subject] == []


def test_what_was_erased_is_shown_as_gone_and_stands_in_nobodys_way(desk: Any) -> None:
    """As an erasure leaves the row: NULL where the value stood."""
    from weipian.programme.report.explain.seen import seen
    from weipian.store.acting import acting
    from weipian.store.models import Party, Standing
    from weipian.store.queries.explain import story_of
    from weipian.store.queries.records import ids_by_name, records

    keep(desk, "名称=张三", f"证件号码={NUMBER}", "备注=电话 13812345678")
    keep(desk, "名称=李四")
    issue(desk)
    key = ids_by_name(RecordKind.PARTY)["张三"]
    standing = Standing.objects.get(number="P1").id
    with acting(desk, Act.RECORD_KEPT, "party:*1") as act:
        act.change(Standing, standing, party_id=key)
        act.change(Party, key, name=None, number=None, note=None)
    gone, other = records(RecordKind.PARTY)
    assert (gone.name, gone.values["number"], gone.patches, other.name) == ("", None, 1, "李四")
    shown = Eyes(names=True).record("party", gone.values)
    assert (shown["name"], shown["number"], shown["note"]) == (GONE, GONE, GONE)
    assert set(ids_by_name(RecordKind.PARTY)) == {"李四"}
    assert seen(story_of("P1", EVERYTHING), Eyes(names=True)).party == ""
    assert keep(desk, "名称=张三").added == ["张三"]
    assert keep(desk, "名称=环县公路", "责任主体=张三", kind=RecordKind.PROJECT).added == ["环县公路"]
    assert clean(desk)


def test_declared_columns_are_there_and_those_that_may_be_erased_may_be_null(desk: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        tables = {table: connection.introspection.get_table_description(cursor, table) for table in PERSONAL}
    found = {table: {column.name: column.null_ok for column in columns} for table, columns in tables.items()}
    for table, columns in PERSONAL.items():
        assert set(columns) <= set(found[table])
    for table, names in ERASABLE.items():
        assert all(found[table][name] for name in names), table


@pytest.mark.requirement("A4")
def test_explain_shows_a_persons_name_to_who_needs_it(desk: Any) -> None:
    from weipian.programme.intake.acts.records import attach
    from weipian.programme.report.explain.seen import seen
    from weipian.store.queries.explain import story_of

    keep(desk, "名称=张三", "类型=农户")
    issue(desk)
    attach(desk, ["P1"], {RecordKind.PARTY: "张三"})
    story = story_of("P1", EVERYTHING)
    assert seen(story, Eyes(names=True)).party == "张三"
    assert seen(story, Eyes(names=False)).party == "张*"
    assert seen(story, Eyes(names=True)).figures == story.figures
