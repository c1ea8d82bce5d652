"""`weipian log replay`: what the books said after any event, rebuilt from the log alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, wanted
from weipian.cli.options import as_json
from weipian.terms.errors import InputError, UsageError
from weipian.terms.here import BEIJING
from weipian.terms.messages import sentence
from weipian.work.progress import Progress

if TYPE_CHECKING:
    from weipian.record.head import Head
    from weipian.record.replay import Rebuilt
    from weipian.record.walk import Entry

ALTERED, SHOWN = 1, 20


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="由日志重放：写出某一条日志以后（或某一天终了时）各表的样子，不读现在的数据。"
    "重放前先核验整本日志，有改动就不写。"
    "重放工作区的日志等于导出日志，要有同样的权限，并记入日志；给出 EXPORT 则只读导出件。",
)
@click.argument("exported", metavar="[EXPORT]", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", "target", required=True, metavar="文件夹|文件.sqlite3", type=click.Path(path_type=Path),
              help="写到哪里：新文件夹，每表一个 CSV；或一个 .sqlite3 文件，值与原来一字不差")  # fmt: skip
@click.option("--to", metavar="条号|日期", help="到第几条为止，或到哪一天终了（北京时间）；默认到最后一条")
@as_json
@click.pass_context
def replay(ctx: click.Context, exported: Path | None, target: Path, to: str | None, as_json: bool) -> int:
    from weipian.workbook.rebuilt import require_new, write

    wished = None if to is None else _wished(to)
    require_new(target)
    found = _of_workspace(ctx, target, wished) if exported is None else _of_export(exported, wished)
    report = found.report
    say([str(finding) for finding in report.findings[:SHOWN]])
    if not report.clean:
        bad = sum(one.grave for one in report.findings)
        raise InputError("replay_altered", where=str(exported or "event"), found=bad)
    write(found, target)
    say([sentence("said_replay", {})])
    _answer(found, target, as_json)
    return 0


def _answer(found: Rebuilt, target: Path, as_json: bool) -> None:
    rows, erased = sum(map(len, found.tables.values())), sum(1 for _ in found.erased)
    said = {
        "output": str(target), "event": found.seq, "at": found.at, "events": found.last,
        "tables": {name: len(each) for name, each in found.tables.items()}, "erased": erased,
    }  # fmt: skip
    text = f"重放到第 {found.seq} 条（共 {found.last} 条），{_here(found.at)}：{len(found.tables)} 个表 {rows} 行"
    give(said, f"{text}，其中已依规移出 {erased} 个值\n写到：{target}", as_json)


def _here(at: str) -> str:
    try:
        return f"{datetime.fromisoformat(at).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return "时间不明"


def _wished(text: str) -> int | date:
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("replay_to", where=f"--to {text}") from None


def _of_workspace(ctx: click.Context, target: Path, to: int | date | None) -> Rebuilt:
    desk = wanted(ctx).desk()
    from weipian.store.queries.log import head_now, lines, take_out

    take_out(desk, target.name)
    head = head_now()
    return _rebuilt(lines, to, head, head.seq)


def _of_export(path: Path, to: int | date | None) -> Rebuilt:
    """With the head's text beside it, also whether it is the whole log."""
    from weipian.record.audit import head_beside

    head = head_beside(path.parent)

    def lines() -> Iterator[str]:
        with path.open(encoding="utf-8") as found:
            yield from found

    try:
        return _rebuilt(lines, to, head, None)
    except (OSError, UnicodeDecodeError):
        raise InputError("export_unreadable", where=str(path)) from None


def _rebuilt(lines: Callable[[], Iterator[str]], to: int | date | None, head: Head | None, end: int | None) -> Rebuilt:
    """`end`: no further than this event, since somebody may act meanwhile."""
    from weipian.record.findings import Report
    from weipian.record.replay import NoEvent, asked, until
    from weipian.record.walk import entries_of_lines

    report = Report()

    with Progress("重放", (head.seq if head else 1) * (2 if isinstance(to, date) else 1)) as step:

        def read() -> Iterator[Entry]:
            report.findings.clear()
            entries = entries_of_lines(lines(), report)
            for entry in entries if end is None else until(entries, end):
                yield entry
                step()

        try:
            found = asked(read, to, head)
        except NoEvent as error:
            raise InputError("replay_no_event", where=f"--to {to}", last=error.args[0]) from None
    found.report.add(*report.findings)
    return found
