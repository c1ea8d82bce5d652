"""What another policy would change for the plots of a workspace; everything is computed anew, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from weipian.office.ledger.counting import counting
from weipian.office.ledger.standing import duties_owed
from weipian.office.proposing import gates_asked
from weipian.policy import Policy
from weipian.programme.account.calc import ratio_answer
from weipian.programme.account.text import WHOLE
from weipian.programme.determination.acts import Offered, offers
from weipian.store.acting import Desk
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import summed

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What differs, by sort: one entry names what it is about and what each policy says of it."""

    plots: int
    proposals: list[Json]
    gates: list[Json]
    duties: list[Json]
    ratio: list[Json]

    def as_json(self) -> Json:
        sorts = {"proposals": self.proposals, "gates": self.gates, "duties": self.duties, "ratio": self.ratio}
        return {"plots": self.plots, "counts": {name: len(found) for name, found in sorts.items()}, **sorts}


def outcomes(desk: Desk, a: Policy, b: Policy) -> Outcomes:
    """Every plot asked under both policies."""
    found = lines(summed(desk))
    own = {line.plot for line in found}
    one, other = (_offered(desk, policy, own) for policy in (a, b))
    return Outcomes(
        plots=len(found),
        proposals=_differing("plot", _proposals(one), _proposals(other)),
        gates=_differing("patch", _gates(one.values()), _gates(other.values())),
        duties=list(_duties(found, a, b)),
        ratio=_differing("scope", _ratio(found, a), _ratio(found, b)),
    )


def _offered(desk: Desk, policy: Policy, own: set[str]) -> dict[str, Offered]:
    found = offers(replace(desk, policy=policy), (), gates_asked(), every=True)
    return {one.case.plot: one for one in found if one.case.plot in own}


def _proposals(found: Mapping[str, Offered]) -> dict[str, Json]:
    return {plot: _proposal(one) for plot, one in found.items()}


def _proposal(one: Offered) -> Json:
    proposal = one.proposal
    return {
        "conclusion": proposal.conclusion.value,
        "nature": proposal.nature.value if proposal.nature else None,
        "label": proposal.nature.label if proposal.nature else proposal.conclusion.label,
        "rule": proposal.rule,
    }


def _gates(found: Iterable[Offered]) -> dict[str, list[str]]:
    """Patch → its gates; what is not certain says so."""
    return {
        one.case.patch: [f"{gate['gate']}{'' if gate['certain'] else '（待确认）'}" for gate in one.gates]
        for one in found
    }


def _differing(name: str, a: Mapping[str, object], b: Mapping[str, object]) -> list[Json]:
    keys = dict.fromkeys([*a, *b])
    return [{name: key, "a": a.get(key), "b": b.get(key)} for key in keys if a.get(key) != b.get(key)]


def _duties(found: Sequence[Line], a: Policy, b: Policy) -> Iterator[Json]:
    one, other = (_owed(found, policy) for policy in (a, b))
    for key in dict.fromkeys([*one, *other]):
        if one.get(key) != other.get(key):
            subject, duty, number = key
            yield {"subject": subject, "duty": duty, "number": number, "a": one.get(key), "b": other.get(key)}


def _owed(found: Sequence[Line], policy: Policy) -> dict[tuple[str, str, int], Json]:
    """Subject, duty, and which of several of the same name → its dates."""
    owed: dict[tuple[str, str, int], Json] = {}
    for one in duties_owed(found, policy):
        number = 1
        while (one.subject, one.duty.duty, number) in owed:
            number += 1
        due, binding = one.duty.due, one.duty.effective_due
        owed[(one.subject, one.duty.duty, number)] = {
            "label": one.duty.label,
            "due": due.isoformat() if due else None,
            "effective_due": binding.isoformat() if binding else None,
            "plots": one.plots,
        }
    return owed


def _ratio(found: Sequence[Line], policy: Policy) -> dict[str, Json]:
    """The county and each township, without the clause's own words."""
    answer = ratio_answer(counting(found), policy)
    townships = answer["townships"]
    assert isinstance(townships, dict)
    blocks = {**townships, WHOLE: answer["county"]}
    return {name: {key: value for key, value in block.items() if key != "clause"} for name, block in blocks.items()}
