"""`weipian clue export`, `import`, `undo`: clues as a table both ways."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.sheets import refused_json, taken_back, taken_in, written_out

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出线索表（没有并入的线索，或空表）；记入日志。")
@written_out
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.places.clue_sheets import export_clues

    rows = export_clues(desk, target)
    give({"output": str(target), "rows": rows}, f"已导出线索表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入线索表（.xlsx 或 CSV），每行一条新线索：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@taken_in
def take_in(desk: Desk, sheet: Sheet) -> int:
    from weipian.office.places.clue_sheets import take_clues

    taken = sheet.read("线索表", partial(take_clues, desk, sheet.source))
    answer = {
        "dry_run": sheet.dry_run,
        "rows": taken.rows,
        "clues": list(taken.clues),
        "sheet": taken.sheet,
        **refused_json(taken.table),
    }
    give(answer, sheet.text(f"线索 {taken.rows} 行", taken.sheet, "clue undo"), sheet.as_json)
    return sheet.refuse(taken.table)


@click.command(cls=ChineseCommand, help="撤销一次线索表导入；有的已并入图斑的不能整批撤销。不给编号就是最近一次。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.intake.acts.clues import undo_clues

    found = undo_clues(desk, number)
    give({"undone": found.number, "rows": found.rows}, f"已撤销第 {found.number} 次导入（线索表）", as_json)
