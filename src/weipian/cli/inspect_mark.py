"""`weipian inspect mark`, `marked`: marks of their own, and those that are identified apart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.inspection import APART, Mark

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.inspected import MarkHere

MARK = OneOf(Mark, "标识")
MARKS = "、".join(mark.label for mark in Mark)


@click.command(
    cls=ChineseCommand,
    help="给地块加上标识（--no 为去掉），写明依据；台账里的同一列随之改变，旧的保留。"
    "重大项目写明级别（国家级、自治区级、市县级）和种类（交通、能源、水利、其他类），各取一个，改级别时“国家级或自治区级重大项目”随之改变。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--mark", "named", type=MARK, required=True, metavar="标识", help=MARKS)
@click.option("--no", "isnt", is_flag=True, help="去掉（记为“否”）")
@click.option("--why", default="", metavar="文字", help="依据")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def mark(
    desk: Desk, plots: tuple[str, ...], named: Mark, isnt: bool, why: str, day: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.acts.marking import Marking
    from weipian.programme.inspection.acts.marking import mark as marked_now

    done = marked_now(desk, plots, Marking(named, not isnt, why, day or clock()))
    kept = len(dict.fromkeys(plots)) - len(done)
    said = f"{named.label}：{'否' if isnt else '是'}　{'、'.join(done)}" + (f"；{kept} 个先前已是" if kept else "")
    give({"mark": named.value, "value": not isnt, "plots": done, "kept": kept}, said, as_json)


@click.command(
    cls=ChineseCommand,
    help="有标识的地块，默认非农化、新增乱占耕地建房两项单独标识；--output 导出，谁在何时导出记入日志。",
)
@click.option("--mark", "wanted", multiple=True, type=MARK, metavar="标识", help="只看哪些标识，可多次给出")
@click.option("--all", "every", is_flag=True, help="所有标识")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="导出到 .csv 或 .xlsx")
@at_desk
@as_json
def marked(desk: Desk, wanted: tuple[Mark, ...], every: bool, output: Path | None, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.office.inspecting.marked import export_marked
    from weipian.office.inspecting.marked import marked as found_of
    from weipian.store.actors import About
    from weipian.store.queries.about import departments_of
    from weipian.terms.acting import Act

    own = tuple(Mark) if every else wanted or APART
    found = found_of(desk, own) if output is None else export_marked(desk, output, own)
    handed = departments_of(list({one.patch for one in found}))
    ables = Ables(desk, (Act.PATCH_MARKED,))
    rows = [(one, ables.of(About(one.township, one.state, handed.get(one.patch, frozenset())))) for one in found]
    answer = {"marks": [_row(one, able) for one, able in rows], "output": str(output) if output else None}
    last = f"共 {len(found)} 个" + (f"，已导出：{output}" if output else "")
    give(answer, "\n".join([*(_line(one, able) for one, able in rows), last]), as_json)


def _row(one: MarkHere, ables: tuple[Able, ...]) -> dict[str, object]:
    return {
        "plot": one.plot,
        "patch": one.patch,
        "township": one.township,
        "category": one.category,
        "mark": one.mark,
        "why": one.why,
        "on": one.day.isoformat() if one.day else None,
        "by": one.by,
        "from": "act" if one.day else "ledger",
        "acts": [able.as_json() for able in ables],
    }


def _line(one: MarkHere, ables: tuple[Able, ...]) -> str:
    from weipian.office.inspecting.able import told

    said = f"{one.day} {one.by}　{one.why}" if one.day else "台账填写，没有写依据"
    return f"{one.plot}　{one.township}　{Mark(one.mark).label}　{said}　{told(ables)}"
