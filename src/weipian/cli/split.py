"""`weipian split`, `weipian merge`: plots cut into parts, and put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.programme.overlay.acts.splitting import Cut
    from weipian.programme.overlay.carried import Carried
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="拆分地块。--by approval 按用地批准红线，township 按乡镇界线，或给一条线：WKT 文字，或 WKT、GeoJSON 文件。"
    "各块面积之和与原地块相等；碎块并入相邻的一块。拆出的地块随即重新套合。在办的案件、责令停止、整改通知随各块继续办理；"
    "已经登记整改进展、自验的不能再拆分。",
)
@click.argument("plot", metavar="PLOT")
@click.option("--by", required=True, metavar="approval|township|线", help="按什么拆")
@click.option("--crs", type=int, metavar="EPSG", help="线的坐标系；默认经纬度或与图斑相同")
@click.option("--dry-run", is_flag=True, help="只看会拆成什么样")
@at_desk
@as_json
def split(desk: Desk, plot: str, by: str, crs: int | None, dry_run: bool, as_json: bool) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.acts.splitting import plan, split_plot
    from weipian.programme.rectification.carrying import carry, would_follow

    if dry_run:
        found = plan(desk, plot, by, crs)
        found = replace(found, carried=would_follow(desk, [found.plot.id]))
    else:
        found = split_plot(desk, plot, by, crs, carry)
        overlay_plots(desk, [name for name, _ in found.parts])
    give(_answer(found, dry_run), _text(found, dry_run), as_json)


def _answer(found: Cut, dry_run: bool) -> dict[str, object]:
    from weipian.terms.area import Area

    return {
        "dry_run": dry_run,
        "plot": found.plot.number,
        "area_m2": Area.of_um2(found.plot.area_um2).text_m2(),
        "parts": [
            {
                "plot": name,
                "label": part.label,
                "area_m2": Area.of_um2(part.area_um2).text_m2(),
                "area_mu": Area.of_um2(part.area_um2).text_mu(),
                "sliver": part.thin,
            }
            for name, part in found.parts
        ],
        "carried": _carried(found.carried),
    }


def _text(found: Cut, dry_run: bool) -> str:
    from weipian.terms.area import Area

    head = "（演练，没有拆分）" if dry_run else "已拆分，原地块关闭；"
    lines = [f"{head}{found.plot.number} {Area.of_um2(found.plot.area_um2).text_mu()} 亩"]
    for name, part in found.parts:
        thin = "　碎块，没有相邻的可并，请核对" if part.thin else ""
        lines.append(f"  {name}　{Area.of_um2(part.area_um2).text_mu()} 亩　{part.label or '其余部分'}{thin}")
    lines += carried_text(found.carried, "各块")
    return "\n".join([*lines, "核查事实、填报面积不随拆分带到各块，请分别录入；闸门仍按整个图斑问"])


@click.command(
    cls=ChineseCommand,
    help="合并同一地块拆出的几块；全部给出就恢复原地块。已有判定的不能合并；各块的案件、通知不同的也不能合并。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@at_desk
@as_json
def merge(desk: Desk, plots: tuple[str, ...], as_json: bool) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.acts.splitting import merge_plots
    from weipian.programme.rectification.carrying import carry

    found = merge_plots(desk, plots, carry)
    overlay_plots(desk, [found.number])
    answer = {"plot": found.number, "merged": list(plots), "carried": _carried(found.carried)}
    give(answer, "\n".join([f"已合并为 {found.number}", *carried_text(found.carried, "合并后的地块")]), as_json)


def _carried(found: Sequence[Carried]) -> list[dict[str, str]]:
    return [{"kind": one.kind, "number": one.number, "whom": one.whom} for one in found]


def carried_text(found: Sequence[Carried], plots: str) -> list[str]:
    """What goes on with the new plots, and whom to tell."""
    return [f"随{plots}继续办理，请告知承办的单位：{'；'.join(one.text for one in found)}"] if found else []
