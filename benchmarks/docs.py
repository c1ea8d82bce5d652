"""`python -m benchmarks.docs REPORT.json`: the measured part of docs/benchmarks.md, its JSON and figure, anew."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figure import draw
from benchmarks.large_results import LargeResult, large_markdown, load_large, save_large
from benchmarks.results import Report
from benchmarks.tables import as_markdown

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, FIGURE, KEPT = DOCS / "benchmarks.md", DOCS / "pictures" / "benchmarks.png", DOCS / "benchmarks.json"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"


LARGE = DOCS / "benchmarks-large.json"
LARGE_START, LARGE_END = "<!-- out of core: start -->", "<!-- out of core: end -->"


class NoPlace(Exception):
    """The page has no place for what was measured."""


def with_tables(page: str, report: Report) -> str:
    """The page with what stands between the two comments replaced. Raises NoPlace."""
    return between(page, START, END, as_markdown(report))


def with_large(page: str, found: Sequence[LargeResult]) -> str:
    """The page with the section "Out of core" replaced. Raises NoPlace."""
    return between(page, LARGE_START, LARGE_END, large_markdown(found))


def between(page: str, start: str, end: str, text: str) -> str:
    """The page with what stands between two comments replaced. Raises NoPlace."""
    before, opened, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise NoPlace(f"{start} … {end}")
    return f"{before}{start}\n\n{text}\n\n{end}{after}"


def write_large(new: LargeResult) -> None:
    """A large run kept beside those of other layers, and the section made anew."""
    found = sorted([*(one for one in load_large(LARGE) if one.layer != new.layer), new], key=lambda one: one.layer)
    save_large(LARGE, found)
    PAGE.write_text(with_large(PAGE.read_text("utf-8"), found), "utf-8")


def write(report: Report) -> None:
    """Page, figure and the JSON that both come from."""
    page = with_tables(PAGE.read_text("utf-8"), report)
    PAGE.write_text(with_large(page, load_large(LARGE)), "utf-8")
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
