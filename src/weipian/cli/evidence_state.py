"""`weipian evidence check|growth`: whether every original is what it was, and how long the disk will hold them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.programme.inspection.growth import Put
from weipian.terms.acting import Register
from weipian.terms.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weipian.programme.inspection.growth import Sum
    from weipian.record.findings import Finding
    from weipian.store.acting import Desk
    from weipian.store.queries.evidence import EvidenceHere

ALTERED = 1
SHOWN = 200


@click.command(
    cls=ChineseCommand,
    help="逐个读出原件，与登记的校验值核对：少了的、改了的（哪怕只改了拍摄信息）、没有登记的都指名列出。"
    "可随时按 Ctrl-C 中止。",
)
@at_desk
@as_json
def check(desk: Desk, as_json: bool) -> int:
    from weipian.record.evidence import check as checked
    from weipian.store.actors import require_register
    from weipian.store.queries.evidence import registered
    from weipian.vault.places import Places
    from weipian.vault.sums import has_sm3
    from weipian.work.progress import Progress

    require_register(desk.policy, desk.actor, Register.EVIDENCE)
    rows, (files, size) = registered(), Places(desk.workspace.folder).held()
    with Progress("核对原件", total=size) as step:
        found = list(checked(desk.workspace.folder, rows, step))
    grave = sum(one.grave for one in found)
    answer = {
        "clean": not grave,
        "rows": len(rows),
        "files": files,
        "bytes": size,
        "sm3": has_sm3(),
        "findings": [one.as_json() for one in found],
    }
    code = "evidence_check_clean" if not grave else "evidence_check_altered"
    give(answer, sentence(code, {"rows": len(rows), "files": files, "found": grave}), as_json)
    _tell(found, has_sm3())
    return ALTERED if grave else 0


def _tell(found: Sequence[Finding], sm3: bool) -> None:
    say([str(one) for one in found[:SHOWN]])
    if len(found) > SHOWN:
        say([f"……另有 {len(found) - SHOWN} 处，加 --json 看全部"])
    if not sm3:
        say([sentence("said_evidence_no_sm3", {})])


@click.command(cls=ChineseCommand, help="每月、各乡镇存了多少份、占多少磁盘，照近几个月的速度还够多久。")
@click.option("--today", type=DAY, metavar="日期", help="从哪一天看（默认今天）")
@at_desk
@as_json
def growth(desk: Desk, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.growth import by_month, by_township, monthly, months_left
    from weipian.store.queries.evidence import listed
    from weipian.store.seeing import seen

    puts = _puts(listed(seen(desk), all_rows=True))
    months, townships = by_month(puts), by_township(puts)
    free = shutil.disk_usage(desk.workspace.folder).free
    a_month = monthly(months, today or clock())
    left = months_left(free, a_month)
    answer = {
        "count": len(puts),
        "bytes": sum(one.size for one in months.values()),
        "months": {key: _sum(one) for key, one in months.items()},
        "townships": {key: _sum(one) for key, one in townships.items()},
        "free_bytes": free,
        "bytes_a_month": a_month,
        "months_left": left,
    }
    give(answer, _text(months, townships, free, a_month, left), as_json)


def _puts(found: Sequence[EvidenceHere]) -> list[Put]:
    """As they count: a correction is no new file, the same bytes take no second place."""
    known, puts = set[str](), []
    for one in found:
        if one.replaces is None:
            puts.append(Put(f"{one.at:%Y-%m}", one.township, one.size, one.sha256 in known))
            known.add(one.sha256)
    return puts


def _sum(one: Sum) -> dict[str, int]:
    return {"count": one.count, "bytes": one.size}


def _text(months: dict[str, Sum], townships: dict[str, Sum], free: int, a_month: int, left: int | None) -> str:
    from weipian.programme.inspection.growth import spelled

    lines = [f"{month}　{one.count} 份　{spelled(one.size)}" for month, one in months.items()]
    lines += ["", *(f"{name or '乡镇不明'}　{one.count} 份　{spelled(one.size)}" for name, one in townships.items())]
    lines.append(f"磁盘剩余 {spelled(free)}")
    if left is None:
        return "\n".join([*lines, "近几个月没有新增，无从推算"])
    far = "十年以上" if left > 120 else f"约 {left} 个月"
    return "\n".join([*lines, f"照近几个月的速度（每月 {spelled(a_month)}），还够 {far}"])


def folder_line(folder: Path) -> str:
    """For `doctor`: what the vault holds and what the disk has left."""
    from weipian.programme.inspection.growth import spelled
    from weipian.vault.places import Places

    files, size = Places(folder).held()
    return f"{files} 个原件，{spelled(size)}；磁盘剩余 {spelled(shutil.disk_usage(folder).free)}"
