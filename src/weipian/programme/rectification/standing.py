"""The one way in which a plot's row of `rectification` is written by acts: what the ratio and the ledger read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from weipian.policy import Policy
from weipian.programme.rectification.measures import measure_laws
from weipian.programme.rectification.progressing import Laws, Stood, part_stood, whole_stood
from weipian.store.models import PuttingRight, RectifiedPart
from weipian.store.queries.rectification import Right, records_of, rights_of
from weipian.store.queries.rectification_records import Part, Records
from weipian.store.queries.rewriting import former
from weipian.store.writing import Act
from weipian.terms.words import Outcome

Follow = Callable[[Act, Policy, Iterable[int]], None]
"""States and dates that follow from a plot's records: a later stage's work, handed in."""
EMPTY: Mapping[str, Any] = {
    "measure": "", "ordered": None, "outcome": "", "outcome_on": None, "can_recultivate": None, "can_approve": None,
}  # fmt: skip


def put_right(act: Act, plot_id: int, **changes: Any) -> int:
    """The plot's row anew with some columns changed; gives its id. What it replaces stays as history."""
    return put_right_many(act, {plot_id: changes})[plot_id]


def put_right_many(act: Act, wanted: Mapping[int, Mapping[str, Any]]) -> dict[int, int]:
    """Plot id → id of its new row."""
    now = rights_of(wanted.keys())
    plots = sorted(wanted)  # by id: another order might tell of the values
    rows = [{"plot_id": key, **(now[key].values if key in now else EMPTY), **wanted[key]} for key in plots]
    made = act.replace(PuttingRight, [now[key].id for key in plots if key in now], rows)
    return dict(zip(plots, made, strict=True))


@dataclass(frozen=True, slots=True)
class Standing:
    """A plot whose outcome is to follow from its records."""

    plot_id: int
    patch_id: int
    cultivated: Fraction | None


def restand(act: Act, policy: Policy, plots: Iterable[Standing]) -> None:
    """Parts and plots in step with the records. A plot without an order of ours is left as it is.

    Every plot's row is written, changed or not: which ones changed would tell what was written of them.
    """
    every = {one.plot_id: one for one in plots}
    laws, rights = measure_laws(policy), rights_of(every.keys())
    patches = {one.plot_id: one.patch_id for one in every.values()}
    found = records_of(patches)
    if _parts(act, laws, found):
        found = records_of(patches)
    wanted = {}
    for key, records in found.items():
        if records.order is not None:
            then = whole_stood(records, laws, _was(rights.get(key)), every[key].cultivated)
            outcome = {"outcome": then.outcome.value, "outcome_on": then.on}
            wanted[key] = {"measure": records.order.measure.value, "ordered": records.order.day, **outcome}
    put_right_many(act, wanted)


def _was(right: Right | None) -> Stood:
    values = right.values if right else EMPTY
    return Stood(Outcome(values["outcome"]), values["outcome_on"])


def _parts(act: Act, laws: Laws, found: Mapping[int, Records]) -> bool:
    """Whether any was written."""
    changed: list[tuple[Part, Stood]] = []
    for _, records in sorted(found.items()):
        for part in records.parts:
            was = Stood(part.outcome, part.outcome_on)
            then = part_stood(records, part.name, laws.get(part.measure), was)
            changed += [(part, then)] if then != was else []
    rows = [
        {**former(RectifiedPart, one.id), "outcome": then.outcome.value, "outcome_on": then.on} for one, then in changed
    ]
    act.replace(RectifiedPart, [one.id for one, _ in changed], rows)
    return bool(changed)


def settle_part(act: Act, part: Part, outcome: Outcome, **more: Any) -> int:
    """A part's row anew: how an approval that was granted for a part alone is written."""
    return act.replace(
        RectifiedPart, [part.id], [{**former(RectifiedPart, part.id), "outcome": outcome.value, **more}]
    )[0]
