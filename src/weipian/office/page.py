"""The leader's page of a year, filled from the same figures as the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from weipian import __version__
from weipian.office.asking import Judged
from weipian.office.book import duty_rows, ratios
from weipian.office.drawing import county_map, mark_of
from weipian.office.duty_sheet import short
from weipian.office.run import Year
from weipian.policy.spelling import word as spelt
from weipian.programme.report.summary import DueItem, GateCount, Standing, StateCount, SummaryView
from weipian.terms.words import Category, Determination, GateName
from weipian.workbook.ledger import DutyRow, RatioRow

HORIZON = 10
"""Days ahead that the page looks."""
WHOLE_COUNTY = "全县"
SEVERAL = "有关乡镇和单位"
TASKS = {
    GateName.A: "逐一实地核查（会审前）",
    GateName.B: "核查拆除复耕",
    GateName.C: "核验拆除复耕",
    GateName.D: "逐一实地核查新建建筑（会审前）",
}


def summary_view(year: Year) -> SummaryView:
    """All that the page shows."""
    rows = list(ratios(year))
    county = next(standing(row) for row in rows if row.whole_county)
    return SummaryView(
        title=year.county.title,
        as_of=year.county.as_of,
        notices=tuple(filter(None, (year.county.notice, year.policy.notice))),
        county=county,
        margin_mu=max(county.area_line_mu, county.ratio_line * county.denominator_mu) - county.unlawful_mu,
        townships=tuple(standing(row) for row in rows if not row.whole_county),
        due=tuple(coming(year)),
        overdue=tuple(missed(year)),
        states=tuple(states(year.judged)),
        gates=tuple(gates(year)),
        not_final_count=sum(not_final(one) for one in year.judged),
        map_svg=county_map(year),
        policy_title=year.policy.title,
        clauses=(year.policy.value("ratio.county.area").clause, year.policy.value("ratio.township.area").clause),
        software=f"weipian {__version__}",
        horizon_days=HORIZON,
    )


def standing(row: RatioRow) -> Standing:
    """A row of the ratio sheet as the page shows it."""
    open_mu = row.undetermined_mu
    most = row.after.denominator + open_mu
    return Standing(
        name=row.name,
        before=row.before.ratio,
        after=row.after.ratio,
        unlawful_before_mu=row.before.numerator,
        unlawful_mu=row.after.numerator,
        denominator_mu=row.after.denominator,
        area_line_mu=row.area_line_mu,
        ratio_line=row.ratio_line,
        in_scope=row.in_scope,
        undetermined_mu=open_mu,
        undetermined_count=row.undetermined_count,
        ratio_if_all_unlawful=(row.after.numerator + open_mu) / most if most else None,
    )


def coming(year: Year) -> Iterator[DueItem]:
    """What is due within the horizon, soonest first; alike duties of one day are one line."""
    last = year.county.as_of + timedelta(days=HORIZON)
    rows = [row for row in duty_rows(year) if not row.overdue and year.county.as_of <= row.due <= last]
    yield from lines(rows, year.county.as_of, lambda row: (row.duty, row.due))


def missed(year: Year) -> Iterator[DueItem]:
    """What the files show to be overdue, the longest first; one line for each duty and whose it is."""
    rows = [row for row in duty_rows(year) if row.overdue]
    yield from lines(rows, year.county.as_of, lambda row: (row.duty, row.who))


def lines(rows: list[DutyRow], today: date, alike: Callable[[DutyRow], tuple[object, ...]]) -> Iterator[DueItem]:
    """Rows that are alike as one line with their count; its date is the earliest."""
    grouped: dict[tuple[object, ...], list[DutyRow]] = {}
    for row in sorted(rows, key=lambda row: (row.due, row.duty)):
        grouped.setdefault(alike(row), []).append(row)
    for same in grouped.values():
        first = same[0]
        what = first.duty if len(same) > 1 or first.subject == WHOLE_COUNTY else f"{first.duty}：{first.subject}"
        who = first.who if len({row.who for row in same}) == 1 else SEVERAL
        yield DueItem(what, who, first.due, (first.due - today).days, first.clause, len(same))


def states(judged: Iterable[Judged]) -> Iterator[StateCount]:
    """How many patches show each mark, with the cultivated land of those whose land is known."""
    counts: Counter[str] = Counter()
    areas: dict[str, Fraction] = {}
    for one in judged:
        label = mark_of(one).look.label
        counts[label] += 1
        areas[label] = areas.get(label, Fraction(0)) + (one.filed_cultivated or Fraction(0))
    for label, count in counts.most_common():
        yield StateCount(label, count, areas[label])


def gates(year: Year) -> Iterator[GateCount]:
    """Gates A and D wait until a site inspection is recorded, B and C until the outcome is."""
    waiting = Counter(str(gate["gate"]) for one in year.judged for gate in one.gates if outstanding(one, gate))
    for gate in GateName:
        value = year.policy.value(f"gates.{gate}.who")
        who = f"{spelt(value.text, year.policy.schema)}{TASKS[gate]}"
        yield GateCount(gate.value, who, waiting[gate.value], short(value.clause, year.policy))


def outstanding(one: Judged, gate: dict[str, object]) -> bool:
    """Nothing in the files shows that the gate's own inspection was held, so it stands until the plot is settled."""
    if gate["gate"] in ("A", "D"):
        return one.determination is Determination.UNDETERMINED and one.mining_determination is None
    return not one.outcome.is_settled


def not_final(one: Judged) -> bool:
    """Determined by the county, and not yet finally by the level above (四(一))."""
    decided = one.determination is not Determination.UNDETERMINED or one.known.issued.category is Category.MINING
    return decided and one.known.review.get("final") is not True
