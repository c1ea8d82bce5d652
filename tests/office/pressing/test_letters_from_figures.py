"""Letters from closed figures and from now; what an erasure leaves; tables both ways; overdue replies (E4, C6, B12)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_closing import close
from made_erasure import keeper_of, take_out
from made_pressing import DAY, STAR, WHEAT, basis, county, drafted, out, person
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.closing import PeriodKind
from weipian.terms.errors import UsageError
from weipian.terms.pressing import Holds, LetterKind, LetterStage, LetterState, Trigger

pytestmark = pytest.mark.requirement("E4")


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    return county(tmp_path / "county")


def text(desk: Any, number: int, today: date = DAY) -> str:
    from weipian.office.pressing.letters import shown

    return str(shown(desk, number, today).text)


def test_a_letter_carries_facts_ranking_problems_demands_deadline_contact_copies(desk: Any) -> None:
    """Oracle by hand: four plots of 3 亩 each, all unlawful and open; the other township has one."""
    number = drafted(
        desk, problems=("部署晚",), demands=("十日内改完",), contact="办公室 5550001", copies=("县纪委监委",),
        due=date(2023, 9, 20),
    )  # fmt: skip
    said = text(desk, number)
    for words in (
        f"{STAR}：", "4 个，已整改到位 0 个，未整改到位 4 个", "12.00 亩，比例 100.00%", "达线", "矿产图斑",
        "部署晚", "十日内改完", " 2023-09-20 前书面回复", "5550001", "县纪委监委", "排名办法", "〔待编号〕", "日志：",
    ):  # fmt: skip
        assert words in said
    assert not any(f"P{at}" in said for at in range(1, 5))
    assert f"| {WHEAT} |" in said


def test_a_letter_from_a_close_stays_as_it_was_frozen(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Filed

    close(desk)
    number = drafted(desk, reckoning=basis(desk, DAY, PeriodKind.MONTH, "2023-08"))
    before = text(desk, number)
    assert "2023-08 月清" in before
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        ids = Filed.objects.values_list("id", flat=True)
        act.change_many(Filed, {key: {"areas": {"cultivated": "9"}} for key in ids})
    assert text(desk, number) == before
    assert "36.00 亩" in text(desk, drafted(desk, reckoning=basis(desk)))


def test_a_period_that_is_not_closed_or_of_another_stage_is_refused(desk: Any) -> None:
    from weipian.office.pressing.letters import require_fits
    from weipian.office.pressing.reckoning import Period

    with refuses("period_not_closed"):
        basis(desk, DAY, PeriodKind.MONTH, "2023-08")
    with refuses("letter_period_of_stage", UsageError):
        require_fits(LetterStage.QUARTERLY_CLOSE, Period(PeriodKind.MONTH, "2023-08"))


@pytest.mark.requirement("B12")
def test_an_erased_plot_is_in_no_figure_of_a_letter_any_more(tmp_path: Path) -> None:
    """Oracle by hand: three plots of 3 亩 are left of four."""

    desk = county(tmp_path / "with")
    number = drafted(desk)
    assert "12.00 亩" in text(desk, number)
    take_out(desk, keeper_of(desk), ["P4"])
    said = text(desk, number)
    assert "9.00 亩" in said
    assert "12.00 亩" not in said
    assert clean(desk)


def test_a_departments_letter_counts_what_was_handed_to_it(desk: Any) -> None:
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    hand_over(desk, ["P1", "W1"], Handing("水利", "河道"))
    today = date.today()
    number = drafted(desk, kind=LetterKind.ADVICE, department="水利", reckoning=basis(desk, today), day=today)
    said = text(desk, number, today)
    assert "2 个，已核查 2 个" in said
    assert "排名" not in said


def test_an_overdue_reply_is_a_trigger_for_an_interview(desk: Any) -> None:
    from weipian.office.pressing.letters import listed
    from weipian.office.pressing.reckoning import Period
    from weipian.office.pressing.triggers import triggers

    number = out(desk, drafted(desk, due=date(2023, 9, 20)))

    def holds(today: date) -> Any:
        found = next(one for one in triggers(desk, Period(), today) if one.township == STAR)
        return next(one.holds for one in found.triggers if one.trigger is Trigger.REMINDER_OVERDUE)

    assert holds(date(2023, 9, 20)) is Holds.NO
    assert holds(date(2023, 9, 21)) is Holds.YES
    assert [one.overdue for one in listed(desk, date(2023, 9, 21))] == [True]
    from weipian.programme.report.pressing.acts.letters import reply

    reply(desk, number, date(2023, 9, 22), "已改")
    assert holds(date(2023, 9, 23)) is Holds.NO


def test_the_list_says_who_can_do_what(desk: Any) -> None:
    from weipian.office.pressing.letters import listed

    drafted(desk)
    (own,), (other,) = listed(desk, DAY), listed(person(desk, "reviewer"), DAY)
    assert {one.move.value: not one.why for one in own.moves} == {
        "edit": True, "check": False, "send_back": False, "withdraw": True,
    }  # fmt: skip
    assert {one.move.value: not one.why for one in other.moves}["check"]
    assert listed(person(desk, "star"), DAY) == []


def answers(folder: Path, *rows: str) -> Path:
    path = folder / "签收.csv"
    path.write_text("记录编号,签收日期,签收人,回复日期,回复内容\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_receipts_and_replies_come_in_as_one_batch_that_is_undone(desk: Any, tmp_path: Path) -> None:
    from weipian.office.pressing.sheets import export_answers, take_in
    from weipian.programme.report.pressing.acts.bulk import undo_answers
    from weipian.store.queries.letters import letters

    first, second = out(desk, drafted(desk)), out(desk, drafted(desk, township=WHEAT), name="2号")
    waiting = drafted(desk)
    assert export_answers(desk, tmp_path / "t.xlsx") == 2
    path = answers(
        tmp_path, f"{first},2023-09-11,张三,,", f"{second},2023-09-11,李四,2023-09-13,已改",
        f"{waiting},2023-09-11,王五,,", "99,2023-09-11,,,",
    )  # fmt: skip
    how: dict[str, Any] = {"mapping": {}, "encoding": None}
    rehearsed = take_in(desk, path, DAY, dry_run=True, **how)
    assert (rehearsed.done.letters, len(rehearsed.table.refused)) == ((first, second), 2)
    assert {one.state for one in letters([first, second])} == {LetterState.SENT}
    taken = take_in(desk, path, DAY, dry_run=False, **how)
    assert [one.state for one in letters([first, second])] == [LetterState.RECEIVED, LetterState.REPLIED]
    assert undo_answers(desk, None) == (taken.done.number, 2)
    assert [(one.state, one.reply) for one in letters([first, second])] == [(LetterState.SENT, None)] * 2
    with refuses("taking_unknown"):
        undo_answers(desk, None)


def test_a_batch_that_something_stands_on_is_not_undone(desk: Any, tmp_path: Path) -> None:
    from weipian.office.pressing.sheets import take_in
    from weipian.programme.report.pressing.acts.bulk import undo_answers
    from weipian.programme.report.pressing.acts.letters import reply

    number = out(desk, drafted(desk))
    take_in(desk, answers(tmp_path, f"{number},2023-09-11,张三,,"), DAY, mapping={}, encoding=None, dry_run=False)
    reply(desk, number, date(2023, 9, 12), "已改")
    with refuses("taking_built_on"):
        undo_answers(desk, None)


@pytest.mark.requirement("E6")
def test_the_ranking_goes_out_as_a_workbook_and_a_township_sees_its_own_row(desk: Any, tmp_path: Path) -> None:
    from weipian.office.pressing.ranking import OWN_ONLY, export_ranking, ranking, urging_text
    from weipian.office.pressing.reckoning import Period

    found = ranking(desk, Period(), DAY)
    assert {one.township for one in found.rows} == set(desk.policy.townships)
    export_ranking(desk, found, tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").stat().st_size > 1000
    said = urging_text(found)
    assert f"{STAR}：截至 {DAY}，4 个地块，违法 4 个，未整改到位 4 个" in said
    assert "P1" not in said
    (own,) = ranking(person(desk, "star"), Period(), DAY).rows
    assert (own.township, own.combined, own.why, own.tally.plots) == (STAR, None, OWN_ONLY, 4)
    with refuses("sums_not_handed"):
        ranking(person(desk, "water"), Period(), DAY)
