"""Proposals for booked plots; what was proposed before stays as history. People determine (requirement C1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from weipian.policy import Policy
from weipian.programme.determination.booked import seen
from weipian.programme.determination.explain import as_json, nature_key
from weipian.programme.determination.finding import Proposal as Proposed
from weipian.programme.determination.known import plot_facts
from weipian.programme.determination.propose import propose
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Plot, Proposal, Standing
from weipian.store.queries.determination import Books, Case, books, cases_of, patches_to_propose
from weipian.store.queries.overlay import standings
from weipian.store.seeing import workable
from weipian.store.subjects import plots_subject
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act, State

Json = dict[str, Any]
AskGates = Callable[[Sequence[Case], Policy], tuple[list[Json], Json]]
"""The gates of a patch from its plots, and what is told beside them: a later stage's work, handed in."""
EARLY = (State.ISSUED, State.MEASURED)


@dataclass(frozen=True, slots=True)
class Offered:
    """A plot's proposal, the gates of its patch, what could not be read."""

    case: Case
    proposal: Proposed
    gates: list[Json]
    beside: Json
    doubts: tuple[str, ...]

    def answer(self) -> Json:
        """As it is booked and as `--json` gives it."""
        return {**as_json(self.proposal), **self.beside, "doubts": list(self.doubts)}


def offers(desk: Desk, names: Sequence[str], ask_gates: AskGates, *, every: bool) -> list[Offered]:
    """Proposals for plots whose inputs are newer than their last one, or for all; nothing is written."""
    patches = patches_to_propose(names, desk.policy.name, every=every)
    known = books()
    found: list[Offered] = []
    cases = sorted(cases_of(set(patches)), key=lambda case: (case.patch, case.plot))
    for _, plots in groupby(cases, key=lambda case: case.patch):
        found += _of_patch(list(plots), known, desk.policy, ask_gates)
    return found


def _of_patch(plots: list[Case], known: Books, policy: Policy, ask_gates: AskGates) -> list[Offered]:
    gates, beside = ask_gates(plots, policy)
    return [_of_plot(case, known, policy, gates, beside) for case in plots]


def _of_plot(case: Case, known: Books, policy: Policy, gates: list[Json], beside: Json) -> Offered:
    doubts: list[str] = []
    proposal = propose(plot_facts(seen(case, known, doubts), doubts), policy)
    return Offered(case, proposal, gates, beside, tuple(dict.fromkeys(doubts)))


def propose_plots(desk: Desk, names: Sequence[str], ask_gates: AskGates, *, every: bool = False) -> list[Offered]:
    """Make the proposals and book them. Raises InputError where the actor may not, or a plot is unknown."""
    require_may(desk.policy, desk.actor, Act.PROPOSED)
    found = _on_plots(desk, offers(desk, names, ask_gates, every=every), named=bool(names))
    if found:
        with acting(desk, Act.PROPOSED, plots_subject([one.case.id for one in found])) as act:
            _write(act, found)
            _stand(act, found)
    return found


def _on_plots(desk: Desk, found: Sequence[Offered], *, named: bool) -> list[Offered]:
    """Those whose plot may be proposed for now. Raises InputError where one was named that may not."""
    able = {case.id for case in workable(desk, Act.PROPOSED, [one.case for one in found], named=named)}
    return [one for one in found if one.case.id in able]


def _write(act: Doing, found: Sequence[Offered]) -> None:
    old = [one.case.proposed.id for one in found if one.case.proposed]
    rows = [
        {
            "plot_id": one.case.id,
            "policy": one.proposal.policy,
            "conclusion": one.proposal.conclusion.value,
            "nature": nature_key(one.proposal.nature) or "",
            "rule": one.proposal.rule,
            "answer": one.answer(),
            "gates": one.gates,
        }
        for one in sorted(found, key=lambda one: one.case.id)  # by id: a number's place tells of it
    ]
    act.replace(Proposal, old, rows)


def _stand(act: Doing, found: Sequence[Offered]) -> None:
    """Plots and the list follow; a later state is never lowered."""
    early = [one.case.id for one in found if one.case.state in EARLY]
    if early:
        act.change_many(Plot, {key: {"state": State.PROPOSED.value} for key in early})
    said = _said(found)
    changes = {}
    for patch, row in standings(said.keys()).items():
        state = State.PROPOSED if row.state in EARLY else row.state
        changes[row.id] = {"proposal": said[patch], "state": state.value}
    act.change_many(Standing, changes)  # all of them: which ones differ would tell what they hold


def _said(found: Sequence[Offered]) -> Mapping[str, str]:
    """Patch → its conclusion; those of its plots, each once, where they differ."""
    said: dict[str, list[str]] = {}
    for one in found:
        said.setdefault(one.case.patch, []).append(one.proposal.conclusion.value)
    return {patch: ",".join(dict.fromkeys(sorted(words))) for patch, words in said.items()}
