"""`python -m benchmarks.docs REPORT.json`: the measured part of docs/benchmarks.md, its JSON and figure, anew."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.figure import draw
from benchmarks.results import Report
from benchmarks.tables import as_markdown

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, FIGURE, KEPT = DOCS / "benchmarks.md", DOCS / "pictures" / "benchmarks.png", DOCS / "benchmarks.json"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"


class NoPlace(Exception):
    """The page has no place for what was measured."""


def with_tables(page: str, report: Report) -> str:
    """The page with what stands between the two comments replaced. Raises NoPlace."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise NoPlace(f"{START} … {END}")
    return f"{before}{START}\n\n{as_markdown(report)}\n\n{END}{after}"


def write(report: Report) -> None:
    """Page, figure and the JSON that both come from."""
    PAGE.write_text(with_tables(PAGE.read_text("utf-8"), report), "utf-8")
    FIGURE.parent.mkdir(exist_ok=True)
    draw(report, FIGURE)
    report.save(KEPT)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.docs", description=__doc__)
    parser.add_argument("report", type=Path)
    write(Report.load(parser.parse_args().report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
