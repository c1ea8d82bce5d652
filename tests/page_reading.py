"""The leader's page and its lists as a reader sees them: links, rows, sums added up here from the shown digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

FOUR = Decimal("0.0001")


@dataclass
class Row:
    anchor: str
    cells: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """`links`: text and address; `rows`: those of plots; `unlinked`: words with a digit outside any link, in `main`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.links: list[tuple[str, str]] = []
        self.rows: list[Row] = []
        self.heads: list[str] = []
        self.titles: list[str] = []
        self.unlinked: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._href: str | None = None
        self._words = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self._open.append(tag)
        if tag == "a":
            self._href, self._words = str(given.get("href")), ""
        elif tag == "tr" and str(given.get("id") or "").startswith("p-"):
            self.rows.append(Row(str(given["id"])))
        elif tag == "td" and self._in_row():
            self.rows[-1].cells.append("")
        elif tag == "th":
            self.heads.append("")
        elif tag == "h3":
            self.titles.append("")
        if tag in ("meta", "link", "path", "rect", "circle"):
            self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "a" and self._href is not None:
            self.links.append((self._words.strip(), self._href))
            self._href = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._href is not None:
            self._words += data
        elif "main" in self._open and re.search(r"\d", data):
            self.unlinked.append(data.strip())
        if "td" in self._open and self._in_row():
            self.rows[-1].cells[-1] += data
        elif "th" in self._open:
            self.heads[-1] += data
        elif "h3" in self._open:
            self.titles[-1] += data

    def _in_row(self) -> bool:
        return "tbody" in self._open and bool(self.rows)

    def amounts(self, column: int) -> Decimal:
        """The sum of a column of amounts, to the last digit that is shown."""
        cells = (row.cells[9 + column].strip() for row in self.rows)
        return sum((Decimal(cell) for cell in cells if cell), Decimal(0))

    def target(self, href: str) -> Path:
        return self.path.parent / unquote(href.partition("#")[0])


def number_of(listing: Page, key: str, text: str) -> str:
    """What a link's text should be, from the rows that the link leads to."""
    if key.endswith(("-ratio-after", "-ratio-before", "-if-unlawful")):
        over, under = listing.amounts(0), listing.amounts(1)
        return "—" if not under else f"{rounded(Fraction(over) / Fraction(under) * 100)}%"
    if key.startswith(("due", "overdue")):
        return str(len(listing.titles))
    if "." in text:
        return str(rounded(Fraction(listing.amounts(0))))
    if key.startswith("gate-"):
        return str(len({row.cells[1] for row in listing.rows}))
    return str(len(listing.rows))


def rounded(value: Fraction) -> Decimal:
    """Half away from zero, four decimals; none of ours is negative."""
    units = (value * 10_000 * 2 + 1) // 2
    return (Decimal(int(units)) / 10_000).quantize(FOUR)
