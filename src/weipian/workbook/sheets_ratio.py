"""Sheet 问责比例: live formulas over 台账, the exactly computed figures as their cached results and beside them.

Plan 四(一). Nothing is rounded before it is compared.
"""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from weipian.terms.words import Determination, Outcome
from weipian.workbook.sheets_cells import Pen, heading, landscape, view_only
from weipian.workbook.sheets_live import Live, quoted
from weipian.workbook.sheets_marks import ABOVE, RATIO
from weipian.workbook.sheets_rows import Counted, LedgerBook, RatioRow, RatioTerms, Sides

HEADERS = (
    ("乡镇", 16), ("扣减前违法耕地(亩)", 13), ("扣减前新增建设占用耕地(亩)", 14), ("扣减前比例", 10),
    ("扣减后违法耕地(亩)", 13), ("扣减后新增建设占用耕地(亩)", 14), ("扣减后比例", 10), ("面积线(亩)", 11),
    ("比例线", 9), ("面积条件", 9), ("比例条件", 9), ("公式结论", 13), ("导出时程序结论", 13),
    ("未判定耕地(亩)", 13), ("未判定(个)", 9),
)  # fmt: skip
BELOW = "未达比例线"
ROUNDING = 8
"""Decimals of 亩 up to which sums of floats are compared: finer than what an area is measured in."""
TOP = 3
"""The first row of townships, from 0."""


def write_ratio(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    sheet = book.add_worksheet(RATIO)
    title = f"{ledger.title}问责比例（截至{ledger.as_of}）"
    heading(sheet, pen, title, ledger.notices, f"政策：{ledger.policy_title}；依据：{ledger.terms.clause}")
    for number, (header, width) in enumerate(HEADERS):
        pen.text(sheet, TOP - 1, number, header, "head")
        sheet.set_column(number, number, width)
    sums = _Sums(Live(len(ledger.rows)))
    for row, ratio in enumerate(ledger.ratios, TOP):
        _row(sheet, pen, row, ratio, ledger.terms, sums)
    sheet.set_row(TOP - 1, 46)
    sheet.freeze_panes(TOP, 1)
    landscape(sheet, title, ledger.notices, TOP - 1)
    _mark_differences(book, sheet, len(ledger.ratios))
    last = TOP + len(ledger.ratios) + len(NOTES)
    for row, words in enumerate(NOTES, last - len(NOTES) + 1):
        pen.text(sheet, row, 0, words, "plain")
    sheet.print_area(0, 0, last, len(HEADERS) - 1)
    view_only(sheet)


def _mark_differences(book: xlsxwriter.Workbook, sheet: Any, ratios: int) -> None:
    """A township over the line, and a formula that by now says something else than the program did."""
    first, last = TOP, TOP + max(ratios, 1) - 1
    over = {"bold": True, "font_color": "#7A3E00", "bg_color": "#F8D9A8", "num_format": '"◆"@'}
    changed = {"bold": True, "font_color": "#9C0006", "num_format": '"≠"@'}
    for column, criteria, look in (
        (12, f"=$L{first + 1}<>$M{first + 1}", changed),
        (11, f'=$L{first + 1}="{ABOVE}"', over),
        (12, f'=$M{first + 1}="{ABOVE}"', over),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": book.add_format(look)}
        sheet.conditional_format(first, column, last, column, rule)


NOTES = (
    "面积与比例两个条件同时达到（含本数）才是达到比例线；未达比例线不等于没有问题。未判定的不计入，另列。",
    "公式随台账的判定、整改结果即时重算；改了填报面积的，导入后重新导出才进入比例。",
    "程序结论是导出时按分数精确比较所得，临界处以它为准；前有「≠」的，是台账改动以后公式已得出另一结论。",
)


class _Sums:
    """Turns a sum of the policy into a SUMIFS over the ledger."""

    def __init__(self, live: Live) -> None:
        self._range = live.column

    def formula(self, counted: tuple[Counted, ...], row: int, whole_county: bool) -> str:
        parts = [part for one in counted for part in self._parts(one, row, whole_county)]
        return "=" + ("+".join(parts) or "0")

    def _parts(self, one: Counted, row: int, whole_county: bool) -> list[str]:
        base = [self._range("cultivated_mu"), self._range("determination"), quoted(one.determination.label)]
        if not whole_county:
            base += [self._range("township"), f"$A{row + 1}"]
        found = [base]
        if one.outcome is not None:
            wanted = [one.outcome.label] if one.outcome is not Outcome.NONE else [Outcome.NONE.label, "="]
            found = [[*base, self._range("outcome"), quoted(words)] for words in wanted]
        if one.only_accepted:
            added, accepted = self._range("supplementary"), self._range("accepted_above")
            found = [
                [*each, *more]
                for each in found
                for more in ([added, quoted("<>是")], [added, quoted("是"), accepted, quoted("是")])
            ]
        return [f"SUMIFS({','.join(each)})" for each in found]

    def undetermined(self, row: int, whole_county: bool) -> str:
        return self.formula((Counted(Determination.UNDETERMINED),), row, whole_county)

    def undetermined_count(self, row: int, whole_county: bool) -> str:
        """How many of them; a plot whose land is not known is in no sum and not counted either."""
        wanted = [self._range("determination"), quoted(Determination.UNDETERMINED.label)]
        wanted += [self._range("cultivated_mu"), quoted(">=0")]
        if not whole_county:
            wanted += [self._range("township"), f"$A{row + 1}"]
        return f"=COUNTIFS({','.join(wanted)})"


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
    count = sums.undetermined_count(row, ratio.whole_county)
    pen.formula(sheet, row, 14, count, ratio.undetermined_count, words)


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
    pen.formula(
        sheet, row, 9, f'=IF(ROUND(E{n}-H{n},{ROUNDING})>=0,"达到","未达到")', "达到" if area else "未达到", words
    )
    reached = f'=IF(AND(F{n}>0,ROUND(E{n}-I{n}*F{n},{ROUNDING})>=0),"达到","未达到")'
    pen.formula(sheet, row, 10, reached, "达到" if share else "未达到", words)
    both = f'=IF(AND(J{n}="达到",K{n}="达到"),"{ABOVE}","{BELOW}")'
    pen.formula(sheet, row, 11, both, ABOVE if area and share else BELOW, words)
    pen.text(sheet, row, 12, ABOVE if ratio.in_scope else BELOW, words)
