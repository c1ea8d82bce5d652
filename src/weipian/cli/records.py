"""`weipian records`: projects, responsible parties, approvals, villages, and what patches hang on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding
from weipian.cli.types import OneOf
from weipian.terms.errors import UsageError
from weipian.terms.personal import without_numbers
from weipian.terms.records import RecordKind

if TYPE_CHECKING:
    from weipian.programme.intake.acts.records import Kept
    from weipian.store.acting import Desk
    from weipian.store.queries.records import RecordHere

records = ChineseGroup(
    "records",
    {
        "add": ("weipian.cli.records:add", "登记一条"),
        "import": ("weipian.cli.records:imported", "从表格成批登记"),
        "list": ("weipian.cli.records:listed", "登记了哪些"),
        "show": ("weipian.cli.records:show", "看一条；个人信息全文须写明理由"),
        "attach": ("weipian.cli.records:attach", "把图斑挂到项目、责任主体、村"),
    },
    help="项目、责任主体、批文、村的登记；图斑挂在它们名下。",
)
KIND = OneOf(RecordKind, "登记种类")


@click.command(
    cls=ChineseCommand,
    help="登记一条，如 weipian records add project 项目名称=某公路 级别=国家级。同名的以新内容为准，旧内容保留。",
)
@click.argument("kind", metavar="project|party|approval|village", type=KIND)
@click.argument("words", metavar="项=值…", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
def add(desk: Desk, kind: RecordKind, words: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    from weipian.programme.intake.acts.records import keep
    from weipian.programme.intake.record_fields import said_of

    kept = keep(desk, kind, [said_of(kind, words)], dry_run=dry_run)
    say(kept.said)
    give(_answer(kind, kept, dry_run), _text(kind, kept, dry_run), as_json)


@click.command(cls=ChineseCommand, help="从 Excel 或 CSV 成批登记；坏行列入错误工作簿，其余照办。")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--kind", required=True, type=KIND, metavar="种类", help="project、party、approval、village，或中文名")
@column_map
@encoding
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
def imported(
    desk: Desk,
    source: Path,
    kind: RecordKind,
    columns: dict[str, str],
    encoding: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    from weipian.cli.workbooks import beside
    from weipian.fence.table import rows_of
    from weipian.programme.intake.acts.records import keep
    from weipian.programme.intake.record_fields import Said, fields_of
    from weipian.programme.intake.tables import cells_of
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    require_may(desk.policy, desk.actor, Act.RECORD_KEPT)
    table = rows_of(cells_of(source, None, encoding), fields_of(kind), columns, source.name)
    said = [Said(row, number) for row, number in zip(table.rows, table.numbers, strict=True)]
    with Progress(f"登记{kind.label}", len(said)) as step:
        kept = keep(desk, kind, said, dry_run=dry_run, step=step)
    table = replace(table, refused=[*table.refused, *kept.refused])
    say([*table.said, *kept.said])
    answer = {**_answer(kind, kept, dry_run), "refused": [one.as_json() for one in table.refused]}
    give(answer, _text(kind, kept, dry_run), as_json)
    target = source.with_name(f"{source.stem}-错误行.xlsx")
    book = None if dry_run else beside(target, bool(table.refused), lambda: write_refusals(target, table))
    return tell_refusals(source, table.refused, book)


def _answer(kind: RecordKind, kept: Kept, dry_run: bool) -> dict[str, object]:
    names = {"added": kept.added, "changed": kept.changed, "same": kept.same, "said": kept.said}
    shown = {key: [without_numbers(one) for one in found] for key, found in names.items()}
    return {"kind": kind.value, "dry_run": dry_run, **shown}


def _text(kind: RecordKind, kept: Kept, dry_run: bool) -> str:
    head = "（演练，没有写入）" if dry_run else ""
    return f"{head}{kind.label}：新增 {len(kept.added)}，更改 {len(kept.changed)}，相同 {len(kept.same)}"


@click.command(
    "list",
    cls=ChineseCommand,
    help="登记了哪些，各挂了多少图斑；个人的证件号码、电话遮盖。乡镇、部门账号只看到自己看得到的图斑挂着的。",
)
@click.argument("kind", metavar="project|party|approval|village", type=KIND)
@at_desk
@as_json
def listed(desk: Desk, kind: RecordKind, as_json: bool) -> None:
    from weipian.store.queries.records import records as found
    from weipian.store.seeing import seen

    rows = [_seen(desk, row) for row in found(kind, seen(desk))]
    lines = [_line(row) for row in rows]
    give({"records": [_row(row) for row in rows]}, "\n".join([*lines, f"共 {len(rows)} 条"]), as_json)


@click.command(
    cls=ChineseCommand,
    help="看一条登记，如 weipian records show party 某某。个人的证件号码、电话平时遮盖；"
    "办案确需全文的用 --full --reason 写明理由，谁在何时为何看了先记入日志，再显示。",
)
@click.argument("kind", metavar="project|party|approval|village", type=KIND)
@click.argument("name", metavar="名称")
@click.option("--full", is_flag=True, help="个人信息全文，须同时给出 --reason")
@click.option("--reason", default="", metavar="理由", help="为什么要看全文，办什么事")
@at_desk
@as_json
def show(desk: Desk, kind: RecordKind, name: str, full: bool, reason: str, as_json: bool) -> None:
    from weipian.programme.intake.acts.personal import record_named, seen_whole
    from weipian.terms.messages import sentence

    if full:
        row, seq = seen_whole(desk, kind, name, reason)
        say([sentence("said_full_view", {"seq": seq})])
    else:
        row = _seen(desk, record_named(desk, kind, name))
    give({"record": _row(row), "full": full}, _line(row), as_json, full=full)


def _seen(desk: Desk, row: RecordHere) -> RecordHere:
    """As this person may see it."""
    from weipian.store.eyes import eyes_of
    from weipian.store.queries.records import name_column, table_of

    values = eyes_of(desk.policy, desk.actor).record(table_of(row.kind), row.values)
    return replace(row, name=str(values[name_column(row.kind)]), values=values)


def _line(row: RecordHere) -> str:
    return f"{row.name}　{_words(row)}　图斑 {row.patches} 个"


def _words(row: RecordHere) -> str:
    shown = (value for name, value in row.values.items() if not name.endswith("_id") and value != row.name)
    return "　".join(str(value) for value in shown if value)


def _row(row: RecordHere) -> dict[str, object]:
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.values.items()}
    return {"id": row.id, **values, "patches": row.patches}


@click.command(cls=ChineseCommand, help="把图斑挂到已登记的项目、责任主体、村名下；名字留空则取下。")
@click.argument("numbers", metavar="图斑…", nargs=-1, required=True)
@click.option("--project", metavar="项目", help="项目名称")
@click.option("--party", metavar="责任主体", help="责任主体名称")
@click.option("--village", metavar="村", help="村名")
@at_desk
@as_json
def attach(
    desk: Desk, numbers: tuple[str, ...], project: str | None, party: str | None, village: str | None, as_json: bool
) -> None:
    from weipian.programme.intake.acts.records import attach as hang

    asked = {RecordKind.PROJECT: project, RecordKind.PARTY: party, RecordKind.VILLAGE: village}
    links = {kind: name for kind, name in asked.items() if name is not None}
    if not links:
        raise UsageError("attach_to_nothing")
    count = hang(desk, numbers, links)
    said = {"patches": list(numbers), **{kind.value: name for kind, name in links.items()}}
    text = "、".join(f"{kind.label}「{name}」" if name else f"取下{kind.label}" for kind, name in links.items())
    give(said, f"{count} 个图斑已挂接：{text}", as_json)
