"""Word tables of the house: thin lines, grey names, widths in millimetres that Word must keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from weipian.papers.word.page import SANS, SERIF, run, spaced

CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """An empty table of the given widths."""
    made = document.add_table(rows, len(widths))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return made


def fill(cell: Any, words: str, *, name: bool = False, side: Any = LEFT, size: float = 9.5, high: float = 2.9) -> Any:
    """Words in a cell; a name stands in the middle on grey."""
    paragraph = cell.paragraphs[0]
    for at, line in enumerate(words.split("\n")):
        paragraph = paragraph if at == 0 else cell.add_paragraph()
        spaced(paragraph.paragraph_format, size * 1.45, high if at == 0 else 0, 0)
        paragraph.alignment = CENTRE if name else side
        run(paragraph, line, face=SANS if name else SERIF, size=9 if name else size)
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before if "\n" not in words else None
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if name:
        shade(cell)
    return paragraph


def shade(cell: Any, color: str = "F1F1EE") -> None:
    made = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        made.set(qn(f"w:{key}"), value)
    cell._element.get_or_add_tcPr().append(made)


def repeated(row: Any) -> None:
    """The head of a table stands on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def whole(row: Any) -> None:
    """A row is not cut by a page's end."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
