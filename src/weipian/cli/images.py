"""`weipian images`: the county's dated images, and what a plot looked like before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.acting import Secrecy
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.programme.intake.images import Incoming
    from weipian.store.acting import Desk
    from weipian.store.queries.images import ImageHere

images = ChineseGroup(
    "images",
    {
        "add": ("weipian.cli.images:add", "导入一幅影像"),
        "list": ("weipian.cli.images:listed", "有哪些影像"),
        "withdraw": ("weipian.cli.images:withdraw", "撤下一幅导错的影像"),
        "chip": ("weipian.cli.images_chip:chip", "裁出地块的前、后时相影像"),
    },
    help="县里的影像：每幅有拍摄日期、来源、密级和散列值；前、后时相按图斑写的日期选用。",
)


def read_bands(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, ...]:
    """`3,2,1`. Raises UsageError."""
    if not value:
        return ()
    parts = [part.strip() for part in value.replace("，", ",").split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts) or len(parts) not in (1, 3):
        raise UsageError("bands_unreadable", value=value)
    return tuple(int(part) for part in parts)


@click.command(
    cls=ChineseCommand,
    help="导入一幅 GeoTIFF 影像（含 COG），正北朝上，带坐标。影像按散列值存进工作区，像元不重采样；"
    "不是 8 位的拉伸成 8 位。同一文件、同一日期再导入一次，什么也不增加。",
)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--taken", required=True, type=DAY, metavar="日期", help="拍摄日期，如 2023-09-30")
@click.option("--source", "given_by", required=True, metavar="文字", help="来源：卫星、传感器或提供单位")
@click.option(
    "--secrecy", type=OneOf(Secrecy, "密级"), default=Secrecy.UNKNOWN, metavar="密级", help="秘密、机密、内部、公开"
)
@click.option(
    "--bands", callback=read_bands, metavar="红,绿,蓝", help="哪三个波段是红、绿、蓝，从 1 数起；一个则为灰度"
)
@click.option("--crs", type=int, metavar="EPSG", help="指明坐标系编号，如 4525；默认读文件自带的")
@click.option("--licence", default="", metavar="文字", help="使用许可")
@click.option("--note", default="", metavar="文字", help="备注")
@click.option("--dry-run", is_flag=True, help="只检查，不导入")
@at_desk
@as_json
def add(desk: Desk, source: Path, taken: date, given_by: str, dry_run: bool, as_json: bool, **more: Any) -> None:
    from weipian.programme.intake.acts.images import add_image, same_image
    from weipian.programme.intake.images import ImageOrder, look_at, reading
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act
    from weipian.work.progress import Progress

    require_may(desk.policy, desk.actor, Act.IMAGE_ADDED)
    order = ImageOrder(
        source, taken, given_by, more["secrecy"], more["bands"], more["crs"], more["licence"], more["note"]
    )
    if dry_run:
        incoming = look_at(order)
        say(incoming.said)
        same = same_image(incoming)
        known = f"；与 {same.label} 相同，不会增加" if same else ""
        answer = {"dry_run": True, "added": False, "same_as": same.number if same else None, **_measures(incoming)}
        give(answer, f"（演练，没有导入）{_told(incoming)}{known}", as_json)
        return
    with Progress("导入影像", total=2) as step, reading(order, desk.workspace.folder) as incoming:
        step()
        say(incoming.said)
        added = add_image(desk, incoming)
        step()
    answer = {"dry_run": False, "added": added.fresh, **_measures(incoming), "image": as_row(added.image)}
    told = f"已导入 {added.image.label}：{_told(incoming)}"
    give(answer, told if added.fresh else f"同一文件、同一日期已经导入过：{added.image.label}，没有增加", as_json)


def _measures(incoming: Incoming) -> dict[str, object]:
    return {
        "width": incoming.kept.width,
        "height": incoming.kept.height,
        "pixel_m": f"{incoming.pixel_m:.3f}",
        "crs": f"EPSG:{incoming.kept.epsg}",
        "bands": list(incoming.kept.bands),
        "said": list(incoming.said),
    }


def _told(incoming: Incoming) -> str:
    kept, order = incoming.kept, incoming.order
    bands = "、".join(map(str, kept.bands))
    seen = f"，有效像元 {kept.seen * 100:.1f}%" if incoming.made else ""
    return (
        f"{order.taken}，{order.source}，{kept.width}×{kept.height} 像元，每像元 {incoming.pixel_m:.2f} 米，"
        f"EPSG:{kept.epsg}，波段 {bands}{seen}；密级：{order.secrecy.label}"
    )


@click.command("list", cls=ChineseCommand, help="有哪些影像：拍摄日期、来源、像元大小、密级；--all 连同已撤下的。")
@click.option("--all", "every", is_flag=True, help="连同已撤下的")
@at_desk
@as_json
def listed(desk: Desk, every: bool, as_json: bool) -> None:
    from weipian.store.actors import require_register
    from weipian.store.queries.images import all_images, current_images
    from weipian.terms.acting import Register

    require_register(desk.policy, desk.actor, Register.LAYERS)
    found = all_images() if every else current_images()
    give({"images": [as_row(one) for one in found]}, _table(found), as_json)


def _table(found: Sequence[ImageHere]) -> str:
    lines = [
        f"{one.label}　{one.name}　{one.pixel_m:.2f} 米　密级 {one.secrecy.label}"
        f"{f'　（已撤下：{one.because}）' if one.because else ''}"
        for one in found
    ]
    return "\n".join(lines) or "还没有影像；用 weipian images add 导入"


def as_row(image: ImageHere) -> dict[str, object]:
    """An image for --json."""
    return {
        "number": image.number,
        "taken": image.taken.isoformat(),
        "source": image.source,
        "name": image.name,
        "source_sha256": image.source_sha256,
        "kept": image.kept,
        "sha256": image.kept_sha256,
        "crs": f"EPSG:{image.epsg}",
        "width": image.width,
        "height": image.height,
        "pixel_m": f"{image.pixel_m:.3f}",
        "bands": list(image.bands),
        "seen": f"{image.seen:.6f}",
        "secrecy": image.secrecy.value,
        "licence": image.licence,
        "note": image.note,
        "withdrawn": image.because or None,
    }


@click.command(cls=ChineseCommand, help="撤下一幅导错的影像，写明原因；文件仍保留，不再用来裁图。")
@click.argument("number", type=int, metavar="编号")
@click.option("--because", required=True, metavar="原因", help="为什么撤下")
@at_desk
@as_json
def withdraw(desk: Desk, number: int, because: str, as_json: bool) -> None:
    from weipian.programme.intake.acts.images import withdraw_image

    found = withdraw_image(desk, number, because)
    give({"number": found.number, "withdrawn": because}, f"已撤下 {found.label}：{because}", as_json)
