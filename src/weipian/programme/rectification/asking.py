"""What a patch's gates ask now, beside the opinion at gate B; the evidence of a plot as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from weipian.policy import Policy
from weipian.programme.rectification.evidence import Found, Piece, Proofs, asked
from weipian.programme.rectification.in_place import Asked
from weipian.programme.rectification.measures import MeasureLaw
from weipian.programme.rectification.plots import ToRight
from weipian.store.queries.evidence import EvidenceHere
from weipian.store.queries.inspected import opinions
from weipian.terms.words import GateName

AskNow = Callable[[Sequence[str]], Mapping[str, Sequence[Mapping[str, Any]]]]
"""Patch → the gates that its facts of now go through; handed in."""


def asked_of(patch: str, ask: AskNow) -> Asked:
    given = opinions().get((patch, GateName.B.value))
    return Asked(ask([patch])[patch], given.basis if given else None)


def proofs_of(plot: ToRight, evidence: Sequence[EvidenceHere]) -> Proofs:
    """The plot's evidence, and that of the whole patch where it was cut from one."""
    own = [one for one in evidence if one.plot in (plot.line.plot, plot.line.patch)]
    steps = frozenset(one.step for one in plot.records.progress if one.evidence)
    return Proofs([_piece(one) for one in own], steps)


def _piece(one: EvidenceHere) -> Piece:
    heading = one.facts.get("gps", {}).get("heading")
    day = date.fromisoformat(one.taken_at[:10]) if one.taken_at else None
    return Piece(one.kind, day, Fraction(str(heading)) if heading not in (None, "") else None)


def evidence_asked(
    policy: Policy, law: MeasureLaw | None, plot: ToRight, evidence: Sequence[EvidenceHere]
) -> list[Found]:
    """Everything that the measure asks for."""
    return asked(policy, law.evidence, proofs_of(plot, evidence)) if law is not None else []
