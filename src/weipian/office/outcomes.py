"""What another policy would change for the plots of a workspace; everything is computed anew, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from weipian.office.account.beside import Scope
from weipian.office.account.by_day import Days, course_of, reached
from weipian.office.account.stories import stories
from weipian.office.ledger.counting import counting
from weipian.office.ledger.standing import duties_owed
from weipian.office.proposing import gates_asked
from weipian.policy import Policy
from weipian.programme.account.calc import ratio_answer
from weipian.programme.account.candidates import deadline
from weipian.programme.account.history import Story
from weipian.programme.account.text import WHOLE
from weipian.programme.determination.acts import Offered, offers
from weipian.store.acting import Desk
from weipian.store.queries.account import books
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import summed
from weipian.store.sight import Sight
from weipian.terms.account import By

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What differs, by sort: one entry names what it is about and what each policy says of it.

    `counted`: plots that count otherwise; `scope`: who reaches the line by one policy only; `days`: on which days.
    """

    plots: int
    proposals: list[Json]
    gates: list[Json]
    duties: list[Json]
    ratio: list[Json]
    counted: list[Json]
    scope: list[Json]
    days: list[Json]

    def as_json(self) -> Json:
        sorts = {
            "proposals": self.proposals, "gates": self.gates, "duties": self.duties, "ratio": self.ratio,
            "counted": self.counted, "scope": self.scope, "days": self.days,
        }  # fmt: skip
        return {"plots": self.plots, "counts": {name: len(found) for name, found in sorts.items()}, **sorts}


def outcomes(desk: Desk, a: Policy, b: Policy) -> Outcomes:
    """Every plot asked under both policies, and its year replayed."""
    sight = summed(desk)
    found = lines(sight)
    own = {line.plot for line in found}
    one, other = (_offered(desk, policy, own) for policy in (a, b))
    rows = counting(found)
    first, second = (ratio_answer(rows, policy) for policy in (a, b))
    ratio = _differing("scope", _ratio(first), _ratio(second))
    return Outcomes(
        plots=len(found),
        proposals=_differing("plot", _proposals(one), _proposals(other)),
        gates=_differing("patch", _gates(one.values()), _gates(other.values())),
        duties=list(_duties(found, a, b)),
        ratio=ratio,
        counted=_differing("plot", _counted(first), _counted(second)),
        scope=[row for row in ratio if _reaches(row["a"]) != _reaches(row["b"])],
        days=_days(stories(books(sight), By.DAY), a, b, sight),
    )


def _reaches(side: object) -> bool:
    return isinstance(side, dict) and side["in_scope"] is True


def _counted(answer: Json) -> dict[str, Json]:
    """Plot, or part of one → what it adds, and by which rule."""
    rows = answer["rows"]
    assert isinstance(rows, list)
    return {row["plot"]: {name: row[name] for name in ("numerator", "denominator", "rule")} for row in rows}


def _days(found: Sequence[Story], a: Policy, b: Policy, sight: Sight) -> list[Json]:
    """Scopes that reached the line on other days, by the matters' own days, up to the last change."""
    until = max((one.changes[-1][0] for one in found if one.changes), default=deadline(a))
    first, second = (reached(course_of(found, policy, Scope.of(policy, sight), Days(None, until))) for policy in (a, b))
    return _differing("scope", first, second)


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


def _ratio(answer: Json) -> dict[str, Json]:
    """The county and each township, without the clause's own words."""
    townships = answer["townships"]
    assert isinstance(townships, dict)
    blocks = {**townships, WHOLE: answer["county"]}
    return {name: {key: value for key, value in block.items() if key != "clause"} for name, block in blocks.items()}
