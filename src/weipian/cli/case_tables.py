"""`weipian case export|import|undo-import|sheets`: the ledger of cases both ways."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import GIVEN

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出案件台账：一案一行，一步一列；接着填好日期再导入。记入日志。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@at_desk
@as_json
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.cases.sheets import export_cases

    rows = export_cases(desk, target)
    give({"output": str(target), "rows": rows}, f"已导出案件台账：{target}（{rows} 件）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入案件台账（.xlsx 或 CSV，按表头对应）：新案号立案，旧案号登记后面的步骤；先后、批准人、现场证据同样要查。"
    "好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    source: Path,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.cli.workbooks import beside
    from weipian.office.cases.sheets import take_table
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        taken = take_table(
            desk,
            source,
            mapping=columns,
            encoding=encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress("导入案件台账", rows)),
        )
    table = taken.table
    answer = {
        "dry_run": dry_run,
        "sheet": taken.number,
        "done": taken.done,
        "same": taken.same,
        "refused": [one.as_json() for one in table.refused],
    }
    head = "（演练，没有写入）" if dry_run else ""
    same = f"，{len(taken.same)} 行没有新内容" if taken.same else ""
    undone = f"。导入编号 {taken.number}，可用 weipian case undo-import 撤销" if taken.number else ""
    give(answer, f"{head}案件 {len(taken.done)} 行{same}{undone}", as_json)
    say(taken.said)
    target = errors or Path(f"{source.stem}-错误行.xlsx")
    book = beside(target, bool(table.refused), lambda: write_refusals(target, table))
    return tell_refusals(source.name, table.refused, book)


@click.command("undo-import", cls=ChineseCommand, help="撤销一次案件台账导入，经过都留在日志里。不给编号就是最近一次。")
@click.argument("number", metavar="[编号]", required=False, type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.rectification.cases.acts.undoing import undo_table

    key, count = undo_table(desk, number)
    give({"undone": key, "cases": count}, f"已撤销第 {key} 次导入：{count} 个案件", as_json)


@click.command("sheets", cls=ChineseCommand, help="导入过哪些案件台账。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.store.actors import require_register
    from weipian.store.queries.cases import case_sheets
    from weipian.terms.acting import Act, Register

    require_register(desk.policy, desk.actor, Register.IMPORTS)
    found, ables = case_sheets(), Ables(desk, (Act.CASE_UNDONE,)).of(None)
    rows = [
        {
            "sheet": one.number,
            "name": one.name,
            "rows": one.rows,
            "undone": one.undone,
            "acts": [] if one.undone else [able.as_json() for able in ables],
        }
        for one in found
    ]
    lines = [
        f"{one.number}　{one.name or '—'}　{one.rows or '—'} 行{'　已撤销' if one.undone else ''}" for one in found
    ]
    give({"sheets": rows}, "\n".join(lines) or "还没有导入过", as_json)
