"""`weipian patches export`: patches and plots handed to a GIS."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.acting import State
from weipian.terms.words import Category, Determination

if TYPE_CHECKING:
    from weipian.office.exporting.acts import Done
    from weipian.store.acting import Desk

LAYERS = ("patches", "plots")


@click.command(
    cls=ChineseCommand,
    help="导出图斑和地块的图形。FILE 的扩展名决定格式：.gpkg（图斑、地块、乡镇三层，自带样式，QGIS 打开即按判定显示）、"
    ".shp（GBK，平台字段名）、.parquet（GeoParquet）、.geojson（经纬度）。图形与下发的相同，数字与清单、台账、比例相同；"
    "谁导出了什么记入日志。乡镇账号只导出本乡镇的。",
)
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--layer", "which", type=click.Choice(LAYERS), metavar="patches|plots", help="只要图斑，或只要地块")
@click.option("--township", metavar="乡镇", help="只导出某乡镇")
@click.option("--state", type=OneOf(State, "进度"), metavar="进度", help="只导出某个进度，如 已判定")
@click.option("--determination", type=OneOf(Determination, "判定"), metavar="判定", help="只导出某种判定，如 未判定")
@click.option("--category", type=OneOf(Category, "图斑类别"), metavar="类别", help="只导出某类")
@click.option("--batch", metavar="批次", help="只导出某批次")
@click.option("--today", type=DAY, metavar="日期", help="截止日期（默认今天）")
@at_desk
@as_json
def export(desk: Desk, target: Path, which: str | None, today: dt.date | None, as_json: bool, **wanted: Any) -> None:
    from weipian.cli.calc import clock
    from weipian.office.exporting.acts import export_patches
    from weipian.office.exporting.order import Order, Which

    order = Order(which=_which(target, Which(which) if which else None, Which.PATCHES), **wanted)
    done = export_patches(desk, target, order, today or clock())
    give(_answer(done, target), _told(done, target), as_json)
    say(done.said)


def _which(target: Path, said: Any, first: Any) -> Any:
    """A file of one layer holds the patches, where nobody says otherwise."""
    return said if said or target.suffix.lower() == ".gpkg" else first


def _answer(done: Done, target: Path) -> dict[str, object]:
    return {
        "output": str(target),
        "layers": {layer.name: len(layer) for layer in done.layers},
        "crs": f"EPSG:{done.layers[0].crs.epsg}",
        "secrecy": done.secrecy.value,
        "sha256": done.sha256,
        "head": done.head.seq,
        "said": list(done.said),
    }


def _told(done: Done, target: Path) -> str:
    layers = "、".join(f"{layer.name} {len(layer)} 个" for layer in done.layers)
    return (
        f"已导出：{target}（{layers}）\n{done.layers[0].crs.label}；密级：{done.secrecy.label}；"
        f"数字截至日志第 {done.head.seq} 条\n{done.about.notice}".rstrip()
    )
