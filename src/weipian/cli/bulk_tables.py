"""`export`, `import`, `undo-import`, `sheets` of the tables of many rows: referrals, sharing, suggestions, later
approvals, objections; and of `right` what is not an order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import list_sheets, same_text, taken_back, taken_in, written_out
from weipian.cli.types import OneOf
from weipian.terms.bulk import BulkTable

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk

Function = Callable[..., Any]
GOOD_ROWS = "好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。证据写证据号或原件的哈希。"


def written(desk: Desk, kind: BulkTable, target: Path, as_json: bool) -> None:
    """A form goes out."""
    from weipian.cli.calc import clock
    from weipian.office.bulk.every import WAYS
    from weipian.office.bulk.way import write_form

    rows = write_form(desk, WAYS[kind], target, clock())
    answer = {"output": str(target), "kind": kind.value, "rows": rows}
    give(answer, f"已导出{kind.label}表：{target}（{rows} 行）", as_json)


def taken(desk: Desk, kind: BulkTable, sheet: Sheet, undo: str) -> int:
    """A filled one comes in; `undo`: the words of the command that takes it back."""
    from weipian.cli.calc import clock
    from weipian.office.bulk.every import WAYS
    from weipian.office.bulk.way import take_table

    way = WAYS[kind]
    came = sheet.read(f"{kind.label}表", partial(take_table, desk, way, sheet.source, clock()))
    what = f"{kind.label} {len(came.done)} 行{same_text(came.same)}"
    code = sheet.give(came, what, undo, kind=kind.value)
    say([way.notice] if way.notice else [])
    return code


def exporting(kinds: Sequence[BulkTable], words: str, about: str) -> click.Command:
    @click.command("export", cls=ChineseCommand, help=f"导出要填的表（{about}），填好再导入；记入日志。")
    @_kinded(kinds, words)
    @written_out
    def export(desk: Desk, kind: BulkTable, target: Path, as_json: bool) -> None:
        written(desk, kind, target, as_json)

    return export


def importing(group: str, kinds: Sequence[BulkTable], words: str, about: str) -> click.Command:
    @click.command("import", cls=ChineseCommand, help=f"导入填好的表（{about}；.xlsx 或 CSV，按表头对应）：{GOOD_ROWS}")
    @_kinded(kinds, words)
    @taken_in
    def take_in(desk: Desk, kind: BulkTable, sheet: Sheet) -> int:
        return taken(desk, kind, sheet, f"{group} undo-import")

    return take_in


def undoing(kinds: Sequence[BulkTable], about: str) -> click.Command:
    help_ = f"撤销一次导入（{about}）：恢复原来的内容，经过都留在日志里。不给编号就是最近一次。"

    @click.command("undo-import", cls=ChineseCommand, help=help_)
    @taken_back
    def undo(desk: Desk, number: int | None, as_json: bool) -> None:
        from weipian.office.bulk.every import undo as undone

        found = undone(desk, kinds, number)
        answer = {"undone": found.number, "kind": found.kind.value, "rows": found.rows}
        give(answer, f"已撤销第 {found.number} 次导入（{found.kind.label}，{found.rows or '—'} 行）", as_json)

    return undo


def listing(kinds: Sequence[BulkTable], about: str) -> click.Command:
    @click.command("sheets", cls=ChineseCommand, help=f"有过哪些表的导入（{about}）。")
    @at_desk
    @as_json
    def listed(desk: Desk, as_json: bool) -> None:
        from weipian.office.bulk.every import undoing as act_of
        from weipian.store.queries.bulk import bulk_tables

        list_sheets(desk, lambda: bulk_tables(kinds), as_json, kind=lambda one: one.kind, undo=act_of(kinds))

    return listed


def _kinded(kinds: Sequence[BulkTable], words: str) -> Function:
    """The argument that says which table; where there is only one, nobody is asked."""
    if len(kinds) > 1:
        return click.argument("kind", metavar=words, type=OneOf(BulkTable, "表", tuple(kinds)))

    def only(function: Function) -> Function:
        def whole(*args: Any, **kwargs: Any) -> Any:
            return function(*args, kind=kinds[0], **kwargs)

        whole.__dict__.update(function.__dict__)
        return whole

    return only


REFER = (BulkTable.REFERRALS, BulkTable.RECEIPTS)
SHARE = (BulkTable.SHARINGS, BulkTable.SHARING_ANSWERS)
SUGGEST = (BulkTable.SUGGESTIONS, BulkTable.SUGGESTION_ANSWERS)
APPROVAL = (BulkTable.APPLICATIONS, BulkTable.APPROVALS)
OBJECT = (BulkTable.OBJECTIONS,)

refer_out = exporting(REFER, "移送|回执", "移送空表，或没有回执的移送")
refer_in = importing("refer", REFER, "移送|回执", "移送或回执")
refer_undo = undoing(REFER, "移送、回执")
refer_sheets = listing(REFER, "移送、回执")
share_out = exporting(SHARE, "共享|答复", "共享空表，或没有答复的共享")
share_in = importing("share", SHARE, "共享|答复", "共享或答复")
share_undo = undoing(SHARE, "共享、答复")
share_sheets = listing(SHARE, "共享、答复")
suggest_out = exporting(SUGGEST, "建议|建议答复", "检察建议空表，或没有答复的建议")
suggest_in = importing("suggest", SUGGEST, "建议|建议答复", "检察建议或答复")
suggest_undo = undoing(SUGGEST, "检察建议、答复")
suggest_sheets = listing(SUGGEST, "检察建议、答复")
approval_out = exporting(APPROVAL, "申请|批复", "已处罚、还没有申请补办的地块，或等着批复的")
approval_in = importing("case approval", APPROVAL, "申请|批复", "补办申请或批复")
approval_undo = undoing(APPROVAL, "补办申请、批复")
approval_sheets = listing(APPROVAL, "补办申请、批复")
object_out = exporting(OBJECT, "", "异议空表")
object_in = importing("object", OBJECT, "", "异议，乡镇自己的，或代当事人登记的")
object_undo = undoing(OBJECT, "异议，还没有受理的")
object_sheets = listing(OBJECT, "异议")
