"""`weipian inspect export`, `import`, `undo`, `sheets`: assignments and inspections as tables both ways."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import list_sheets, same_text, taken_back, taken_in, written_out
from weipian.cli.types import DAY, OneOf
from weipian.terms.inspection import SheetKind

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk

KIND = OneOf(SheetKind, "表", (SheetKind.ASSIGNMENTS, SheetKind.INSPECTIONS, SheetKind.DESK))


@click.command(
    cls=ChineseCommand,
    help="导出要填的表：交办表（未核查的图斑）、核查表（未核查的地块）、举证表（内业举证，所有地块）；记入日志。",
)
@click.argument("kind", metavar="交办|核查|举证", type=KIND)
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@written_out
def export(desk: Desk, kind: SheetKind, target: Path, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.sheets import export_sheet

    rows = export_sheet(desk, kind, target, today or clock())
    give(
        {"output": str(target), "kind": kind.value, "rows": rows},
        f"已导出{kind.label}表：{target}（{rows} 行）",
        as_json,
    )


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的交办表、核查表或举证表（.xlsx 或 CSV）：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.argument("kind", metavar="交办|核查|举证", type=KIND)
@click.option("--on", "day", type=DAY, metavar="日期", help="交办日期（默认今天）")
@taken_in
def take_in(desk: Desk, kind: SheetKind, sheet: Sheet, day: dt.date | None) -> int:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.sheets import take_sheet

    taken = sheet.read(f"{kind.label}表", partial(take_sheet, desk, kind, sheet.source, day or clock()))
    what = f"{kind.label} {len(taken.done)} 行{same_text(taken.same)}"
    return sheet.give(taken, what, "inspect undo", taken.said, kind=kind.value)


@click.command(cls=ChineseCommand, help="撤销一次导入：恢复原来的内容，经过都留在日志里。不给编号就是最近一次。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.undoing import undo_sheet

    found = undo_sheet(desk, number, follow)
    answer = {"undone": found.number, "kind": found.kind.value, "rows": found.rows}
    give(answer, f"已撤销第 {found.number} 次导入（{found.kind.label}，{found.rows or '—'} 行）", as_json)


@click.command("sheets", cls=ChineseCommand, help="有过哪些交办表、核查表、举证表的导入。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.sheets import sheets
    from weipian.terms.acting import Act

    list_sheets(desk, sheets, as_json, kind=lambda one: one.kind, undo=Act.IMPORT_UNDONE)
