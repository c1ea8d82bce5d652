"""`weipian military-form`: the blank form; no workspace, no socket, no Django."""

from __future__ import annotations

from pathlib import Path

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.options import as_json


@click.command(
    "military-form",
    cls=ChineseCommand,
    help="空白《军用土地登记表》，A4 横向，.xlsx 或 .html，打印后在符合保密要求的场所填写。"
    "不打开工作区，不联网，也不要在本机填写。样式为重建，未与原表核对。",
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="写到哪里")
@as_json
def military_form(output: Path, as_json: bool) -> None:
    from weipian.workbook.military_form import Form, write_blank

    write_blank(output)
    form = Form.read()
    give(
        {"output": str(output), "notice": form.notice},
        f"空白《{form.title}》：{output}\n{form.handling}。\n{form.notice}。",
        as_json,
    )
