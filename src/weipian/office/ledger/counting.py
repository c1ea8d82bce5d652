"""The plots of the books as the ratio and the planner read them (plan 四(一))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from weipian.office.ledger.following import determined
from weipian.office.ledger.now import now_of
from weipian.office.ledger.rows import area_written, flag, measured, measured_cultivated
from weipian.programme.account.ledger import MARKS, LedgerRow
from weipian.store.queries.ledger import Line
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.terms.messages import sentence
from weipian.terms.words import Category, Determination, LayerKind, Outcome

NAMED = 5


def counted_cultivated(line: Line) -> Area | None:
    """Cultivated land as filed, else as measured; None for mining, and where it is not known: that is not nought."""
    if line.category is Category.MINING or line.state is State.WITHDRAWN:
        return None
    filed = line.filed_areas.get("cultivated", "")
    return area_written(filed) if filed else measured_cultivated(line)


def counting(lines: Iterable[Line]) -> list[LedgerRow]:
    """The rows of the ratio: one a plot; of a plot that is put right in parts one a part, and one of what is left."""
    return [part for line in lines if (row := counted(line)) is not None for part in in_parts(row, line)]


PART = "#"
"""Between a plot's number and the name of its part."""


def in_parts(row: LedgerRow, line: Line) -> list[LedgerRow]:
    """Each part counts for itself; what is left has not been put right. Without parts the row as it is."""
    if not line.parts:
        return [row]
    parts = [
        replace(row, plot=f"{row.plot}{PART}{one.name}", cultivated=one.cultivated, outcome=one.outcome)
        for one in line.parts
    ]
    left = row.cultivated - sum((one.cultivated for one in line.parts), Fraction(0))
    outcome = Outcome.IN_PROGRESS if row.outcome.is_settled else row.outcome
    return [*parts, replace(row, cultivated=left, outcome=outcome)] if left > 0 else parts


def counted(line: Line) -> LedgerRow | None:
    """A plot in the ratio; None where it is in none."""
    cultivated = counted_cultivated(line)
    if cultivated is None:
        return None
    now = now_of(line).values
    return LedgerRow(
        plot=line.plot,
        township=line.township,
        determination=Determination(determined(line) or Determination.UNDETERMINED),
        cultivated=cultivated.mu,
        outcome=Outcome(now["outcome"]),
        marks=frozenset(mark for mark in MARKS if now[mark] == "1"),
        supplementary=line.supplementary or line.category is Category.SUPPLEMENTARY,
        accepted_above=now["final"] == "1",
        can_recultivate=flag(now["can_recultivate"]),
        can_approve=flag(now["can_approve"]),
        farmland=touched(line, LayerKind.PERMANENT_BASIC_FARMLAND, "farmland"),
        redline=touched(line, LayerKind.ECOLOGICAL_REDLINE, "redline"),
    )


def touched(line: Line, kind: LayerKind, name: str) -> Fraction | None:
    """亩 of farmland or redline, of filed and measured the larger; None where neither is known."""
    filed = area_written(line.filed_areas.get(name, ""))
    found = [area for area in (filed, measured(line, kind)) if area is not None]
    return max(found).mu if found else None


def said_of(lines: Iterable[Line]) -> list[str]:
    """What a reader of the ratio must know: plots whose land is not known, and those that are only measured."""
    own = [line for line in lines if line.category.is_land and line.state is not State.WITHDRAWN]
    unknown = [line.plot for line in own if counted_cultivated(line) is None]
    only_measured = [line.plot for line in own if counted_cultivated(line) and not line.filed_areas.get("cultivated")]
    found = []
    for code, plots in (("said_not_in_ratio", unknown), ("said_measured_in_ratio", only_measured)):
        if plots:
            found.append(sentence(code, {"count": len(plots), "names": "、".join(plots[:NAMED])}))
    return found
