"""`weipian account may`: what the person at the desk may do and sees, and who can do the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.actors import Possible


@click.command(
    cls=ChineseCommand,
    help="我可以办什么、看什么；不能办的说明为什么、由谁办。给出 PLOT 就说对这个地块现在可以办什么。",
)
@click.argument("plot", metavar="[PLOT]", required=False)
@at_desk
@as_json
def may(desk: Desk, plot: str | None, as_json: bool) -> None:
    from weipian.store.actors import possible

    if plot is None:
        rows, seen = everywhere(desk)
    else:
        from weipian.store.queries.about import about_plot
        from weipian.store.queries.overlay import plot_numbered
        from weipian.store.seeing import seen as sight

        about = about_plot(plot_numbered(plot, sight(desk)))
        rows, seen = list(possible(desk.policy, desk.actor, about)), plot
    answer = {"who": desk.actor.signature, "about": seen, "acts": [_row(one) for one in rows]}
    give(answer, "\n".join([f"{desk.actor.signature}　{seen}", *map(_line, rows)]), as_json)


def everywhere(desk: Desk) -> tuple[list[Possible], str]:
    """Every act whatever it is about, and what this person sees."""
    from weipian.store.actors import Possible, may, seen_by, who_can
    from weipian.terms.acting import Act

    policy, actor = desk.policy, desk.actor
    rows = [Possible(act, may(policy, actor, act), who_can(policy, act)) for act in Act]
    sees = dict.fromkeys(seen_by(policy, role).label for role in sorted(actor.roles))
    return rows, f"看的是：{'、'.join(sees)}"


def _row(one: Possible) -> dict[str, object]:
    why = one.refused.error("").message if one.refused else None
    return {"act": one.act.value, "label": one.act.label, "may": one.refused is None, "why": why, "who": one.who}


def _line(one: Possible) -> str:
    return f"  ✓ {one.act.label}" if one.refused is None else f"  ✗ {one.act.label}　{one.refused.error('').message}"
