"""`weipian handover export`, `import`, `sheets`: handovers and answers as tables both ways."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import DAY, GIVEN, OneOf
from weipian.terms.handover import HandoverSheet

if TYPE_CHECKING:
    from weipian.office.handing.sheets import Taken
    from weipian.store.acting import Desk

KIND = OneOf(HandoverSheet, "表")


@click.command(
    cls=ChineseCommand,
    help="导出要填的表：移交表（还没有移交的图斑）或答复表（没有答复办结的移交，可只要一个部门的，发给它填）；记入日志。",
)
@click.argument("kind", metavar="移交|答复", type=KIND)
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--department", metavar="部门", help="只要一个部门的答复表")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@at_desk
@as_json
def export(
    desk: Desk, kind: HandoverSheet, target: Path, department: str | None, today: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.handing.sheets import export_sheet

    rows = export_sheet(desk, kind, target, today or clock(), department)
    answer = {"output": str(target), "kind": kind.value, "rows": rows}
    give(answer, f"已导出{kind.label}表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的移交表或答复表（.xlsx 或 CSV）：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.argument("kind", metavar="移交|答复", type=KIND)
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--on", "day", type=DAY, metavar="日期", help="没有写移交日期的以哪一天为准（默认今天）")
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    kind: HandoverSheet,
    source: Path,
    day: dt.date | None,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.cli.workbooks import beside
    from weipian.office.handing.sheets import take_sheet
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        taken = take_sheet(
            desk,
            kind,
            source,
            day,
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress(f"导入{kind.label}表", rows)),
        )
    give(_answer(taken, kind, dry_run), _text(taken, kind, dry_run), as_json)
    say(taken.table.said)
    target = errors or Path(f"{source.stem}-错误行.xlsx")
    book = beside(target, bool(taken.table.refused), lambda: write_refusals(target, taken.table))
    return tell_refusals(source.name, taken.table.refused, book)


def _answer(taken: Taken, kind: HandoverSheet, dry_run: bool) -> dict[str, object]:
    return {
        "kind": kind.value,
        "dry_run": dry_run,
        "sheet": taken.number,
        "done": taken.done,
        "same": taken.same,
        "refused": [one.as_json() for one in taken.table.refused],
    }


def _text(taken: Taken, kind: HandoverSheet, dry_run: bool) -> str:
    head = "（演练，没有写入）" if dry_run else ""
    same = f"，{len(taken.same)} 行与现在相同" if taken.same else ""
    undo = f"。导入编号 {taken.number}，可用 weipian handover undo --sheet 撤销" if taken.number else ""
    return f"{head}{kind.label} {len(taken.done)} 行{same}{undo}"


@click.command(cls=ChineseCommand, help="有过哪些移交表、答复表的导入。")
@at_desk
@as_json
def sheets(desk: Desk, as_json: bool) -> None:
    from weipian.store.actors import require_register
    from weipian.store.queries.handover_sheets import handover_sheets
    from weipian.terms.acting import Register

    require_register(desk.policy, desk.actor, Register.IMPORTS)
    found = handover_sheets()
    rows = [
        {"sheet": one.number, "kind": one.kind.value, "name": one.name, "rows": one.rows, "undone": one.undone}
        for one in found
    ]
    lines = [
        f"{one.number}　{one.kind.label}　{one.name or '—'}　{one.rows or '—'} 行{'　已撤销' if one.undone else ''}"
        for one in found
    ]
    give({"sheets": rows}, "\n".join(lines) or "还没有导入过", as_json)
