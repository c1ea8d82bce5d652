"""`weipian inspect export`, `import`, `undo`, `sheets`: assignments and inspections as tables both ways."""

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
from weipian.terms.inspection import SheetKind

if TYPE_CHECKING:
    from weipian.office.inspecting.sheets import Taken
    from weipian.store.acting import Desk

KIND = OneOf(SheetKind, "表", (SheetKind.ASSIGNMENTS, SheetKind.INSPECTIONS, SheetKind.DESK))


@click.command(
    cls=ChineseCommand,
    help="导出要填的表：交办表（未核查的图斑）、核查表（未核查的地块）、举证表（内业举证，所有地块）；记入日志。",
)
@click.argument("kind", metavar="交办|核查|举证", type=KIND)
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@at_desk
@as_json
def export(desk: Desk, kind: SheetKind, target: Path, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.sheets import export_sheet

    rows = export_sheet(desk, kind, target, today or clock())
    give(
        {"output": str(target), "kind": kind.value, "rows": rows},
        f"已导出{kind.label}表：{target}（{rows} 行）",
        as_json,
    )


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的交办表、核查表或举证表（.xlsx 或 CSV）：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.argument("kind", metavar="交办|核查|举证", type=KIND)
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--on", "day", type=DAY, metavar="日期", help="交办日期（默认今天）")
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    kind: SheetKind,
    source: Path,
    day: dt.date | None,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.cli.calc import clock
    from weipian.cli.workbooks import beside
    from weipian.office.inspecting.sheets import take_sheet
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        taken = take_sheet(
            desk,
            kind,
            source,
            day or clock(),
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress(f"导入{kind.label}表", rows)),
        )
    give(_answer(taken, kind, dry_run), _text(taken, kind, dry_run), as_json)
    say(taken.said)
    table = taken.table
    target = errors or Path(f"{source.stem}-错误行.xlsx")
    book = beside(target, bool(table.refused), lambda: write_refusals(target, table))
    return tell_refusals(source.name, table.refused, book)


def _answer(taken: Taken, kind: SheetKind, dry_run: bool) -> dict[str, object]:
    return {
        "kind": kind.value,
        "dry_run": dry_run,
        "sheet": taken.number,
        "done": taken.done,
        "same": taken.same,
        "refused": [one.as_json() for one in taken.table.refused],
    }


def _text(taken: Taken, kind: SheetKind, dry_run: bool) -> str:
    head = "（演练，没有写入）" if dry_run else ""
    same = f"，{len(taken.same)} 行与现在相同" if taken.same else ""
    undo = f"。导入编号 {taken.number}，可用 weipian inspect undo 撤销" if taken.number else ""
    return f"{head}{kind.label} {len(taken.done)} 行{same}{undo}"


@click.command(cls=ChineseCommand, help="撤销一次导入：恢复原来的内容，经过都留在日志里。不给编号就是最近一次。")
@click.argument("number", metavar="[编号]", required=False, type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.undoing import undo_sheet

    found = undo_sheet(desk, number, follow)
    answer = {"undone": found.number, "kind": found.kind.value, "rows": found.rows}
    give(answer, f"已撤销第 {found.number} 次导入（{found.kind.label}，{found.rows or '—'} 行）", as_json)


@click.command("sheets", cls=ChineseCommand, help="有过哪些交办表、核查表、举证表的导入。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.store.actors import require_register
    from weipian.store.queries.sheets import sheets
    from weipian.terms.acting import Act, Register

    require_register(desk.policy, desk.actor, Register.IMPORTS)
    found, ables = sheets(), Ables(desk, (Act.IMPORT_UNDONE,)).of(None)
    rows = [
        {
            "sheet": one.number,
            "kind": one.kind.value,
            "name": one.name,
            "rows": one.rows,
            "undone": one.undone,
            "acts": [] if one.undone else [able.as_json() for able in ables],
        }
        for one in found
    ]
    lines = [
        f"{one.number}　{one.kind.label}　{one.name or '—'}　{one.rows or '—'} 行{'　已撤销' if one.undone else ''}"
        for one in found
    ]
    give({"sheets": rows}, "\n".join(lines) or "还没有导入过", as_json)
