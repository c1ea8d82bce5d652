"""`weipian figure`: maps and charts out of the books, as SVG and PNG."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.calc import clock
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.errors import UsageError
from weipian.terms.figures import FigureKind

if TYPE_CHECKING:
    from weipian.office.figures.writing import Written
    from weipian.store.acting import Desk

KINDS = "、".join(f"{kind.value}（{kind.label}）" for kind in FigureKind)
LEAST_DPI, MOST_DPI, PRINT_DPI = 72, 600, 300
NAMED = 5


@click.command(
    cls=ChineseCommand,
    help=f"图件：{KINDS}。SVG 内含字形，处处一样；--png 另存位图。"
    "overlay 后写地块或图斑编号，不写就是全部未关闭的地块。",
)
@click.argument("kind", metavar="KIND", type=OneOf(FigureKind, "图件种类"))
@click.argument("plots", metavar="[PLOT]…", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("图件"),
    metavar="文件夹或文件",
    help="写到哪里；以 .svg 或 .png 结尾的是一个文件（默认文件夹「图件」）",
)
@click.option("--png", is_flag=True, help="每张 SVG 旁另存一张 PNG")
@click.option(
    "--dpi",
    type=click.IntRange(LEAST_DPI, MOST_DPI),
    default=PRINT_DPI,
    metavar="数",
    help=f"PNG 每英寸点数，默认 {PRINT_DPI}（打印）",
)
@click.option("--township", metavar="乡镇", help="overlay 只画某乡镇的地块")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看期限和进度（默认今天）")
@at_desk
@as_json
def figure(
    desk: Desk,
    kind: FigureKind,
    plots: tuple[str, ...],
    output: Path,
    png: bool,
    dpi: int,
    township: str | None,
    today: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.office.figures.plots import chosen_plots, told_of_layers
    from weipian.office.figures.writing import Order, write_figures
    from weipian.work.progress import watched

    if (plots or township) and not kind.is_of_plots:
        raise UsageError("figure_plots_not_asked", kind=kind.label)
    chosen = tuple(chosen_plots(desk, plots, township)) if kind.is_of_plots else ()
    order = Order(kind, output, today or clock(), png, dpi, chosen)
    total = max(len(chosen), 1) * (2 if png and not order.is_one_file else 1)
    written = list(watched(write_figures(desk, order), kind.label, total))
    give({"kind": kind.value, "files": [_as_json(one) for one in written]}, _as_text(written), as_json)
    _say_missing(written)
    if chosen:
        say(told_of_layers())


def _as_json(one: Written) -> dict[str, object]:
    return {"file": str(one.path), "plot": one.plot or None, "missing_glyphs": [*one.missing]}


def _as_text(written: list[Written]) -> str:
    names = [str(one.path) for one in written[:NAMED]]
    more = [f"……共 {len(written)} 个文件"] if len(written) > NAMED else []
    return "\n".join([*names, *more]) or "没有可画的地块"


def _say_missing(written: list[Written]) -> None:
    """Characters that no font has must not vanish silently."""
    missing = sorted({one for each in written for one in each.missing})
    if missing:
        say([f"字库没有这些字，图上以 〓 代替并注明：{'、'.join(f'U+{ord(one):04X}' for one in missing)}"])
