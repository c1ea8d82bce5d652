"""The copy to edit: a single paper's value as a Word file, set as its PDF is. The archival copy is the PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weipian.papers.model import Break, Facts, Figure, Gap, Grid, Heading, Paper, Part, Remark, Sheet, Text
from weipian.papers.word import parts
from weipian.papers.word.packing import packed
from weipian.papers.word.page import laid_out
from weipian.terms.errors import InputError

SET: dict[type, Callable[[Any, Any, Paper], None]] = {
    Heading: parts.heading, Text: parts.text, Facts: parts.facts, Grid: parts.grid, Sheet: parts.sheet,
    Gap: parts.gap, Remark: parts.remark, Figure: parts.figure, Break: parts.new_page,
}  # fmt: skip


def written(paper: Paper) -> bytes:
    """A .docx; the same value gives the same bytes. Raises InputError for a part that only a PDF has."""
    document = laid_out(paper)
    for one in paper.parts:
        _setter(one)(document, one, paper)
    return packed(document)


def _setter(part: Part) -> Callable[[Any, Any, Paper], None]:
    found = SET.get(type(part))
    if found is None:
        raise InputError("paper_part_not_word", part=type(part).__name__)
    return found
