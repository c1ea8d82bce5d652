"""The lists of the ratio: which plots are above the line of the fraction, which below, and how it comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.office.summary.reading import counts, is_open, standing_rows
from weipian.office.summary.told import LAND, Amount, group, land
from weipian.programme.report.listing import Fact, Listing, total
from weipian.terms.area import decimals
from weipian.workbook.sheets_rows import Counted, LedgerBook, LedgerRow, RatioRow, RatioTerms

HEADS = ("违法（亩）", "新增建设（亩）")
Claim = Callable[[LedgerRow], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose list: its key and name, its rows, the clause, and the line of the ratio sheet."""

    key: str
    rows: Sequence[LedgerRow]
    clause: str
    row: RatioRow


def ratio_lists(book: LedgerBook, key: str, row: RatioRow) -> Iterator[Listing]:
    """Five numbers of the county or of a township, and the ratio before anything was put right."""
    own = [one for one in standing_rows(book) if row.whole_county or one.township == row.name]
    scope, terms = Scope(key, own, book.terms.clause, row), book.terms
    yield _unlawful(scope, "after", "扣减后", terms.numerator_after)
    yield _unlawful(scope, "before", "扣减前", terms.numerator_before)
    yield _ratio(scope, "ratio-after", "比例（扣减后）", *_after(terms))
    yield _ratio(scope, "ratio-before", "比例（扣减前）", *_before(terms))
    over, under = _after(terms)
    yield _ratio(scope, "if-unlawful", "未判定若都违法的比例", _or_open(over), _or_open(under))
    yield _listed(scope, "undetermined", "未判定", is_open)


def _after(terms: RatioTerms) -> tuple[Claim, Claim]:
    return _in(terms.numerator_after), _in(terms.denominator_after)


def _before(terms: RatioTerms) -> tuple[Claim, Claim]:
    return _in(terms.numerator_before), _in(terms.denominator_before)


def _in(terms: Sequence[Counted]) -> Claim:
    return lambda row: counts(row, terms)


def _or_open(claim: Claim) -> Claim:
    return lambda row: claim(row) or is_open(row)


def _unlawful(scope: Scope, key: str, words: str, terms: Sequence[Counted]) -> Listing:
    return _listed(scope, f"unlawful-{key}", f"违法占用耕地（{words}）", _in(terms))


def _listed(scope: Scope, key: str, title: str, claim: Claim) -> Listing:
    rows = [row for row in scope.rows if claim(row)]
    return Listing(f"{scope.key}-{key}", f"{scope.row.name}：{title}", scope.clause, (group("", rows, LAND),))


def _ratio(scope: Scope, key: str, title: str, over: Claim, under: Claim) -> Listing:
    rows = [row for row in scope.rows if over(row) or under(row)]
    amounts = (_if(over), _if(under))
    numerator, denominator = (total(amount(row) for row in rows) for amount in amounts)
    facts = reckoned(scope, numerator, denominator)
    groups = (group("", rows, amounts),)
    return Listing(f"{scope.key}-{key}", f"{scope.row.name}：{title}", scope.clause, groups, HEADS, facts)


def _if(claim: Claim) -> Amount:
    return lambda row: land(row) if claim(row) else None


def reckoned(scope: Scope, over: Fraction, under: Fraction) -> tuple[Fact, ...]:
    """The fraction step by step, and what it lies under or over the line."""
    row = scope.row
    line = max(row.area_line_mu, row.ratio_line * under)
    gap = "违法面积距比例线还有（不是可用额度）" if over < line else "违法面积达到或超过比例线"
    return (
        Fact("违法占用耕地", f"{decimals(over, 4)} 亩"),
        Fact("新增建设占用耕地", f"{decimals(under, 4)} 亩"),
        Fact("比例＝违法÷新增建设", f"{decimals(over / under * 100, 4)}%" if under else "—", scope.clause),
        Fact(f"比例线 {float(row.ratio_line * 100):g}%，合", f"{decimals(row.ratio_line * under, 4)} 亩"),
        Fact("面积线", f"{decimals(row.area_line_mu, 4)} 亩"),
        Fact(gap, f"{decimals(abs(line - over), 4)} 亩"),
    )
