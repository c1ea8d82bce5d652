"""`weipian propose`: the rules asked about every plot; people determine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.programme.determination.acts import Offered
    from weipian.store.acting import Desk

FEW = 5


@click.command(
    cls=ChineseCommand,
    help="判定建议：按规则的先后逐个地块提建议，附理由、依据和还缺什么，并问四道闸门。机器只提建议，判定由人作出。"
    "默认只重做数据有变化的；PLOT 为地块或图斑编号，不给就是全部未关闭的地块。",
)
@click.argument("plots", metavar="[PLOT]…", nargs=-1)
@click.option("--all", "every", is_flag=True, help="全部重做")
@at_desk
@as_json
def propose(desk: Desk, plots: tuple[str, ...], every: bool, as_json: bool) -> None:
    from weipian.office.proposing import gates_asked
    from weipian.programme.determination.acts import propose_plots

    found = propose_plots(desk, plots, gates_asked(), every=every)
    answer = {
        "policy": desk.policy.name,
        "notice": desk.policy.notice,
        "proposals": [_row(one) for one in found] if as_json else [],
    }
    give(answer, _text(found, desk.policy.notice, plots), as_json)


def _row(one: Offered) -> dict[str, object]:
    return {"patch": one.case.patch, "township": one.case.township, **one.answer(), "gates": one.gates}


def _text(found: Sequence[Offered], notice: str, asked: Sequence[str]) -> str:
    from weipian.programme.determination.explain import explain

    if not found:
        return f"没有要重做的：数据都没有变化\n{notice}"
    if asked and len(found) <= FEW:
        return "\n\n".join(explain(one.proposal) for one in found)
    counts = Counter(one.proposal.conclusion.label for one in found)
    gates = Counter(
        str(gate["gate"]) for gates in {one.case.patch: one.gates for one in found}.values() for gate in gates
    )
    lines = [f"建议 {len(found)} 个地块：{'，'.join(f'{label} {count}' for label, count in counts.items())}"]
    if gates:
        lines.append(f"闸门：{'，'.join(f'{gate} {count} 个图斑' for gate, count in sorted(gates.items()))}")
    return "\n".join([*lines, notice, "以上为系统建议，不是判定；判定须经集体会审，由县级作出。"])
