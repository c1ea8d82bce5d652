"""`weipian suggest`: 检察建议 as it came, by when it is to be answered, and the answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.taking_back import last_line
from weipian.cli.types import DAY
from weipian.terms.personal import without_numbers

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.shared import SuggestionHere

suggest = ChineseGroup(
    "suggest",
    {
        "add": ("weipian.cli.suggest:add", "登记收到的检察建议"),
        "answer": ("weipian.cli.suggest:answer", "登记书面答复"),
        "undo": ("weipian.cli.taking_back:undo_suggestion", "撤销登记有误的检察建议或答复"),
        "list": ("weipian.cli.suggest:listed", "检察建议登记簿：没有答复的在前"),
        "export": ("weipian.cli.bulk_tables:suggest_out", "导出要填的表：检察建议、答复"),
        "import": ("weipian.cli.bulk_tables:suggest_in", "导入填好的表，可整批撤销"),
        "undo-import": ("weipian.cli.bulk_tables:suggest_undo", "撤销一次导入"),
        "sheets": ("weipian.cli.bulk_tables:suggest_sheets", "有过哪些导入"),
    },
    help="检察建议：收到、何时答复、怎样答复。",
)


@click.command(cls=ChineseCommand, help="登记收到的检察建议；文书没有写答复期限的，按政策包的期限算（把握见政策包）。")
@click.argument("number", metavar="文号")
@click.option("--matter", default="", metavar="文字", help="事项")
@click.option("--body", default="检察院", metavar="机关", help="发出机关（默认检察院）")
@click.option("--due", type=DAY, metavar="日期", help="文书写明的答复期限")
@click.option("--plot", "plots", multiple=True, metavar="PLOT", help="涉及哪个地块，可多次给出")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天收到（默认今天）")
@at_desk
@as_json
def add(
    desk: Desk,
    number: str,
    matter: str,
    body: str,
    due: dt.date | None,
    plots: tuple[str, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.suggesting import Suggested, take_suggestion

    key = take_suggestion(desk, Suggested(number, body, matter, day or clock(), due, plots))
    give({"suggestion": key, "number": number}, f"已登记检察建议：编号 {key}，{number}", as_json)


@click.command(cls=ChineseCommand, help="登记对检察建议的书面答复。再登记的以新写的为准，旧的保留。")
@click.argument("number", metavar="编号", type=int)
@click.option("--told", default="", metavar="文字", help="答复内容")
@click.option("--reply", default="", metavar="文号", help="答复文书的文号")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def answer(desk: Desk, number: int, told: str, reply: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.suggesting import answer_suggestion

    key = answer_suggestion(desk, number, day or clock(), told, reply)
    give({"suggestion": number, "answer": key}, f"已登记第 {number} 件检察建议的答复", as_json)


@click.command("list", cls=ChineseCommand, help="检察建议登记簿：没有答复的在前，按答复期限。")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@click.option("--all", "every", is_flag=True, help="撤销的一并列出，写明何人何时为什么撤销")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="导出到 .csv 或 .xlsx")
@at_desk
@as_json
def listed(desk: Desk, every: bool, today: dt.date | None, output: Path | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.handing.registers import export_suggestions, require_export
    from weipian.office.inspecting.able import Ables
    from weipian.programme.rectification.handover.suggesting import suggestions_register
    from weipian.terms.acting import Act

    require_export(desk, output)
    found, gone, day = suggestions_register(desk), suggestions_register(desk, withdrawn=True), today or clock()
    if output is not None:
        export_suggestions(desk, output, [*found, *gone] if every else found)
    able = Ables(desk, (Act.SUGGESTION_ANSWERED, Act.SUGGESTION_UNDONE)).of(None)
    answer = {
        "suggestions": [_row(one, able, day) for one in found],
        "withdrawn": [_row(one, (), day) for one in gone],
        "output": str(output) if output else None,
    }
    lines = [*(_line(one, able, day) for one in found), *(_line(one, (), day) for one in gone if every)]
    give(answer, "\n".join([*lines, last_line(found, gone, "件", output)]), as_json)


def _late(one: SuggestionHere, day: dt.date) -> int | None:
    """Days late, counted up to the answer; None where it can't be said."""
    from weipian.programme.rectification.handover.rules import days_late

    return None if one.due is None else days_late(one.due, min(one.answered or day, day))


def _row(one: SuggestionHere, ables: tuple[Able, ...], day: dt.date) -> dict[str, object]:
    from weipian.office.handing.registers import undone_json

    return {
        "suggestion": one.id,
        "number": one.number,
        "body": one.body,
        "matter": without_numbers(one.matter),
        "received": one.received.isoformat(),
        "due": one.due.isoformat() if one.due else None,
        "days_late": _late(one, day),
        "plots": list(one.plots),
        "answered": one.answered.isoformat() if one.answered else None,
        "reply": one.reply or None,
        "told": without_numbers(one.told) or None,
        "by": one.by,
        "undone": undone_json(one.undone),
        "acts": [able.as_json() for able in ables],
    }


def _line(one: SuggestionHere, ables: tuple[Able, ...], day: dt.date) -> str:
    from weipian.office.handing.registers import undone_text
    from weipian.office.inspecting.able import told

    late = _late(one, day)
    over = "逾期天数待定" if late is None else f"逾期 {late} 日" if late else ""
    back = f"答复（{one.answered}）{one.reply}　{without_numbers(one.told)}" if one.answered else "没有答复"
    until = f"{one.due or '期限待定'} 前答复"
    pieces = [str(one.id), one.number, one.body, without_numbers(one.matter), str(one.received), until, over, back]
    return "　".join(filter(None, [*pieces, "、".join(one.plots), told(ables), undone_text(one.undone)]))
