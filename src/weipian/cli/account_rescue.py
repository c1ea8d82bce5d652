"""`weipian account rescue`: when no administrator can come in any more, at the machine that holds the workspace."""

from __future__ import annotations

import click

from weipian.cli.account import told
from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, system_user, wanted
from weipian.cli.options import as_json


@click.command(
    cls=ChineseCommand,
    params=place_options()[:1],
    help="给系统管理员发一次性链接：还原以后（网页密码不在备份件里），或密码没有设过、链接过期了用。只在保管工作区的这台机器上办，"
    "旧的凭证、链接随即失效，日志写明是本机用户办的；有管理员还设着密码的不办。",
)
@click.argument("name", metavar="[账号]", required=False, default="")
@as_json
@click.pass_context
def rescue(ctx: click.Context, name: str, as_json: bool) -> None:
    desk = wanted(ctx).open()
    from weipian.store.rescue import rescue as rescued

    found, link = rescued(desk, system_user(), name)
    give({"account": found, "link": f"/link/{link}"}, f"系统管理员「{found}」的{told(link, desk)}", as_json)
