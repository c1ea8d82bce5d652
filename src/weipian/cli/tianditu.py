"""`weipian tianditu`: the outside base map, signed for by the office with its key, or ended."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.store.acting import Desk

KEY = "WEIPIAN_TIANDITU_KEY"
REVEALS = (
    "接入以后，谁在地图上打开天地图，谁的浏览器就直接向天地图的服务器（t0–t7.tianditu.gov.cn）请求所看位置的图：对方看得到"
    "看的是哪里、什么时候、从哪个网络地址、用的是哪个密钥、本工作台的网址。图斑、地块、图层和账号不会发出去；看的位置本身就可能"
    "说明哪里有图斑。不要用它看涉军、涉密的地方；有涉密图层的工作区不能接入。"
)
tianditu = ChineseGroup(
    "tianditu",
    {
        "sign": ("weipian.cli.tianditu:sign", "签准接入天地图底图"),
        "end": ("weipian.cli.tianditu:end", "停用天地图底图"),
    },
    help="外部底图（天地图）：不签准不接入，网页不连任何别的主机。现在怎样，看 weipian doctor。",
)


@click.command(
    cls=ChineseCommand,
    help="签准接入天地图：由县卫片办负责人本人办，给出单位在天地图申请的浏览器端密钥。"
    f"{REVEALS}谁在何时签准记入日志；密钥不进日志、不进备份，只发给已登录的人的浏览器。",
)
@click.option("--key", metavar="密钥", hide_input=True, help=f"天地图密钥；命令行里请放在环境变量 {KEY}，不留在历史里")
@click.option("--aware", is_flag=True, help="已知悉：打开天地图的人在看哪里，天地图会知道；不用它看涉军、涉密的地方")
@at_desk
@as_json
def sign(desk: Desk, key: str | None, aware: bool, as_json: bool) -> None:
    from weipian.store.tianditu import sign as signed

    given = (key or ("" if desk_is_web() else os.environ.get(KEY, ""))).strip()
    signed(desk, given, aware=aware)
    give({"signed": True}, "天地图已签准接入：地图的图例里可以选影像或矢量底图，默认不打开；停用随时可以办", as_json)


def desk_is_web() -> bool:
    """The server's environment is nobody's who sits before a browser."""
    from weipian.cli.desk import wanted

    return wanted(click.get_current_context()).seated is not None


@click.command(cls=ChineseCommand, help="停用天地图：密钥删掉，网页不再连任何别的主机；已经打开的页面刷新后生效。")
@at_desk
@as_json
def end(desk: Desk, as_json: bool) -> None:
    from weipian.store.tianditu import end as ended

    ended(desk)
    give({"signed": False}, "天地图已停用，密钥已删除", as_json)
