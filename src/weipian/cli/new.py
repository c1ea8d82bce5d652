"""`weipian new`: a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import system_user
from weipian.cli.options import as_json, policy_name


@click.command(cls=ChineseCommand, help="建立工作区：一个文件夹，装一个县一年的全部数据。本机当前用户为县卫片办经办。")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@policy_name
@as_json
def new(folder: Path, policy: str, as_json: bool) -> None:
    from weipian.policy import load
    from weipian.store.making import make

    made = make(folder, policy, system_user())
    answer = {
        "workspace": str(made.workspace.folder),
        "id": made.workspace.id,
        "policy": policy,
        "clerk": made.clerk,
        "administrator_link": f"/link/{made.link}",
    }
    from weipian.store.links import hours_of

    hours = hours_of(load(policy))
    text = [
        f"工作区已建立：{made.workspace.folder}（{policy}）",
        f"县卫片办经办：{made.clerk}（本机当前用户）",
        f"系统管理员另设账号，一次性登录链接（只显示这一次，{hours} 小时内有效，请交给管理员本人）：/link/{made.link}",
        "签名密钥在 secret 文件夹，请随备份一并妥善保管。",
    ]
    give(answer, "\n".join(text), as_json)
