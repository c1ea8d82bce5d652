"""The leader's page on the disk: the page, its style, the lists behind its numbers, its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from weipian.figures.lettering import lettered
from weipian.office.summary.lists import listings
from weipian.office.summary.view import Drawings, summary_view
from weipian.policy import Policy
from weipian.programme.report.listing import FOLDER, Frame, listing_html
from weipian.programme.report.shown import text_of
from weipian.programme.report.summary import STYLE, summary_html
from weipian.workbook.sheets_rows import LedgerBook

PAGE = "一页纸.html"
MAP = "全县图斑"


@dataclass(frozen=True, slots=True)
class Written:
    """Where the page lies, its lists, its figures."""

    page: Path
    lists: tuple[Path, ...]
    figures: tuple[Path, ...]


def write_summary(folder: Path, book: LedgerBook, policy: Policy, drawn: Mapping[str, str]) -> Written:
    """`drawn`: the SVG of each figure by name; the map stands on the page too. Lists of an earlier run go away.

    A figure's own file carries its letters as outlines; on the page they stay text, to be searched and read aloud.
    """
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    _clear(folder / FOLDER)
    files = {name: f"{name}.svg" for name in drawn}
    figures = tuple(_write(folder / files[name], lettered(svg).svg) for name, svg in drawn.items())
    view = summary_view(book, policy, Drawings(drawn.get(MAP, ""), tuple(files.items())))
    frame = Frame(book.title, str(book.as_of), book.notices, book.policy_title, book.software, PAGE, STYLE)
    lists = tuple(
        _write(folder / FOLDER / f"{one.key}.html", listing_html(one, frame)) for one in listings(book, policy)
    )
    _write(folder / STYLE, text_of("summary.css"))
    return Written(_write(folder / PAGE, summary_html(view)), lists, figures)


def _clear(folder: Path) -> None:
    for old in folder.glob("*.html"):
        old.unlink()


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
