"""The leader's page filled from the rows of the ledger workbook, whichever way these were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from weipian.figures.marks import Mark
from weipian.office.duty_sheet import short
from weipian.office.summary.due import HORIZON, coming, missed
from weipian.office.summary.reading import is_not_final, mark_of, patches_of, standing_rows, waits_at
from weipian.policy import Policy
from weipian.policy.spelling import word as spelt
from weipian.programme.report.listing import total
from weipian.programme.report.summary import GateCount, Standing, StateCount, SummaryView
from weipian.record.head import mark_text
from weipian.terms.words import GateName
from weipian.workbook.sheets_rows import LedgerBook, RatioRow

COUNTY = "county"
TASKS = {
    GateName.A: "逐一实地核查（会审前）",
    GateName.B: "核查拆除复耕",
    GateName.C: "核验拆除复耕",
    GateName.D: "逐一实地核查新建建筑（会审前）",
}


@dataclass(frozen=True, slots=True)
class Drawings:
    """`county`: the SVG on the page; `beside`: name and file of what lies beside it."""

    county: str
    beside: tuple[tuple[str, str], ...] = ()


def keyed(book: LedgerBook) -> list[tuple[str, RatioRow]]:
    """The ratio's rows, each with the key of its lists: the townships in the county's order, then the county."""
    return [(COUNTY if row.whole_county else f"t{number}", row) for number, row in enumerate(book.ratios, 1)]


def summary_view(book: LedgerBook, policy: Policy, drawn: Drawings) -> SummaryView:
    """All that the page shows: of the county, or of the one township that the book has."""
    standings = [standing(key, row) for key, row in keyed(book)]
    whole = standings[-1]
    return SummaryView(
        title=book.title,
        as_of=book.as_of,
        notices=book.notices,
        whole=whole,
        margin_mu=max(whole.area_line_mu, whole.ratio_line * whole.denominator_mu) - whole.unlawful_mu,
        townships=tuple(standings[:-1]),
        due=tuple(line.item for line in coming(book)),
        overdue=tuple(line.item for line in missed(book)),
        states=tuple(states(book)),
        gates=tuple(gates(book, policy)),
        not_final_count=sum(map(is_not_final, standing_rows(book))),
        map_svg=drawn.county,
        policy_title=book.policy_title,
        clauses=(policy.value("ratio.county.area").clause, policy.value("ratio.township.area").clause),
        software=book.software,
        log_mark=mark_text(book.origin.seq, book.origin.hash) if book.origin else "",
        horizon_days=HORIZON,
        figures=drawn.beside,
    )


def standing(key: str, row: RatioRow) -> Standing:
    """A row of the ratio sheet as the page shows it."""
    open_mu = row.undetermined_mu
    most = row.after.denominator + open_mu
    return Standing(
        key=key,
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


def state_key(mark: Mark) -> str:
    return f"state-{mark.name.lower().replace('_', '-')}"


def states(book: LedgerBook) -> Iterator[StateCount]:
    """How many plots show each mark, with the cultivated land of those whose land is known."""
    rows = standing_rows(book)
    for mark, count in Counter(map(mark_of, rows)).most_common():
        land = total(row.cultivated.mu for row in rows if row.cultivated and mark_of(row) is mark)
        yield StateCount(state_key(mark), mark.look.label, count, land)


def gate_key(gate: GateName) -> str:
    return f"gate-{gate.value.lower()}"


def gates(book: LedgerBook, policy: Policy) -> Iterator[GateCount]:
    """Each gate with the patches that wait there."""
    rows = standing_rows(book)
    for gate in GateName:
        value = policy.value(f"gates.{gate}.who")
        who = f"{spelt(value.text, policy.schema)}{TASKS[gate]}"
        waiting = patches_of(row for row in rows if waits_at(row, gate.value))
        yield GateCount(gate_key(gate), gate.value, who, waiting, short(value.clause, policy))
