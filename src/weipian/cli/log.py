"""`weipian log`, `weipian audit`: the event log taken out, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk, place_options, wanted
from weipian.cli.options import as_json
from weipian.terms.errors import InputError, UsageError
from weipian.terms.messages import sentence
from weipian.work.progress import Progress

if TYPE_CHECKING:
    from weipian.record.audit import Asked
    from weipian.record.findings import Report
    from weipian.record.paper import Mark
    from weipian.store.acting import Desk

ALTERED = 1
SHOWN = 200

LOG = {
    "export": ("weipian.cli.log:export", "导出日志，一行一条"),
    "replay": ("weipian.cli.log_replay:replay", "由日志重放，写出某一条或某一天以后各表的样子"),
    "head": ("weipian.cli.log:head", "看现在的日志头，印在纸面上的就是它"),
}
log = ChineseGroup("log", LOG, help="办理日志。")
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


@click.command(cls=ChineseCommand, help="看现在的日志头：印在纸面上的就是它，日后用 audit verify --head 核对。")
@at_desk
@as_json
def head(desk: Desk, as_json: bool) -> None:
    from weipian.record.head import head_mark
    from weipian.store.queries.log import head_now

    now = head_now()
    said = {"mark": head_mark(now), "seq": now.seq, "hash": now.hash, "at": now.at, "key": now.key}
    give(said, head_mark(now), as_json)


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="核验工作区的日志、数据、日志头、图层和证据原件；给出 EXPORT 则只核验导出件，旁有 log-head.json 的一并核对。",
)
@click.argument("exported", metavar="[EXPORT]", required=False, type=click.Path(path_type=Path))
@click.option("--head", "heads", multiple=True, metavar="条号:校验值", help="盖章纸面上的日志头，可多次给出")
@click.option("--heads", "lists", multiple=True, type=click.Path(path_type=Path), metavar="文件",
              help="写着日志头的文件，一行一个；也可以是留存的 log-head.json")  # fmt: skip
@click.option("--earlier", type=click.Path(path_type=Path), metavar="EXPORT", help="较早的导出件：日志应以它开头")
@click.option("--chain", is_flag=True, help="只核验日志前后相接和日志头，不核对数据")
@click.option("--no-files", is_flag=True, help="不读图层和证据原件，只核验日志和数据")
@as_json
@click.pass_context
def verify(
    ctx: click.Context,
    exported: Path | None,
    heads: tuple[str, ...],
    lists: tuple[Path, ...],
    earlier: Path | None,
    chain: bool,
    no_files: bool,
    as_json: bool,
) -> int:
    from weipian.record.audit import Asked
    from weipian.vault.places import Places

    folder = wanted(ctx).workspace or Path()
    marks = (*map(_mark, heads), *(mark for path in lists for mark in _listed(path)))
    size = 0 if exported or chain or no_files else Places(folder).held()[1]
    with Progress("核验", _length(folder, exported)) as step, Progress("核验证据原件", size) as reads:
        report = _audited(folder, exported, Asked(marks, earlier, chain, not no_files, step, reads))
    answer = {
        "clean": report.clean,
        "first_bad": report.first_bad,
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


def _mark(text: str) -> Mark:
    from weipian.record.paper import NoMark, mark_of

    try:
        return mark_of(text)
    except NoMark:
        raise UsageError("head_not_readable", value=text) from None


def _listed(path: Path) -> list[Mark]:
    from weipian.record.paper import NoMark, marks_of

    try:
        return marks_of(path.read_text(encoding="utf-8-sig"))
    except NoMark as error:
        raise InputError("head_not_readable", where=str(path), value=str(error)) from None
    except (OSError, UnicodeDecodeError):
        raise InputError("export_unreadable", where=str(path)) from None


def _length(folder: Path, exported: Path | None) -> int:
    """About how many events there are, for the time left."""
    from weipian.record.audit import head_beside

    head = head_beside(exported.parent if exported else folder)
    return head.seq if head else 1


def _audited(folder: Path, exported: Path | None, asked: Asked) -> Report:
    from weipian.record.audit import audit_export
    from weipian.record.head import NAME
    from weipian.store.auditing import audit_workspace

    try:
        if exported is None:
            return audit_workspace(folder, asked)
        head = exported.with_name(NAME)
        return audit_export(exported, head if head.is_file() else None, asked)
    except (OSError, UnicodeDecodeError):
        raise InputError("export_unreadable", where=str(exported or asked.earlier)) from None
