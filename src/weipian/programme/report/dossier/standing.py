"""What a plot's books hold for its dossier, out of its row as the self-check reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from weipian.programme.report.dossier.complete import Standing, counted
from weipian.programme.submission.checking.row import Gate, Row
from weipian.programme.submission.checking.traits import traits
from weipian.terms.dossier import Has
from weipian.terms.evidence import EvidenceKind
from weipian.terms.submission import ReturnState
from weipian.terms.words import GateName

OURS = frozenset({EvidenceKind.DOSSIER})
"""What we made ourselves proves nothing."""


def standing_of(row: Row, state: ReturnState, more: Collection[Has]) -> Standing:
    """`more`: what the row does not tell: an account that somebody worded, images, minutes, a case."""
    papers = counted(one.kind for one in row.evidence if one.kind not in OURS)
    return Standing(traits(row), papers, frozenset({*_held(row, state), *more}))


def _held(row: Row, state: ReturnState) -> Iterator[Has]:
    if row.account.strip():
        yield Has.ACCOUNT
    if row.measured.area is not None and (row.measured.cultivated is not None or not row.category.is_land):
        yield Has.OVERLAY
    yield from _seen(row)
    if row.decided:
        yield Has.DETERMINED
    if row.nature is not None:
        yield Has.NATURE
    if row.review and row.reviewed:
        yield Has.REVIEW
    yield from _papers(row)
    if state is not ReturnState.TO_FILL:
        yield Has.FILED
    if state.is_out:
        yield Has.RELEASED
    if row.ordered:
        yield Has.ORDERED
    if row.case_number or row.handling is not None:
        yield Has.HANDLED


def _seen(row: Row) -> Iterator[Has]:
    """Looked at on site, and at the gates by whom the plan says."""
    if row.inspected is not None:
        yield Has.INSPECTED
    for name, has in ((GateName.A, Has.GATE_A), (GateName.D, Has.GATE_D)):
        gates = [one for one in row.gates if one.name is name]
        if gates and all(_opined(one) for one in gates):
            yield has


def _opined(gate: Gate) -> bool:
    """A written opinion with a name; of the leading group with who was there."""
    who = bool(gate.by) if gate.name is GateName.A else bool(gate.members)
    return bool(gate.opinion) and who


def _papers(row: Row) -> Iterator[Has]:
    if row.approvals:
        yield Has.APPROVAL
    if row.approvals and all(one.looked_up is not None and one.in_systems is not None for one in row.approvals):
        yield Has.LOOKED_UP
    if row.construction_start is not None:
        yield Has.START
