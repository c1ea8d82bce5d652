"""`weipian erase`: lawful erasure, asked by one person and confirmed by another; the same words for every one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import OneOf
from weipian.terms.erasure import ELSEWHERE, Asked, CopyKind, Ground
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.queries.erasure import CopyHere, Request

NOTICE = "本机删除不等于依法处置。如涉密，请立即报告本单位保密机构，并按其要求处理所有副本。"
erase = ChineseGroup(
    "erase",
    {
        "ask": ("weipian.cli.erase:ask", "申请移出图斑，或责任主体的某几栏"),
        "list": ("weipian.cli.erase:listed", "有哪些申请"),
        "confirm": ("weipian.cli.erase:confirm", "另一人确认并办理"),
        "take-back": ("weipian.cli.erase:take_back", "撤回申请"),
        "copies": ("weipian.cli.erase:copies", "登记在册的副本"),
        "tidy": ("weipian.cli.erase:tidy", "销毁没有登记的证据原件"),
    },
    help="依规移出：一人申请，另一人确认。图斑连同挂在它名下的一切从库和日志里移走，日志链保持完整。",
)


@click.command(
    cls=ChineseCommand,
    help="申请移出。写图斑编号（可多个）；或用 --party 和 --column 指明责任主体的哪几栏（如 number）。"
    "此时还没有移出任何内容，等另一人确认。",
)
@click.argument("patches", metavar="[图斑]…", nargs=-1)
@click.option("--party", metavar="责任主体", help="移出责任主体的某几栏，连同以前的登记")
@click.option("--column", "columns", multiple=True, metavar="栏", help="如 number、note；可多次给出")
@click.option(
    "--ground",
    type=OneOf(Ground, "事由"),
    default=Ground.BY_RULE.value,
    metavar="事由",
    help=f"{'、'.join(word.label for word in Ground)}；日志里只有这几个字",
)
@at_desk
@as_json
def ask(
    desk: Desk, patches: tuple[str, ...], party: str | None, columns: tuple[str, ...], ground: Ground, as_json: bool
) -> None:
    from weipian.programme.intake.acts.erasure import ask_party, ask_patches

    if bool(patches) == bool(party) or bool(party) != bool(columns):
        raise UsageError("needs_one", names="图斑编号 与 --party 加 --column")
    number = ask_party(desk, party, columns, ground) if party else ask_patches(desk, patches, ground)
    text = f"第 {number} 号移出申请已登记，尚未移出。请另一位有权的人办理：weipian erase confirm {number}"
    give({"erasure": number, "state": Asked.ASKED.value}, text, as_json)


@click.command("list", cls=ChineseCommand, help="有哪些移出申请。已办理的只剩编号、事由、时间和两位经办人。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.actors import require_may
    from weipian.store.queries.erasure import requests
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.ERASURE_ASKED)
    found = requests()
    give({"erasures": [_row(one) for one in found]}, "\n".join(map(_line, found)) or "没有移出申请", as_json)


def _row(one: Request) -> dict[str, object]:
    return {
        "erasure": one.number,
        "state": one.state,
        "ground": one.ground,
        "asked": one.at,
        "asked_by": one.asked_by,
        "answered_by": one.answered_by or None,
        "patches": list(one.patches),
        "columns": {table: {**rows} for table, rows in one.columns.items()},
    }


def _line(one: Request) -> str:
    what = "、".join([*one.patches, *(f"{table} {key} 号" for table, rows in one.columns.items() for key in rows)])
    people = f"{one.asked_by} 申请" + (f"，{one.answered_by} 办理" if one.answered_by else "")
    return (
        f"{one.number}　{Asked(one.state).label}　{Ground(one.ground).label}　{here(one.at)}　{people}　{what}".rstrip()
    )


@click.command(cls=ChineseCommand, help="确认并办理移出；不能是申请人自己，须本人凭证。办理后不能恢复。")
@click.argument("number", metavar="编号", type=int)
@at_desk
@as_json
def confirm(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.intake.acts.erasure import confirm as done

    found = done(desk, number)
    answer = {
        "erasure": found.number,
        "state": Asked.DONE.value,
        "notice": NOTICE,
        "copies": [_copy(one) for one in found.copies],
        "elsewhere": list(ELSEWHERE),
        "tidied": found.tidied,
    }
    lines = [f"第 {number} 号移出已办理。", NOTICE, "此前登记的副本（名称只在此刻显示，请抄下）："]
    lines += _sorted(found.copies) or ["  没有登记"]
    lines += ["还可能在：", *(f"  {kind}" for kind in ELSEWHERE)]
    if not found.tidied:
        lines.append("内容已移出，但库文件没有整理成（有别人在用，或磁盘不够）；空出的页已清零，文件大小没有收回")
    give(answer, "\n".join(lines), as_json)


def _copy(one: CopyHere) -> dict[str, object]:
    kind = CopyKind(one.kind)
    return {
        "copy": one.number,
        "kind": kind.value,
        "at": one.at,
        "name": one.name,
        "sha256": one.sha256,
        "to_be": kind.to_be,
    }


def _sorted(found: tuple[CopyHere, ...]) -> list[str]:
    """Backups first: they hold everything."""
    first = sorted(found, key=lambda one: (one.kind != CopyKind.BACKUP.value, one.number))
    return [f"  {CopyKind(one.kind).to_be}　{CopyKind(one.kind).label}　{_rest(one)}" for one in first]


def _rest(one: CopyHere) -> str:
    return f"{here(one.at)}　{one.actor}　{one.name or '（名称已移出）'}"


def here(at: str) -> str:
    """The log keeps universal time; people read the county's."""
    return datetime.fromisoformat(at).astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M")


@click.command("take-back", cls=ChineseCommand, help="撤回还没有办理的移出申请。")
@click.argument("number", metavar="编号", type=int)
@at_desk
@as_json
def take_back(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.intake.acts.erasure import take_back as taken

    taken(desk, number)
    give({"erasure": number, "state": Asked.TAKEN_BACK.value}, f"第 {number} 号移出申请已撤回", as_json)


@click.command(
    cls=ChineseCommand,
    help="登记在册的副本：备份和各种导出件。移出以前的，名称和校验值已一并移走。",
)
@at_desk
@as_json
def copies(desk: Desk, as_json: bool) -> None:
    from weipian.store.actors import require_may
    from weipian.store.queries.erasure import copies as every
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.ERASURE_ASKED)
    found = tuple(every())
    lines = _sorted(found) or ["没有登记过副本"]
    give({"copies": [_copy(one) for one in found]}, "\n".join(lines), as_json)


@click.command(
    cls=ChineseCommand,
    help="销毁证据原件里没有登记的：办理移出时断电，或存入时断电留下的。先用 weipian evidence check 看有哪些；"
    "存入没有办完的，请先把原文件再存一次。",
)
@at_desk
@as_json
def tidy(desk: Desk, as_json: bool) -> None:
    from weipian.programme.intake.acts.erasure import destroy_unnamed

    count = destroy_unnamed(desk)
    give({"destroyed": count}, f"已销毁没有登记的原件 {count} 个", as_json)
