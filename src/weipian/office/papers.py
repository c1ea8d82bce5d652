"""The papers that a year leaves: the ledger workbook, the leader's page, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from weipian.office.book import ledger_book
from weipian.office.drawing import county_map
from weipian.office.run import Year
from weipian.office.summary.bars import ratio_bars
from weipian.office.summary.writing import MAP, write_summary
from weipian.terms.errors import InputError
from weipian.work.placing import reason_of
from weipian.workbook.errors import write_list
from weipian.workbook.ledger import write_ledger


@dataclass(frozen=True, slots=True)
class Papers:
    """Where they lie; `errors` only where rows were refused."""

    ledger: Path
    page: Path
    figures: tuple[Path, ...]
    errors: Path | None


def write_papers(year: Year, folder: Path) -> Papers:
    """Writes them; raises InputError `output_unwritable` where the folder or a file can't be written."""
    book = ledger_book(year)
    drawn = {MAP: county_map(year, book.rows), "问责比例": ratio_bars(book)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = write_summary(folder, book, year.policy, drawn)
        return Papers(
            ledger=write_ledger(folder / "台账.xlsx", book),
            page=written.page,
            figures=written.figures,
            errors=write_errors(year, folder / "错误行.xlsx"),
        )
    except OSError as error:
        raise InputError("folder_unwritable", where=str(folder), reason=reason_of(error)) from None


def write_errors(year: Year, path: Path) -> Path | None:
    """The refused rows by source; an earlier run's list goes away when nothing is wrong any more."""
    if not year.refused:
        path.unlink(missing_ok=True)
        return None
    write_list(path, [(row.source, row.refusal) for row in year.refused])
    return path
