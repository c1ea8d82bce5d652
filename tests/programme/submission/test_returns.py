"""A plot's return from the books to the platform and back: who may, in which state, its event, its correction."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_returns import CELLS, DAY, as_person, county, numbered
from made_submitted import take
from refusing import refuses
from weipian.terms.acting import Act, Role, State
from weipian.terms.submission import ReturnState

pytestmark = pytest.mark.requirement("C2")
LOOKED = {"gates_certain": "面积已核对，不到面积线"}


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def fill(desk: Any, *plots: str, **cells: str) -> Any:
    from weipian.programme.submission.acts.filling import fill as filled

    return filled(desk, plots or ("P1",), {**CELLS, **cells}, DAY)


def check(desk: Any, *plots: str, **looked: str) -> Any:
    from weipian.programme.submission.acts.filling import self_check

    return self_check(desk, plots or ("P1",), looked or LOOKED, DAY)


def second(desk: Any, *plots: str) -> Any:
    from weipian.programme.submission.acts.releasing import second as audited

    return audited(as_person(desk, "reviewer"), plots or ("P1",), DAY)


def release(desk: Any, *plots: str, day: date = DAY) -> Any:
    from weipian.programme.submission.acts.releasing import release as released

    return released(as_person(desk, "leader"), plots or ("P1",), day, answers_for=True)


def send_back(desk: Any, *plots: str, reason: str = "面积不符") -> Any:
    from weipian.programme.submission.acts.releasing import send_back as sent

    return sent(as_person(desk, "reviewer"), plots or ("P1",), reason)


def out(desk: Any, *plots: str) -> None:
    for step in (fill, check, second, release):
        assert step(desk, *plots).refused == ()


def state(plot: str = "P1") -> ReturnState:
    from weipian.store.models import Submission

    return ReturnState(Submission.objects.get(current=True, plot__number=plot).state)


def entries(plot: str = "P1") -> dict[str, str]:
    import json

    from weipian.store.models import Submission

    found: dict[str, str] = json.loads(Submission.objects.get(current=True, plot__number=plot).entries)
    return found


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))


def begin(_files: int) -> Any:
    return lambda: None


def codes(done: Any) -> list[str]:
    return [error.code for error in done.refused]


def test_a_return_goes_from_the_books_to_the_platform(desk: Any) -> None:
    from weipian.store.models import Submission

    out(desk)
    assert state() is ReturnState.RELEASED
    row = Submission.objects.get(current=True)
    assert (row.filled_by.name, row.checked_by.name, row.released_by.name) == ("clerk", "reviewer", "leader")
    assert row.released_on == row.first_released_on == DAY
    for word in desk.policy.value("submission.answers_for").items:
        assert word in row.statement
    assert events(Act.SUBMISSION_FILLED) == ["submission:1", "submission:2"]
    assert (events(Act.SUBMISSION_CHECKED), events(Act.SUBMISSION_RELEASED)) == (["submission:3"], ["submission:4"])
    assert Submission.objects.count() == 4
    assert clean(desk)


@pytest.mark.requirement("A1")
def test_the_books_fill_it_and_what_rules_propose_never_does(desk: Any) -> None:
    """Oracle: the books as made_returns writes them, by hand."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Proposal

    with acting(desk, Act.PROPOSED, "plots") as act:
        for key in Proposal.objects.values_list("id", flat=True):
            act.change(Proposal, key, conclusion="unlawful", nature="unlawful_new")
    fill(desk)
    found = entries()
    assert (found["decided"], found["nature"], found["township"]) == ("其他用地", "实地未变化", TOWNSHIPS[0])
    assert (found["area"], found["cultivated"], found["farmland"], found["redline"]) == ("3.50", "3.00", "0.00", "0.00")
    assert (found["issued"], found["later_image"], found["account"]) == (
        "2023-08-01",
        "2023-07-01",
        "现场未变化，系翻耕",
    )
    assert "违法" not in "".join(found.values())
    assert "P1" not in "".join(found.values())
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.change(Determination, Determination.objects.get(plot__number="P2").id, current=False)
    fill(desk, "P2")
    assert (entries("P2")["decided"], entries("P2")["nature"]) == ("", "")


