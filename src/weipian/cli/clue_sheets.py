"""`weipian clue export`, `import`, `undo`: clues as a table both ways."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import GIVEN

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出线索表（没有并入的线索，或空表）；记入日志。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@at_desk
@as_json
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.places.clue_sheets import export_clues

    rows = export_clues(desk, target)
    give({"output": str(target), "rows": rows}, f"已导出线索表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入线索表（.xlsx 或 CSV），每行一条新线索：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    source: Path,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.cli.workbooks import beside
    from weipian.office.places.clue_sheets import take_clues
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        taken = take_clues(
            desk,
            source,
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress("导入线索表", rows)),
        )
    table = taken.table
    answer = {
        "dry_run": dry_run,
        "rows": taken.rows,
        "clues": list(taken.clues),
        "sheet": taken.sheet,
        "refused": [one.as_json() for one in table.refused],
    }
    undo = f"。导入编号 {taken.sheet}，可用 weipian clue undo 撤销" if taken.sheet else ""
    give(answer, f"{'（演练，没有写入）' if dry_run else ''}线索 {taken.rows} 行{undo}", as_json)
    say(table.said)
    target = errors or Path(f"{source.stem}-错误行.xlsx")
    book = beside(target, bool(table.refused), lambda: write_refusals(target, table))
    return tell_refusals(source.name, table.refused, book)


@click.command(cls=ChineseCommand, help="撤销一次线索表导入；有的已并入图斑的不能整批撤销。不给编号就是最近一次。")
@click.argument("number", metavar="[编号]", required=False, type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.intake.acts.clues import undo_clues

    found = undo_clues(desk, number)
    give({"undone": found.number, "rows": found.rows}, f"已撤销第 {found.number} 次导入（线索表）", as_json)
