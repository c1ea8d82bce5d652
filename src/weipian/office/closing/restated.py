"""What changed since a close, plot by plot: by which act, when, by whom; beside the frozen figures, never in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weipian.office.closing.facts import asking
from weipian.office.closing.rows import Dating, kept
from weipian.policy import Policy
from weipian.store.queries.closing import (
    Closed,
    FrozenPlot,
    made_by,
    measured_by,
    reported_in,
    times,
)
from weipian.store.queries.ledger import Line
from weipian.terms.acting import Act, State
from weipian.terms.closing import PeriodKind

FIELDS = {
    "township": "乡镇", "category": "类别", "issued": "下发日期", "state": "进度", "determination": "判定",
    "final": "上级终判", "outcome": "整改结果", "area_filed": "填报面积", "cultivated_filed": "填报耕地",
    "area_um2": "实测面积", "cultivated_um2": "实测耕地", "farmland_um2": "实测永久基本农田",
    "redline_um2": "实测生态保护红线", "before": "整改前计入", "after": "整改后计入", "gates": "闸门",
}  # fmt: skip
"""What is compared, and its name for people."""


@dataclass(frozen=True, slots=True)
class Restated:
    """One figure of one plot that is another now; `was` or `now` None: the plot is new, or gone from the period."""

    plot: str
    township: str
    field: str
    was: str | None
    now: str | None
    event: int
    at: str
    actor: str
    act: str
    because: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Plot → the event that made it, the newest that measured or proposed, the newest that measured."""

    made: Mapping[int, int]
    told: Mapping[int, int]
    measured: Mapping[int, int]


def restatements(policy: Policy, close: Closed, frozen: Iterable[FrozenPlot], found: Iterable[Line]) -> list[Restated]:
    """`frozen`, `found`: as far as the asker sees them."""
    old = {one.plot: one for one in frozen}
    late = Late(policy, close, frozenset(one.patch_id for one in old.values()))
    lines = {
        line.plot: line
        for line in found
        if line.state is not State.WITHDRAWN and (line.plot in old or late.holds(line))
    }
    plain = asking(policy, close.day, None, list(lines.values()))
    now = {one.plot: one for one in kept(list(lines.values()), plain, ())}
    sources = Sources(made_by(), measured_by(), plain.measured)
    pairs = ((plot, old.get(plot), now.get(plot), lines.get(plot)) for plot in sorted({*old, *now}))
    return _told(row for plot, was, then, line in pairs for row in _compared(plot, was, then, line, sources))


class Late:
    """Of the period by its own dates, but not in its figures: issued or taken in after the close, or cut since."""

    def __init__(self, policy: Policy, close: Closed, patches: frozenset[int]) -> None:
        self.close, self.patches, self.dating = close, patches, Dating(policy)
        self.kind = PeriodKind(close.kind)
        self.elsewhere = reported_in(close.kind, close.key) if self.kind is PeriodKind.MONTH else {}

    def holds(self, line: Line) -> bool:
        if line.patch_id in self.patches:
            return True
        dated = self.dating.of(line)
        match self.kind:
            case PeriodKind.MONTH:
                return dated.month == self.close.key and line.patch not in self.elsewhere
            case PeriodKind.QUARTER:
                return dated.quarter == self.close.key
            case PeriodKind.HALF_YEAR:
                return line.issued <= self.close.until
            case PeriodKind.YEAR:
                return True


Row = tuple[str, str, str, str | None, str | None, int, str]


def _compared(
    plot: str, was: FrozenPlot | None, now: FrozenPlot | None, line: Line | None, sources: Sources
) -> list[Row]:
    if was is None or now is None or line is None:
        there = was or now
        assert there is not None
        event = sources.made.get(line.id, 0) if line else 0
        return [(plot, there.township, "plot", plot if was else None, plot if now else None, event, "")]
    because = line.determined.values["because"] if line.determined else ""
    changed = [name for name in FIELDS if getattr(was, name) != getattr(now, name)]
    return [
        (
            plot,
            now.township,
            name,
            _text(getattr(was, name)),
            _text(getattr(now, name)),
            _event(line, name, sources),
            because if name == "determination" else "",
        )
        for name in changed
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _event(line: Line, name: str, sources: Sources) -> int:
    """The event that wrote what the figure comes from."""
    kept_by = {
        "determination": (line.determined,),
        "final": (line.determined,),
        "outcome": (line.right,),
        "area_filed": (line.filed,),
        "cultivated_filed": (line.filed,),
        "state": (line.determined, line.right, line.site),
        "before": (line.determined, line.filed),
        "after": (line.determined, line.right, line.filed),
    }
    if name in kept_by:
        return max((one.event for one in kept_by[name] if one is not None), default=0)
    if name.endswith("_um2"):
        return sources.measured.get(line.id, 0)
    return (sources.told if name == "gates" else sources.made).get(line.id, 0)


def _told(rows: Iterable[Row]) -> list[Restated]:
    every = list(rows)
    when = times({row[5] for row in every})
    return [Restated(*row[:6], *_by(when.get(row[5])), row[6]) for row in every]


def _by(found: tuple[str, str, str] | None) -> tuple[str, str, str]:
    if found is None:
        return "", "", ""
    at, actor, act = found
    return at, actor, Act(act).label
