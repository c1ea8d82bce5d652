"""The ledger workbook out of the books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from weipian import __version__
from weipian.office.duty_sheet import Owed, duty_sheet
from weipian.office.ledger.counting import PART, counted_cultivated, counting
from weipian.office.ledger.following import duties_of_line, stage_of
from weipian.office.ledger.rows import row_of
from weipian.office.pressing.owed import begun_owed
from weipian.office.putting_right import order_of
from weipian.office.ratio_sheet import ratio_sheet, ratio_terms
from weipian.policy import Policy
from weipian.programme.submission.standing import Duties
from weipian.store.acting import Desk
from weipian.store.queries.ledger import Line, layer_versions, lines
from weipian.store.queries.log import head_now
from weipian.store.seeing import summed
from weipian.terms.acting import STAMP, State
from weipian.terms.area import Area
from weipian.workbook.sheets_rows import LedgerBook, LedgerRow, Origin


def ledger_book(desk: Desk, today: date, township: str | None = None) -> LedgerBook:
    """All sheets of the workbook, as values; of one township where one is wanted."""
    policy, sight = desk.policy, summed(desk, township)
    found, only = lines(sight), sight.one_township
    head = head_now()
    return LedgerBook(
        title=f"{policy.place_label}{policy.year}年自然资源卫片执法" + (f"·{only}" if only else ""),
        as_of=today,
        policy=policy.name,
        policy_title=policy.title,
        rows=tuple(plot_rows(found, policy)),
        duties=tuple(duty_sheet(owed(found, policy), policy, today, begun_owed(desk, only, today))),
        ratios=tuple(ratio_sheet(counting(found), policy, *scope(policy, only))),
        terms=ratio_terms(policy),
        notices=tuple(filter(None, (STAMP, policy.notice))),
        sources=tuple(layer_versions()),
        software=f"weipian {__version__}",
        origin=Origin(desk.workspace.id, head.seq, head.hash),
    )


def plot_rows(found: Iterable[Line], policy: Policy) -> Iterator[LedgerRow]:
    """The plots, each with what an order to put it right asks."""
    duties = Duties(policy)
    for line in found:
        due, who = order_of(duties_of_line(line, duties), line.township, policy)
        row = replace(row_of(line, counted_cultivated(line)), right_due=due, responsible=who)
        yield from in_parts_shown(row, line)


def in_parts_shown(row: LedgerRow, line: Line) -> Iterator[LedgerRow]:
    """As the ratio counts it: a row of what is left under the plot's own number, then a row a part, areas once."""
    if not line.parts or row.cultivated is None:
        yield row
        return
    left = row.cultivated.mu - sum((one.cultivated for one in line.parts), Fraction(0))
    yield replace(row, cultivated=Area.of_mu(left))
    for one in line.parts:
        yield LedgerRow(
            plot=f"{line.plot}{PART}{one.name}",
            patch=line.patch,
            batch=line.batch,
            project=row.project,
            category=row.category,
            issued=row.issued,
            township=row.township,
            determination=row.determination,
            cultivated=Area.of_mu(one.cultivated),
            outcome=one.outcome,
            outcome_on=one.outcome_on,
            measure=one.measure,
            ordered=row.ordered,
            supplementary=row.supplementary,
            accepted_above=row.accepted_above,
            state=row.state,
            remark=f"{line.plot} 的一部分",
        )


def scope(policy: Policy, only: str | None) -> tuple[Sequence[str], str | None]:
    """Whose lines the ratio sheet has: every township's and the county's, or the one township's."""
    return (policy.townships, policy.place_label) if only is None else ((only,), None)


def owed(found: Iterable[Line], policy: Policy) -> Iterator[Owed]:
    """Every duty that nothing in the books shows as done."""
    duties = Duties(policy)
    for line in found:
        if line.state is State.WITHDRAWN:
            continue
        done = stage_of(line).done
        for duty in duties_of_line(line, duties):
            if duty.duty not in done:
                yield Owed.of(duty, line.issued, line.batch, line.plot, line.township)
