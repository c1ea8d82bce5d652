"""What a person can do with a plot now, by stage: the next step, the stage's own acts, the rest; and who does the next.

An order to read by, no rule: who may do what, and what leads further, is the policy's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.office.inspecting.able import Able, Forward
from weipian.store.acting import Desk
from weipian.store.actors import About, Possible, possible
from weipian.terms.acting import Act, State
from weipian.web.command.acts import DIALOGS, TABLES, RowOf
from weipian.web.command.addresses import address_of

BACK = "撤销、撤回"
STAGES: dict[str, str] = {
    "overlay": "套合建议", "propose": "套合建议", "split": "套合建议", "merge": "套合建议",
    "inspect": "核查举证", "evidence": "核查举证",
    "review": "会审判定", "instruct": "会审判定", "final": "会审判定",
    "right": "整改", "case": "查处", "submit": "填报上报", "object": "异议",
    "handover": "移交移送", "refer": "移交移送", "share": "移交移送", "suggest": "移交移送",
    "quota": "补充耕地指标", "ledger": "台账", "dossier": "卷宗",
}  # fmt: skip
"""The first word of an act's dialog → the stage that it stands under; in the programme's order."""
ORDER = (*dict.fromkeys(STAGES.values()), BACK)
LIKELY: dict[State, tuple[str, ...]] = {
    State.ISSUED: ("套合建议",),
    State.MEASURED: ("套合建议", "核查举证"),
    State.PROPOSED: ("核查举证", "会审判定"),
    State.DETERMINED: ("填报上报", "整改", "查处", "卷宗"),
    State.RECTIFYING: ("整改", "查处", "卷宗"),
    State.SETTLED: ("填报上报", "卷宗"),
}
"""The stages that are shown open, by how far the plot has come; the others are folded."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Acts of one stage: (label, address)."""

    stage: str
    acts: tuple[tuple[str, str], ...]


def stage_of(act: Act) -> str:
    """What takes something back stands apart from what brings it further."""
    if act.value.endswith(("_undone", "_taken_back", "_withdrawn")):
        return BACK
    return STAGES[(DIALOGS[act].dialog if act in DIALOGS else TABLES[act]).partition("/")[0]]


def acts_of(desk: Desk, about: About, row: dict[str, str]) -> dict[str, Any]:
    """`next`: leads further; `likely`, `more`: by stage; `others`: who leads it further; `cannot`: why, and who can."""
    found = possible(desk.policy, desk.actor, about)
    leads = [one for one in Forward(desk).of(about) if one.act in DIALOGS]
    first = [one.act for one in leads if not one.why]
    rest = [one.act for one in found if one.refused is None and one.act not in first]
    open_now = LIKELY.get(about.state or State.ISSUED, ())
    likely = [act for act in rest if stage_of(act) in open_now and _is_here(act)]
    more = [act for act in rest if act not in likely]
    return {
        "next": [(act.label, address_of(act, row)) for act in first],
        "likely": staged(likely, row, open_now),
        "more": staged(more, row),
        "more_count": len(more),
        "others": _others(leads),
        "cannot": _cannot(found),
    }


def _is_here(act: Act) -> bool:
    """Whether its dialog asks for this plot or patch, not for a row of another list."""
    return act in DIALOGS and DIALOGS[act].row is not RowOf.OTHER


def staged(acts: Iterable[Act], row: dict[str, str], order: Sequence[str] = ORDER) -> list[Staged]:
    """In the order of the stages, the empty ones left out."""
    by: dict[str, list[tuple[str, str]]] = {stage: [] for stage in order}
    for act in acts:
        by[stage_of(act)].append((act.label, address_of(act, row)))
    return [Staged(stage, tuple(some)) for stage, some in by.items() if some]


def _others(leads: Sequence[Able]) -> list[tuple[str, str]]:
    return [(one.act.label, one.who) for one in leads if one.why]


def _cannot(found: Sequence[Possible]) -> list[tuple[str, str, str, str]]:
    """(stage, label, who can, why)."""
    some = [one for one in found if one.refused is not None]
    rows = [(stage_of(one.act), one.act.label, one.who, _why(one)) for one in some]
    return sorted(rows, key=lambda row: ORDER.index(row[0]))


def _why(one: Possible) -> str:
    return one.refused.error("").message if one.refused else ""
