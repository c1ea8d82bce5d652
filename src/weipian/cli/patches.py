"""`weipian patches`: issued batches in, and how every patch stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.calc import clock
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding
from weipian.cli.types import DAY, OneOf
from weipian.terms.words import Category

if TYPE_CHECKING:
    from weipian.programme.intake.comparing import Plan
    from weipian.programme.intake.differences import Difference
    from weipian.store.acting import Desk

patches = ChineseGroup(
    "patches",
    {
        "add": ("weipian.cli.patches:add", "导入下发批次"),
        "list": ("weipian.cli.patch_list:listed", "图斑清单"),
        "export": ("weipian.cli.patch_export:export", "导出图形：GeoPackage、Shapefile、GeoParquet、GeoJSON"),
    },
    help="下发图斑：原样保存，从不修改；重新下发的是新版本，附差异清单。",
)
SHOWN = 20


@click.command(
    cls=ChineseCommand,
    help="导入下发批次。FILE 可为 Shapefile、FileGDB、GeoPackage、GeoJSON、GeoParquet，或带 WKT 列的 Excel、CSV。"
    "同名批次再导入是重新下发：列出差异；与已有批次相同的，差异为空，什么也不写。",
)
@click.argument("source", metavar="FILE")
@click.option("--issued", type=DAY, metavar="日期", help="平台下发日期；重新下发时默认沿用原日期")
@click.option("--received", type=DAY, metavar="日期", help="本县收到日期；默认今天")
@click.option("--batch", metavar="名称", help="批次名；默认文件名")
@click.option("--period", metavar="周期", help="批次所属周期，如 2023-08 或 2023-Q3；默认下发当月")
@click.option("--year", type=int, metavar="年度", help="卫片年度；默认政策包的年度")
@click.option("--category", type=OneOf(Category, "图斑类别"), metavar="类别", help="文件里没有写类别的图斑属于哪一类")
@click.option("--supplementary", is_flag=True, help="整批是补充图斑，各期限从补充之日起算")
@click.option("--id", "id_column", metavar="列", help="图斑编号所在列；默认自动识别")
@column_map
@encoding
@click.option("--crs", type=int, metavar="EPSG", help="指明坐标系编号，如 4525；默认读文件自带的")
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
def add(desk: Desk, source: str, columns: dict[str, str], received: date | None, **more: Any) -> int:
    from weipian.programme.intake.batches import STEPS, Order, read_batch
    from weipian.programme.intake.comparing import compared
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act
    from weipian.work.progress import Progress

    dry_run, as_json = more.pop("dry_run"), more.pop("as_json")
    require_may(desk.policy, desk.actor, Act.BATCH_ADDED)
    order = Order(source, received or clock(), mapping=columns, **more)
    with Progress("读取图斑", total=STEPS + 1) as step:
        incoming = read_batch(order, step)
        plan = compared(incoming)
        step()
    done = _done(desk, plan, dry_run)
    say(done.said)
    give(done.answer, done.text, as_json)
    return tell_refusals(incoming.name, plan.refused, None if dry_run else _workbook(plan))


@dataclass(frozen=True, slots=True)
class Done:
    """What to answer."""

    answer: dict[str, object]
    text: str
    said: list[str]


def _done(desk: Desk, plan: Plan, dry_run: bool) -> Done:
    """Books the batch, unless this is a rehearsal."""
    from weipian.office.mapping.rehearsed import outlines_of
    from weipian.office.taking_in import checked_batch
    from weipian.programme.intake.acts.patches import AT_ONCE
    from weipian.work.progress import Progress

    checked = checked_batch(desk, plan)
    if not dry_run:
        with Progress("写入", total=(len(plan.fresh) + len(plan.changed)) // AT_ONCE + 1) as step:
            checked.book(desk, step)
    said, townships = checked.said, dict(Counter(checked.found.townships))
    shown = _shown(desk, plan)
    answer = {**_answer(plan, shown), "dry_run": dry_run, "said": said, "townships": townships}
    if dry_run:
        answer["outlines"] = outlines_of(plan, checked.found.townships)
    return Done(answer, _text(plan, shown, dry_run), said)


def _shown(desk: Desk, plan: Plan) -> list[Difference]:
    """The differences without people's numbers."""
    from weipian.programme.intake.differences import seen
    from weipian.store.eyes import eyes_of

    eyes = eyes_of(desk.policy, desk.actor)
    return [seen(one, eyes) for one in plan.differences]


def _answer(plan: Plan, shown: Sequence[Difference]) -> dict[str, object]:
    from weipian.terms.area import Area

    incoming = plan.incoming
    return {
        "batch": plan.name,
        "version": _version(plan),
        "issued": plan.issued.isoformat(),
        "reissue": plan.is_reissue,
        "identical": plan.is_identical,
        "patches": plan.taken,
        "new": len(plan.fresh),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "categories": dict(Counter(incoming.issued[index].category.value for index in plan.kept)),
        "area_m2": Area.of_um2(int(incoming.found.areas[plan.kept].sum())).text_m2(),
        "differences": [one.as_json() for one in shown],
        "refused": [one.as_json() for one in plan.refused],
    }


def _version(plan: Plan) -> int:
    if plan.before is None:
        return 1
    return plan.before.version + (0 if plan.is_identical else 1)


def _text(plan: Plan, shown: Sequence[Difference], dry_run: bool) -> str:
    head = "（演练，没有写入）" if dry_run else ""
    if plan.is_identical:
        return f"{head}与已有批次相同：「{plan.name}」第 {_version(plan)} 版，{plan.unchanged} 个图斑，没有写入"
    if plan.is_empty:
        return f"{head}批次「{plan.name}」没有一个图斑可用，没有写入"
    counted = Counter(plan.incoming.issued[index].category.label for index in plan.kept)
    kinds = "、".join(f"{label} {count}" for label, count in counted.items())
    lines = [f"{head}批次「{plan.name}」第 {_version(plan)} 版，下发 {plan.issued}：图斑 {plan.taken} 个（{kinds}）"]
    if plan.is_reissue:
        lines.append(
            f"重新下发：新增 {len(plan.fresh)}，有变化 {len(plan.changed)}，未变 {plan.unchanged}，"
            f"不再下发 {sum(one.what == 'gone' for one in plan.differences)}（保留，并注明不再下发）"
        )
        lines += [f"  {one}" for one in shown[:SHOWN]]
        if len(plan.differences) > SHOWN:
            lines.append(f"  ……另有 {len(plan.differences) - SHOWN} 处，加 --json 看全部")
    return "\n".join(lines)


def _workbook(plan: Plan) -> Path | None:
    """Beside the source: the refused rows as they came."""
    from weipian.cli.workbooks import beside
    from weipian.programme.intake.sheet import RefusedRows
    from weipian.workbook.errors import write_refusals

    path = plan.incoming.order.path
    target = path.with_name(f"{path.stem}-错误行.xlsx")
    return beside(target, bool(plan.refused), lambda: write_refusals(target, RefusedRows.of(plan)))
