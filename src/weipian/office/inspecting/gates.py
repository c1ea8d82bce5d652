"""The gates that want the county's opinion (A and D before the review, B when a plot is put right), as the facts of
now ask them, each open until it has its opinion (B7, B8, B10, B11).

Nothing of this is kept: whatever changes a fact is asked the next time that somebody looks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from weipian.office.inspecting.able import Able, Ables
from weipian.policy import Policy
from weipian.programme.inspection.acts.opinions import AskNow
from weipian.programme.inspection.opined import basis
from weipian.programme.rectification.booked import gates_of_patch
from weipian.store.acting import Desk
from weipian.store.queries.assigned import PatchHere, patches_here
from weipian.store.queries.determination import cases_of
from weipian.store.queries.inspected import OpinionHere, opinions
from weipian.store.queries.kept_by_patch import KeptByPatch
from weipian.store.queries.overlay import looked_up
from weipian.store.seeing import seen
from weipian.terms.inspection import ACTS, BEFORE_REVIEW
from weipian.terms.words import GateName

Json = Mapping[str, Any]
OPEN, CHANGED, GIVEN = "open", "changed", "given"
_kept_gates = KeptByPatch[Sequence[Json]]()
STANDS = {OPEN: "待核查出具意见", CHANGED: "意见出具后事实有变，须重新出具", GIVEN: "已出具意见"}


@dataclass(frozen=True, slots=True)
class GateHere:
    """A gate that a patch goes through before its review, or may; how it stands, and the opinion that was given."""

    patch: PatchHere
    gate: GateName
    asked: Json
    stands: str
    opinion: OpinionHere | None
    ables: tuple[Able, ...]

    @property
    def certain(self) -> bool:
        return bool(self.asked["certain"])


def gates_now(policy: Policy) -> AskNow:
    """Asked by the records and look-ups of now, of whole patches."""

    def ask(patches: Collection[str]) -> Mapping[str, Sequence[Json]]:
        known = looked_up()
        hangs_on = (policy.name, tuple(sorted(known.items())))
        return _kept_gates.of(patches, lambda some: _asked(some, known, policy), hangs_on)

    return ask


def _asked(patches: Collection[str], known: Mapping[str, bool], policy: Policy) -> Mapping[str, Sequence[Json]]:
    cases = sorted(cases_of(set(patches)), key=lambda case: (case.patch, case.plot))
    found: dict[str, Sequence[Json]] = dict.fromkeys(patches, ())
    for patch, plots in groupby(cases, key=lambda case: case.patch):
        found[patch] = gates_of_patch(list(plots), known, policy).gates
    return found


def gates_here(
    desk: Desk, township: str | None = None, *, every: bool = False, only: Sequence[str] | None = None
) -> list[GateHere]:
    """Of the patches in sight, or of `only` these: what waits for an opinion, or all; what is certain first."""
    patches = patches_here(seen(desk, township), only)
    given, asked = opinions(), gates_now(desk.policy)(list(patches))
    ables = {gate: Ables(desk, (act,)) for gate, act in ACTS.items()}
    found = [
        _here(patches[number], gate, one, given.get((number, gate.value)), ables[gate])
        for number, gates in asked.items()
        for one in gates
        if (gate := GateName(one["gate"])) in ACTS
    ]
    kept = [one for one in found if every or one.stands != GIVEN]
    return sorted(kept, key=lambda one: (not one.certain, one.gate.value, one.patch.number))


def _here(patch: PatchHere, gate: GateName, asked: Json, opinion: OpinionHere | None, ables: Ables) -> GateHere:
    return GateHere(patch, gate, asked, stands(asked, opinion), opinion, ables.of(patch.about))


def stands(asked: Json, opinion: OpinionHere | None) -> str:
    """An opinion holds for the areas that it was given on."""
    if opinion is None:
        return OPEN
    return GIVEN if dict(opinion.basis) == basis(asked) else CHANGED


def gates_open(policy: Policy, patches: Collection[str]) -> dict[str, list[GateName]]:
    """Patch → the gates before the review that it certainly goes through without a valid opinion."""
    found: dict[str, list[GateName]] = {}
    given = opinions()
    for patch, gates in gates_now(policy)(sorted(patches)).items():
        for asked in gates:
            gate = GateName(asked["gate"])
            if gate in BEFORE_REVIEW and asked["certain"] and stands(asked, given.get((patch, gate.value))) != GIVEN:
                found.setdefault(patch, []).append(gate)
    return found
