"""`weipian platform import|diff`: the platform's list, and how it differs from ours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.submit import day, today_option
from weipian.cli.submit_tables import dry_run_option, refuse, refused_json
from weipian.cli.types import GIVEN

if TYPE_CHECKING:
    from weipian.programme.submission.comparing import Difference
    from weipian.store.acting import Desk

platform = ChineseGroup(
    "platform",
    {
        "import": ("weipian.cli.platform:take_in", "导入平台清单（编号、状态和平台有的各栏）"),
        "diff": ("weipian.cli.platform:diff", "两边对账：多的、少的、不同的，由谁办"),
    },
    help="平台对账：导入平台导出的清单，与本县上报的逐块逐栏比。",
)


@click.command(
    "import", cls=ChineseCommand, help="导入平台清单：按表头对应；新的代替旧的。审核通过且内容相同的记为通过。"
)
@click.argument("source", metavar="FILE", type=GIVEN)
@today_option
@dry_run_option
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    source: Path,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.office.submitting.reading import platform_in
    from weipian.programme.submission.acts.reconciling import take_platform
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.PLATFORM_TAKEN)
    read, rows = platform_in(source, columns, encoding)
    done = take_platform(desk, rows, day(today), dry_run=dry_run)
    answer = {
        "taking": done.number,
        "dry_run": dry_run,
        "rows": done.rows,
        "unknown": done.unknown,
        "accepted": list(done.accepted),
        **refused_json(read),
    }
    word = "将导入（预演，没有写入）" if dry_run else "已导入"
    text = f"{word} {done.rows} 行：{len(done.accepted)} 个地块平台已通过，{done.unknown} 个编号本县没有"
    give(answer, text, as_json)
    return refuse(source, read, errors)


@click.command(cls=ChineseCommand, help="与最近导入的平台清单对账：一边有一边没有的、不同的栏，由谁办。")
@at_desk
@as_json
def diff(desk: Desk, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.programme.submission.acts.reconciling import WHO, reconcile

    found = reconcile(desk)
    ables = {todo: Ables(desk, (act,)).of(None) for todo, act in WHO.items()}
    rows = [
        {
            "plot": one.plot,
            "patch": one.patch,
            "kind": one.kind.value,
            "field": one.key or None,
            "ours": _safe(one.key, one.ours),
            "theirs": _safe(one.key, one.theirs),
            "todo": one.todo.value,
            "who": who,
            "acts": [able.as_json() for able in ables[one.todo]],
        }
        for one, who in found.differences
    ]
    lines = [f"{_told(one)}　{one.todo.label}（{who}）" for one, who in found.differences]
    head = f"平台清单 {found.day}：{len(rows)} 处不同" if rows else f"平台清单 {found.day}：两边一致"
    if found.day is None:
        head = "还没有导入过平台清单，无从对账；请先用 weipian platform import 导入"
    give({"day": found.day.isoformat() if found.day else None, "differences": rows}, "\n".join([head, *lines]), as_json)


def _told(one: Difference) -> str:
    if not one.key:
        return f"{one.plot}　{one.kind.label}"
    return f"{one.plot}　{one.field}：本县“{_safe(one.key, one.ours)}”，平台“{_safe(one.key, one.theirs)}”"


def _safe(key: str, text: str) -> str:
    """Names of people are masked on screen."""
    from weipian.terms.personal import is_of_person, masked_name

    return masked_name(text) if key == "party" and text and is_of_person(text) else text
