"""What a plot is, in the words by which the law says which checks it gets."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.programme.submission.checking.row import Row
from weipian.terms.checking import Trait
from weipian.terms.determination import ApprovalKind, Handling
from weipian.terms.words import Determination, GateName, Outcome


def traits(row: Row) -> frozenset[str]:
    """Category, determination, conclusion and nature by their own words; what else it is by `Trait`.

    A nature that does not go with the determination is told by itself and calls up no checks of its own.
    """
    nature = row.nature if _goes_with(row) else None
    words = (row.category, row.decided, row.conclusion, nature, row.handling)
    return frozenset({*(str(word) for word in words if word), *(trait.value for trait in _traits(row))})


def _goes_with(row: Row) -> bool:
    """Land but for 其他用地 says in its determination already what its nature says."""
    return not row.category.is_land or row.determination is Determination.OTHER_USE


def _traits(row: Row) -> Iterator[Trait]:
    yield Trait.PART if row.parent else Trait.WHOLE
    if row.category.is_land:
        yield Trait.LAND
    if row.decided:
        yield Trait.DETERMINED
        yield from _beside(row)
    yield from _gates(row)
    if row.handling in (Handling.WITHOUT_CASE, Handling.NO_HANDLING):
        yield Trait.UNCASED
    yield from _papers(row)
    yield from _righted(row)


def _beside(row: Row) -> Iterator[Trait]:
    """What the determination stands beside: the rules' proposal, the level above."""
    if row.proposed and row.proposed != row.decided:
        yield Trait.DEPARTS
    if row.upper:
        yield Trait.UPPER


def _gates(row: Row) -> Iterator[Trait]:
    """The inspections of their own that it needs, or may need."""
    if row.gates:
        yield Trait.GATED
    certain = {gate.name for gate in row.gates if gate.certain}
    if GateName.A in certain:
        yield Trait.GATE_A
    if GateName.D in certain:
        yield Trait.GATE_D


def _papers(row: Row) -> Iterator[Trait]:
    kinds = {paper.kind for paper in row.approvals}
    if ApprovalKind.LINKED in kinds:
        yield Trait.BY_LINKED
    if ApprovalKind.CONVERSION in kinds:
        yield Trait.BY_CONVERSION


def _righted(row: Row) -> Iterator[Trait]:
    """Only of unlawful plots: what the books say of others has no effect."""
    unlawful = (Determination.UNLAWFUL_NEW, Determination.UNLAWFUL_EXISTING, Determination.UNLAWFUL_FARMING)
    if row.determination not in unlawful:
        return
    if row.ordered:
        yield Trait.ORDERED
    if row.outcome.is_settled:
        yield Trait.SETTLED
    if row.outcome is Outcome.RETROSPECTIVE_APPROVAL:
        yield Trait.APPROVED_AFTER
    if row.outcome is Outcome.RECULTIVATED:
        yield Trait.RECULTIVATED
