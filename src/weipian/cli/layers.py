"""`weipian layers`: the county's map layers, each import a dated version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give, say, tell_listed
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, encoding, read_map
from weipian.cli.types import DAY, OneOf
from weipian.terms.acting import Secrecy
from weipian.terms.words import LayerKind

if TYPE_CHECKING:
    from weipian.programme.intake.layers import Incoming
    from weipian.programme.intake.order import Order
    from weipian.store.acting import Desk
    from weipian.store.queries.layers import LayerHere

layers = ChineseGroup(
    "layers",
    {
        "add": ("weipian.cli.layers:add", "导入图层的一个版本"),
        "list": ("weipian.cli.layers:listed", "有哪些图层"),
    },
    help="县里的图层：每次导入是一个有日期、有散列值的版本，旧版本保留。",
)


@click.command(
    cls=ChineseCommand,
    help="导入图层。FILE 可为 Shapefile、FileGDB、GeoPackage、GeoJSON、GeoParquet；多图层文件在命令里写成 文件#图层名。"
    "同一文件、同一种类、同一日期再导入一次，什么也不增加。",
)
@click.argument("source", metavar="FILE")
@click.option(
    "--kind", required=True, type=OneOf(LayerKind, "图层种类"), metavar="种类", help="中文名或英文键，如 land_use"
)
@click.option("--as-of", required=True, type=DAY, metavar="日期", help="图层截至哪一天，如 2022-12-31")
@click.option("--columns", multiple=True, callback=read_map, metavar="项=列名", help="指明某项在哪一列，可多次给出")
@click.option("--class", "class_column", metavar="列名", help="分类（如地类编码）所在的列")
@encoding
@click.option("--crs", type=int, metavar="EPSG", help="指明坐标系编号，如 4525；默认读文件自带的")
@click.option("--coverage", metavar="文件", help="图层覆盖的范围；之外的图斑记为「没有查」")
@click.option(
    "--secrecy", type=OneOf(Secrecy, "密级"), default=Secrecy.UNKNOWN, metavar="密级", help="秘密、机密、内部、公开"
)
@click.option("--repair", is_flag=True, help="修复无效图形并记录；默认不采用无效图形")
@click.option("--note", default="", metavar="文字", help="备注")
@click.option("--dry-run", is_flag=True, help="只检查，不导入")
@at_desk
@as_json
def add(desk: Desk, source: str, kind: LayerKind, as_of: date, columns: dict[str, str], **more: Any) -> int:
    from weipian.programme.intake.acts.layers import doubts_of
    from weipian.programme.intake.layers import STEPS, read_layer
    from weipian.programme.intake.order import Order
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act
    from weipian.work.progress import Progress

    require_may(desk.policy, desk.actor, Act.LAYER_ADDED)
    dry_run, as_json = more.pop("dry_run"), more.pop("as_json")
    order = Order(source, kind, as_of, columns, **more)
    with Progress("导入图层", total=STEPS + 2) as step:
        incoming = read_layer(order, step)
        say([*incoming.said, *doubts_of(desk, incoming)])
        answer, text = _checked(incoming) if dry_run else _added(desk, incoming, step)
    give(answer, text, as_json)
    return tell_listed(list(incoming.refused), None if dry_run else _workbook(order, incoming))


def _checked(incoming: Incoming) -> tuple[dict[str, object], str]:
    from weipian.programme.intake.acts.layers import same_layer

    same = same_layer(incoming)
    known = "；与现有版本相同，不会增加" if same else ""
    answer = {"dry_run": True, "added": False, "same_as": same.version if same else None, **_counts(incoming)}
    return answer, f"（演练，没有导入）{_told(incoming)}{known}"


def _added(desk: Desk, incoming: Incoming, step: Any) -> tuple[dict[str, object], str]:
    from weipian.office.taking_in import book_layer

    added = book_layer(desk, incoming, step)
    answer = {"dry_run": False, "added": added.fresh, **_counts(incoming), "layer": as_row(added.layer)}
    if not added.fresh:
        return answer, f"同一文件、同一日期已经导入过：{added.layer.label}，没有增加"
    return answer, f"已导入 {added.layer.label}：{_told(incoming)}"


def _counts(incoming: Incoming) -> dict[str, object]:
    return {
        "features": len(incoming.found),
        "vertices": incoming.vertices,
        "refused": [refusal.as_json() for refusal in incoming.refused],
        "repaired": [one.as_json() for one in incoming.found.mended],
        "columns": dict(incoming.columns),
        "said": list(incoming.said),
    }


def _told(incoming: Incoming) -> str:
    from weipian.terms.area import Area

    area = Area.of_um2(incoming.area_um2)
    mended = f"，修复 {len(incoming.found.mended)} 个" if incoming.found.mended else ""
    refused = f"，未采用 {len(incoming.refused)} 个" if incoming.refused else ""
    return (
        f"图形 {len(incoming.found)} 个{mended}{refused}，顶点 {incoming.vertices} 个，合计 {area.text_mu(2)} 亩；"
        f"覆盖范围：{incoming.coverage.note}；密级：{incoming.order.secrecy.label}"
    )


def _workbook(order: Order, incoming: Incoming) -> Path | None:
    from weipian.cli.workbooks import list_beside
    from weipian.programme.intake.layers import error_workbook

    return list_beside(error_workbook(order), [(incoming.name, refusal) for refusal in incoming.refused])


@click.command("list", cls=ChineseCommand, help="有哪些图层、各是哪一版、截至哪一天、密级、覆盖范围。")
@click.option("--all", "every", is_flag=True, help="连同旧版本")
@at_desk
@as_json
def listed(desk: Desk, every: bool, as_json: bool) -> None:
    from weipian.store.actors import require_register
    from weipian.store.queries.layers import all_layers
    from weipian.terms.acting import Register

    require_register(desk.policy, desk.actor, Register.LAYERS)
    found = [layer for layer in all_layers() if every or layer.current]
    give({"layers": [as_row(layer) for layer in found], "missing": _missing(found)}, _table(found), as_json)


def _missing(found: Sequence[LayerHere]) -> list[str]:
    there = {layer.kind for layer in found}
    return [kind.value for kind in LayerKind if kind not in there]


def _table(found: Sequence[LayerHere]) -> str:
    lines = [
        f"{layer.label}　图形 {layer.features}　密级 {layer.secrecy.label}　{layer.coverage_note}"
        f"{'' if layer.current else '　（旧版本）'}"
        for layer in found
    ]
    missing = "、".join(LayerKind(kind).label for kind in _missing(found))
    return "\n".join([*lines, f"没有的图层（套合时记为「没有查」）：{missing}"] if missing else lines)


def as_row(layer: LayerHere) -> dict[str, object]:
    """A version for --json."""
    from weipian.terms.area import Area

    return {
        "kind": layer.kind.value,
        "label": layer.kind.label,
        "version": layer.version,
        "current": layer.current,
        "as_of": layer.as_of.isoformat(),
        "name": layer.name,
        "source_sha256": layer.source_sha256,
        "kept": layer.kept,
        "sha256": layer.kept_sha256,
        "crs": f"EPSG:{layer.epsg}",
        "columns": dict(layer.columns),
        "features": layer.features,
        "vertices": layer.vertices,
        "area_m2": Area.of_um2(layer.area_um2).text_m2(),
        "refused": len(layer.refused),
        "repaired": len(layer.repaired),
        "coverage": layer.coverage_note,
        "secrecy": layer.secrecy.value,
        "note": layer.note,
    }
