"""`weipian object …`: objections from a township or a party, their answers, the corrections that follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.objection import NO_REMEDY, ObjectedTo

if TYPE_CHECKING:
    from weipian.office.objecting.listing import Shown
    from weipian.store.acting import Desk
    from weipian.terms.eyes import Eyes

object_ = ChineseGroup(
    "object",
    {
        "raise": ("weipian.cli.object:raise_", "提出异议：乡镇自己提出，或代当事人登记"),
        "list": ("weipian.cli.object:listed", "异议一览：办到哪一步，成立的改正了没有，改变了什么"),
        "take": ("weipian.cli.object_answer:take", "受理或不予受理"),
        "answer": ("weipian.cli.object_answer:answer", "答复，须本人办理；不得由办理过该地块判定的人答复"),
        "paper": ("weipian.cli.object_answer:paper", "答复文稿，可复制"),
        "withdraw": ("weipian.cli.object_answer:withdraw", "撤回异议，由提出的一方办理"),
        "undo": ("weipian.cli.object_answer:undo", "撤销写错的受理、答复"),
        "export": ("weipian.cli.bulk_tables:object_out", "导出要填的表：异议"),
        "import": ("weipian.cli.bulk_tables:object_in", "导入填好的表，可整批撤销"),
        "undo-import": ("weipian.cli.bulk_tables:object_undo", "撤销一次导入"),
        "sheets": ("weipian.cli.bulk_tables:object_sheets", "有过哪些导入"),
    },
    help=f"异议和改正（方案以外，本系统另设）。{NO_REMEDY}",
)


@click.command(
    "raise",
    cls=ChineseCommand,
    help="对一个地块的判定、面积、归属乡镇或整改结果提出异议。乡镇账号为本乡镇提出；"
    "县卫片办只能代当事人登记（--party）。" + NO_REMEDY,
)
@click.argument("plot", metavar="PLOT")
@click.option(
    "--about", type=OneOf(ObjectedTo, "内容"), required=True, metavar="判定|面积|归属|结果", help="异议的内容"
)
@click.option("--reason", required=True, metavar="文字", help="理由")
@click.option("--party", default="", metavar="当事人", help="代哪个当事人登记")
@click.option("--evidence", type=int, metavar="证据号", help="证据号；须属于这个地块")
@click.option("--on", "day", type=DAY, metavar="日期", help="收到的日期（默认今天）")
@at_desk
@as_json
def raise_(
    desk: Desk,
    plot: str,
    about: ObjectedTo,
    reason: str,
    party: str,
    evidence: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.objection.raising import Raising, raise_objection

    number = raise_objection(desk, Raising(plot, about, reason, day or clock(), party, evidence))
    text = f"异议 {number} 号　{plot}　{about.label}：已登记\n{NO_REMEDY}"
    give({"objection": number, "plot": plot, "about": about.value, "notice": NO_REMEDY}, text, as_json)


@click.command(
    "list",
    cls=ChineseCommand,
    help="看得到的异议：办到哪一步、到哪天、成立的改正了没有、改正前后比例和上报数字各是多少。"
    "成立的要有新的会审写明改正原判定，或台账、填报改正，才算改正。",
)
@click.option("--open", "only_open", is_flag=True, help="只看没有办完、没有改正的")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@at_desk
@as_json
def listed(desk: Desk, only_open: bool, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.objecting.listing import shown
    from weipian.office.objecting.quota import frozen
    from weipian.store.eyes import eyes_of

    found = shown(desk, today or clock(), only_open=only_open, quota=frozen(desk.policy))
    eyes = eyes_of(desk.policy, desk.actor)
    answer = {"objections": [_row(one, eyes) for one in found], "notice": NO_REMEDY}
    text = "\n".join([*(_text(one, eyes) for one in found), f"共 {len(found)} 件。{NO_REMEDY}"])
    give(answer, text, as_json)


def _row(one: Shown, eyes: Eyes) -> dict[str, Any]:
    said = one.objection
    return {
        "objection": said.id,
        "plot": said.plot,
        "patch": said.patch,
        "township": said.about_plot.township,
        "about": said.about.value,
        "objector": said.objector.value,
        "who": eyes.name(said.party) if said.party else said.township,
        "reason": eyes.deep(said.reason),
        "on": said.day.isoformat(),
        "evidence": said.evidence,
        "stands": one.stands.value,
        "clock": one.clock.what or None,
        "due": one.clock.due.isoformat() if one.clock.due else None,
        "late_days": one.late,
        "steps": [
            {
                "kind": step.kind.value, "result": step.result.value if step.result else None,
                "reason": eyes.deep(step.reason), "paper": step.paper, "on": step.day.isoformat(), "by": step.by,
            }
            for step in said.steps
        ],
        "unnamed": one.unnamed,
        "changes": [change.as_json() for change in one.changes],
        "restated": list(one.restated),
        "free_to_answer": one.free,
        "acts": [able.as_json() for able in one.ables],
    }  # fmt: skip


def _text(one: Shown, eyes: Eyes) -> str:
    from weipian.office.inspecting.able import told

    said = one.objection
    who = eyes.name(said.party) if said.party else said.township
    due = (
        f"{one.clock.due} 前{one.clock.what}"
        if one.clock.due
        else f"{one.clock.what}期限待定"
        if one.clock.what
        else ""
    )
    late = f"已逾期 {one.late} 天" if one.late else ""
    unnamed = "已重新判定，但不是由写明改正原会审的会审作出" if one.unnamed else ""
    head = (f"{said.id} 号　{said.plot}　{said.about.label}　{who}　{said.day}", eyes.deep(said.reason))
    lines = ["　".join(filter(None, (*head, one.stands.label, due, late, unnamed, told(one.ables))))]
    lines += [
        f"    {step.day} {step.by} {step.kind.label}{_result(step)} {eyes.deep(step.reason)}" for step in said.steps
    ]
    lines += [f"    {change.where} {change.label}：{change.before} → {change.after}" for change in one.changes]
    lines += [f"    {_restated(row)}（原表不改，列入重开或下期更正）" for row in one.restated]
    return "\n".join(lines)


FIELDS = {"township": "乡镇", "determination": "判定", "outcome": "整改结果", "cultivated_filed": "填报耕地"}


def _restated(row: Any) -> str:
    """A figure that a closed period has otherwise."""
    field = FIELDS[row["field"]]
    return f"{row['key']} 第{row['version']}版期末表：{field} {row['was'] or '空'} → {row['now'] or '空'}"


def _result(step: Any) -> str:
    return f"：{step.result.label}（{step.paper}）" if step.result else ""
