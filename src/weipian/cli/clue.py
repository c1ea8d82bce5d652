"""`weipian clue …`: the county's own early finds, until they are patches."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.places import ClueDone, ClueSource

if TYPE_CHECKING:
    from weipian.office.places.clues import ClueShown
    from weipian.store.acting import Desk
    from weipian.terms.eyes import Eyes

clue = ChineseGroup(
    "clue",
    {
        "add": ("weipian.cli.clue:add", "登记一条线索：位置、哪天、来源、谁发现、做了什么"),
        "list": ("weipian.cli.clue:listed", "线索一览：处置了没有，可能已是哪个图斑"),
        "done": ("weipian.cli.clue_link:done", "登记对线索做了什么"),
        "link": ("weipian.cli.clue_link:link", "并入已下发的图斑"),
        "unlink": ("weipian.cli.clue_link:unlink", "取消并入"),
        "drop": ("weipian.cli.clue_link:drop", "撤销写错的线索"),
        "export": ("weipian.cli.clue_sheets:export", "导出线索表"),
        "import": ("weipian.cli.clue_sheets:take_in", "导入线索表"),
        "undo": ("weipian.cli.clue_sheets:undo", "撤销一次线索表导入"),
    },
    help="线索：县里自行发现、平台还没有编号的（一、二(一)）。线索不是图斑，也不是违法认定，不计入任何比例。",
)
NOT_A_FINDING = "线索不是违法认定"


@click.command(
    cls=ChineseCommand,
    help="登记一条线索。位置写 经度,纬度 或平面坐标 X,Y，或 WKT、GeoJSON 的点、面；"
    "坐标系由坐标判断，判断不出的用 --crs。",
)
@click.argument("place", metavar="位置")
@click.option("--township", default="", metavar="乡镇", help="所在乡镇；乡镇账号默认本乡镇")
@click.option("--source", type=OneOf(ClueSource, "来源"), required=True, metavar="来源", help="巡查、举报、视频监控等")
@click.option("--told", required=True, metavar="文字", help="看到了什么")
@click.option("--finder", default="", metavar="姓名", help="谁发现的")
@click.option(
    "--done", type=OneOf(ClueDone, "措施"), default=ClueDone.NONE, metavar="措施", help="当时做了什么，如责令停止"
)
@click.option("--done-on", type=DAY, metavar="日期", help="哪一天做的")
@click.option("--paper", default="", metavar="文号", help="文书编号")
@click.option("--crs", "epsg", type=int, metavar="EPSG", help="坐标系，如 4490、4525")
@click.option("--on", "day", type=DAY, metavar="日期", help="发现日期（默认今天）")
@at_desk
@as_json
def add(
    desk: Desk,
    place: str,
    township: str,
    source: ClueSource,
    told: str,
    finder: str,
    done: ClueDone,
    done_on: dt.date | None,
    paper: str,
    epsg: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.intake.acts.clues import Finding, keep_clues

    said = Finding(township, day or clock(), source, place, epsg, finder, told, done, done_on, paper)
    (number,), _ = keep_clues(desk, [said])
    give({"clue": number}, f"线索 {number} 号已登记（{NOT_A_FINDING}）", as_json)


@click.command("list", cls=ChineseCommand, help="看得到的线索；没有并入的，按位置提示可能已是哪个图斑，并入由人办理。")
@click.option("--township", metavar="乡镇", help="只看某乡镇")
@click.option("--open", "only_open", is_flag=True, help="只看没有并入、没有查否的")
@at_desk
@as_json
def listed(desk: Desk, township: str | None, only_open: bool, as_json: bool) -> None:
    from weipian.office.places.clues import shown
    from weipian.store.eyes import eyes_of

    found, eyes = shown(desk, township, only_open=only_open), eyes_of(desk.policy, desk.actor)
    text = "\n".join([*(_text(one, eyes) for one in found), f"共 {len(found)} 条（{NOT_A_FINDING}）"])
    give({"clues": [_row(one, eyes) for one in found], "notice": NOT_A_FINDING}, text, as_json)


def _row(one: ClueShown, eyes: Eyes) -> dict[str, Any]:
    said = one.clue
    return {
        "clue": said.id,
        "township": said.township,
        "on": said.day.isoformat(),
        "source": said.source.value,
        "finder": eyes.name(said.finder) if said.finder else "",
        "told": eyes.deep(said.told),
        "done": said.done.value or None,
        "done_on": said.done_on.isoformat() if said.done_on else None,
        "paper": said.paper,
        "crs": said.crs,
        "place": _place(said.wkb),
        "patch": said.patch or None,
        "may_be": list(one.may_be),
        "by": said.by,
        "acts": [able.as_json() for able in one.ables],
    }


def _place(wkb: bytes | None) -> str | None:
    import shapely

    return None if wkb is None else str(shapely.from_wkb(wkb).wkt)


def _text(one: ClueShown, eyes: Eyes) -> str:
    from weipian.office.inspecting.able import told

    said = one.clue
    stands = f"已并入 {said.patch}" if said.patch else "还没有平台编号"
    may = f"位置上可能是 {'、'.join(one.may_be)}（请核对后并入）" if one.may_be else ""
    done = f"{said.done_on or ''} {said.done.label}".strip()
    head = f"{said.id} 号　{said.township}　{said.day}　{said.source.label}　{eyes.deep(said.told)}"
    return "　".join(filter(None, (head, done, stands, may, told(one.ables))))
