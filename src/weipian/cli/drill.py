"""`weipian backup drill`: the restore drill and its one-page record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.backup import ALTERED, SHOWN, told, watched
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, system_user, wanted
from weipian.cli.options import as_json
from weipian.terms.errors import InputError
from weipian.work.progress import spell

if TYPE_CHECKING:
    from weipian.store.backup.drilling import Drill


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="还原演练：在临时文件夹里还原备份件，逐条记录、逐个文件比对，试办一件事，再核验，写出一页记录；做完不留东西。"
    "在工作区里运行的，也说明这份备份以后又办了几件事。建议每月一次。",
)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="TXT", help="记录写到哪里；默认只显示")
@as_json
@click.pass_context
def drill(ctx: click.Context, source: Path, output: Path | None, as_json: bool) -> int:
    from weipian.store.backup.drilling import drill as drilled

    live = wanted(ctx).workspace or Path()
    found = watched(source, "演练", lambda step: drilled(source, system_user(), live, step))
    text = page(found)
    if output is not None:
        _write(output, text)
    give(answer_of(found), text, as_json)
    return 0 if found.passed else ALTERED


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError("output_locked", where=str(output)) from error


def answer_of(found: Drill) -> dict[str, object]:
    return {
        "backup": str(found.path),
        "sha256": found.sha256,
        "passed": found.passed,
        "at": found.at,
        **told(found.manifest),
        "rows_compared": found.rows,
        "files_compared": found.files,
        "bytes_compared": found.bytes,
        "differences": found.differences,
        "findings": found.findings,
        "seconds": found.seconds,
        "events_since": found.since,
    }


def page(found: Drill) -> str:
    """The record, for people."""
    manifest, taken = found.manifest, found.seconds
    verdict = "通过：逐条逐个相同，核验无误，可以接着办理" if found.passed else "没有通过"
    since = [] if found.since is None else [f"　　此后工作区又办了 {found.since} 件事；现在出事，要重新办理的就是这些"]
    wrong = [*found.differences, *found.findings]
    return "\n".join(
        [
            "还原演练记录",
            f"结论：{verdict}",
            f"备份件：{found.path}",
            f"　　SHA-256 {found.sha256}",
            f"　　{said(manifest.made_at)} 做成，日志到第 {manifest.head.seq} 条 {manifest.head.hash[:16]}…",
            f"演练：{said(found.at)}",
            f"比对：记录 {found.rows} 条，文件 {found.files} 个（{found.bytes / 1e6:,.1f} MB），"
            f"不同的 {len(found.differences)} 处",
            f"试办一件事后核验：问题 {len(found.findings)} 处",
            f"恢复要多久（RTO）：还原并核验 {spell(taken['restore'])}；"
            f"比对 {spell(taken['compare'])}，试办核验 {spell(taken['act_and_audit'])}",
            f"最多丢多少（RPO）：做这份备份以后办的事。备份至今 {spell(found.age)}",
            *since,
            *wrong[:SHOWN],
            "演练人：　　　　　　　　　日期：",
        ]
    )


def said(moment: str) -> str:
    """A moment in local time."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
