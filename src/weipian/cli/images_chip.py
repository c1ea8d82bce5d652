"""`weipian images chip`: a plot's pictures before and after, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.office.imaging import NoChip, Pair
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="裁出地块的前、后时相影像（JPEG，两张同一范围、同一比例，画有界线、比例尺、指北）。没有影像、只盖住一部分、疑似有云的，"
    "都会说明。一次裁出的连片范围不得达到政策包规定的上限。裁出记入日志。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("影像"),
    metavar="文件夹",
    help="写到哪里，默认「影像」",
)
@at_desk
@as_json
def chip(desk: Desk, plots: tuple[str, ...], output: Path, as_json: bool) -> None:
    from weipian.office.figures.plots import chosen_plots
    from weipian.office.imaging.giving import give_chips
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.IMAGE_GIVEN)
    done = give_chips(desk, chosen_plots(desk, plots), output)
    text = "\n".join(line for pair, paths in done for line in _lines(pair, paths))
    give({"plots": [_as_row(pair, paths) for pair, paths in done]}, text, as_json)
    if as_json:
        say([_lack(pair, one) for pair, _ in done for one in pair.missing])


def _lines(pair: Pair, paths: Sequence[Path]) -> Iterator[str]:
    for one, path in zip(pair.chips, paths, strict=True):
        yield f"{pair.plot}　{one.caption}：{path}"
        yield from (f"　　{note}" for note in one.said)
    yield from (_lack(pair, one) for one in pair.missing)


def _lack(pair: Pair, one: NoChip) -> str:
    return f"{pair.plot}　没有{one.moment.label}影像：{one.why}"


def _as_row(pair: Pair, paths: Sequence[Path]) -> dict[str, object]:
    found = pair.registered
    return {
        "plot": pair.plot,
        "chips": [
            {
                "moment": one.moment.value,
                "file": str(path),
                "sha256": one.sha256,
                "taken": one.taken.isoformat(),
                "asked": one.asked.isoformat() if one.asked else None,
                "source": one.source,
                "images": [used.number for used in one.used],
                "secrecy": one.secrecy.value,
                "pixel_m": f"{one.pixel_m:.3f}",
                "scale": one.scale,
                "plot_seen": f"{one.plot_seen:.6f}",
                "said": list(one.said),
            }
            for one, path in zip(pair.chips, paths, strict=True)
        ],
        "missing": [_lack(pair, one) for one in pair.missing],
        "registered": None
        if found is None
        else {
            "applied": found.applied,
            "east_m": f"{found.east_m:.2f}",
            "north_m": f"{found.north_m:.2f}",
            "said": found.said,
        },
    }
