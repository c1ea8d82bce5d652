"""`weipian right export`, `import`, `map`: orders as a table both ways, and the wall map."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, tell_refusals
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import DAY, GIVEN
from weipian.terms.figures import FigureKind

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出整改通知表（判定违法、还没有通知的地块），填好再导入；记入日志。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@at_desk
@as_json
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.righting.sheets import export_orders

    rows = export_orders(desk, target)
    give({"output": str(target), "rows": rows}, f"已导出整改通知表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的整改通知表（.xlsx 或 CSV）：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。"
    "文号、日期、责任人都没有填的行跳过。",
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
    from weipian.office.righting.sheets import take_orders
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        taken = take_orders(
            desk,
            source,
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress("导入整改通知表", rows)),
        )
    answer = {
        "dry_run": dry_run,
        "sheet": taken.number,
        "done": taken.done,
        "same": taken.same,
        "refused": [one.as_json() for one in taken.table.refused],
    }
    head = "（演练，没有写入）" if dry_run else ""
    same = f"，{len(taken.same)} 行与现在相同" if taken.same else ""
    undo = f"。导入编号 {taken.number}，可用 weipian right undo --sheet 撤销" if taken.number else ""
    give(answer, f"{head}整改通知 {len(taken.done)} 行{same}{undo}", as_json)
    target = errors or Path(f"{source.stem}-错误行.xlsx")
    book = beside(target, bool(taken.table.refused), lambda: write_refusals(target, taken.table))
    return tell_refusals(source.name, taken.table.refused, book)


@click.command(
    "map",
    cls=ChineseCommand,
    help="挂图作战：要整改的地块在某一天各到哪一步，颜色、纹理、字三样区分，旁边列出各乡镇的个数和面积。",
)
@click.option("--as-of", "today", type=DAY, metavar="日期", help="按哪一天画（默认今天）")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("挂图作战.svg"),
    metavar="FILE.svg|.png",
    help="写到哪里",
)
@at_desk
@as_json
def wall_map(desk: Desk, today: dt.date | None, output: Path, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.figures.png import PRINT_DPI
    from weipian.office.figures.writing import FORMS, Order, write_figures
    from weipian.terms.errors import UsageError

    if output.suffix.lower() not in FORMS:
        raise UsageError("output_suffix", where=output.name, suffixes="、".join(FORMS))
    written = list(write_figures(desk, Order(FigureKind.WALL, output, today or clock(), False, PRINT_DPI)))
    give({"files": [str(one.path) for one in written]}, "\n".join(str(one.path) for one in written), as_json)
