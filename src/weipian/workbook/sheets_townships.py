"""A sheet a township, to print and hand out: its plots, following 台账 live, and their sums below.

Formulas, not values: a clerk corrects 台账 and prints the township's sheet at once; the two can't differ. The list of
plots itself is that of the export, for nobody edits a plot's township. An import never reads these sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

import xlsxwriter

from weipian.terms.words import Determination, Outcome
from weipian.workbook.sheets_cells import Pen
from weipian.workbook.sheets_listing import TOP, Cell, Listing, LiveSheet, Numbered, copied, numbered
from weipian.workbook.sheets_live import Live, quoted
from weipian.workbook.sheets_marks import mark_late, mark_undetermined
from weipian.workbook.sheets_rows import LedgerBook

NO_TOWNSHIP = "乡镇不明"
LONGEST_NAME = 31
SETTLED = tuple(word.label for word in Outcome if word.is_settled)
CELLS: tuple[Cell, ...] = (
    copied("plot"),
    copied("category", 15),
    copied("issued"),
    copied("project", 34, live=True),
    copied("determination", live=True),
    copied("cultivated_mu", 12),
    copied("cultivated_m2", 14),
    copied("measure", 13, live=True),
    copied("ordered", 12, live=True),
    copied("outcome", 16, live=True),
    copied("gates", 10),
    copied("due"),
    copied("remark", 20, live=True),
)
DETERMINATION, MU, OUTCOME, DUE = 4, 5, 9, 11
SUMS = (
    ("判定", "centre"), ("地块（个）", "count"), ("耕地（亩）", "mu"),
    ("已整改到位（个）", "count"), ("已整改到位（亩）", "mu"),
)  # fmt: skip
TOLD = "本表随台账自动更新，不在此填写；耕地面积为比例采用数，空格为不知道或不计入比例（矿产）。"


def write_townships(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook, taken: Iterable[str]) -> None:
    live, names = Live(len(ledger.rows)), list(taken)
    for township, rows in by_township(ledger).items():
        names.append(sheet_name(township, names))
        sheet = book.add_worksheet(names[-1], LiveSheet)
        sheet.set_tab_color("#8FA3BF")
        listing = Listing(sheet, pen, live, CELLS, rows)
        listing.write(ledger, f"{ledger.title}台账·{township}（截至{ledger.as_of}）", TOLD, 0)
        if not rows:
            pen.text(sheet, listing.last, 0, "没有下发到本乡镇的地块", "plain")
        sheet.freeze_panes(TOP + 1, 1)
        rows_of_list = (TOP + 1, listing.last)
        mark_late(book, sheet, rows_of_list, (DUE, OUTCOME), ledger.as_of)
        mark_undetermined(book, sheet, rows_of_list, DETERMINATION)
        last = _sums(listing)
        sheet.print_area(0, 0, last, len(CELLS) - 1)


def by_township(ledger: LedgerBook) -> dict[str, list[Numbered]]:
    """Every township of the ratio, in its order, with its rows; then those that only rows name."""
    found: dict[str, list[Numbered]] = {one.name: [] for one in ledger.ratios if not one.whole_county}
    for number, row in numbered(ledger.rows):
        found.setdefault(row.township or NO_TOWNSHIP, []).append((number, row))
    return found


def sheet_name(township: str, taken: Sequence[str]) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, not twice, whatever the case."""
    plain = re.sub(r"[\[\]:*?/\\]", "_", township).strip("' ")[:LONGEST_NAME] or NO_TOWNSHIP
    used = {name.lower() for name in (*taken, "History")}
    tries = (plain, *(f"{plain[: LONGEST_NAME - 4]}({number})" for number in range(2, 100)))
    return next(name for name in tries if name.lower() not in used)


def _sums(listing: Listing) -> int:
    """Below the list: of each determination how many plots and how much land; the last row."""
    sheet, pen, top = listing.sheet, listing.pen, listing.last + 2
    for place, (header, _) in enumerate(SUMS):
        pen.text(sheet, top, place, header, "own_head")
    for row, word in enumerate(Determination, top + 1):
        pen.text(sheet, row, 0, word.label, "centre")
        _sum(listing, row, word)
    last = top + 1 + len(Determination)
    pen.text(sheet, last, 0, "合计（不含矿产）", "total")
    for place, (_, kind) in enumerate(SUMS[1:], 1):
        letter = "ABCDE"[place]
        value = _total(listing, place)
        look = "total_mu" if kind == "mu" else "total"
        pen.formula(sheet, last, place, f"=SUM({letter}{top + 2}:{letter}{last})", value, look)
    return last


def _sum(listing: Listing, row: int, word: Determination) -> None:
    of, land, done = (listing.range(place) for place in (DETERMINATION, MU, OUTCOME))
    name = f"$A{row + 1}"
    settled = [f"{of},{name},{done},{quoted(words)}" for words in SETTLED]
    formulas = (
        f"=COUNTIFS({of},{name})",
        f"=SUMIFS({land},{of},{name})",
        "=" + "+".join(f"COUNTIFS({one})" for one in settled),
        "=" + "+".join(f"SUMIFS({land},{one})" for one in settled),
    )
    for place, (formula, value) in enumerate(zip(formulas, _values(listing, word), strict=True), 1):
        listing.pen.formula(listing.sheet, row, place, formula, value, SUMS[place][1])


def _values(listing: Listing, word: Determination) -> tuple[float, ...]:
    own = [row for _, row in listing.rows if row.determination is word]
    done = [row for row in own if row.outcome.is_settled]
    areas = [float(sum((row.cultivated.mu for row in rows if row.cultivated), Fraction(0))) for rows in (own, done)]
    return (len(own), areas[0], len(done), areas[1])


def _total(listing: Listing, place: int) -> float:
    return sum(_values(listing, word)[place - 1] for word in Determination)
