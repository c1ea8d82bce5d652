"""`weipian accept export`, `import`, `undo`: the checklist as a table both ways."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.sheets import refused_json, taken_back, taken_in, written_out
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出验收表：每个乡镇每项一行，附本系统所见的数字；记入日志。")
@click.option("--township", metavar="乡镇", help="只导某乡镇")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@written_out
def export(desk: Desk, target: Path, township: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.accepting.sheets import export_checklist

    rows = export_checklist(desk, target, today or clock(), township)
    give({"output": str(target), "rows": rows}, f"已导出验收表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的验收表（.xlsx 或 CSV）：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.option("--on", "day", type=DAY, metavar="日期", help="验收日期（默认今天）")
@taken_in
def take_in(desk: Desk, sheet: Sheet, day: dt.date | None) -> int:
    from weipian.cli.calc import clock
    from weipian.office.accepting.sheets import take_checklist

    taken = sheet.read("验收表", partial(take_checklist, desk, sheet.source, day or clock()))
    scored = taken.scored
    answer = {
        "dry_run": sheet.dry_run,
        "rows": taken.rows,
        "sheet": scored.sheet if scored else None,
        "scores": scored.scores if scored else 0,
        "findings": list(scored.findings) if scored else [],
        **refused_json(taken.table),
    }
    text = sheet.text(f"验收表 {taken.rows} 行", scored.sheet if scored else None, "accept undo")
    give(answer, text, sheet.as_json)
    return sheet.refuse(taken.table)


@click.command(cls=ChineseCommand, help="撤销一次验收表导入：恢复原来的分数，问题撤销。不给编号就是最近一次。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.report.acceptance.scoring import undo_scores

    found = undo_scores(desk, number)
    give({"undone": found.number, "rows": found.rows}, f"已撤销第 {found.number} 次导入（验收表）", as_json)
