"""The lists behind the numbers of the page: for each number exactly the rows that make it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from weipian.figures.marks import Mark
from weipian.office.summary.due import coming, missed
from weipian.office.summary.reading import is_not_final, mark_of, patches_of, standing_rows, waits_at
from weipian.office.summary.reckoning import ratio_lists
from weipian.office.summary.told import LAND, group, line_of
from weipian.office.summary.view import gate_key, gates, keyed, state_key, states
from weipian.policy import Policy
from weipian.programme.report.listing import Fact, Group, Listing
from weipian.terms.area import decimals
from weipian.terms.words import GateName
from weipian.workbook.sheets_rows import DutyRow, LedgerBook, LedgerRow


def listings(book: LedgerBook, policy: Policy) -> Iterator[Listing]:
    """Every list that the page links to."""
    for key, row in keyed(book):
        yield from ratio_lists(book, key, row)
    yield lines_of_law(book, policy)
    yield everything(book)
    yield from by_mark(book)
    yield from by_gate(book, policy)
    yield not_final(book)
    yield from duties(book)


def plots(key: str, title: str, rows: Iterable[LedgerRow], clause: str = "", *, in_patches: bool = False) -> Listing:
    """A plain list with the cultivated land of its plots."""
    found = list(rows)
    counted = (f"个图斑（{len(found)} 个地块）", patches_of(found)) if in_patches else ("个地块", len(found))
    return Listing(key, title, clause, (group("", found, LAND),), counted=counted[0], count=counted[1])


def lines_of_law(book: LedgerBook, policy: Policy) -> Listing:
    """Both lines of the county and of every township, with where they stand written."""
    facts = []
    for _, row in keyed(book):
        clause = policy.value(f"ratio.{'county' if row.whole_county else 'township'}.area").clause
        facts.append(Fact(f"{row.name}：面积线", f"{decimals(row.area_line_mu, 4)} 亩", clause))
        facts.append(Fact(f"{row.name}：比例线", f"{float(row.ratio_line * 100):g}%", book.terms.clause))
    return Listing("lines", "面积线与比例线（含本数，两个条件同时达到）", book.terms.clause, (), (), tuple(facts))


def everything(book: LedgerBook) -> Listing:
    """Every plot, by its mark on the map."""
    rows = standing_rows(book)
    groups = tuple(_of_mark(rows, mark) for mark in _marks(rows))
    return Listing("all", "全部地块（按现状）", "", groups, count=len(rows))


def _marks(rows: Sequence[LedgerRow]) -> list[Mark]:
    there = set(map(mark_of, rows))
    return [mark for mark in reversed(Mark) if mark in there]


def _of_mark(rows: Sequence[LedgerRow], mark: Mark) -> Group:
    return group(mark.look.label, [row for row in rows if mark_of(row) is mark], LAND)


def by_mark(book: LedgerBook) -> Iterator[Listing]:
    rows, shown = standing_rows(book), {state.key for state in states(book)}
    for mark in Mark:
        if state_key(mark) in shown:
            yield plots(state_key(mark), f"现状：{mark.look.label}", [row for row in rows if mark_of(row) is mark])


def by_gate(book: LedgerBook, policy: Policy) -> Iterator[Listing]:
    """Patches that wait at each gate."""
    rows = standing_rows(book)
    for gate, told in zip(GateName, gates(book, policy), strict=True):
        own = [row for row in rows if waits_at(row, gate.value)]
        yield plots(gate_key(gate), f"闸门 {gate.value} 待办：{told.who}", own, told.clause, in_patches=True)


def not_final(book: LedgerBook) -> Listing:
    return plots("not-final", "县级已判定、上级未终判", filter(is_not_final, standing_rows(book)), book.terms.clause)


def duties(book: LedgerBook) -> Iterator[Listing]:
    """Each line of the page, and all of them together."""
    known = {row.plot: row for row in book.rows}
    found = [*missed(book), *coming(book)]
    for line in found:
        yield _duty_list(line.item.key, line.item.what, line.item.clause, line.duties, known)
    every = [duty for line in found for duty in line.duties]
    yield _duty_list("due", "近期到期与逾期", "", every, known)


def _duty_list(key: str, title: str, clause: str, owed: Sequence[DutyRow], known: dict[str, LedgerRow]) -> Listing:
    groups = tuple(_of_duty(duty, known) for duty in owed)
    return Listing(key, title, clause, groups, heads=(), counted="件", count=len(owed))


def _of_duty(duty: DutyRow, known: dict[str, LedgerRow]) -> Group:
    """The duty's own plots; what the whole programme owes has none."""
    told = [f"到期 {duty.due}", duty.state, f"责任：{duty.who}"]
    told += [f"配合：{duty.assists}"] if duty.assists else []
    told += [duty.clause] + ([duty.note] if duty.note else []) + ([] if duty.plots else ["全县事项，不分地块"])
    lines = tuple(line_of(known[plot], ()) for plot in duty.plots)
    return Group(f"{duty.duty}：{duty.subject}", lines, "　".join(told))
