"""Sheet 问责比例: live formulas over 台账, the exactly computed figures as their cached results and beside them.

Plan 四(一). Nothing is rounded before it is compared.
"""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from weipian.terms.words import Determination, Outcome
from weipian.workbook.sheets_cells import Pen, landscape
from weipian.workbook.sheets_columns import place_of
from weipian.workbook.sheets_plots import FIRST, SPARE
from weipian.workbook.sheets_plots import NAME as LEDGER
from weipian.workbook.sheets_rows import Counted, LedgerBook, RatioRow, RatioTerms, Sides

HEADERS = (
    ("乡镇", 10), ("扣减前违法耕地(亩)", 11), ("扣减前新增建设占用耕地(亩)", 13), ("扣减前比例", 9),
    ("扣减后违法耕地(亩)", 11), ("扣减后新增建设占用耕地(亩)", 13), ("扣减后比例", 9), ("面积线(亩)", 9),
    ("比例线", 9), ("面积条件", 8), ("比例条件", 8), ("公式结论", 12), ("程序结论", 12),
    ("未判定耕地(亩)", 10), ("未判定(个)", 8),
)  # fmt: skip
ABOVE, BELOW = "达到比例线", "未达比例线"
TOP = 3
"""The first row of townships, from 0."""


def write_ratio(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    sheet = book.add_worksheet("问责比例")
    pen.text(sheet, 0, 0, f"{ledger.title}问责比例（截至{ledger.as_of}）", "title")
    told = (*ledger.notices, f"政策：{ledger.policy_title}；依据：{ledger.terms.clause}")
    pen.text(sheet, 1, 0, "　".join(told), "notice")
    for number, (header, width) in enumerate(HEADERS):
        pen.text(sheet, TOP - 1, number, header, "head")
        sheet.set_column(number, number, width)
    sums = _Sums(ledger)
    for row, ratio in enumerate(ledger.ratios, TOP):
        _row(sheet, pen, row, ratio, ledger.terms, sums)
    sheet.set_row(TOP - 1, 46)
    sheet.freeze_panes(TOP, 1)
    landscape(sheet, ledger.title, ledger.notices, TOP - 1)
    for row, words in enumerate(NOTES, TOP + len(ledger.ratios) + 1):
        pen.text(sheet, row, 0, words, "plain")


NOTES = (
    "面积与比例两个条件同时达到（含本数）才是达到比例线；未达比例线不等于没有问题。未判定的不计入，另列。",
    "公式随台账的判定、整改结果、面积即时重算；程序结论按分数精确比较，临界处以程序结论为准。",
)


class _Sums:
    """Turns a sum of the policy into a SUMIFS over the ledger."""

    def __init__(self, ledger: LedgerBook) -> None:
        self._last = FIRST + len(ledger.rows) + SPARE

    def _range(self, key: str) -> str:
        column = xl_col_to_name(place_of(key), col_abs=True)
        return f"{LEDGER}!{column}${FIRST + 1}:{column}${self._last}"

    def formula(self, counted: tuple[Counted, ...], row: int, whole_county: bool) -> str:
        parts = [part for one in counted for part in self._parts(one, row, whole_county)]
        return "=" + ("+".join(parts) or "0")

    def _parts(self, one: Counted, row: int, whole_county: bool) -> list[str]:
        base = [self._range("cultivated_mu"), self._range("determination"), _quoted(one.determination.label)]
        if not whole_county:
            base += [self._range("township"), f"$A{row + 1}"]
        found = [base]
        if one.outcome is not None:
            wanted = [one.outcome.label] if one.outcome is not Outcome.NONE else [Outcome.NONE.label, "="]
            found = [[*base, self._range("outcome"), _quoted(words)] for words in wanted]
        if one.only_accepted:
            added, accepted = self._range("supplementary"), self._range("accepted_above")
            found = [
                [*each, *more]
                for each in found
                for more in ([added, _quoted("<>是")], [added, _quoted("是"), accepted, _quoted("是")])
            ]
        return [f"SUMIFS({','.join(each)})" for each in found]

    def undetermined(self, row: int, whole_county: bool) -> str:
        return self.formula((Counted(Determination.UNDETERMINED),), row, whole_county)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _row(sheet: Any, pen: Pen, row: int, ratio: RatioRow, terms: RatioTerms, sums: _Sums) -> None:
    kind = "total_" if ratio.whole_county else ""
    words = "total" if ratio.whole_county else "centre"
    pen.text(sheet, row, 0, ratio.name, words)
    sides = (
        (1, ratio.before, terms.numerator_before, terms.denominator_before),
        (4, ratio.after, terms.numerator_after, terms.denominator_after),
    )
    for first, side, numerator, denominator in sides:
        over, under = (sums.formula(each, row, ratio.whole_county) for each in (numerator, denominator))
        _side(sheet, pen, row, first, (over, under), side, kind)
    pen.number(sheet, row, 7, ratio.area_line_mu, f"{kind}mu")
    pen.number(sheet, row, 8, ratio.ratio_line, f"{kind}ratio")
    _verdict(sheet, pen, row, ratio, words)
    pen.formula(sheet, row, 13, sums.undetermined(row, ratio.whole_county), float(ratio.undetermined_mu), f"{kind}mu")
    pen.number(sheet, row, 14, ratio.undetermined_count, words)


def _side(sheet: Any, pen: Pen, row: int, first: int, formulas: tuple[str, str], side: Sides, kind: str) -> None:
    over, under = (f"{xl_col_to_name(first + k)}{row + 1}" for k in range(2))
    pen.formula(sheet, row, first, formulas[0], float(side.numerator), f"{kind}mu")
    pen.formula(sheet, row, first + 1, formulas[1], float(side.denominator), f"{kind}mu")
    shown = "—" if side.ratio is None else float(side.ratio)
    pen.formula(sheet, row, first + 2, f'=IF({under}=0,"—",{over}/{under})', shown, f"{kind}ratio")


def _verdict(sheet: Any, pen: Pen, row: int, ratio: RatioRow, words: str) -> None:
    """Each condition, both together as a formula, and what the program found in fractions."""
    n = row + 1
    area = ratio.after.numerator >= ratio.area_line_mu
    share = ratio.after.ratio is not None and ratio.after.ratio >= ratio.ratio_line
    pen.formula(sheet, row, 9, f'=IF(E{n}>=H{n},"达到","未达到")', "达到" if area else "未达到", words)
    reached = f'=IF(AND(F{n}>0,E{n}>=I{n}*F{n}),"达到","未达到")'
    pen.formula(sheet, row, 10, reached, "达到" if share else "未达到", words)
    both = f'=IF(AND(J{n}="达到",K{n}="达到"),"{ABOVE}","{BELOW}")'
    pen.formula(sheet, row, 11, both, ABOVE if area and share else BELOW, words)
    pen.text(sheet, row, 12, ABOVE if ratio.in_scope else BELOW, words)
