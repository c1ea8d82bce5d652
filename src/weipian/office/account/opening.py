"""`ratio --open`: a figure with the plots that make it, each with its area, rule and clause (E3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.office.account.beside import differing, overlaps_of
from weipian.office.account.counted import OfPlot, area_of, counted_plots, rows_of, unknown
from weipian.policy import Policy
from weipian.programme.account.figures import HOLDS, is_final, opened
from weipian.programme.account.ratio import Counts, total
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed
from weipian.terms.account import Figure
from weipian.terms.area import decimals
from weipian.terms.words import Determination, Outcome

OVERLAP = "ratio.overlap"


@dataclass(frozen=True, slots=True)
class Row:
    """A plot, or a part of one, in a figure. `area` in 亩 is what it adds, None where that is not known."""

    plot: str
    township: str
    area: Fraction | None
    determination: str
    outcome: str
    final: bool
    rule: str
    clause: str
    because: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A figure opened: `total` is the exact sum of its rows."""

    figure: Figure
    scope: str
    total: Fraction
    rows: Sequence[Row]


def open_figure(desk: Desk, figure: Figure, township: str | None = None) -> Opening:
    """Raises InputError for who may not see these sums."""
    sight = summed(desk, township)
    plots = counted_plots(lines(sight, reasons=False))
    rows = list(rows_in(plots, figure, desk.policy))
    scope = sight.one_township or desk.policy.place_label
    return Opening(figure, scope, total(row.area for row in rows if row.area is not None), rows)


def rows_in(plots: Sequence[OfPlot], figure: Figure, policy: Policy) -> Iterable[Row]:
    """The rows of a figure: sums of rows by their rules, else what is known of the plots beside."""
    if figure in HOLDS:
        return _summed(plots, figure, policy)
    return BESIDE[figure](plots, policy)


def _summed(plots: Sequence[OfPlot], figure: Figure, policy: Policy) -> Iterable[Row]:
    for one in opened(rows_of(plots), figure, Counts(policy)):
        row, gist = one.row, policy.value(one.rule).gist
        yield Row(
            row.plot, row.township, one.area, row.determination.label, outcome_label(row.outcome),
            is_final(row), one.rule, one.clause, gist,
        )  # fmt: skip


def outcome_label(outcome: Outcome) -> str:
    return outcome.label if outcome else ""


def _differing(plots: Sequence[OfPlot], policy: Policy) -> Iterable[Row]:
    """What counts of a plot, and by how much it differs."""
    rule = policy.value("ratio.final_by")
    for one in differing(plots):
        counted, on_ground = area_of(one.rows), area_of(one.measured)
        known = f"实测 {decimals(on_ground, 4)} 亩，相差 {decimals(counted - on_ground, 4)} 亩"
        yield _row(one, counted, rule.key, rule.clause, known if one.measured else "没有实测面积")


def _earlier(plots: Sequence[OfPlot], policy: Policy) -> Iterable[Row]:
    rule = policy.value(OVERLAP)
    for one in overlaps_of(plots, policy):
        before = f"与 {'、'.join(one.patches)} " if one.patches else ""
        said = f"{before}重叠 {decimals(one.overlap, 4)} 亩，新增部分的耕地最多 {decimals(one.new_at_most, 4)} 亩"
        mend = "；计入的多于新增部分，请按新增部分填报" if one.counts_too_much else ""
        yield _row(one.plot, area_of(one.plot.rows), rule.key, rule.clause, said + mend)


def _unknown(plots: Sequence[OfPlot], policy: Policy) -> Iterable[Row]:
    rule = policy.value("ratio.counts.undetermined")
    for one in unknown(plots):
        yield _row(one, None, "", rule.clause, "没有填报，也没有套合出耕地面积")


BESIDE: Mapping[Figure, Callable[[Sequence[OfPlot], Policy], Iterable[Row]]] = {
    Figure.DIFFERING: _differing,
    Figure.EARLIER: _earlier,
    Figure.UNKNOWN: _unknown,
}


def _row(one: OfPlot, area: Fraction | None, rule: str, clause: str, because: str) -> Row:
    first = one.rows[0] if one.rows else None
    word = first.determination if first else Determination.UNDETERMINED
    outcome = outcome_label(first.outcome) if first else ""
    final = first is not None and is_final(first)
    return Row(one.line.plot, one.line.township, area, word.label, outcome, final, rule, clause, because)


def opening_json(found: Opening) -> dict[str, object]:
    return {
        "figure": found.figure.value,
        "label": found.figure.label,
        "scope": found.scope,
        "total_mu": decimals(found.total, 4),
        "plots": [
            {
                "plot": row.plot,
                "township": row.township,
                "area_mu": None if row.area is None else decimals(row.area, 4),
                "determination": row.determination,
                "outcome": row.outcome,
                "final": row.final,
                "rule": row.rule,
                "clause": row.clause,
                "because": row.because,
            }
            for row in found.rows
        ],
    }


def opening_text(found: Opening) -> str:
    """For people: every plot with its clause, then the sum; a reason that several share is said once, above them."""
    lines_ = [f"{found.scope}　{found.figure.label}：{decimals(found.total, 4)} 亩，{len(found.rows)} 行"]
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in found.rows:
        groups.setdefault((row.because, row.clause), []).append(row)
    for (because, clause), rows in groups.items():
        reason = f"{because}（{clause}）"
        if len(rows) == 1:
            lines_.append(f"  {_row_text(rows[0])}　{reason}")
            continue
        land = total(row.area for row in rows if row.area is not None)
        lines_.append(f"{reason}：{len(rows)} 行，{decimals(land, 4)} 亩")
        lines_ += [f"  {_row_text(row)}" for row in rows]
    return "\n".join(lines_)


def _row_text(row: Row) -> str:
    area = "面积未知" if row.area is None else f"{decimals(row.area, 4)} 亩"
    said = "、".join(filter(None, (row.determination, row.outcome, "上级终判" if row.final else "")))
    return f"{row.plot}　{row.township}　{area}　{said}"
