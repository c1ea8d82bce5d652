"""The flow of plots through the states, out of the books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from weipian.figures.flow_values import Node, Passage, Stage, StateFlow
from weipian.figures.marks import Mark
from weipian.figures.state_flow import draw_state_flow
from weipian.office.figures.titles import notice_of, title_of
from weipian.office.ledger.following import determined, stage_of
from weipian.office.ledger.now import now_of
from weipian.store.acting import Desk
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import summed
from weipian.terms.acting import State
from weipian.terms.words import Category, Conclusion, Determination, Outcome

ISSUED = Node("issued", "下发")
SITE = (Node("inspected", "已核查"), Node("uninspected", "未核查"), Node("withdrawn", "已移出"))
MARKS = tuple(Node(mark.name, mark.look.label, mark) for mark in reversed(Mark))
RIGHT = (
    Node(Outcome.RECULTIVATED.name, "拆除复耕到位"),
    Node(Outcome.RETROSPECTIVE_APPROVAL.name, "已补办手续"),
    Node(Outcome.SETTLED_OTHERWISE.name, "其他措施到位"),
    Node(Outcome.RECULTIVATED_UNACCEPTED.name, "拆除复耕待验收"),
    Node(Outcome.IN_PROGRESS.name, "整改中"),
    Node(Outcome.NONE.name, "未见整改"),
)
MINING = {
    Conclusion.LAWFUL.value: Mark.LAWFUL,
    Conclusion.UNLAWFUL.value: Mark.UNLAWFUL,
    Conclusion.PSEUDO_CHANGE.value: Mark.OTHER_USE,
}


def state_flow(desk: Desk, today: date, township: str | None = None) -> str:
    """An SVG of how far the plots have come; who belongs to a township sees its own."""
    return draw_state_flow(flow_of(desk, today, township))


def flow_of(desk: Desk, today: date, township: str | None = None) -> StateFlow:
    """The flow's values."""
    found = lines(summed(desk, township))
    counts = Counter(passage for line in found for passage in pairwise(way_of(line)))
    stages = (
        Stage("下发", (ISSUED,)), Stage("实地核查", SITE), Stage("判定", MARKS), Stage("违法地块的整改", RIGHT)
    )  # fmt: skip
    return StateFlow(
        title=f"{title_of(desk, township)}　图斑流转（截至 {today.isoformat()}）",
        stages=stages,
        passages=tuple(_in_order(counts, stages)),
        unit="地块",
        notice=notice_of(desk),
    )


def _in_order(counts: Counter[tuple[str, str]], stages: Iterable[Stage]) -> Iterator[Passage]:
    for before, after in pairwise(stages):
        for start in before.nodes:
            for end in after.nodes:
                if counts[start.key, end.key]:
                    yield Passage(start.key, end.key, counts[start.key, end.key])


def way_of(line: Line) -> list[str]:
    """The nodes that a plot has passed."""
    if line.state is State.WITHDRAWN:
        return [ISSUED.key, "withdrawn"]
    mark = mark_of(line)
    way = [ISSUED.key, "inspected" if stage_of(line).inspected else "uninspected", mark.name]
    return [*way, Outcome(now_of(line).values["outcome"]).name] if mark is Mark.UNLAWFUL else way


def mark_of(line: Line) -> Mark:
    """As determined; where nothing is, 疑 where people have looked and the proposal is in doubt, else 未."""
    said = determined(line)
    if line.category is Category.MINING and said in MINING:
        return MINING[said]
    doubt = line.proposed is not None and line.proposed.conclusion == Conclusion.IN_DOUBT.value
    seen = Conclusion.IN_DOUBT if doubt and line.site is not None else None
    decided = Determination.UNDETERMINED if line.category is Category.MINING or not said else Determination(said)
    return Mark.of(decided, seen)
