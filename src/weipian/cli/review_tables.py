"""`weipian review export|import`: a review's workbook out and in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.sheets import taken_in, written_out
from weipian.terms.acting import Act

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.fence.table import Table
    from weipian.programme.determination.review.written import Written
    from weipian.store.acting import Desk

KINDS = ("到会", "意见", "决定")


@click.command(cls=ChineseCommand, help="导出会审工作簿：到会、意见、决定三张表，填好再导入。谁在何时导出记入日志。")
@click.argument("number", metavar="编号")
@written_out
def export(desk: Desk, number: str, target: Path, as_json: bool) -> None:
    from weipian.office.review_tables import export_review

    plots = export_review(desk, number, target)
    give({"review": number, "output": str(target), "plots": plots}, f"已导出：{target}（{plots} 个地块）", as_json)


@click.command(
    cls=ChineseCommand,
    help="导入填好的到会、意见、决定。坏行列入错误工作簿，其余照办；每张表是一批，纪要确认前可撤销。",
)
@click.argument("number", metavar="编号")
@click.option("--kind", type=click.Choice(KINDS), metavar="种类", help="只导入哪一种：到会、意见、决定")
@taken_in
def imported(desk: Desk, number: str, sheet: Sheet, kind: str | None) -> int:
    from weipian.office.keyed_tables import read_keyed
    from weipian.office.review_tables import SHEETS
    from weipian.store.actors import require_may

    require_may(desk.policy, desk.actor, _act(kind or KINDS[-1]))
    wanted = {kind: SHEETS[kind]} if kind else SHEETS
    tables = read_keyed(sheet.source, wanted, sheet.columns, sheet.encoding).tables
    answer: dict[str, object] = {"review": number, "dry_run": sheet.dry_run}
    told, code = [], DONE
    for name in (one for one in KINDS if one in tables):
        table = tables[name]
        say([f"「{name}」{len(table.rows)} 行，正在核对……", *table.said])
        done = _take(desk, number, name, table, dry_run=sheet.dry_run)
        refused = [*table.refused, *done.refused]
        answer[name] = {
            "rows": done.rows, "same": done.same, "batch": done.batch, "refused": [one.as_json() for one in refused]
        }  # fmt: skip
        told.append(_told(name, done))
        target = _errors_of(name, sheet.source, sheet.errors, alone=len(tables) == 1)
        code = max(code, sheet.give_back(replace(table, refused=refused), target, book=not sheet.dry_run))
    give(answer, sheet.text("；".join(told), None, "review undo"), sheet.as_json)
    return code


def _told(name: str, done: Written) -> str:
    same = f"，{done.same} 行与已记录的相同" if done.same else ""
    return f"{name}：{done.rows} 行{same}" + (f"，批号 {done.batch}" if done.batch else "")


def _errors_of(name: str, source: Path, errors: Path | None, *, alone: bool) -> Path:
    """Each table has an error workbook of its own."""
    if errors is None:
        return source.with_name(f"{source.stem}-{name}-错误行.xlsx")
    return errors if alone else errors.with_name(f"{errors.stem}-{name}{errors.suffix}")


def _act(kind: str) -> Act:
    return dict(zip(KINDS, (Act.REVIEW_ATTENDED, Act.REVIEW_OPINION_GIVEN, Act.REVIEW_DECIDED), strict=True))[kind]


def _take(desk: Desk, number: str, name: str, table: Table, *, dry_run: bool) -> Written:
    from weipian.office.review_tables import take_rows
    from weipian.work.progress import Progress

    with Progress(f"导入{name}", len(table.rows)) as step:
        return take_rows(desk, number, name, table, dry_run=dry_run, step=step)
