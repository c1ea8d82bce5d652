"""`weipian overlay`: plots laid over the county's layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="套合：量出地块压盖各图层多少。默认只量新的、图层换了新版的；旧的数保留。"
    "PLOT 为地块或图斑编号，不给就是全部未关闭的地块。「查过，没有」与「没有查」分开记。",
)
@click.argument("plots", metavar="[PLOT]…", nargs=-1)
@click.option("--all/--new", "every", default=False, help="全部重新量，或只量新的（默认）")
@at_desk
@as_json
def overlay(desk: Desk, plots: tuple[str, ...], every: bool, as_json: bool) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.told import as_answer, as_text
    from weipian.store.queries.layers import current_layers
    from weipian.work.progress import Progress

    with Progress("套合", total=len(current_layers()) + 1) as bar:

        def step(what: str) -> None:
            bar.label = f"{what:　<12.12}"
            bar()

        done = overlay_plots(desk, plots, every=every, step=step)
    give(as_answer(done, plots) if as_json else {}, as_text(done), as_json)
