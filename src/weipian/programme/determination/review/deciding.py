"""记录会审决定: decision and reason per plot, in bulk as one batch, which can be undone before the minutes stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.policy import Policy
from weipian.programme.determination.review.convening import is_final
from weipian.programme.determination.review.opening import (
    agenda_of,
    asked_by_number,
    on_agenda,
    opened,
    opinions_by_plot,
    why_now,
)
from weipian.programme.determination.review.rules import UNDETERMINED, argued, require_reason, word_for
from weipian.programme.determination.review.written import NothingTaken, Row, Step, Written
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import who_can
from weipian.store.queries.instructions import waiting_patches
from weipian.store.queries.reviews import PlotAsked, ReviewHere, said_in
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.determination import Nature
from weipian.terms.errors import InputError, Refusal
from weipian.terms.inspection import ACTS
from weipian.terms.review import Why
from weipian.terms.words import GateName


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it is recorded."""

    plot: str
    word: str
    because: str = ""
    nature: str = ""
    row: int = 0


GatesOpen = Callable[[Policy, Collection[str]], Mapping[str, Sequence[GateName]]]
"""Patch → the gates that it certainly goes through and that have no valid opinion: a later stage's work, handed in."""


def decide(
    desk: Desk, number: str, said: Sequence[Decided], gates_open: GatesOpen, *, dry_run: bool = False, step: Step = int
) -> Written:
    """Bad rows are refused, the others go on; who says one alone is told at once. Raises InputError."""
    review = opened(desk, Act.REVIEW_DECIDED, number)
    if dry_run:
        good, refused = _rows(desk, review, said, gates_open, step)
        return _without_same(review, good, refused)
    with acting(desk, Act.REVIEW_DECIDED, f"review:{review.id}") as act:
        opened(desk, Act.REVIEW_DECIDED, number)
        good, refused = _rows(desk, review, said, gates_open, step)
        told = _without_same(review, good, refused)
        if not good:
            raise NothingTaken(number, told)
        return Written(told.rows, told.same, refused, _write(desk, act, review, good))


def _rows(
    desk: Desk, review: ReviewHere, said: Sequence[Decided], gates_open: GatesOpen, step: Step
) -> tuple[dict[int, Row], list[Refusal]]:
    plots, agenda = asked_by_number(desk, [one.plot for one in said]), agenda_of(desk, review)
    opinions = opinions_by_plot(said_in(models.Opinion, review.id))
    waiting, barred = waits(desk), not_inspected(desk, plots, gates_open)
    good: dict[int, Row] = {}
    refused = []
    for one in said:
        step()
        try:
            plot = on_agenda(desk, Act.REVIEW_DECIDED, one.plot, plots, agenda)
            whys = why_now(plot, agenda[one.plot], opinions.get(one.plot, frozenset()))
            row = _decided(plot, one, argued(whys, desk.policy), waiting)
            if row["word"] != UNDETERMINED and one.plot in barred:
                raise barred[one.plot]
        except InputError as error:
            if not one.row:
                raise
            refused.append(Refusal.of(one.row, "图斑（地块）编号", one.plot, error))
            continue
        good[plot.id] = {"review_id": review.id, "plot_id": plot.id, **row}
    return good, refused


def waits(desk: Desk) -> frozenset[str]:
    """Patches that nothing is determined of before the answer to a request; none where the policy says so."""
    return waiting_patches() if desk.policy.value("review.instruction_bars").flag else frozenset()


def not_inspected(desk: Desk, plots: Mapping[str, PlotAsked], gates_open: GatesOpen) -> dict[str, InputError]:
    """Plot → why nothing is decided of it: the inspection comes before the review (plan 二(二)(八)).

    Nothing where the policy says that it stops no decision.
    """
    if not plots or not desk.policy.value("review.gates_bar").flag:
        return {}
    gated = gates_open(desk.policy, {one.patch for one in plots.values()})
    return {name: _inspect_first(desk, one, gated[one.patch]) for name, one in plots.items() if one.patch in gated}


def _inspect_first(desk: Desk, plot: PlotAsked, gates: Sequence[GateName]) -> InputError:
    """Which gates, and who must inspect."""
    who = "；".join(who_can(desk.policy, ACTS[gate], plot.about) for gate in gates)
    names = "、".join(gate.value for gate in gates)
    return InputError("review_gate_waits", where=plot.plot, patch=plot.patch, gates=names, who=who)


def require_free(plot: PlotAsked, waiting: Collection[str]) -> None:
    """Raises InputError where the level above has determined, or an answer is still awaited."""
    if is_final(plot):
        raise InputError("review_final_governs", where=plot.plot)
    if plot.patch in waiting:
        raise InputError("review_instruction_waits", where=plot.plot)


def _decided(plot: PlotAsked, one: Decided, whys: Sequence[Why], waiting: Collection[str]) -> Row:
    word = word_for(plot.mining, one.word)
    if word != UNDETERMINED:
        require_free(plot, waiting)
    elif plot.mining and plot.determined:
        raise InputError("review_mining_undetermined", where=plot.plot)
    require_reason(word, plot.proposal, one.because, whys)
    nature = Nature.read(one.nature).value if one.nature else ""
    if not nature and plot.proposed and plot.proposal == word:
        nature = plot.proposed["nature"]
    return {"word": word, "nature": nature, "because": one.because.strip()}


SAME = ("word", "nature", "because")


def _without_same(review: ReviewHere, good: dict[int, Row], refused: list[Refusal]) -> Written:
    there = {one.plot_id: one for one in said_in(models.Decision, review.id)}
    same = [key for key, row in good.items() if key in there and all(there[key][name] == row[name] for name in SAME)]
    for key in same:
        del good[key]
    return Written(len(good), len(same), refused)


def _write(desk: Desk, act: Doing, review: ReviewHere, good: dict[int, Row]) -> int:
    there = {one.plot_id: one.id for one in said_in(models.Decision, review.id)}
    batch = act.add(models.ReviewBatch, review_id=review.id, account_id=desk.actor.account)
    own: dict[str, Any] = {"account_id": desk.actor.account, "batch_id": batch}
    rows = [{**good[key], **own, "replaces_id": there.get(key)} for key in sorted(good)]
    act.replace(models.Decision, [there[key] for key in sorted(good) if key in there], rows)
    return batch
