"""References into 台账 for the formulas of the other sheets: they follow its cells, also where its rows were sorted."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from weipian.workbook.sheets_columns import place_of

LEDGER = "台账"
FIRST = 2
"""The first row of plots of 台账, from 0."""
SPARE = 200
"""Rows below the last that are counted and checked too."""


class Live:
    """Formulas over the rows of 台账. Ranges begin at row 1, for sorting may carry a plot into the row of the keys."""

    def __init__(self, plots: int) -> None:
        self.last = FIRST + plots + SPARE

    def column(self, key: str) -> str:
        """A whole column of 台账, from row 1, so that an index into it is a row number."""
        name = xl_col_to_name(place_of(key), col_abs=True)
        return f"{LEDGER}!{name}$1:{name}${self.last}"

    def find(self, plot_cell: str, row: int) -> str:
        """The row of 台账 that a plot stands in: where it was written (`row`, from 0), else looked for."""
        plots = self.column("plot")
        return f'=IF(INDEX({plots},{row + 1})={plot_cell},{row + 1},IFERROR(MATCH({plot_cell},{plots},0),""))'

    def cell(self, key: str, row_cell: str) -> str:
        """What stands there; a plot that was taken out of 台账 shows a dash."""
        found = f"INDEX({self.column(key)},{row_cell})"
        return f'=IF({row_cell}="","—",IF({found}="","",{found}))'


def quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
