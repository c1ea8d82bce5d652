"""The history as it is stored: random acts on random days, and an oracle that replays them; both databases."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, as_clerk_of, issue, made_desk
from made_history import FIRST, Clock, Pen, pen_of
from private_server import BOTH
from weipian.terms.account import By
from weipian.terms.errors import InputError, UsageError

LAST = date(2023, 12, 31)
NONE, THREE = Fraction(0), Fraction(3)
PLOTS = ("P1", "P2", "P3", "P4")
TOWN = dict(zip(PLOTS, (TOWNSHIPS[0], TOWNSHIPS[0], TOWNSHIPS[1], TOWNSHIPS[1]), strict=True))
MEASURED = {"P1": Fraction(3), "P2": Fraction(3), "P3": Fraction(3)}
Step = tuple[date, str, str, date, Any]
"""Written on, plot, what, the matter's own day, the value."""


def random_step(dice: random.Random, day: date) -> Step:
    plot, own = dice.choice(PLOTS), day - timedelta(days=dice.randrange(20))
    what = dice.choice(("determination", "final", "outcome", "filed"))
    words = ["unlawful_new", "lawful_new", "undetermined", "other_use", "unlawful_existing"]
    value: Any = dice.choice(words[:2] if what == "final" else words)
    if what == "outcome":
        value = dice.choice(["", "recultivated", "retrospective_approval", "in_progress"])
    if what == "filed":
        value = str(Fraction(dice.randrange(1, 4000), 100))
    return day, plot, what, own, value


def write(pen: Pen, step: Step) -> None:
    _, plot, what, own, value = step
    if what == "outcome":
        pen(plot, "rectification", outcome=value, outcome_on=own)
    elif what == "filed":
        pen(plot, "filed", areas={"cultivated": f"{float(Fraction(value)):.2f}"})
    else:
        on = own if what == "final" else None
        pen(plot, "determination", on, determination=value, reviewed=own, final=what == "final")


def oracle(steps: list[Step], day: date, by: By, township: str | None) -> tuple[Fraction, Fraction, Fraction]:
    """Numerator, denominator, undetermined: the steps replayed, the plan's four sentences."""
    sums = [Fraction(0)] * 3
    for plot in [one for one in PLOTS if township in (None, TOWN[one])]:
        said = {"word": "undetermined", "outcome": "", "filed": ""}
        for written, number, what, own, value in steps:
            counts = written <= day if by is By.RECORD else (own <= day or what == "filed")
            if number == plot and counts:
                said["word" if what in ("determination", "final") else what] = value
        area = Fraction(said["filed"]) if said["filed"] else MEASURED.get(plot)
        if area is None:
            continue
        if said["word"] == "undetermined":
            sums[2] += area
        if said["word"] == "lawful_new" or (said["word"] == "unlawful_new" and said["outcome"] != "recultivated"):
            sums[1] += area
        if said["word"] == "unlawful_new" and said["outcome"] not in ("recultivated", "retrospective_approval"):
            sums[0] += area
    return sums[0], sums[1], sums[2]


@pytest.fixture(params=[1, 2, 3])
def told(request: pytest.FixtureRequest, desk: Any, pen: Pen, clock: type[Clock]) -> tuple[Any, list[Step]]:
    """A desk after forty random records on rising days."""
    dice = random.Random(request.param)
    days = sorted(FIRST + timedelta(days=dice.randrange(140)) for _ in range(40))
    steps = [random_step(dice, day) for day in days]
    for step in steps:
        clock.at = step[0]
        write(pen, step)
    return desk, steps


@pytest.mark.requirement("E1", "E2")
@pytest.mark.parametrize("database", BOTH, indirect=True)
@pytest.mark.parametrize("by", list(By))
def test_every_day_is_what_the_steps_of_up_to_that_day_say(told: tuple[Any, list[Step]], by: By) -> None:
    from weipian.office.account.by_day import WHOLE, Days, course, ratio_on

    desk, steps = told
    found = course(desk, Days(FIRST, LAST, by))
    dice = random.Random(9)
    for day in [FIRST, LAST, *(FIRST + timedelta(days=dice.randrange(150)) for _ in range(25))]:
        for name in (WHOLE, *TOWNSHIPS):
            (*_, point) = [one for one in found.points[name] if one.day <= day]
            after = point.account.after
            wanted = oracle(steps, day, by, None if name == WHOLE else name)
            assert (after.numerator, after.denominator, point.account.undetermined) == wanted, (day, name)
    answer: Any = ratio_on(desk, LAST, by)
    top, bottom, _ = oracle(steps, LAST, by, None)
    assert answer["county"]["after"]["numerator_mu"] == f"{float(top):.4f}"
    assert answer["county"]["after"]["denominator_mu"] == f"{float(bottom):.4f}"


@pytest.mark.parametrize("by", list(By))
def test_the_last_day_is_what_the_ratio_says_now(told: tuple[Any, list[Step]], by: By) -> None:
    from weipian.office.account.by_day import Days, course, course_json
    from weipian.office.ledger.standing import ratio_now

    now: Any = ratio_now(told[0]).answer
    found: Any = course_json(course(told[0], Days(FIRST, date(2026, 1, 1), by)))
    last = found["county"][-1]
    assert {key: last[key] for key in now["county"]} == now["county"]
    assert last["not_final_plots"] == now["not_final_plots"]
    for name, points in found["townships"].items():
        assert {key: points[-1][key] for key in now["townships"][name]} == now["townships"][name]


