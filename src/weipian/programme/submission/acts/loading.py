"""The plots with their returns, as the self-check reads them; put together from the books."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from weipian.policy import Policy
from weipian.programme.determination.booked import seen
from weipian.programme.determination.known import plot_facts
from weipian.programme.submission.checking.booked import UNKEPT, row_of, whole_of
from weipian.programme.submission.checking.finding import Finding
from weipian.programme.submission.checking.row import Evidence, Row
from weipian.programme.submission.checking.rules import check
from weipian.programme.submission.columns import with_return
from weipian.programme.submission.steps import ACTS, states_of
from weipian.store.acting import Desk
from weipian.store.actors import About, may, require_may, who_can
from weipian.store.queries.about import departments_of
from weipian.store.queries.determination import books, cases_of
from weipian.store.queries.evidence import listed
from weipian.store.queries.ledger import Line, lines
from weipian.store.queries.submission import Returned, parties, returns
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.checking import Subject
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ReturnState

FILED = frozenset(
    {
        Subject.FILED_OTHER_FARM, Subject.FILED_UNUSED, Subject.FILED_CONSTRUCTION, Subject.PARTY, Subject.HANDLING,
        Subject.CASE_NUMBER, Subject.EXPLANATION, Subject.EVIDENCE, Subject.FILER,
    }
)  # fmt: skip
"""What a return has a place for besides what the other books keep."""
BEFORE_SECOND = UNKEPT - FILED
"""What is not asked before a second person has looked and the leader has answered for it."""
BEFORE_RELEASE = BEFORE_SECOND - {Subject.CHECKER, Subject.STATEMENT}


@dataclass(frozen=True, slots=True)
class Here:
    """An open plot: its line in the ledger, its row for the checks, its return if there is one."""

    line: Line
    row: Row
    sub: Returned | None
    departments: frozenset[str] = frozenset()

    @property
    def state(self) -> ReturnState:
        return self.sub.state if self.sub else ReturnState.TO_FILL

    @property
    def about(self) -> About:
        return About(self.line.township, self.line.state, self.departments)


def here(policy: Policy, sight: Sight = EVERYTHING) -> dict[str, Here]:
    """Every open plot in sight, by number. `row` says what the books say, without the return."""
    found, known, subs, held = lines(sight), books(), returns(), parties()
    cases = {case.plot: case for case in cases_of({line.patch for line in found})}
    touch = policy.value("determination.cover.touch").number
    papers, handed = _evidence(sight), departments_of(sorted({line.patch for line in found}))
    answer = {}
    for line in found:
        row = row_of(line, plot_facts(seen(cases[line.plot], known, []), []), touch)
        evidence = (*papers.get(line.plot, ()), *(papers.get(line.patch, ()) if line.plot != line.patch else ()))
        row = replace(row, party=held.get(line.patch, ""), evidence=evidence)
        answer[line.plot] = Here(line, row, subs.get(line.id), handed.get(line.patch, frozenset()))
    return answer


def _evidence(sight: Sight) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for one in listed(sight):
        heading = one.facts.get("gps", {}).get("heading")
        day = date.fromisoformat(one.taken_at[:10]) if one.taken_at else None
        turned = round(float(heading)) % 360 if heading else None
        found.setdefault(one.plot, []).append(Evidence(one.kind, day, turned, one.sha256))
    return {plot: tuple(pieces) for plot, pieces in found.items()}


def named(every: Mapping[str, Here], plots: Iterable[str]) -> list[Here]:
    """Each once. Raises InputError for one that is not there for this person."""
    wanted = list(dict.fromkeys(plots))
    for plot in wanted:
        if plot not in every:
            raise InputError("plot_unknown", where=plot)
    return [every[plot] for plot in wanted]


def cannot(policy: Policy, desk: Desk, move: Move, one: Here) -> InputError | None:
    """Why this person can't do it with this return now, and who can; None where they can."""
    refused = may(policy, desk.actor, ACTS[move], one.about)
    if refused is not None:
        return refused.error(one.line.plot)
    if one.state in states_of(policy, move):
        return None
    words = "、".join(state.label for state in ReturnState if state in states_of(policy, move))
    who = who_can(policy, ACTS[move], one.about)
    return InputError(
        "submission_not_in_state", where=one.line.plot, move=move.label, state=one.state.label, states=words, who=who
    )


def require_role(desk: Desk, move: Move) -> None:
    """Who may not at all is told so before anything is looked up."""
    require_may(desk.policy, desk.actor, ACTS[move])


def findings(
    policy: Policy, every: Mapping[str, Here], plots: Collection[str], *, checker: str = "", releasing: bool = False
) -> dict[str, tuple[Finding, ...]]:
    """The self-check of some plots' returns, looked at beside all that are filed already."""
    filed = {plot for plot, one in every.items() if one.sub is not None} | set(plots)
    rows = [
        as_filed(one, checker if plot in plots else "", releasing=releasing and plot in plots)
        for plot, one in every.items()
    ]
    report = check(
        whole_of(rows, frozenset(filed)), policy, BEFORE_RELEASE if releasing else BEFORE_SECOND, frozenset(plots)
    )
    told: dict[str, list[Finding]] = {plot: [] for plot in plots}
    for one in report.findings:
        if one.plot in told:
            told[one.plot].append(one)
    return {plot: tuple(found) for plot, found in told.items()}


def as_filed(one: Here, checker: str = "", *, releasing: bool = False) -> Row:
    """A plot's row with its return."""
    if one.sub is None:
        return one.row
    row = replace(with_return(one.row, one.sub.entries), filer=one.sub.filled_by)
    return replace(row, checker=checker or one.sub.checked_by, statement=True if releasing else None)
