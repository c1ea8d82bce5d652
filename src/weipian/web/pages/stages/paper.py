"""A paper that a command writes as Markdown, in parts that a page can set: headings, paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """`kind`: title, heading, text, item, table, note. `cells`: a table's rows, the first its head."""

    kind: str
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


def parts_of(text: str) -> tuple[Part, ...]:
    """Line by line; rows of a table together."""
    return tuple(_parts(text.splitlines()))


def _parts(lines: list[str]) -> Iterator[Part]:
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Part("table", cells=tuple(row for row in rows if not all(set(cell) <= set("-: ") for cell in row)))
            rows = []
        if line.strip():
            yield _part(line)


def _part(line: str) -> Part:
    if line.startswith("# "):
        return Part("title", line[2:])
    if line.startswith("## "):
        return Part("heading", line[3:])
    return Part("item", line[2:]) if line.startswith(("- ", "* ")) else Part("text", line.strip())
