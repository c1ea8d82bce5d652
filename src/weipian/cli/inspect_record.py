"""`weipian inspect record`, `visits`: what was found on site or at the desk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.errors import UsageError
from weipian.terms.inspection import InspectionKind

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.inspected import InspectionHere


@click.command(
    cls=ChineseCommand,
    help="登记实地核查（内业举证加 --desk）：谁、哪一天、情况说明、事实、证据。事实的项与台账相同，"
    "如 --fact 实际用途=住宅 --fact 新增建构筑物=是；写空的去掉这一项。以新写的为准，旧的保留。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--who", default="", metavar="姓名", help="核查人，几个人用顿号隔开")
@click.option("--account", "told", default="", metavar="文字", help="情况说明")
@click.option("--fact", "facts", multiple=True, metavar="项=值", help="一项事实，可多次给出")
@click.option("--evidence", multiple=True, type=int, metavar="证据号", help="证据号，可多次给出；须属于这个地块")
@click.option("--desk", "is_desk", is_flag=True, help="内业举证，不算实地核查")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def record(
    desk: Desk,
    plots: tuple[str, ...],
    who: str,
    told: str,
    facts: tuple[str, ...],
    evidence: tuple[int, ...],
    is_desk: bool,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.recording import Visit
    from weipian.programme.inspection.acts.recording import record as recorded

    kind = InspectionKind.DESK if is_desk else InspectionKind.SITE
    said = read_facts(facts)
    visits = [Visit(plot, day or clock(), who, told, said, evidence) for plot in plots]
    done = recorded(desk, kind, visits, follow)
    answer = {"kind": kind.value, "plots": list(plots), "inspections": done.ids}
    give(answer, f"已登记{kind.label}：{'、'.join(plots)}", as_json)


def read_facts(words: tuple[str, ...]) -> dict[str, str]:
    """`项=值` words by key. Raises UsageError, InputError."""
    from weipian.programme.inspection.site import fact

    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise UsageError("bad_map", value=word)
        key, text = fact(name, value)
        found[key] = text
    return found


@click.command(cls=ChineseCommand, help="登记过哪些核查和举证；各账号只看到自己看得到的。")
@click.option("--plot", metavar="地块", help="只看某地块")
@at_desk
@as_json
def visits(desk: Desk, plot: str | None, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.store.actors import About
    from weipian.store.queries.about import departments_of
    from weipian.store.queries.inspected import inspections
    from weipian.store.seeing import seen
    from weipian.terms.acting import Act

    found = inspections(seen(desk), plot)
    handed = departments_of(list({one.patch for one in found}))
    ables = Ables(desk, [*(kind.act for kind in InspectionKind), Act.INSPECTION_TAKEN_BACK])
    rows = [(one, ables.of(About(one.township, one.state, handed.get(one.patch, frozenset())))) for one in found]
    answer = {"inspections": [_row(one, able) for one, able in rows]}
    give(answer, "\n".join([*(_line(one, able) for one, able in rows), f"共 {len(found)} 次"]), as_json)


def _row(one: InspectionHere, ables: tuple[Able, ...]) -> dict[str, object]:
    return {
        "inspection": one.id,
        "plot": one.plot,
        "patch": one.patch,
        "township": one.township,
        "kind": one.kind,
        "on": one.day.isoformat(),
        "inspectors": one.inspectors,
        "account": one.told,
        "facts": dict(one.facts),
        "evidence": list(one.evidence),
        "by": one.by,
        "acts": [able.as_json() for able in ables],
    }


def _line(one: InspectionHere, ables: tuple[Able, ...]) -> str:
    from weipian.office.inspecting.able import told

    evidence = f"证据 {'、'.join(map(str, one.evidence))} 号" if one.evidence else "没有附证据"
    kind = InspectionKind(one.kind).label
    return f"{one.id}　{one.plot}　{kind}　{one.day}　{one.inspectors}　{one.told}　{evidence}　{told(ables)}"
