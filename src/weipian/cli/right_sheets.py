"""`weipian right export`, `import`, `map`: orders, progress, self-acceptances as tables both ways, and the wall map."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.bulk_tables import taken, written
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import same_text, taken_in, written_out
from weipian.cli.types import DAY
from weipian.terms.bulk import BulkTable
from weipian.terms.figures import FigureKind

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk


WORKS = {"通知": None, "进展": BulkTable.PROGRESS, "自验": BulkTable.SELF_ACCEPTANCES}
TABLE = click.option(
    "--table",
    "kind",
    type=click.Choice(list(WORKS)),
    default="通知",
    metavar="通知|进展|自验",
    help="哪一种表（默认通知）",
)


@click.command(
    cls=ChineseCommand,
    help="导出要填的表，填好再导入；记入日志。通知：判定违法、还没有通知的地块；进展：已通知、没有到位的；自验：已动工、没有自验的。",
)
@TABLE
@written_out
def export(desk: Desk, target: Path, kind: str, as_json: bool) -> None:
    from weipian.office.righting.sheets import export_orders

    works = WORKS[kind]
    if works is not None:
        written(desk, works, target, as_json)
        return

    rows = export_orders(desk, target)
    give({"output": str(target), "rows": rows}, f"已导出整改通知表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的整改通知表、进展表或自验表（.xlsx 或 CSV，按表头对应）：好行作为一次办理写入，可整批撤销；"
    "坏行列入错误工作簿；什么都没有填的行跳过。自验须乡镇负责人本人办理。证据写证据号或原件的哈希。",
)
@TABLE
@taken_in
def take_in(desk: Desk, sheet: Sheet, kind: str) -> int:
    from weipian.office.righting.sheets import take_orders

    works = WORKS[kind]
    if works is not None:
        return taken(desk, works, sheet, "right undo --sheet")

    came = sheet.read("整改通知表", partial(take_orders, desk, sheet.source))
    return sheet.give(came, f"整改通知 {len(came.done)} 行{same_text(came.same)}", "right undo --sheet")


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
