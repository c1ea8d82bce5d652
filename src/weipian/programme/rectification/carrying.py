"""Cases, stop orders and orders to put right go on with the plots that a plot is cut into, or put together to.

They are about what was done on the land: each new plot has them whole, the old one keeps them as history. What says
which part of the land it is about is not divided by a machine: the cut is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.programme.overlay.carried import Carried
from weipian.programme.rectification.standing import put_right_many
from weipian.store.acting import Desk
from weipian.store.models import CaseEvidence, CaseLess, CaseMove, PuttingRight, RectificationOrder, StopOrder
from weipian.store.queries.carried import Hanging, begun_on, evidence_links, formers_of, hanging_on, numbers_of
from weipian.store.queries.handover import handovers_here
from weipian.store.seeing import seen
from weipian.store.writing import Act
from weipian.terms.errors import InputError
from weipian.terms.words import Outcome

Row = Mapping[str, Any]
OWN = frozenset({"id", "event", "plot_id", "replaces_id", "origin", "before_id"})
"""What differs between the rows of two plots that say the same."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A table whose rows follow a plot, and how people call it."""

    model: type[Any]
    label: str
    whom: Callable[[Row], str]


KINDS = (
    Kind(StopOrder, "责令停止", lambda _row: ""),
    Kind(CaseLess, "不立案处理", lambda _row: ""),
    Kind(RectificationOrder, "整改通知", lambda row: str(row["township"])),
    Kind(PuttingRight, "整改要求", lambda _row: ""),
)


def carry(act: Act, desk: Desk, sources: Sequence[int], targets: Sequence[int]) -> tuple[Carried, ...]:
    """Of a cut one source and several targets, of a merging the reverse. Raises InputError."""
    found = agreed(sources)
    _cases(act, found, targets)
    for kind in KINDS:
        rows = found.rows[kind.model]
        old = sorted(row["id"] for some in rows.values() for row in some)
        if not old:
            continue
        first = rows[sources[0]]
        if kind.model is PuttingRight:
            act.replace(PuttingRight, old, [])
            put_right_many(act, {key: _plain(row) for key in targets for row in first})
        elif kind.model is StopOrder:
            _stops(act, old, first, targets)
        else:
            act.replace(kind.model, old, [_of(row, key) for key in targets for row in first])
    return told(desk, found)


def agreed(sources: Sequence[int]) -> Hanging:
    """What hangs on the plots. Raises InputError where works have begun, or where plots to be merged differ."""
    found, names = hanging_on(sources), numbers_of(sources)
    begun = begun_on(sources)
    rights = [row for some in found.rows[PuttingRight].values() for row in some]
    begun += [Outcome(row["outcome"]).label for row in rights if row["outcome"]]
    if begun:
        where = "、".join(names[key] for key in sources)
        raise InputError("cut_right_begun", where=where, what="、".join(dict.fromkeys(begun)))
    _require_alike(names, "案件", {key: {(row["case_id"], row["turn"]) for row in found.moves[key]} for key in sources})
    for kind in KINDS:
        said = {key: [_said(row) for row in found.rows[kind.model][key]] for key in sources}
        _require_alike(names, kind.label, said)
    return found


def _require_alike(names: Mapping[int, str], what: str, said: Mapping[int, object]) -> None:
    first, *others = said.values()
    if any(one != first for one in others):
        raise InputError("merge_differs", where="、".join(names[key] for key in said), what=what)


def _said(row: Row) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in row.items() if name not in OWN)


def _plain(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("id", "event", "current", "plot_id")}


def _of(row: Row, plot: int) -> dict[str, Any]:
    """The row for another plot, resting on no other row."""
    links = {name: None for name in ("replaces_id", "before_id", "origin") if name in row}
    return {**_plain(row), **links, "plot_id": plot}


def _cases(act: Act, found: Hanging, targets: Sequence[int]) -> None:
    """Every step of every case, for each new plot, with the evidence that it names."""
    old = sorted(row["id"] for some in found.moves.values() for row in some)
    if not old:
        return
    first = next(iter(found.moves.values()))
    pairs = [(row["id"], key) for key in targets for row in first]
    made = act.replace(CaseMove, old, [{**_plain(row), "plot_id": key} for key in targets for row in first])
    links = evidence_links([row["id"] for row in first])
    new = zip(pairs, made, strict=True)
    act.add_many(
        CaseEvidence, [{"move_id": key, "evidence_id": one} for (move, _), key in new for one in links.get(move, ())]
    )


def _stops(act: Act, old: Sequence[int], first: Sequence[Row], targets: Sequence[int]) -> None:
    """The order with what it was before a re-visit, so that undoing the re-visit finds the order again."""
    act.replace(StopOrder, old, [])
    before = formers_of(first)
    for plot in targets:
        for row in first:
            origin = last = None
            for one in [*before[row["id"]], row]:
                links = {"replaces_id": last, "origin": origin, "current": one["id"] == row["id"]}
                last = act.add(StopOrder, **{**_of(one, plot), **links})
                origin = origin or last


def would_follow(desk: Desk, sources: Sequence[int]) -> tuple[Carried, ...]:
    """What would go on with the new plots. Raises InputError."""
    return told(desk, agreed(sources))


def told(desk: Desk, found: Hanging) -> tuple[Carried, ...]:
    """Each once, with whom to tell; handovers are to the patch and stay as they are."""
    cases = [Carried("案件", number, body) for number, body in found.cases]
    ordered = next(iter(found.rows[RectificationOrder].values()))
    orders = [
        Carried(kind.label, str(row.get("number") or ""), kind.whom(row))
        for kind in KINDS
        if kind.model is not PuttingRight or not ordered
        for row in next(iter(found.rows[kind.model].values()))
    ]
    handed = handovers_here(seen(desk), numbers=found.patches)
    open_now = [Carried("移交", one.matter, one.department) for one in handed if one.stage.is_open]
    return (*cases, *orders, *open_now)
