"""`weipian accept export`, `import`, `undo`: the checklist as a table both ways."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import DAY, GIVEN

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出验收表：每个乡镇每项一行，附本系统所见的数字；记入日志。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--township", metavar="乡镇", help="只导某乡镇")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@at_desk
@as_json
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
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--on", "day", type=DAY, metavar="日期", help="验收日期（默认今天）")
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    source: Path,
    day: dt.date | None,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.cli.calc import clock
    from weipian.cli.workbooks import beside
    from weipian.office.accepting.sheets import take_checklist
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        taken = take_checklist(
            desk,
            source,
            day or clock(),
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress("导入验收表", rows)),
        )
    scored, table = taken.scored, taken.table
    answer = {
        "dry_run": dry_run,
        "rows": taken.rows,
        "sheet": scored.sheet if scored else None,
        "scores": scored.scores if scored else 0,
        "findings": list(scored.findings) if scored else [],
        "refused": [one.as_json() for one in table.refused],
    }
    undo = f"。导入编号 {scored.sheet}，可用 weipian accept undo 撤销" if scored else ""
    give(answer, f"{'（演练，没有写入）' if dry_run else ''}验收表 {taken.rows} 行{undo}", as_json)
    say(table.said)
    target = errors or Path(f"{source.stem}-错误行.xlsx")
    book = beside(target, bool(table.refused), lambda: write_refusals(target, table))
    return tell_refusals(source.name, table.refused, book)


@click.command(cls=ChineseCommand, help="撤销一次验收表导入：恢复原来的分数，问题撤销。不给编号就是最近一次。")
@click.argument("number", metavar="[编号]", required=False, type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.report.acceptance.scoring import undo_scores

    found = undo_scores(desk, number)
    give({"undone": found.number, "rows": found.rows}, f"已撤销第 {found.number} 次导入（验收表）", as_json)
