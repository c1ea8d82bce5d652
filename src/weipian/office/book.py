"""The ledger workbook of a year: every figure as the rules gave it, issued, filed and measured side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from weipian import __version__
from weipian.fence.row import day, flag, number, of_kind
from weipian.office.asking import SHOWN_WHEN_DONE, Judged
from weipian.office.knowledge import Known
from weipian.office.run import Year, ledger_row, ratio_rows
from weipian.policy import Policy
from weipian.policy.duties import Duty, fixed_duties
from weipian.policy.spelling import word as spelt
from weipian.programme.account import ratio
from weipian.programme.account.ledger import LedgerRow as Counting
from weipian.programme.determination.finding import Proposal
from weipian.terms.area import Area
from weipian.terms.words import Category, Determination, LayerKind, Measure, Outcome
from weipian.workbook.ledger import (
    Counted,
    DutyRow,
    LedgerBook,
    LedgerRow,
    RatioRow,
    RatioTerms,
    Sides,
    Thrice,
)

COUNTY = "县"
MARKS = ("national_project", "housing", "affordable_housing", "nonfarm_conversion", "unlawful_housing", "sensitive")


def ledger_book(year: Year) -> LedgerBook:
    """All sheets of the workbook, as values."""
    county, policy = year.county, year.policy
    return LedgerBook(
        title=county.title,
        as_of=county.as_of,
        policy=policy.name,
        policy_title=policy.title,
        rows=tuple(plot_row(one, county.as_of) for one in year.judged),
        duties=tuple(duty_rows(year)),
        ratios=tuple(ratio_sheet(year)),
        terms=ratio_terms(policy),
        notices=tuple(filter(None, (county.notice, policy.notice))),
        sources=tuple((kind.label, layer.source.version) for kind, layer in year.layers.items()),
        software=f"weipian {__version__}",
    )


def plot_row(one: Judged, today: date) -> LedgerRow:
    """One plot of the main sheet."""
    known, review = one.known, one.known.review
    issued, mining = known.issued, one.known.issued.category is Category.MINING
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
        remark=str(known.visit.get("account") or ""),
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


def duty_rows(year: Year) -> Iterator[DutyRow]:
    """The fixed dates of the programme, then what each batch and each rectification order owes."""
    seen: dict[tuple[str, object, str], tuple[Duty, int, str]] = {}
    for duty in fixed_duties(year.policy):
        seen[(duty.duty, duty.due, "全县")] = (duty, 0, "")
    for one in year.judged:
        for duty in one.still_owed():
            key = (duty.duty, duty.due, subject_of(one, duty))
            owner = one.known.township if key[2] == one.known.issued.patch else ""
            seen[key] = (duty, seen.get(key, (duty, 0, ""))[1] + 1, owner)
    for (_, _, subject), (duty, count, owner) in seen.items():
        if duty.due is not None and duty.effective_due is not None:
            yield duty_row(duty, f"{subject}（{count} 个图斑）" if count > 1 else subject, owner, year)


def subject_of(one: Judged, duty: Duty) -> str:
    """A duty of issue is the batch's, one of a rectification order the patch's own."""
    issued = one.known.issued
    return issued.batch if duty.starts == issued.issued else issued.patch


def duty_row(duty: Duty, subject: str, owner: str, year: Year) -> DutyRow:
    """`owner`: the township whose patch it is, where the law says that a township owes it."""
    assert duty.due is not None
    assert duty.effective_due is not None
    schema = year.policy.schema
    past = duty.state(year.county.as_of) == "overdue"
    open_still = past and duty.duty in SHOWN_WHEN_DONE
    return DutyRow(
        duty=duty.label,
        subject=subject,
        who=owner if owner and duty.who == "township" else spelt(duty.who, schema),
        assists="、".join(spelt(body, schema) for body in duty.assists),
        due=duty.due,
        effective_due=duty.effective_due,
        last_working_day=duty.last_working_day,
        state="逾期" if open_still else "已过期限，办结与否未登记" if past else "未到期",
        overdue=open_still,
        clause=short(duty.clause, year.policy),
        before_policy=duty.before_policy,
        note=duty.note,
    )


def short(clause: str, policy: Policy) -> str:
    """The clause without the county plan's own number, which stands on the notes sheet and at the page's foot."""
    for layer in policy.layers:
        if layer.level.startswith(COUNTY):
            clause = clause.removeprefix(f"{layer.number} ")
    return clause


def ratio_sheet(year: Year) -> Iterator[RatioRow]:
    """Each township in the county's order, then the county."""
    rows, counts = ratio_rows(year.judged), ratio.Counts(year.policy)
    own = ratio.by_township(rows)
    line = ratio.line_of(year.policy, "township")
    for name in dict.fromkeys([*year.county.townships, *own]):
        yield ratio_row(name, ratio.account(own.get(name, []), line, counts), open_plots(own.get(name, [])))
    county = ratio.account(rows, ratio.line_of(year.policy, "county"), counts)
    yield ratio_row(year.county.county, county, open_plots(rows), whole_county=True)


def open_plots(rows: Iterable[Counting]) -> int:
    return sum(row.determination is Determination.UNDETERMINED for row in rows)


def ratio_row(name: str, found: ratio.Account, undetermined: int, *, whole_county: bool = False) -> RatioRow:
    return RatioRow(
        name=name,
        before=Sides(found.before.numerator, found.before.denominator),
        after=Sides(found.after.numerator, found.after.denominator),
        area_line_mu=found.line.area,
        ratio_line=found.line.ratio,
        in_scope=found.in_scope,
        undetermined_mu=found.undetermined,
        undetermined_count=undetermined,
        whole_county=whole_county,
    )


def ratio_terms(policy: Policy) -> RatioTerms:
    """Which sums the sheet's formulas add, read from how the policy counts every determination and outcome."""
    before = [(Counted(each), effect(policy, each, Outcome.NONE)) for each in Determination]
    after = [(Counted(each, outcome), effect(policy, each, outcome)) for each in Determination for outcome in Outcome]
    waits = policy.value("ratio.supplementary.lawful_new_needs_acceptance").flag
    return RatioTerms(
        numerator_before=terms(before, "numerator", waits),
        denominator_before=terms(before, "denominator", waits),
        numerator_after=terms(after, "numerator", waits),
        denominator_after=terms(after, "denominator", waits),
        clause=policy.value("ratio.county.area").clause,
    )


def effect(policy: Policy, determination: Determination, outcome: Outcome) -> ratio.Counted:
    """How a plot of this sort counts, supplementary acceptance apart."""
    row = Counting("", "", determination, Fraction(0), outcome)
    return ratio.counted(row, policy)


def terms(counted: list[tuple[Counted, ratio.Counted]], side: str, waits: bool) -> tuple[Counted, ...]:
    lawful = Determination.LAWFUL_NEW
    return tuple(
        Counted(sum_.determination, sum_.outcome, only_accepted=waits and sum_.determination is lawful)
        for sum_, found in counted
        if getattr(found, side)
    )
