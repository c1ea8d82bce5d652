"""The blank 《军用土地登记表》, a workbook or a page to print. It knows and opens nothing (B12)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from weipian.terms.errors import InputError

SUFFIXES = (".xlsx", ".html")
MADE = datetime(2023, 1, 1)  # noqa: DTZ001 - one fixed moment, so that every blank is the same file


@dataclass(frozen=True, slots=True)
class Form:
    """What is printed; `columns`: heading → width in characters."""

    title: str
    notice: str
    handling: str
    head: tuple[str, ...]
    foot: tuple[str, ...]
    columns: dict[str, int]
    rows: int

    @classmethod
    def read(cls) -> Self:
        said = tomllib.loads(files("weipian.workbook").joinpath("military_form.toml").read_text(encoding="utf-8"))
        columns = {str(one["name"]): int(one["width"]) for one in said["columns"]}
        title, notice, handling = (str(said[name]) for name in ("title", "notice", "handling"))
        return cls(title, notice, handling, tuple(said["head"]), tuple(said["foot"]), columns, int(said["rows"]))


def write_blank(target: Path) -> None:
    """Raises InputError where it can't be written."""
    writer = {".xlsx": _workbook, ".html": _page}.get(target.suffix.lower())
    if writer is None:
        raise InputError("output_suffix", where=target.name, suffixes="、".join(SUFFIXES))
    if not target.parent.is_dir():
        raise InputError("output_no_folder", where=target.name, folder=str(target.parent))
    try:
        writer(target, Form.read())
    except OSError as error:
        raise InputError("output_locked", where=str(target)) from error


def _workbook(target: Path, form: Form) -> None:
    """A4 across, one page, lines to write on."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"created": MADE, "title": form.title})
    sheet = book.add_worksheet(form.title)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.5)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
    last, style = len(form.columns) - 1, _Styles(book)
    sheet.merge_range(0, 0, 0, last, form.title, style.title)
    _spread(sheet, 1, form.head, last, style.plain)
    for at, (name, width) in enumerate(form.columns.items()):
        sheet.set_column(at, at, width)
        sheet.write(2, at, name, style.heading)
    for row in range(3, 3 + form.rows):
        sheet.set_row(row, 50)
        for at in range(last + 1):
            sheet.write_blank(row, at, None, style.cell)
    _spread(sheet, 3 + form.rows, form.foot, last, style.plain)
    for row, text in enumerate((form.handling, form.notice), 4 + form.rows):
        sheet.merge_range(row, 0, row, last, text, style.small)
    for row, height in ((0, 40), (1, 26), (2, 34), (3 + form.rows, 30)):
        sheet.set_row(row, height)
    try:
        book.close()
    except FileCreateError as error:
        raise InputError("output_locked", where=str(target)) from error


class _Styles:
    """Cell formats."""

    def __init__(self, book: Any) -> None:
        def style(**said: object) -> Any:
            return book.add_format({"font_name": "宋体", "font_size": 11, "valign": "vcenter", **said})

        self.title = style(font_size=20, bold=True, align="center")
        self.plain = style()
        self.heading = style(bold=True, border=1, align="center", text_wrap=True)
        self.cell = style(border=1, text_wrap=True)
        self.small = style(font_size=9, text_wrap=True)


def _spread(sheet: Any, row: int, texts: tuple[str, ...], last: int, style: Any) -> None:
    """Texts side by side over the whole width."""
    edges = [at * (last + 1) // len(texts) for at in range(len(texts) + 1)]
    for text, start, end in zip(texts, edges, edges[1:], strict=False):
        sheet.merge_range(row, start, row, end - 1, text, style)


STYLE = (
    "@page{size:A4 landscape;margin:15mm}body{font-family:SimSun,'Noto Serif CJK SC',serif;font-size:11pt}"
    "h1{text-align:center;font-size:20pt;margin:0 0 6mm}table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #000;height:10mm;padding:0 1mm}"
    ".row{display:flex;justify-content:space-between;margin:3mm 0}"
    ".row span{flex:1}p{font-size:9pt;margin:1mm 0}"
)


def _page(target: Path, form: Form) -> None:
    """To print from a browser; no script, nothing from anywhere else."""
    wide = sum(form.columns.values())
    columns = "".join(f'<col style="width:{100 * width / wide:.1f}%">' for width in form.columns.values())
    heads = "".join(f"<th>{escape(name)}</th>" for name in form.columns)
    blank = f"<tr>{'<td></td>' * len(form.columns)}</tr>" * form.rows
    head, foot = ("".join(f"<span>{escape(text)}</span>" for text in texts) for texts in (form.head, form.foot))
    target.write_text(
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(form.title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(form.title)}</h1>"
        f'<div class="row">{head}</div><table><colgroup>{columns}</colgroup><tr>{heads}</tr>{blank}</table>'
        f'<div class="row">{foot}</div><p>{escape(form.handling)}</p><p>{escape(form.notice)}</p></html>\n',
        encoding="utf-8",
    )
