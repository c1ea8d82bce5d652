"""The parts that a single paper has, in Word: what `parts/*.typ` is to the PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from weipian.papers.model import Box, Break, Facts, Figure, Gap, Grid, Heading, Paper, Remark, Sheet, Text
from weipian.papers.preparing import clean
from weipian.papers.word.page import BODY, GREY, LINE, RED, SANS, WIDTH, run, spaced
from weipian.papers.word.tables import CENTRE, LEFT, RIGHT, fill, repeated, shade, table, whole
from weipian.terms.errors import InputError

NAME = 26


def heading(document: Any, part: Heading, _: Paper) -> None:
    made = document.add_heading(level=min(part.level, 3))
    made.add_run(clean(part.title))
    if part.owed:
        run(made, "　［待补］", face=SANS, size=9, color=RED)


def text(document: Any, part: Text, _: Paper) -> None:
    size = 9 if part.small else BODY
    for words in part.paragraphs:
        _words(document.add_paragraph(), words, size, indent=part.indent)


def _words(paragraph: Any, words: str, size: float, *, indent: bool) -> None:
    spaced(paragraph.paragraph_format, LINE * size / BODY)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    run(paragraph, words, size=size)


def facts(document: Any, part: Facts, _: Paper) -> None:
    _titled(document, part.title)
    _facts(document, list(_lines(part.rows, part.columns, part.wide)), part.columns)
    _after(document)


def _lines(rows: Iterable[tuple[str, str]], columns: int, wide: frozenset[str]) -> Iterable[list[tuple[str, str]]]:
    held: list[tuple[str, str]] = []
    for row in rows:
        if row[0] in wide and held:
            yield held
            held = []
        held.append(row)
        if row[0] in wide or len(held) == columns:
            yield held
            held = []
    if held:
        yield held


def _facts(document: Any, lines: list[list[tuple[str, str]]], columns: int) -> Any:
    made = table(document, len(lines), [NAME, WIDTH / columns - NAME] * columns)
    for row, line in zip(made.rows, lines, strict=True):
        whole(row)
        for at, (name, value) in enumerate(line):
            fill(row.cells[2 * at], name, name=True)
            last = at == len(line) - 1
            cell = row.cells[2 * at + 1]
            cell = cell.merge(row.cells[-1]) if last and 2 * at + 1 < 2 * columns - 1 else cell
            fill(cell, value or "—")
    return made


def grid(document: Any, part: Grid, _: Paper) -> None:
    _titled(document, part.title)
    widths = part.widths if len(part.widths) == len(part.head) else (1,) * len(part.head)
    rows = part.rows or ((part.none,) + ("",) * (len(part.head) - 1),)
    made = table(document, len(rows) + 1, [WIDTH * one / sum(widths) for one in widths])
    repeated(made.rows[0])
    for cell, words in zip(made.rows[0].cells, part.head, strict=True):
        fill(cell, words, name=True, high=2.5)
    for row, line in zip(list(made.rows)[1:], rows, strict=True):
        whole(row)
        for at, (cell, words) in enumerate(zip_longest(row.cells, line, fillvalue="")):
            fill(cell, words, side=RIGHT if at in part.right else LEFT, size=9, high=2.5)
    if not part.rows:
        made.rows[1].cells[0].merge(made.rows[1].cells[-1])
    _noted(document, part.note)


def sheet(document: Any, part: Sheet, _: Paper) -> None:
    if part.title:
        made = document.add_paragraph()
        spaced(made.paragraph_format, 24, 2, 8)
        made.alignment = CENTRE
        made.paragraph_format.keep_with_next = True
        run(made, part.title, face=SANS, size=16)
    lines = list(_lines(part.facts, 2, frozenset()))
    frame = _facts(document, [*lines, *([("", "")] for _ in part.boxes)], 2)
    for row, one in zip(list(frame.rows)[len(lines) :], part.boxes, strict=True):
        _box(row, one)
    _noted(document, part.note)


def _box(row: Any, one: Box) -> None:
    cell = row.cells[1]
    for extra in cell.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    row.cells[0].paragraphs[0].clear()
    fill(row.cells[0], one.label, name=True)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    if one.height_mm:
        row.height, row.height_rule = Mm(one.height_mm + 5), WD_ROW_HEIGHT_RULE.AT_LEAST
    paragraph = cell.paragraphs[0]
    paragraph.clear()
    for at, words in enumerate(one.text.split("\n")):
        paragraph = paragraph if at == 0 else cell.add_paragraph()
        _words(paragraph, words, 10, indent=True)
    if one.owed:
        run(paragraph, "［待补］", face=SANS, size=9, color=RED)
    if one.to_sign or one.signed or one.day:
        made = cell.add_paragraph()
        spaced(made.paragraph_format, LINE, 10, 4)
        made.alignment = RIGHT
        run(made, "签字（盖章）：", size=10)
        run(made, one.signed or "　" * 9, size=10).font.underline = not one.signed
        run(made, f"　　{one.day or '　　　年　　月　　日'}", size=10)


def gap(document: Any, part: Gap, _: Paper) -> None:
    said = [f"［待补］{part.what}"]
    said += [
        f"{name}：{words}"
        for name, words in (("由谁补", part.who), ("依据", part.clause), ("说明", part.note))
        if words
    ]
    _framed(document, said, RED, "FFFFFF")


def remark(document: Any, part: Remark, _: Paper) -> None:
    _framed(document, [*([part.title] if part.title else []), *part.lines], None, "F1F1EE")


def _framed(document: Any, lines: list[str], color: Any, ground: str) -> None:
    cell = table(document, 1, [WIDTH]).rows[0].cells[0]
    for at, words in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        spaced(paragraph.paragraph_format, 14, 4 if at == 0 else 0, 4 if at == len(lines) - 1 else 0)
        run(paragraph, words, face=SANS if at == 0 else "宋体", size=9.5, color=color if at == 0 else None)
    shade(cell, ground)
    _after(document)


def figure(document: Any, part: Figure, paper: Paper) -> None:
    """Pixels only: Word shows drawings differently from version to version."""
    content = paper.pictures.get(part.picture, b"")
    if content[:4] not in (b"\x89PNG", *(b"\xff\xd8\xff" + bytes([one]) for one in range(0xC0, 0xFF))):
        raise InputError("paper_picture_kind", where=part.picture)
    made = document.add_paragraph()
    made.alignment = CENTRE
    made.paragraph_format.line_spacing_rule, made.paragraph_format.line_spacing = None, 1.0
    made.add_run().add_picture(io.BytesIO(content), width=Mm(part.width_mm or WIDTH))
    said = document.add_paragraph()
    said.alignment = CENTRE
    run(said, part.caption, face=SANS, size=9)
    _noted(document, "；".join(part.notes))


def new_page(document: Any, _: Break, __: Paper) -> None:
    document.add_page_break()


def _titled(document: Any, words: str) -> None:
    if words:
        made = document.add_paragraph()
        spaced(made.paragraph_format, 15, 8, 4)
        made.alignment, made.paragraph_format.keep_with_next = CENTRE, True
        run(made, words, face=SANS, size=10)


def _noted(document: Any, words: str) -> None:
    made = document.add_paragraph()
    spaced(made.paragraph_format, 12, 3, 6)
    if words:
        run(made, words, size=8.5, color=GREY)


def _after(document: Any) -> None:
    spaced(document.add_paragraph().paragraph_format, 8)
