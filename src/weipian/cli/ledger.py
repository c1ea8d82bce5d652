"""`weipian ledger …`: the ledger out, in again, and an import undone."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import DAY, GIVEN
from weipian.terms.errors import Refusal
from weipian.work.placing import reason_of

if TYPE_CHECKING:
    from weipian.office.ledger.importing import Taken
    from weipian.store.acting import Desk

ledger = ChineseGroup(
    "ledger",
    {
        "export": ("weipian.cli.ledger:export", "导出台账工作簿"),
        "import": ("weipian.cli.ledger:take_in", "导入改好的台账：只认改过的格"),
        "undo": ("weipian.cli.ledger:undo", "撤销一次导入"),
        "list": ("weipian.cli.ledger:listed", "有过哪些导入"),
    },
    help="台账：导出给人填，改好再导入，一次导入可以整批撤销。",
)
SHOWN = 40


@click.command(
    cls=ChineseCommand, help="导出台账工作簿：一行一个地块，可在 Excel 或 WPS 中填写后导入。谁在何时导出记入日志。"
)
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--township", metavar="乡镇", help="只导出一个乡镇")
@click.option("--today", type=DAY, metavar="日期", help="截止日期（默认今天）")
@at_desk
@as_json
def export(desk: Desk, target: Path, township: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.handing_out import export_ledger

    book = export_ledger(desk, target, today or clock(), township)
    answer = {"output": str(target), "rows": len(book.rows), "head": book.origin.seq if book.origin else 0}
    give(answer, f"台账已导出：{target}（{len(book.rows)} 个地块，截至 {book.as_of}）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入台账（.xlsx 或 CSV）。只有改过的格起作用；判定须有会审编号；导出后别人也改过的格不覆盖。",
)
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--review", default="", metavar="编号", help="判定出自哪次会审（「会审编号」列没有填的行用它）")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    source: Path,
    review: str,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.office.ledger.importing import take
    from weipian.work.progress import Progress

    with ExitStack() as stack:
        taken = take(
            desk,
            source,
            review=review.strip(),
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress("导入台账", rows)),
        )
    give(taken.as_json(dry_run), told(taken, dry_run), as_json)
    say(taken.plan.said)
    return refuse(source, taken, errors)


def told(taken: Taken, dry_run: bool) -> str:
    """What was changed, edit by edit; all of them in a dry run."""
    from weipian.office.ledger.planning import edit_text

    edits = taken.plan.edits
    plots = len({edit.plot for edit in edits})
    if not edits:
        head = "没有改动"
    elif dry_run:
        head = f"将改动 {plots} 个地块 {len(edits)} 格（只是预演，没有写入）"
    else:
        head = f"已导入：改动 {plots} 个地块 {len(edits)} 格。导入编号 {taken.number}，可用 weipian ledger undo 撤销"
    shown = edits if dry_run else edits[:SHOWN]
    more = [f"……另有 {len(edits) - len(shown)} 格，加 --json 看全部"] if len(shown) < len(edits) else []
    return "\n".join([head, *map(edit_text, shown), *more])


@dataclass(frozen=True, slots=True)
class Faulty:
    """The refused rows as the error workbook wants them."""

    header: tuple[str, ...]
    source_rows: dict[int, tuple[str, ...]]
    refused: list[Refusal]


def refuse(source: Path, taken: Taken, errors: Path | None) -> int:
    """Refused rows go into an error workbook; the exit code."""
    refused = taken.plan.refused
    if not refused:
        return DONE
    from weipian.workbook.errors import write_refusals

    target = errors or Path(f"{source.stem}-错误行.xlsx")
    try:
        write_refusals(target, Faulty(taken.source.header, dict(taken.source.rows), refused))
    except OSError as error:
        say([f"错误工作簿没有写成：{reason_of(error)}"])
        return tell_refusals(source.name, refused)
    return tell_refusals(source.name, refused, target)


@click.command(cls=ChineseCommand, help="撤销一次导入：恢复原来的值，经过都留在日志里。不给编号就是最近一次。")
@click.argument("number", metavar="[编号]", required=False, type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.office.ledger.undoing import undo as undone

    found = undone(desk, number)
    answer = {"undone": found.number, "name": found.name, "edits": len(found.edits), "records": len(found.written)}
    give(answer, f"已撤销第 {found.number} 次导入「{found.name or '—'}」：{len(found.edits)} 格恢复原值", as_json)


@click.command("list", cls=ChineseCommand, help="有过哪些导入。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.actors import require_register
    from weipian.store.queries.imports import imports
    from weipian.terms.acting import Register

    require_register(desk.policy, desk.actor, Register.IMPORTS)
    found = imports()
    rows = [
        {
            "import": one.number,
            "name": one.name,
            "review": one.review,
            "edits": len(one.edits),
            "conflicts": len(one.conflicts),
            "undone": one.undone,
        }
        for one in found
    ]
    lines = [
        f"{one.number}　{one.name or '—'}　{one.review or '—'}　{len(one.edits)} 格{'　已撤销' if one.undone else ''}"
        for one in found
    ]
    give({"imports": rows}, "\n".join(lines) or "还没有导入过台账", as_json)