def test_an_import_taken_back_leaves_the_matters_days_but_stays_in_what_was_recorded(
    desk: Any, clock: type[Clock], tmp_path: Path
) -> None:
    from edited_ledger import exported, take, write_cells
    from weipian.office.account.by_day import Days, course
    from weipian.office.ledger.undoing import undo

    clock.at = date(2023, 9, 10)
    path = exported(desk, tmp_path / "台账.xlsx")
    write_cells(path, {"P1": {"determination": "新增建设用地违法", "because": "未批先建", "reviewed": "2023-09-05"}})
    take(desk, path, "HS")
    clock.at = date(2023, 9, 20)
    undo(desk, None)
    seen = {
        by: [(one.day, one.account.after.numerator) for one in course(desk, Days(FIRST, LAST, by)).points["全县"]]
        for by in By
    }
    assert seen[By.DAY] == [(FIRST, NONE)]
    assert seen[By.RECORD] == [(FIRST, NONE), (date(2023, 9, 10), THREE), (date(2023, 9, 20), NONE)]


def test_a_split_plot_is_its_parts_from_the_day_of_the_cut_and_itself_before(
    desk: Any, pen: Pen, clock: type[Clock]
) -> None:
    from weipian.office.account.by_day import Days, course
    from weipian.store.acting import acting
    from weipian.store.models import Measurement, Plot
    from weipian.terms.acting import Act, State

    whole = Plot.objects.get(number="P1")
    clock.at = date(2023, 9, 1)
    with acting(desk, Act.PLOT_SPLIT, f"plot:{whole.id}") as act:
        row = {
            "patch_id": whole.patch_id,
            "parent_id": whole.id,
            "township": TOWNSHIPS[0],
            "state": State.MEASURED.value,
        }
        parts = act.add_many(Plot, [{**row, "number": f"P1-{k}", "area_um2": 1_000_000_000} for k in (1, 2)])
        act.change(Plot, whole.id, closed=True)
        detail = {"cultivated_um2": 800_000_000}
        for key in parts:
            act.add(Measurement, plot_id=key, kind="land_use", checked="found", area_um2=1, detail=detail)

    def seen(by: By) -> list[tuple[date, Fraction]]:
        points = course(desk, Days(FIRST, LAST, by)).points[TOWNSHIPS[0]]
        return [(one.day, one.account.undetermined) for one in points]

    assert seen(By.RECORD) == [(FIRST, Fraction(6)), (date(2023, 9, 1), Fraction(27, 5))]
    assert seen(By.DAY) == [(FIRST, Fraction(27, 5))]


def test_a_final_word_holds_from_its_papers_day(desk: Any, pen: Pen, clock: type[Clock]) -> None:
    from weipian.office.account.by_day import Days, course

    clock.at = date(2023, 12, 1)
    pen("P1", "determination", determination="unlawful_new", reviewed=date(2023, 9, 5))
    pen("P1", "determination", date(2023, 10, 9), determination="lawful_new", reviewed=date(2023, 9, 5), final=True)
    points = course(desk, Days(FIRST, LAST)).points[TOWNSHIPS[0]]
    assert [(one.day, one.account.after.numerator, one.final.denominator, one.not_final) for one in points] == [
        (FIRST, NONE, NONE, 0), (date(2023, 9, 5), THREE, NONE, 1), (date(2023, 10, 9), NONE, THREE, 0),
    ]  # fmt: skip


def test_parts_count_each_for_itself_and_the_rest_stays_open() -> None:
    """As the stage of rectification keeps them: cultivated land, outcome, its day, the record's day."""
    from weipian.office.account.stories import stories
    from weipian.store.queries.account import Books, Once, PlotOnce
    from weipian.terms.words import Category

    plot = PlotOnce(1, "P1", TOWNSHIPS[0], False, 1, FIRST, Category.NEW_NONFARM_CONSTRUCTION, False)
    days = {1: FIRST, 2: date(2023, 9, 2), 3: date(2023, 10, 3)}
    records = Books(
        plots=[plot], determined={1: [Once(1, 2, True, ("unlawful_new", None, date(2023, 9, 1)))]}, finals={},
        right={}, filed={1: [Once(1, 1, True, ('{"cultivated": "10"}',))]}, measured={}, days=days, closings={},
        taken_back={}, parts={1: {"东": [Once(1, 3, True, ("4", "recultivated", date(2023, 10, 1), None))]}},
    )  # fmt: skip
    (story,) = stories(records, By.DAY)
    assert [(day, [(one.plot, one.cultivated, one.outcome.value) for one in rows]) for day, rows in story.changes][
        1:
    ] == [
        (date(2023, 9, 1), [("P1", Fraction(10), "")]),
        (date(2023, 10, 1), [("P1#东", Fraction(4), "recultivated"), ("P1", Fraction(6), "")]),
    ]


@pytest.mark.requirement("A3")
def test_a_township_sees_its_own_history_only(desk: Any) -> None:
    from weipian.office.account.by_day import Days, course, course_json

    theirs = as_clerk_of(desk, TOWNSHIPS[0])
    found: Any = course_json(course(theirs, Days(FIRST, LAST)))
    assert (found["county"], list(found["townships"])) == (None, [TOWNSHIPS[0]])
    with pytest.raises(InputError):
        course(theirs, Days(FIRST, LAST, township=TOWNSHIPS[1]))
    with pytest.raises(UsageError):
        course(desk, Days(LAST, FIRST))


def test_as_many_questions_however_many_plots(tmp_path: Path, clock: type[Clock]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.account.by_day import Days, course

    asked = []
    for place, count in enumerate((1, 9)):
        desk = made_desk(tmp_path / str(place))
        issue(desk, [Given(f"Q{k}") for k in range(count)])
        for k in range(count):
            pen_of(desk)(f"Q{k}", "determination", determination="unlawful_new", reviewed=FIRST)
        with CaptureQueriesContext(connection) as found:
            course(desk, Days(FIRST, LAST, By.RECORD))
        asked.append(len(found))
    assert asked[0] == asked[1] < 15
