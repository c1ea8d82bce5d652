"""`weipian platform import|undo|diff`: the platform's list, and how it differs from ours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import refused_json, stepping, taken_back, taken_in
from weipian.cli.submit import day, today_option

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.programme.submission.acts.reconciling import Reconciled
    from weipian.programme.submission.comparing import Difference
    from weipian.store.acting import Desk

platform = ChineseGroup(
    "platform",
    {
        "import": ("weipian.cli.platform:take_in", "导入平台清单（编号、状态和平台有的各栏）"),
        "undo": ("weipian.cli.platform:undo", "撤销一次平台清单导入，恢复前一份"),
        "diff": ("weipian.cli.platform:diff", "两边对账：多的、少的、不同的，由谁办"),
    },
    help="平台对账：导入平台导出的清单，与本县上报的逐块逐栏比。",
)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入平台清单：按表头对应；新的代替旧的。审核通过且内容相同的记为通过。可整批撤销。",
)
@today_option
@taken_in
def take_in(desk: Desk, sheet: Sheet, today: dt.date | None) -> int:
    from weipian.office.submitting.reading import platform_in
    from weipian.programme.submission.acts.reconciling import take_platform
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.PLATFORM_TAKEN)
    read, rows = platform_in(sheet.source, sheet.columns, sheet.encoding)
    with stepping("导入平台清单", len(rows)) as step:
        done = take_platform(desk, rows, day(today), dry_run=sheet.dry_run, step=step)
    answer = {
        "taking": done.number,
        "dry_run": sheet.dry_run,
        "rows": done.rows,
        "unknown": done.unknown,
        "accepted": list(done.accepted),
        **refused_json(read.table),
    }
    word = "将导入（预演，没有写入）" if sheet.dry_run else f"已导入（编号 {done.number}）"
    text = f"{word} {done.rows} 行：{len(done.accepted)} 个地块平台已通过，{done.unknown} 个编号本县没有"
    give(answer, text, sheet.as_json)
    return sheet.refuse(read.table)


@click.command(cls=ChineseCommand, help="撤销一次平台清单导入：恢复前一份清单，由它记为通过的恢复为已上报。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.submission.acts.reconciling import undo_platform

    key, rows = undo_platform(desk, number)
    give({"undone": key, "rows": rows}, f"已撤销第 {key} 次导入：{rows} 行", as_json)


@click.command(
    cls=ChineseCommand,
    help="与最近导入的平台清单对账：一边有一边没有的、不同的栏，由谁办；-o 写成 Excel。清单不是当天的会说明。",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="差异写成一个工作簿")
@today_option
@at_desk
@as_json
def diff(desk: Desk, output: Path | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.programme.submission.acts.reconciling import WHO, reconcile

    found = reconcile(desk)
    ables = {todo: Ables(desk, (act,)).of(None) for todo, act in WHO.items()}
    old = (day(today) - found.day).days if found.day else None
    if output is not None:
        from weipian.office.submitting.differences import export_differences

        export_differences(desk, found, output)
    answer = {
        "day": found.day.isoformat() if found.day else None,
        "days_old": old,
        "output": str(output) if output else None,
        "differences": [
            {**_row(one, who), "acts": [able.as_json() for able in ables[one.todo]]} for one, who in found.differences
        ],
    }
    lines = [f"{_told(one)}　{one.todo.label}（{who}）" for one, who in found.differences]
    give(answer, "\n".join([_head(found, output), *lines]), as_json)
    if old:
        say([f"平台清单是 {old} 天前的；每天对账请先从平台导出当天的清单，用 weipian platform import 导入"])


def _head(found: Reconciled, output: Path | None) -> str:
    if found.day is None:
        return "还没有导入过平台清单，无从对账；请先用 weipian platform import 导入"
    count = len(found.differences)
    told = f"平台清单 {found.day}：{count} 处不同" if count else f"平台清单 {found.day}：两边一致"
    return f"{told}，已写到 {output}" if output else told


def _row(one: Difference, who: str) -> dict[str, object]:
    return {
        "plot": one.plot,
        "patch": one.patch,
        "kind": one.kind.value,
        "field": one.key or None,
        "ours": _safe(one.key, one.ours),
        "theirs": _safe(one.key, one.theirs),
        "todo": one.todo.value,
        "who": who,
    }


def _told(one: Difference) -> str:
    number = one.plot if one.patch in ("", one.plot) else f"{one.plot}（图斑 {one.patch}）"
    if not one.key:
        return f"{number}　{one.kind.label}"
    return f"{number}　{one.field}：本县“{_safe(one.key, one.ours)}”，平台“{_safe(one.key, one.theirs)}”"


def _safe(key: str, text: str) -> str:
    """Names of people are masked on screen."""
    from weipian.terms.personal import is_of_person, masked_name

    return masked_name(text) if key == "party" and text and is_of_person(text) else text
