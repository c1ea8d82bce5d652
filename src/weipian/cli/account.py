"""`weipian account`: who may act here. The administrator's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk, place_options, wanted
from weipian.cli.options import as_json
from weipian.terms.acting import Role

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.queries.people import AccountHere

account = ChineseGroup(
    "account",
    {
        "add": ("weipian.cli.account:add", "设立账号"),
        "change": ("weipian.cli.account:change", "停用、恢复、换角色、重发凭证"),
        "rescue": ("weipian.cli.account_rescue:rescue", "还原以后或管理员都进不去时，在本机给管理员发一次性链接"),
        "redeem": ("weipian.cli.account:redeem", "用一次性链接领取凭证"),
        "list": ("weipian.cli.account:listed", "有哪些账号"),
        "may": ("weipian.cli.account_may:may", "我可以办什么、看什么；不能办的由谁办"),
    },
    help="账号。由系统管理员设立；管理员不办理业务。",
)


@click.command(
    cls=ChineseCommand,
    help="设立账号，并发给凭证和一次性链接（只显示这一次）：命令用凭证；在网页工作台，本人打开链接自设密码。",
)
@click.argument("name", metavar="账号")
@click.option("--label", metavar="姓名或岗位", help="姓名或岗位；默认与账号相同")
@click.option("--role", "roles", multiple=True, required=True, metavar="角色", help="角色；可多次给出，中文名或英文键")
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
    from weipian.store.tokens import new_link

    words = tuple(Role.read(role) for role in roles)
    link = new_link()
    token = add_account(desk, NewAccount(name, label or name, words, township, department, os_user, link))
    said = {"account": name, "roles": [role.value for role in words], "credential": token, "link": f"/link/{link}"}
    lines = [f"账号「{name}」已设立：{'、'.join(role.label for role in words)}"]
    lines += [f"凭证（只显示这一次）：{token}", told(link, desk)]
    give(said, "\n".join(lines), as_json)
    say(together(words))


def told(link: str, desk: Desk) -> str:
    """How a person comes in for the first time."""
    from weipian.store.links import hours_of

    hours = hours_of(desk.policy)
    return f"一次性链接（只显示这一次，{hours} 小时内有效，接在工作台网址后面，交给本人自设密码）：/link/{link}"


def together(roles: Sequence[Role]) -> list[str]:
    """Two roles in one person show on every paper that the person signs alone: said when they are given."""
    if len(set(roles)) < 2:
        return []
    return [f"一人兼任 {'、'.join(role.label for role in roles)}：本人单独签署的每份文书都会写明"]


@click.command(
    cls=ChineseCommand,
    help="变更账号，立即生效。--role 给出的是全部角色（不是增加）。最后一个系统管理员不能停用；不能改自己的角色。",
)
@click.argument("name", metavar="账号")
@click.option("--off/--on", "off", default=None, help="停用，或恢复")
@click.option("--new-credential", is_flag=True, help="重发凭证（只显示这一次），旧的随即失效")
@click.option("--new-link", is_flag=True, help="重发一次性链接（只显示这一次），旧的密码和凭证随即失效")
@click.option("--role", "roles", multiple=True, metavar="角色", help="角色；可多次给出，中文名或英文键")
@click.option("--township", metavar="乡镇", help="所属乡镇")
@click.option("--department", metavar="部门", help="所属部门")
@click.option("--label", metavar="姓名或岗位", help="显示的名字")
@click.option("--os-user", metavar="用户", help="与本机哪个用户是同一人；留空则取下")
@at_desk
@as_json
def change(
    desk: Desk,
    name: str,
    off: bool | None,
    new_credential: bool,
    new_link: bool,
    roles: tuple[str, ...],
    as_json: bool,
    **more: Any,
) -> None:
    from weipian.store.accounts import Change, change_account
    from weipian.store.tokens import new_link as made

    words = tuple(Role.read(role) for role in roles) or None
    link = made() if new_link else ""
    asked = Change(None if off is None else not off, new_credential, words, link=link, **more)
    token = change_account(desk, name, asked)
    said = {"account": name, **({"credential": token} if token else {}), **({"link": f"/link/{link}"} if link else {})}
    lines = [f"账号「{name}」已变更，立即生效"]
    lines += [f"新凭证（只显示这一次）：{token}"] if token else []
    lines += [told(link, desk)] if link else []
    give(said, "\n".join(lines), as_json)
    say(together(words or ()))


@click.command("list", cls=ChineseCommand, help="有哪些账号，停用的也列。由管理员、县卫片办和审计查看。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.actors import require_register
    from weipian.store.queries.people import accounts
    from weipian.terms.acting import Register

    require_register(desk.policy, desk.actor, Register.ACCOUNTS)
    found = accounts()
    give({"accounts": [_row(one) for one in found]}, "\n".join(map(_line, found)), as_json)


def _row(one: AccountHere) -> dict[str, object]:
    return {
        "account": one.person.name,
        "label": one.person.label,
        "roles": sorted(role.value for role in one.person.roles),
        "township": one.person.township,
        "department": one.person.department,
        "active": one.active,
    }


def _line(one: AccountHere) -> str:
    place = "、".join(filter(None, (one.person.township, one.person.department)))
    roles = "、".join(role.label for role in Role if role in one.person.roles)
    return f"{one.person.name}　{one.person.label}　{roles}　{place}{'' if one.active else '　（已停用）'}"


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
