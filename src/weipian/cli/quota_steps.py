"""`weipian quota accept`, `confirm`, `template`, `undo`, `sheets`: what releases quota, plot by plot or as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.sheets import Sheet, list_sheets, same_text, written_out
from weipian.cli.types import DAY, GIVEN, OneOf
from weipian.terms.errors import UsageError
from weipian.terms.quota import QuotaSheet, QuotaStep

if TYPE_CHECKING:
    from weipian.store.acting import Desk

Function = TypeVar("Function", bound=Callable[..., Any])
KIND = OneOf(QuotaSheet, "表")
STEP = OneOf(QuotaStep, "登记")


def _asked(function: Function) -> Function:
    for option in (
        errors_to,
        column_map,
        encoding,
        click.option("--dry-run", is_flag=True, help="用表时演练：只说会怎样，不写入"),
        click.option("--sheet", type=GIVEN, metavar="FILE", help="填好的表（.xlsx 或 CSV），成批登记，可整批撤销"),
        click.option("--paper", type=int, metavar="证据号", help="文件扫描件的证据号"),
        click.option("--part", default="", metavar="部分", help="只是地块的哪一部分（整改时起的名）"),
        click.option("--on", "day", type=DAY, metavar="日期", help="文件的日期"),
        click.option("--number", default="", metavar="文号", help="文件的文号"),
        click.argument("plots", metavar="[PLOT…]", nargs=-1),
    ):
        function = option(function)
    return function


@click.command(cls=ChineseCommand, help="登记市级验收：解冻要的三样之一，与上报核验（闸门C）不是一回事。")
@at_desk
@as_json
@_asked
def accept(desk: Desk, **said: Any) -> int:
    return _step(desk, QuotaStep.ACCEPTED, **said)


@click.command(cls=ChineseCommand, help="登记自治区确认：须先有市级验收；解冻的日期以确认之日为准。")
@at_desk
@as_json
@_asked
def confirm(desk: Desk, **said: Any) -> int:
    return _step(desk, QuotaStep.CONFIRMED, **said)


def _step(
    desk: Desk,
    step: QuotaStep,
    *,
    plots: tuple[str, ...],
    number: str,
    day: dt.date | None,
    part: str,
    paper: int | None,
    sheet: Path | None,
    dry_run: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
    as_json: bool,
) -> int:
    from weipian.programme.account.quota.acts.stepping import Stepping, take_steps
    from weipian.store.actors import require_may

    require_may(desk.policy, desk.actor, step.act)
    if bool(plots) == (sheet is not None):
        raise UsageError("needs_one", names="地块编号、--sheet")
    if sheet is not None:
        return take_table_in(desk, step.sheet, Sheet(sheet, dry_run, as_json, encoding, columns, errors))
    if day is None or not number:
        raise UsageError("needs_one", names="--number 和 --on")
    done = take_steps(desk, step, [Stepping(plot, number, day, part, paper) for plot in plots])
    same = f"；{len(done.same)} 个先前已这样登记" if done.same else ""
    give({"plots": done.done, "same": done.same}, f"已登记{step.label}：{'、'.join(done.done)}{same}", as_json)
    return 0


def take_table_in(desk: Desk, kind: QuotaSheet, sheet: Sheet) -> int:
    """One table of ours taken in, with progress, what was refused, and its error workbook."""
    from weipian.cli.calc import clock
    from weipian.office.quota.sheets import take_table

    taken = sheet.read(f"{kind.label}表", partial(take_table, desk, kind, sheet.source, clock()))
    unit = "份" if kind is QuotaSheet.NOTICES else "个地块"
    what = f"{kind.label} {len(taken.done)} {unit}{same_text(taken.same, f'{unit}先前已这样登记')}"
    return sheet.give(taken, what, f"quota undo --sheet {taken.number}", kind=kind.value)


@click.command(cls=ChineseCommand, help="导出要填的表：通知（空表），市级验收、自治区确认（等着它的地块）；记入日志。")
@click.argument("kind", metavar="通知|市级验收|自治区确认", type=KIND)
@click.option("--today", "day", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@written_out
def template(desk: Desk, kind: QuotaSheet, target: Path, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.quota.sheets import write_template

    rows = write_template(desk, kind, target, day or clock())
    said = f"已导出{kind.label}表：{target}（{rows} 行）"
    give({"output": str(target), "kind": kind.value, "rows": rows}, said, as_json)


@click.command(
    cls=ChineseCommand,
    help="撤销登记：写地块和 --step 的撤销那些地块的验收或确认；不写地块的撤销一次导入，--sheet 写导入编号，"
    "不写就是最近一次。先前的登记恢复，经过都留在日志里。",
)
@click.argument("plots", metavar="[PLOT…]", nargs=-1)
@click.option("--step", type=STEP, metavar="市级验收|自治区确认", help="撤销哪一样")
@click.option("--part", default="", metavar="部分", help="地块的哪一部分")
@click.option("--sheet", type=int, metavar="编号", help="撤销哪一次导入")
@at_desk
@as_json
def undo(
    desk: Desk, plots: tuple[str, ...], step: QuotaStep | None, part: str, sheet: int | None, as_json: bool
) -> None:
    from weipian.programme.account.quota.acts.undoing import undo_steps, undo_table

    if bool(plots) != (step is not None) or (plots and sheet is not None):
        raise UsageError("needs_one", names="地块编号和 --step、--sheet")
    if step is not None:
        done = undo_steps(desk, step, plots, part)
        give({"undone": done, "step": step.value}, f"已撤销{step.label}登记：{'、'.join(done)}", as_json)
        return
    found = undo_table(desk, sheet)
    answer = {"undone": found.number, "kind": found.kind.value, "rows": found.rows}
    give(answer, f"已撤销第 {found.number} 次导入（{found.kind.label}，{found.rows or '—'} 行）", as_json)


@click.command(cls=ChineseCommand, help="有过哪些指标通知、验收、确认表的导入。")
@at_desk
@as_json
def sheets(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.quota import quota_sheets

    list_sheets(desk, quota_sheets, as_json, kind=lambda one: one.kind)
