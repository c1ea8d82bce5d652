"""The ledger workbook of a year: every figure as the rules gave it, issued, filed and measured side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from weipian import __version__
from weipian.fence.row import day, flag, number, of_kind
from weipian.office.asking import Judged
from weipian.office.duty_sheet import Owed, duty_sheet
from weipian.office.knowledge import Known
from weipian.office.putting_right import order_of
from weipian.office.ratio_sheet import ratio_sheet, ratio_terms
from weipian.office.run import Year, ledger_row, ratio_rows
from weipian.office.site_cells import site_cells
from weipian.policy import Policy
from weipian.programme.determination.finding import Proposal
from weipian.terms.area import Area
from weipian.terms.words import Category, LayerKind, Measure
from weipian.workbook.sheets_rows import DutyRow, LedgerBook, LedgerRow, RatioRow, Thrice

MARKS = ("national_project", "housing", "affordable_housing", "nonfarm_conversion", "unlawful_housing", "sensitive")


def ledger_book(year: Year) -> LedgerBook:
    """All sheets of the workbook, as values."""
    county, policy = year.county, year.policy
    return LedgerBook(
        title=county.title,
        as_of=county.as_of,
        policy=policy.name,
        policy_title=policy.title,
        rows=tuple(plot_row(one, county.as_of, policy) for one in year.judged),
        duties=tuple(duty_rows(year)),
        ratios=tuple(ratios(year)),
        terms=ratio_terms(policy),
        notices=tuple(filter(None, (county.notice, policy.notice))),
        sources=tuple((kind.label, layer.source.version) for kind, layer in year.layers.items()),
        software=f"weipian {__version__}",
    )


def plot_row(one: Judged, today: date, policy: Policy) -> LedgerRow:
    """One plot of the main sheet."""
    known, review = one.known, one.known.review
    issued, mining = known.issued, one.known.issued.category is Category.MINING
    right_due, responsible = order_of(one.duties, known.township, policy)
    return LedgerRow(
        plot=issued.patch,
        patch=issued.patch,
        batch=issued.batch,
        project=str(known.visit.get("project") or ""),
        category=issued.category,
        issued=issued.issued,
        township=known.township,
        determination=None if mining else one.determination,
        cultivated=None if ledger_row(one) is None else of_mu(one.filed_cultivated),
        outcome=one.outcome,
        nature=str(review.get("nature") or ""),
        measure=of_kind(review, "measure", Measure) or Measure.NONE,
        area=Thrice(issued.area, filed_area(known, "filed_mu"), known.measured.area),
        cultivated_areas=Thrice(None, filed_area(known, "filed_cultivated_mu"), known.cultivated),
        farmland=known.area_on(LayerKind.PERMANENT_BASIC_FARMLAND),
        redline=known.area_on(LayerKind.ECOLOGICAL_REDLINE),
        mining=filed_area(known, "mining_mu"),
        proposal=one.proposal.conclusion,
        proposal_nature=one.proposal.nature.label if one.proposal.nature else "",
        reasons=reasons(one.proposal),
        missing=one.proposal.missing,
        gates=tuple(gate_words(gate) for gate in one.gates),
        review=str(review.get("review") or ""),
        because=str(review.get("because") or ""),
        final=flag(review, "final"),
        due=one.next_due(today),
        ordered=day(review, "ordered"),
        supplementary=issued.category is Category.SUPPLEMENTARY,
        accepted_above=flag(review, "final"),
        can_recultivate=flag(review, "can_recultivate"),
        can_approve=flag(review, "can_approve"),
        marks={mark: True for mark in MARKS if review.get(mark) or known.visit.get(mark)},
        remark=str(known.visit.get("remark") or ""),
        conclusion=one.mining_determination,
        reviewed=day(review, "reviewed"),
        outcome_on=day(review, "outcome_on"),
        site=site_cells(known.visit),
        right_due=right_due,
        responsible=responsible,
    )


def filed_area(known: Known, key: str) -> Area | None:
    return of_mu(number(known.visit, key))


def of_mu(mu: Fraction | None) -> Area | None:
    return None if mu is None else Area.of_mu(mu)


def reasons(proposal: Proposal) -> tuple[str, ...]:
    """Why, with the clause of the rule that decided."""
    decided = next((one for one in proposal.findings if one.rule == proposal.rule), None)
    clause = f"（{decided.clause}）" if decided else ""
    return (f"{proposal.because}{clause}",)


def gate_words(gate: dict[str, object]) -> str:
    """A gate on the sheet; what is not certain says so."""
    return f"{gate['gate']}" if gate["certain"] else f"{gate['gate']}（待确认）"


def owed(year: Year) -> Iterator[Owed]:
    """Every duty that nothing in the files shows as done."""
    for one in year.judged:
        issued = one.known.issued
        for duty in one.still_owed():
            yield Owed.of(duty, issued.issued, issued.batch, issued.patch, one.known.township)


def duty_rows(year: Year) -> Iterator[DutyRow]:
    """The sheet of duties."""
    return duty_sheet(owed(year), year.policy, year.county.as_of)


def ratios(year: Year) -> Iterator[RatioRow]:
    """The sheet of ratios."""
    return ratio_sheet(ratio_rows(year.judged), year.policy, year.county.townships, year.county.county)
