"""Options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from weipian.cli.types import DAY
from weipian.terms.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])


class Option(Protocol):
    """A decorator that adds an option and leaves the function as it is."""

    def __call__(self, function: Function, /) -> Function: ...


def read_map(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`COLUMN=FIELD` pairs as {column: field}."""
    pairs = {}
    for value in values:
        column, sign, field = value.partition("=")
        if not (column and sign and field):
            raise UsageError("bad_map", value=value)
        pairs[column] = field
    return pairs


def planned(function: Function) -> Function:
    """What both planners ask: for whom, from which day, by what measure."""
    for option in (
        click.option(
            "--minimise",
            type=click.Choice(["plots", "area"]),
            default="plots",
            metavar="plots|area",
            help="求地块最少或面积最小",
        ),
        click.option("--today", type=DAY, metavar="日期", help="从哪一天起算办理时限（默认今天）"),
        click.option("--county", is_flag=True, help="测算全县"),
        click.option("--township", metavar="乡镇", help="测算哪个乡镇"),
    ):
        function = option(function)
    return function


policy_name: Option = click.option(
    "--policy", required=True, metavar="政策包", help="如 ziyuan-2023；用 weipian policy list 查看"
)
as_json: Option = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
encoding: Option = click.option("--encoding", metavar="编码", help="表或属性的编码，如 gb18030；默认自动识别")
column_map: Option = click.option(
    "--map", "columns", multiple=True, callback=read_map, metavar="列=字段", help="指明某列是哪个字段，可多次给出"
)
errors_to: Option = click.option("--errors", type=click.Path(path_type=Path), metavar="XLSX", help="错误工作簿写到哪里")
