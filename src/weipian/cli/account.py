"""`weipian account`: who may act here. The administrator's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk, place_options, wanted
from weipian.cli.options import as_json
from weipian.terms.acting import Role

if TYPE_CHECKING:
    from weipian.store.acting import Desk

account = ChineseGroup(
    "account",
    {
        "add": ("weipian.cli.account:add", "设立账号"),
        "redeem": ("weipian.cli.account:redeem", "用一次性链接领取凭证"),
        "list": ("weipian.cli.account:listed", "有哪些账号"),
    },
    help="账号。由系统管理员设立；管理员不办理业务。",
)


@click.command(cls=ChineseCommand, help="设立账号，并发给凭证（只显示这一次）。")
@click.argument("name", metavar="账号")
@click.option("--label", metavar="姓名或岗位", help="显示的名字；默认与账号相同")
@click.option("--role", "roles", multiple=True, required=True, metavar="角色", help="可多次给出；中文名或英文键")
@click.option("--township", default="", metavar="乡镇", help="乡镇账号所属乡镇")
@click.option("--department", default="", metavar="部门", help="部门账号所属部门")
@click.option("--os-user", metavar="用户", help="与本机哪个用户是同一人")
@at_desk
@as_json
def add(
    desk: Desk,
    name: str,
    label: str | None,
    roles: tuple[str, ...],
    township: str,
    department: str,
    os_user: str | None,
    as_json: bool,
) -> None:
    from weipian.store.accounts import NewAccount, add_account

    words = tuple(Role.read(role) for role in roles)
    token = add_account(desk, NewAccount(name, label or name, words, township, department, os_user))
    said = {"account": name, "roles": [role.value for role in words], "credential": token}
    text = f"账号「{name}」已设立：{'、'.join(role.label for role in words)}\n凭证（只显示这一次）：{token}"
    give(said, text, as_json)


@click.command("list", cls=ChineseCommand, help="有哪些账号。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.people import accounts

    found = accounts()
    lines = [f"{one.name}　{one.label}　{'、'.join(role.label for role in one.roles)}　{one.township}" for one in found]
    rows = [
        {
            "account": one.name,
            "label": one.label,
            "roles": sorted(role.value for role in one.roles),
            "township": one.township,
        }
        for one in found
    ]
    give({"accounts": rows}, "\n".join(lines), as_json)


@click.command(
    cls=ChineseCommand, params=place_options(), help="用一次性链接领取自己的凭证（只显示这一次）；链接随即失效。"
)
@click.argument("link", metavar="链接")
@as_json
@click.pass_context
def redeem(ctx: click.Context, link: str, as_json: bool) -> None:
    desk = wanted(ctx).open()
    from weipian.store.accounts import redeem as used

    name, token = used(desk, link)
    give({"account": name, "credential": token}, f"账号「{name}」的凭证（只显示这一次）：{token}", as_json)
