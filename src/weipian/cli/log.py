"""`weipian log`, `weipian audit`: the event log taken out, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk, place_options, wanted
from weipian.cli.options import as_json
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence

if TYPE_CHECKING:
    from weipian.record.findings import Report
    from weipian.store.acting import Desk

ALTERED = 1
SHOWN = 200

log = ChineseGroup("log", {"export": ("weipian.cli.log:export", "导出日志，一行一条")}, help="办理日志。")
audit = ChineseGroup("audit", {"verify": ("weipian.cli.log:verify", "核验：日志与数据有没有被改动")}, help="核验。")


@click.command(cls=ChineseCommand, help="导出日志（JSONL，一行一条）。拿到导出件的人可以脱机核验。")
@click.argument("target", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@at_desk
@as_json
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.store.queries.log import export_log

    head = export_log(desk, target)
    say([sentence("said_log_whole", {})])
    said = {"output": str(target), "events": head.seq, "head": head.hash}
    give(said, f"已导出 {head.seq} 条日志：{target}\n日志头：第 {head.seq} 条 {head.hash[:16]}…", as_json)


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="核验工作区的日志、数据、日志头和证据原件；给出 EXPORT 则只核验导出件，旁边有 log-head.json 时一并核对。",
)
@click.argument("exported", metavar="[EXPORT]", required=False, type=click.Path(path_type=Path))
@click.option("--no-files", is_flag=True, help="不读证据原件，只核验日志和数据")
@as_json
@click.pass_context
def verify(ctx: click.Context, exported: Path | None, no_files: bool, as_json: bool) -> int:
    report = _audited(wanted(ctx).workspace or Path(), exported, not no_files)
    answer = {
        "clean": report.clean,
        "events": report.events,
        "rows": report.rows,
        "columns": report.columns,
        "files": report.files,
        "findings": [finding.as_json() for finding in report.findings],
    }
    give(answer, report.verdict(), as_json)
    say([str(finding) for finding in report.findings[:SHOWN]])
    if len(report.findings) > SHOWN:
        say([f"……另有 {len(report.findings) - SHOWN} 处，加 --json 看全部"])
    return 0 if report.clean else ALTERED


def _audited(folder: Path, exported: Path | None, files: bool) -> Report:
    from weipian.record.audit import audit_export
    from weipian.record.head import NAME

    if exported is None:
        from weipian.store.auditing import audit_workspace
        from weipian.vault.places import Places
        from weipian.work.progress import Progress

        with Progress("核验证据原件", total=Places(folder).held()[1] if files else 0) as step:
            return audit_workspace(folder, files=files, step=step)
    head = exported.with_name(NAME)
    try:
        return audit_export(exported, head if head.is_file() else None)
    except (OSError, UnicodeDecodeError):
        raise InputError("export_unreadable", where=str(exported)) from None
