"""A batch booked in one act: batch, patches, plots, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.programme.intake.booking import Found, Rows
from weipian.programme.intake.comparing import Plan
from weipian.programme.intake.judging import Step
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.queries.patches import Earlier
from weipian.store.queries.reissue import Affected, affected_by
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act, State

AT_ONCE = 650
"""Patches at a time: with plots and standings they fill an event."""


def add_batch(desk: Desk, plan: Plan, found: Found, said: Sequence[str] = (), step: Step = lambda: None) -> int | None:
    """Write it, or nothing where the same was there already; the batch's id. Raises InputError."""
    if plan.is_identical or plan.is_empty:
        return None
    word = Act.BATCH_REISSUED if plan.is_reissue else Act.BATCH_ADDED
    rows = Rows(desk.policy, plan, found)
    with acting(desk, word, f"batch:{plan.name}") as act:
        batch = act.add(models.Batch, **rows.batch(said))
        for some in _some(plan.fresh):
            _add(act, rows, batch, some)
            step()
        for changed in _some(plan.changed):
            _change(act, rows, batch, changed)
            step()
    return batch


def _some(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE))


def _add(act: Doing, rows: Rows, batch: int, indices: Sequence[int]) -> None:
    ids = act.add_many(models.Patch, [rows.patch(index, batch) for index in indices])
    pairs = list(zip(indices, ids, strict=True))
    act.add_many(models.Plot, [rows.plot(index, patch) for index, patch in pairs])
    act.add_many(models.Standing, [rows.standing(index, patch, batch) for index, patch in pairs])


def _change(act: Doing, rows: Rows, batch: int, changed: Sequence[tuple[int, Earlier]]) -> None:
    """New versions; what was measured and proposed of a shape that changed is history."""
    new = act.add_many(models.Patch, [rows.patch(index, batch, old) for index, old in changed])
    affected = affected_by([old.number for _, old in changed])
    following = [
        _Following(index, patch, affected[old.number]) for (index, old), patch in zip(changed, new, strict=True)
    ]
    moved = [one for one in following if one.index in rows.plan.moved]
    reset = [one for one in moved if one.touched.undecided]
    _standings(act, rows, batch, following, moved, reset)
    whole = {key: one for one in following if (key := one.touched.whole_plot) is not None}
    act.change_many(models.Plot, {key: rows.new_plot(one.index, one.patch) for key, one in whole.items()})
    state = {"state": State.ISSUED.value}
    act.change_many(models.Plot, {key: state for one in reset if (key := one.touched.whole_plot) is not None})
    past = {"current": False}
    act.change_many(models.Measurement, {key: past for one in moved for key in one.touched.measurements})
    act.change_many(models.Proposal, {key: past for one in moved for key in one.touched.proposals})


@dataclass(frozen=True, slots=True)
class _Following:
    """A changed patch: its index, its new version's id, what the change touches."""

    index: int
    patch: int
    touched: Affected


def _standings(
    act: Doing,
    rows: Rows,
    batch: int,
    following: Sequence[_Following],
    moved: Sequence[_Following],
    reset: Sequence[_Following],
) -> None:
    kept = ("patch_id", "batch_id", "area_um2", "category", "township", "issued", "due")
    values = {one.touched.standing: rows.standing(one.index, one.patch, batch) for one in following}
    act.change_many(models.Standing, {key: {name: row[name] for name in kept} for key, row in values.items()})
    unknown: dict[str, Any] = {"cultivated_um2": None, "farmland_um2": None, "redline_um2": None}
    act.change_many(models.Standing, {one.touched.standing: unknown for one in moved})
    anew: dict[str, Any] = {"state": State.ISSUED.value, "proposal": ""}
    act.change_many(models.Standing, {one.touched.standing: anew for one in reset})