def test_a_plot_that_nobody_determined_is_not_filled(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    with acting(desk, Act.PROPOSED, "plots") as act:
        act.change(Plot, Plot.objects.get(number="P1").id, state=State.PROPOSED.value)
    with refuses("act_not_in_state"):
        fill(desk)


def test_what_follows_the_books_is_not_written_by_hand(desk: Any) -> None:
    with refuses("submission_cell_of_books"):
        fill(desk, decided="违法")
    fill(desk, decided="其他用地", party="某村")
    assert entries()["party"] == "某村"
    fill(desk)
    assert entries()["party"] == "某村"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COUNTY_CLERK])
def test_only_the_clerk_fills(tmp_path: Path, role: Role) -> None:
    from weipian.store.actors import may

    desk = county(tmp_path / "c", numbered(1), papers=False)
    other = replace(desk, actor=replace(desk.actor, roles=frozenset({role}), township=TOWNSHIPS[0]))
    with refuses("act_not_of_role"):
        fill(other)
    with refuses("act_not_of_role"):
        check(other)
    assert may(desk.policy, desk.actor, Act.SUBMISSION_FILLED) is None


def test_who_may_not_audit_or_release_is_told(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import release as released
    from weipian.programme.submission.acts.releasing import second as audited
    from weipian.programme.submission.acts.releasing import send_back as sent

    acts: list[Callable[[], object]] = [
        lambda: audited(desk, ["P1"], DAY),
        lambda: released(as_person(desk, "reviewer"), ["P1"], DAY, answers_for=True),
        lambda: sent(desk, ["P1"], "x"),
        lambda: audited(as_clerk_of(desk, TOWNSHIPS[0]), ["P1"], DAY),
    ]
    for act in acts:
        with refuses("act_not_of_role"):
            act()


def test_a_step_out_of_its_state_is_refused(desk: Any) -> None:
    assert codes(check(desk)) == ["submission_not_in_state"]
    assert codes(second(desk)) == ["submission_not_in_state"]
    fill(desk)
    assert codes(second(desk)) == ["submission_not_in_state"]
    check(desk)
    assert codes(release(desk)) == ["submission_not_in_state"]
    second(desk)
    with refuses("submission_not_in_state"):
        fill(desk)
    release(desk)
    assert codes(release(desk)) == ["submission_not_in_state"]
    with refuses("submission_not_in_state"):
        send_back(desk, "P2")


def test_what_blocks_keeps_it_back_and_what_asks_must_be_looked_at(desk: Any) -> None:
    from weipian.store.models import LookedAt

    fill(desk, construction="0.75")
    done = check(desk)
    assert codes(done) == ["submission_blocked"]
    assert "area_identity" in {one.code for one in done.findings["P1"] if one.blocks}
    assert state() is ReturnState.FILLED
    fill(desk)
    assert codes(check(desk, other="x")) == ["submission_not_looked_at"]
    assert codes(check(desk, gates_certain="")) == ["submission_not_looked_at"]
    assert codes(check(desk)) == []
    row = LookedAt.objects.get()
    assert (row.code, row.said, row.account.name) == ("gates_certain", LOOKED["gates_certain"], "clerk")


@pytest.mark.requirement("C4")
def test_without_evidence_nothing_goes_on(tmp_path: Path) -> None:
    desk = county(tmp_path / "c", numbered(1), papers=False)
    fill(desk)
    assert codes(check(desk)) == ["submission_blocked", "submission_not_looked_at"]


def test_nobody_audits_what_they_filled(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import second as audited

    both = frozenset({Role.COUNTY_CLERK, Role.COUNTY_REVIEWER})
    alone = replace(desk, actor=replace(desk.actor, roles=both))
    fill(alone)
    check(alone)
    assert codes(audited(alone, ["P1"], DAY)) == ["submission_same_person"]
    assert state() is ReturnState.SELF_CHECKED
    assert codes(second(desk)) == []


def test_books_that_change_meanwhile_stop_it(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination

    fill(desk)
    check(desk)
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.change(Determination, Determination.objects.get(plot__number="P1").id, determination="unlawful_new")
    assert "submission_books_changed" in codes(second(desk))
    assert state() is ReturnState.SELF_CHECKED


def test_the_leader_answers_for_it_in_person(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import release as released
    from weipian.store.actors import Door

    fill(desk)
    check(desk)
    second(desk)
    leader = as_person(desk, "leader")
    with refuses("submission_not_answered_for"):
        released(leader, ["P1"], DAY, answers_for=False)
    typed = replace(leader, actor=replace(leader.actor, door=Door.STAND_IN, typed_by="clerk"))
    with refuses("act_in_person"):
        released(typed, ["P1"], DAY, answers_for=True)


def test_sent_back_with_a_reason_and_released_again(desk: Any) -> None:
    from weipian.store.models import Submission

    out(desk)
    with refuses("submission_reason_missing"):
        send_back(desk, reason=" ")
    send_back(desk)
    assert state() is ReturnState.RETURNED
    row = Submission.objects.get(current=True)
    assert (row.reason, row.released_on, row.checked_by, row.first_released_on) == ("面积不符", None, None, DAY)
    assert events(Act.SUBMISSION_RETURNED) == ["submission:5"]
    for step in (fill, check, second):
        assert step(desk).refused == ()
    release(desk, day=date(2023, 10, 30))
    row = Submission.objects.get(current=True)
    assert (row.released_on, row.first_released_on) == (date(2023, 10, 30), DAY)
    assert clean(desk)


@pytest.mark.requirement("E7")
def test_a_list_says_state_day_timeliness_and_who_can(desk: Any) -> None:
    from weipian.programme.submission.acts.listing import standing
    from weipian.terms.submission import Timely

    out(desk, "P1")
    one, two = standing(desk, date(2023, 9, 21))
    assert (one.due, one.timely, two.timely) == (date(2023, 9, 20), Timely.ON_TIME, Timely.OVERDUE)
    assert standing(desk, date(2023, 9, 20))[1].timely is Timely.NOT_YET
    assert two.now == "可填报"
    assert "县卫片办审核" in one.now
    assert all(step.who for step in one.steps)
    theirs = standing(as_clerk_of(desk, TOWNSHIPS[1]), DAY)
    assert theirs == []
    assert "县卫片办经办" in standing(as_clerk_of(desk, TOWNSHIPS[0]), DAY)[1].now


def cells_of_row(rows: Any, header: str) -> str:
    return str(rows[2][rows[1].index(header)])


def test_what_the_platform_has_accepted_is_not_uploaded_again(desk: Any, tmp_path: Path) -> None:
    from weipian.office.submitting.package import export
    from weipian.terms.submission import PlatformStatus

    out(desk, "P1", "P2")
    take(desk, ("P1", PlatformStatus.ACCEPTED))
    assert export(desk, tmp_path / "一", [], begin).plots == ("P2",)
    assert export(desk, tmp_path / "二", ["P1"], begin).plots == ("P1",)
    assert export(desk, tmp_path / "三", [], begin, accepted=True).plots == ("P1", "P2")
    take(desk, ("P1", PlatformStatus.ACCEPTED), ("P2", PlatformStatus.ACCEPTED))
    with refuses("submission_all_accepted"):
        export(desk, tmp_path / "四", [], begin)
    assert not (tmp_path / "四").exists()


def test_exactly_what_a_clerk_uploads(desk: Any, tmp_path: Path) -> None:
    from weipian.fence.sheets import read_sheets
    from weipian.office.submitting.package import export
    from weipian.store.models import Copy, Custody

    with refuses("submission_none_released"):
        export(desk, tmp_path / "o", [], begin)
    out(desk)
    with refuses("submission_not_released"):
        export(desk, tmp_path / "o", ["P2"], begin)
    with refuses("act_not_of_role"):
        export(as_person(desk, "leader"), tmp_path / "o", [], begin)
    done = export(desk, tmp_path / "o", [], begin)
    assert (done.plots, done.books) == (("P1",), ("新增非农建设类.xlsx",))
    rows = read_sheets(tmp_path / "o" / "新增非农建设类.xlsx")["填报"].rows
    assert rows[1] == ("图斑编号", *desk.policy.value("submission.columns_land").items)
    assert rows[2][0] == "P1"
    listed = list(csv.DictReader((tmp_path / "o" / "附件清单.csv").read_text(encoding="utf-8-sig").splitlines()))
    files = sorted(path.name for path in (tmp_path / "o" / "附件" / "P1").iterdir())
    assert [Path(one["文件"]).name for one in listed] == files
    assert files[0] == "P1-01-现场远景照片.jpg"
    for one in listed:
        assert (tmp_path / "o" / one["文件"]).stat().st_size == int(one["字节"])
    assert cells_of_row(rows, "占非耕农用地面积(亩)") == "0.25"
    assert cells_of_row(rows, "占未利用地面积(亩)") == "0.00"
    assert events(Act.SUBMISSION_EXPORTED) == ["copy"]
    assert (Copy.objects.get().kind, Copy.objects.get().name, Custody.objects.count()) == (
        "submission",
        "o",
        len(files),
    )
    assert clean(desk)


def test_a_table_of_returns_goes_out_comes_in_and_is_undone(desk: Any, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from weipian.office.submitting.reading import returns_in
    from weipian.office.submitting.template import template
    from weipian.programme.submission.acts.tables import fill_table, undo_table

    fill(desk, "P1", party="某村")
    path = tmp_path / "填报表.xlsx"
    assert template(desk, path) == 2
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    assert sheet.row_dimensions[2].hidden
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, places["项目主体"]).value = ""
    sheet.cell(4, places["占耕地面积(亩)"]).value = "2.75"
    sheet.append(["没有的"])
    book.save(path)
    given = returns_in(path, {}, None)
    read, wanted = given.read, given.wanted
    assert fill_table(desk, wanted, DAY, dry_run=True).plots == ("P1", "P2")
    assert entries()["party"] == "某村"
    done = fill_table(desk, wanted, DAY)
    assert (done.plots, codes(done), done.number) == (("P1", "P2"), ["plot_unknown"], 1)
    read.refuse({error.where: error for error in done.refused}, "plot")
    assert [one.row for one in read.table.refused] == [5]
    assert (entries()["party"], entries("P2")["cultivated"]) == ("", "2.75")
    assert events(Act.SUBMISSION_FILLED)[-1] == "taking:1"
    with refuses("act_not_of_role"):
        undo_table(as_person(desk, "leader"), None)
    assert undo_table(desk, None) == (1, 2)
    assert entries()["party"] == "某村"
    with pytest.raises(Exception, match="does not exist"):
        entries("P2")
    with refuses("taking_unknown"):
        undo_table(desk, 1)
    assert clean(desk)


def test_a_table_whose_returns_went_on_is_not_undone(desk: Any) -> None:
    from weipian.programme.submission.acts.tables import fill_table, undo_table

    fill_table(desk, {"P1": CELLS, "P2": CELLS}, DAY)
    check(desk, "P1")
    with refuses("taking_built_on"):
        undo_table(desk, None)
    assert state("P2") is ReturnState.FILLED


def test_a_withdrawn_patch_takes_its_return_along(desk: Any) -> None:
    """All tables of returns hang on a plot: erasure finds them by their keys."""
    from weipian.store import models
    from weipian.store.queries.erasure import doomed_patches

    out(desk)
    whole = doomed_patches(["P1"]).whole
    assert len(whole[models.Submission]) == 4
    assert len(whole[models.LookedAt]) == 1
    for table in (models.Submission, models.PlatformRow, models.LaterAddition, models.Problem):
        assert "plot" in {field.name for field in table._meta.fields}
