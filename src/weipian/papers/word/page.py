"""A Word page as the house's PDF has it: A4, margins, running head, 第 x 页 共 y 页, faces and sizes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from weipian.papers.model import Paper
from weipian.papers.preparing import clean

SERIF, SANS, LATIN = "宋体", "黑体", "Times New Roman"
BODY, LINE = 10.5, 18.0
"""Points; as `parts/main.typ` has them."""
RED, GREY = RGBColor(0xB3, 0x26, 0x1E), RGBColor(0x5C, 0x5C, 0x5C)
WIDTH = 160
"""Millimetres between the margins."""
HEADINGS = {1: (15, 12, 8), 2: (12, 9, 6), 3: (10.5, 6, 4)}


def laid_out(paper: Paper) -> Any:
    """An empty document with its page, styles and running head."""
    document = Document()
    about, day = document.core_properties, datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC)
    about.title, about.author, about.subject = clean(paper.title), clean(paper.author), clean(paper.subject)
    about.comments = ""
    about.created = about.modified = day
    about.last_modified_by = clean(paper.author)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(27),
        Mm(24),
        Mm(28),
        Mm(22),
    )
    section.header_distance, section.footer_distance = Mm(15), Mm(12)
    _styles(document)
    section.header.paragraphs[0].style = section.footer.paragraphs[0].style = document.styles["Normal"]
    _head(section.header.paragraphs[0], paper)
    _foot(section.footer.paragraphs[0], paper)
    return document


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    faced(normal, SERIF, BODY)
    spaced(normal.paragraph_format, LINE)
    for level, (size, above, below) in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        faced(style, SANS, size)
        style.font.bold, style.font.italic, style.font.color.rgb = False, False, RGBColor(0x1A, 0x1A, 0x1A)
        spaced(style.paragraph_format, size * 1.5, above, below)


def faced(style: Any, face: str, size: float) -> None:
    """Chinese in one face, Latin in the usual."""
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), face)
    said = OxmlElement("w:lang")
    for name, value in (("val", "en-US"), ("eastAsia", "zh-CN")):
        said.set(qn(f"w:{name}"), value)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(said)


def spaced(form: Any, line: float, above: float = 0, below: float = 0) -> None:
    """Lines of a fixed height: the template's own are higher."""
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    form.space_before, form.space_after = Pt(above), Pt(below)


def run(paragraph: Any, words: str, *, face: str = SERIF, size: float = BODY, color: Any = None) -> Any:
    """Words in a face; line breaks stay."""
    made = paragraph.add_run(clean(words))
    made.font.name, made.font.size = LATIN, Pt(size)
    made._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if color is not None:
        made.font.color.rgb = color
    return made


def _head(paragraph: Any, paper: Paper) -> None:
    _stops(paragraph)
    spaced(paragraph.paragraph_format, 12)
    left = "　".join(one for one in (paper.secrecy, paper.head) if one)
    run(paragraph, left, face=SANS, size=9, color=GREY).add_tab()
    run(paragraph, paper.mark, face=SANS, size=9, color=RED).add_tab()
    run(paragraph, paper.number, face=SANS, size=9, color=GREY)
    _ruled(paragraph, "bottom")


def _foot(paragraph: Any, paper: Paper) -> None:
    _stops(paragraph)
    spaced(paragraph.paragraph_format, 12)
    moved = run(paragraph, paper.foot, face=SANS, size=8, color=GREY)
    moved.add_tab()
    moved.add_tab()
    run(paragraph, "第 ", face=SANS, size=8, color=GREY)
    _field(paragraph, "PAGE")
    run(paragraph, " 页　共 ", face=SANS, size=8, color=GREY)
    _field(paragraph, "NUMPAGES")
    run(paragraph, " 页", face=SANS, size=8, color=GREY)
    _ruled(paragraph, "top")


def _stops(paragraph: Any) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDTH / 2), 1)
    stops.add_tab_stop(Mm(WIDTH), 2)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word reckons itself."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        made = run(paragraph, "", face=SANS, size=8, color=GREY)._element
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        made.append(mark)


def _ruled(paragraph: Any, side: str) -> None:
    properties = paragraph._element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "2"), ("color", "5C5C5C")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
