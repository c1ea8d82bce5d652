"""`weipian patches list`: how every patch stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.acting import State
from weipian.terms.words import Category

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.patch_list import Stands


@click.command(
    "list", cls=ChineseCommand, help="图斑清单，最急的在前。乡镇账号只看到本乡镇的，部门账号只看到移交给它的。"
)
@click.option("--township", metavar="乡镇", help="只看某乡镇")
@click.option("--state", type=OneOf(State, "进度"), metavar="进度", help="只看某个进度，如 已下发")
@click.option("--due-before", type=DAY, metavar="日期", help="只看这一天之前到期的")
@click.option("--category", type=OneOf(Category, "图斑类别"), metavar="类别", help="只看某类")
@click.option("--batch", metavar="批次", help="只看某批次")
@click.option("--number", "text", metavar="编号", help="编号里含有的几位")
@click.option("--limit", type=click.IntRange(min=1), metavar="个数", help="最多列多少个")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="清单导出到 .csv 或 .xlsx")
@at_desk
@as_json
def listed(desk: Desk, township: str | None, output: Path | None, as_json: bool, **more: Any) -> None:
    from weipian.store.queries.patch_list import Wanted, listed
    from weipian.store.seeing import seen

    found = listed(Wanted(seen(desk, township), **more))
    if output is not None:
        from weipian.office.exporting.patch_table import export_list

        rows_out = export_list(desk, output, found)
        give({"output": str(output), "rows": rows_out}, f"已导出：{output}（{rows_out} 个图斑）", as_json)
        return
    acts = _acts(desk, found)
    rows = [
        {**as_row(one), "acts": [able.as_json() for able in able_of]} for one, able_of in zip(found, acts, strict=True)
    ]
    give({"patches": rows} if as_json else {}, "" if as_json else _table(found, acts), as_json)


def _acts(desk: Desk, found: Sequence[Stands]) -> list[tuple[Able, ...]]:
    """What brings each of them further, and who can."""
    from weipian.office.inspecting.able import Forward
    from weipian.store.actors import About
    from weipian.store.queries.about import departments_of

    handed, forward = departments_of([one.number for one in found]), Forward(desk)
    return [forward.of(About(one.township, State(one.state), handed.get(one.number, frozenset()))) for one in found]


def _table(found: Sequence[Stands], acts: Sequence[tuple[Able, ...]]) -> str:
    from weipian.office.inspecting.able import told

    lines = [
        f"{one.due or '日期待定'}　{one.number}　{Category(one.category).label}　{one.township or '乡镇不明'}　"
        f"{State(one.state).label}{'　（不再下发）' if one.gone else ''}\n　　{told(able_of)}"
        for one, able_of in zip(found, acts, strict=True)
    ]
    return "\n".join([*lines, f"共 {len(found)} 个图斑"])


def as_row(one: Stands) -> dict[str, object]:
    """A patch as the contract shows it."""
    from weipian.terms.area import Area

    def mu(um2: int | None) -> str | None:
        return None if um2 is None else Area.of_um2(um2).text_mu()

    return {
        "patch": one.number,
        "batch": one.batch,
        "issued": one.issued.isoformat(),
        "category": one.category,
        "township": one.township,
        "state": one.state,
        "area_m2": Area.of_um2(one.area_um2).text_m2(),
        "cultivated_mu": mu(one.cultivated_um2),
        "farmland_mu": mu(one.farmland_um2),
        "redline_mu": mu(one.redline_um2),
        "proposal": one.proposal or None,
        "determination": one.determination or None,
        "due": one.due.isoformat() if one.due else None,
        "gone": one.gone,
    }
