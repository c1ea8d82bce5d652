"""Options that the commands of cases share."""

from __future__ import annotations

import click

from weipian.cli.options import Function, Option
from weipian.cli.types import DAY

day_option: Option = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
today_option: Option = click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
evidence_option: Option = click.option(
    "--evidence", multiple=True, type=int, metavar="证据号", help="证据号，可多次给出；须属于这些地块"
)


def approved(function: Function) -> Function:
    """Who approved: another account, or an official by paper."""
    for option in (
        click.option("--paper", default="", metavar="文号", help="批准文号（审批表号）"),
        click.option("--approved-by", default="", metavar="姓名职务", help="没有账号的批准人"),
        click.option("--approver", default="", metavar="账号", help="批准人的账号，不能是自己"),
    ):
        function = option(function)
    return function
