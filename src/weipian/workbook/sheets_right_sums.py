"""Below the list of 整改: per township and in all, how many plots and how much land stand where, by live formulas."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from weipian.workbook.sheets_listing import Listing
from weipian.workbook.sheets_live import quoted
from weipian.workbook.sheets_right_words import STANDINGS
from weipian.workbook.sheets_rows import LedgerBook

TOWNSHIP, MU, STANDING = 1, 5, 13
HEADERS = (
    "乡镇",
    "应整改（个）",
    "应整改耕地（亩）",
    *(f"{words}（个）" for words in STANDINGS),
    "已到位耕地（亩）",
    "到位率（个数）",
)


def write_sums(listing: Listing, ledger: LedgerBook) -> int:
    """A row a township, then all of them; the last row."""
    sheet, pen, top = listing.sheet, listing.pen, listing.last + 2
    for place, header in enumerate(HEADERS):
        pen.text(sheet, top, place, header, "own_head")
    sheet.set_row(top, 32)
    named = [one.name for one in ledger.ratios if not one.whole_county]
    townships = list(dict.fromkeys([*named, *(row.township for _, row in listing.rows)]))
    for row, township in enumerate(townships, top + 1):
        pen.text(sheet, row, 0, township, "centre")
        _row(listing, row, f"{listing.range(TOWNSHIP)},$A{row + 1}", township, "")
    last = top + 1 + len(townships)
    pen.text(sheet, last, 0, "合计", "total")
    _row(listing, last, f"{listing.range(TOWNSHIP)},{quoted('*')}", None, "total_")
    return last


def _row(listing: Listing, row: int, within: str, township: str | None, look: str) -> None:
    state, land = listing.range(STANDING), listing.range(MU)
    done = f"{state},{quoted(STANDINGS[-1])}"
    n = row + 1
    counts = [f"=COUNTIFS({within},{state},{quoted(words)})" for words in STANDINGS]
    lands = "+".join(f"SUMIFS({land},{within},{state},{quoted(words)})" for words in STANDINGS)
    formulas = (
        f"=SUM(D{n}:H{n})",
        f"={lands}",
        *counts,
        f"=SUMIFS({land},{within},{done})",
        f'=IF(B{n}=0,"—",H{n}/B{n})',
    )
    kinds = ("count", "mu", *["count"] * len(STANDINGS), "mu", "ratio")
    for place, (formula, value, kind) in enumerate(zip(formulas, _values(listing, township), kinds, strict=True), 1):
        total = "total" if kind == "count" else f"total_{kind}"
        listing.pen.formula(listing.sheet, row, place, formula, value, total if look else kind)


def _values(listing: Listing, township: str | None) -> tuple[float | str, ...]:
    """What the formulas give."""
    standing = listing.cells[STANDING].value
    own = [row for _, row in listing.rows if township is None or row.township == township]
    count = Counter(standing(row) for row in own)
    land: Counter[object] = Counter()
    for row in own:
        land[standing(row)] += row.cultivated.mu if row.cultivated else Fraction(0)  # type: ignore[assignment]
    every = sum(count[words] for words in STANDINGS)
    done = STANDINGS[-1]
    ratio = count[done] / every if every else "—"
    mu = float(sum((Fraction(land[words]) for words in STANDINGS), Fraction(0)))
    return (every, mu, *(count[words] for words in STANDINGS), float(land[done]), ratio)
