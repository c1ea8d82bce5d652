"""What hangs on a plot beside its own books: putting right, cases, handovers, objections, what lay there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from weipian.office.cases.listing import case_shown
from weipian.office.cases.told import clock_line
from weipian.store.acting import Desk
from weipian.store.eyes import eyes_of
from weipian.store.queries.beside_cases import said_of_plots
from weipian.store.queries.cases import cases_on
from weipian.store.queries.handover import HandoverHere, handovers_here
from weipian.store.queries.objection import objections
from weipian.store.queries.overlay import PlotHere
from weipian.store.queries.rectification import records_of
from weipian.store.seeing import seen


@dataclass(frozen=True, slots=True)
class Line:
    """A day, what, what was said, by whom; `due` where something is owed."""

    day: date | None
    what: str
    said: str
    by: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """`none`: what is written where there are no lines, which is known and not left open."""

    title: str
    lines: tuple[Line, ...]
    none: str


OF_RIGHT = frozenset({
    "rectification_order", "rectification_progress", "rectified_part", "self_acceptance", "right_in_place",
    "upper_application",
})  # fmt: skip
OF_CASES = frozenset({"stop_order", "case_less", "case_move"})


def blocks(desk: Desk, one: PlotHere, booked: frozenset[str], today: date) -> list[Block]:
    """`booked`: the tables that hold anything of the plot or its patch; where none does, nothing more is asked."""

    def lines(tables: frozenset[str], read: Callable[[], Iterator[Line]]) -> tuple[Line, ...]:
        return tuple(read()) if tables & booked else ()

    plots = {one.id: one.patch_id}
    return [
        Block("整改", lines(OF_RIGHT, lambda: _right(desk, plots)), "没有下达整改通知。"),
        Block("查处", lines(OF_CASES, lambda: _cases(desk, plots, today)), "没有责令停止，没有立案。"),
        Block("移交", lines(frozenset({"handover"}), lambda: _handed(desk, one.patch)), "没有移交部门。"),
        Block("异议", lines(frozenset({"objection"}), lambda: _objected(desk, plots)), "没有人提出异议。"),
    ]


def _right(desk: Desk, plots: dict[int, int]) -> Iterator[Line]:
    eyes = eyes_of(desk.policy, desk.actor)
    for records in records_of(plots).values():
        if records.order:
            one = records.order
            yield Line(
                one.day, "整改通知", f"{one.number}　{one.measure.label}　{eyes.deep(one.told)}", one.by, one.due
            )
        for each in records.progress:
            yield Line(each.day, each.step.label, str(eyes.deep(each.told)), each.by)
        for taken in records.accepted:
            yield Line(taken.day, "乡镇自验", str(eyes.deep(taken.told)), taken.by)
        for asked in records.applications:
            yield Line(asked.day, "申请市级核验", asked.number, asked.by)
            if asked.answer:
                yield Line(
                    asked.answer.day, "核验", f"{asked.answer.result.label}　{asked.answer.number}", asked.answer.by
                )
        for placed in records.in_place:
            yield Line(placed.day, "整改到位", str(eyes.deep(placed.told)), placed.by)


def _cases(desk: Desk, plots: dict[int, int], today: date) -> Iterator[Line]:
    sight = seen(desk)
    for stop in said_of_plots("stop_order", sight, plots):
        yield Line(stop.values["day"], "责令停止", str(stop.values["number"] or ""), stop.by)
    for less in said_of_plots("case_less", sight, plots):
        yield Line(less.values.get("day"), "非立案处理", "", less.by)
    numbers = dict.fromkeys(case.number for found in cases_on(plots).values() for case in found)
    for number in numbers:
        one = case_shown(desk, number, today)
        clock = one.next_clock
        said = "　".join(filter(None, (number, one.now.stage.label, clock_line(clock) if clock else "")))
        yield Line(one.case.turns[0].day, "立案", said, one.case.body, clock.due if clock else None)


def _handed(desk: Desk, patch: str) -> Iterator[Line]:
    for one in handovers_here(seen(desk), numbers=[patch]):
        said = "　".join(filter(None, (one.department, one.matter, one.stage.label, _answers(desk, one))))
        yield Line(one.given, "移交", said, one.by or one.answerer, one.due if one.stage.is_open else None)


def _answers(desk: Desk, one: HandoverHere) -> str:
    eyes = eyes_of(desk.policy, desk.actor)
    return "；".join(f"{each.day} {each.kind.label} {eyes.deep(each.told)}" for each in one.answers)


def _objected(desk: Desk, plots: dict[int, int]) -> Iterator[Line]:
    eyes = eyes_of(desk.policy, desk.actor)
    for one in objections(seen(desk), plots):
        who = eyes.name(one.party) if one.party else one.township
        yield Line(one.day, f"{one.id} 号异议", f"{one.about.label}　{who}　{eyes.deep(one.reason)}", one.by)
        for step in one.steps:
            result = f"：{step.result.label}" if step.result else ""
            yield Line(step.day, f"{step.kind.label}{result}", f"{eyes.deep(step.reason)}　{step.paper}", step.by)
