"""The papers that a year leaves: the ledger workbook, the leader's page, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from weipian.office.book import ledger_book
from weipian.office.drawing import county_map, ratio_bars
from weipian.office.page import summary_view
from weipian.office.run import Year
from weipian.programme.report.summary import summary_html
from weipian.terms.errors import InputError
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Papers(
            ledger=write_ledger(folder / "台账.xlsx", ledger_book(year)),
            page=write_page(year, folder / "一页纸.html"),
            figures=write_figures(year, folder),
            errors=write_errors(year, folder / "错误行.xlsx"),
        )
    except OSError as error:
        raise InputError("folder_unwritable", where=str(folder), reason=error.strerror or str(error)) from None


def write_page(year: Year, path: Path) -> Path:
    path.write_text(summary_html(summary_view(year)), encoding="utf-8")
    return path


def write_figures(year: Year, folder: Path) -> tuple[Path, ...]:
    """The page's figures by themselves, for reports: the map, and the bars against the line."""
    drawn = {"全县图斑.svg": county_map(year), "问责比例.svg": ratio_bars(year)}
    for name, svg in drawn.items():
        (folder / name).write_text(svg, encoding="utf-8")
    return tuple(folder / name for name in drawn)


def write_errors(year: Year, path: Path) -> Path | None:
    """The refused rows by source; an earlier run's list goes away when nothing is wrong any more."""
    if not year.refused:
        path.unlink(missing_ok=True)
        return None
    write_list(path, [(row.source, row.refusal) for row in year.refused])
    return path
