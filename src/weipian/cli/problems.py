"""`weipian problems import|correct|answer|list|export|undo`: what a prefecture or the region finds wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, errors_to
from weipian.cli.sheets import Sheet, dry_run_option, refused_json, stepping, taken_back, taken_in
from weipian.cli.submit import day, today_option
from weipian.cli.types import DAY, GIVEN, OneOf
from weipian.terms.errors import UsageError
from weipian.terms.submission import ProblemLevel, ProblemState

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.queries.submission import ProblemHere

problems = ChineseGroup(
    "problems",
    {
        "import": ("weipian.cli.problems:take_in", "导入市级、自治区的问题清单"),
        "list": ("weipian.cli.problems:listed", "还没有答复的问题、期限"),
        "correct": ("weipian.cli.problems:correct", "确有问题的重开填报"),
        "answer": ("weipian.cli.problems:answer", "答复：一条，或用答复表一批"),
        "export": ("weipian.cli.problems:export", "导出答复表"),
        "undo": ("weipian.cli.problems:undo", "撤销一次问题清单或答复表的导入"),
    },
    help="问题清单：导入、对到图斑、改正、逐条答复。",
)


@click.command(
    "import", cls=ChineseCommand, help="导入问题清单：自定期限的从清单，否则按政策包里市级、自治区每月的日子。"
)
@click.option("--level", type=OneOf(ProblemLevel, "级别"), required=True, metavar="市级|自治区", help="哪一级的清单")
@click.option("--received", type=DAY, metavar="日期", help="哪一天收到（默认今天）")
@taken_in
def take_in(desk: Desk, sheet: Sheet, level: ProblemLevel, received: dt.date | None) -> int:
    from weipian.office.submitting.reading import problems_in
    from weipian.programme.submission.acts.problems import take_problems
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.PROBLEMS_TAKEN)
    read, rows = problems_in(sheet.source, sheet.columns, sheet.encoding)
    with stepping("导入问题清单", len(rows)) as step:
        done = take_problems(desk, rows, level, day(received), dry_run=sheet.dry_run, step=step)
    dues = [due.isoformat() for due in done.dues]
    answer = {
        "taking": done.number,
        "dry_run": sheet.dry_run,
        "rows": done.rows,
        "unmatched": list(done.unmatched),
        "dues": dues,
        **refused_json(read.table),
    }
    word = "将导入（预演，没有写入）" if sheet.dry_run else f"已导入（编号 {done.number}）"
    text = f"{word} {done.rows} 条问题，{'、'.join(dues)} 前答复；{len(done.unmatched)} 条没有对到图斑"
    give(answer, text, sheet.as_json)
    say([f"没有对到本县图斑，同样要答复：{number}" for number in done.unmatched])
    return sheet.refuse(read.table)


@click.command("list", cls=ChineseCommand, help="还没有答复的问题，按期限；--all 连已答复的。")
@click.option("--all", "every", is_flag=True, help="连已答复的")
@today_option
@at_desk
@as_json
def listed(desk: Desk, every: bool, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables, told
    from weipian.store.queries.submission import problems as all_problems
    from weipian.store.seeing import seen
    from weipian.terms.acting import Act

    now = day(today)
    found = [one for one in all_problems(seen(desk)) if every or one.state is not ProblemState.ANSWERED]
    ables = Ables(desk, (Act.PROBLEM_ANSWERED,)).of(None)
    lines = [f"{_line(one, now)}　{told(ables)}" for one in found]
    answer = {"problems": [{**_row(one, now), "acts": [able.as_json() for able in ables]} for one in found]}
    give(answer, "\n".join([*lines, f"共 {len(found)} 条"]), as_json)


def _line(one: ProblemHere, today: dt.date) -> str:
    late = f"　已逾期 {(today - one.due).days} 天" if _late(one, today) else ""
    matched = "" if one.matched else "（没有对到本县图斑）"
    return f"{one.number}　{one.level.label}　{one.named}{matched}　{one.matter}　{one.due} 前　{one.state.label}{late}"


def _late(one: ProblemHere, today: dt.date) -> bool:
    return one.state is not ProblemState.ANSWERED and today > one.due


def _row(one: ProblemHere, today: dt.date) -> dict[str, object]:
    return {
        "problem": one.number,
        "level": one.level.value,
        "named": one.named,
        "matched": one.matched,
        "matter": one.matter,
        "received": one.received.isoformat(),
        "due": one.due.isoformat(),
        "overdue": _late(one, today),
        "state": one.state.value,
        "answer": one.answer,
    }


@click.command(cls=ChineseCommand, help="确有问题的：它点到的填报重开，改好后重新自检、审核、上报，再答复。")
@click.argument("number", metavar="问题编号", type=int)
@at_desk
@as_json
def correct(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.submission.acts.answering import correct as reopened

    plots = reopened(desk, number)
    give({"problem": number, "reopened": plots}, f"已重开填报：{'、'.join(plots)}", as_json)


@click.command(
    cls=ChineseCommand,
    help="答复一条（--text），或导入填好的答复表（--from，好的行照办，可整批撤销）。没有对到图斑的也要答复。",
)
@click.argument("number", metavar="[问题编号]", type=int, required=False)
@click.option("--text", default="", metavar="答复", help="怎样改正，或为何不改")
@click.option("--from", "source", type=GIVEN, metavar="FILE", help="填好的答复表（problems export 导出）")
@today_option
@dry_run_option
@at_desk
@as_json
@errors_to
def answer(
    desk: Desk,
    number: int | None,
    text: str,
    source: Path | None,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    errors: Path | None,
) -> int:
    from weipian.programme.submission.acts.answering import answer as answered
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.PROBLEM_ANSWERED)
    if (number is None) == (source is None):
        raise UsageError("needs_one", names="问题编号、--from")
    if source is not None:
        return _by_table(desk, Sheet(source, dry_run, as_json, None, {}, errors), day(today))
    if dry_run:
        raise UsageError("needs_one", names="--dry-run 时的 --from")
    done = answered(desk, {number or 0: text}, day(today))
    give({"answered": done}, f"已答复 {len(done)} 条", as_json)
    return DONE


def _by_table(desk: Desk, sheet: Sheet, today: dt.date) -> int:
    from weipian.office.submitting.reading import answers_in
    from weipian.programme.submission.acts.answering import answer_table

    read, found = answers_in(sheet.source, sheet.columns, sheet.encoding)
    with stepping("导入答复表", len(found)) as step:
        done = answer_table(desk, found, today, dry_run=sheet.dry_run, step=step)
    read.refuse({error.where: error for error in done.refused}, "problem")
    word = sheet.word("答复", done.taking)
    told = {"taking": done.taking, "dry_run": sheet.dry_run, "answered": list(done.numbers), **refused_json(read.table)}
    give(told, f"{word} {len(done.numbers)} 条", sheet.as_json)
    return sheet.refuse(read.table)


@click.command(cls=ChineseCommand, help="导出答复表：还没有答复的问题一行一条，填好「答复」一栏用 answer --from 导入。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@at_desk
@as_json
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.submitting.answers import export_problems

    rows = export_problems(desk, target)
    give({"output": str(target), "rows": rows}, f"答复表已导出：{target}（{rows} 条）", as_json)


@click.command(
    cls=ChineseCommand,
    help="撤销一次问题清单导入（有一条已改正、答复就不能撤销），或一次答复表导入（恢复原来的答复）。",
)
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.submission.acts.problems import undo_problems

    key, rows = undo_problems(desk, number)
    give({"undone": key, "rows": rows}, f"已撤销第 {key} 次导入：{rows} 条", as_json)
