"""The plots with their returns, as the self-check reads them; put together from the books."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from weipian.policy import Policy
from weipian.programme.overlay.sharing import Ground, shared_ground
from weipian.programme.submission.checking.booked import UNFILED, UNKEPT, whole_of
from weipian.programme.submission.checking.finding import Finding
from weipian.programme.submission.checking.row import Row
from weipian.programme.submission.checking.rules import check
from weipian.programme.submission.columns import with_return
from weipian.programme.submission.rows import Rows, laid_on_one_another
from weipian.programme.submission.steps import ACTS, states_of
from weipian.store.acting import Desk
from weipian.store.actors import About, may, require_may, who_can
from weipian.store.queries.about import departments_of
from weipian.store.queries.ledger import Line, lines
from weipian.store.queries.submission import Returned, returns
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.checking import Subject
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ReturnState


@dataclass(frozen=True, slots=True)
class Here:
    """An open plot: its line in the ledger, its return if there is one. `rows` make its row for the checks."""

    line: Line
    rows: Rows
    sub: Returned | None
    departments: frozenset[str] = frozenset()

    @property
    def row(self) -> Row:
        """What the books say, without the return; many are asked for together first (`with_rows`)."""
        return self.rows.of([self.line.plot])[0]

    @property
    def state(self) -> ReturnState:
        return self.sub.state if self.sub else ReturnState.TO_FILL

    @property
    def early(self) -> frozenset[Subject]:
        """What it can't lack yet: before it is filed, before a second person has looked, before its release."""
        if self.sub is None:
            return UNFILED
        left = () if self.sub.checked_by else (Subject.CHECKER,)
        return frozenset((*left, *(() if self.sub.released_on else (Subject.STATEMENT,))))

    @property
    def about(self) -> About:
        return About(self.line.township, self.line.state, self.departments)


def here(policy: Policy, sight: Sight = EVERYTHING) -> dict[str, Here]:
    """Every open plot in sight, by number."""
    found, subs = lines(sight, reasons=False), returns()
    rows, handed = Rows(policy, found, sight), departments_of(sorted({line.patch for line in found}))
    return {line.plot: Here(line, rows, subs.get(line.id), handed.get(line.patch, frozenset())) for line in found}


def with_rows(ones: Iterable[Here]) -> list[Here]:
    """The same plots, once their rows are made, all at once."""
    found = list(ones)
    if found:
        found[0].rows.of([one.line.plot for one in found])
    return found


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
    """The self-check of some plots, with their returns, looked at beside all that are filed already."""
    filed = {plot for plot, one in every.items() if one.sub is not None} | set(plots)
    ground = shared_ground(frozenset(plots), every.keys())
    among = with_rows(every[plot] for plot in sorted(_beside(every, plots, filed, ground)))
    rows = [
        as_filed(one, checker if one.line.plot in plots else "", releasing=releasing and one.line.plot in plots)
        for one in among
    ]
    found = laid_on_one_another(policy, rows, plots, ground)
    early = {one.line.plot: one.early - {Subject.STATEMENT} if releasing else one.early for one in among}
    whole = whole_of(found.rows, frozenset(filed), found.overlaps)
    report = check(whole, policy, UNKEPT, early, frozenset(plots))
    told: dict[str, list[Finding]] = {plot: [] for plot in plots}
    for one in report.findings:
        if one.plot in told:
            told[one.plot].append(one)
    return {plot: tuple(each) for plot, each in told.items()}


def _beside(every: Mapping[str, Here], plots: Collection[str], filed: Collection[str], ground: Ground) -> set[str]:
    """The plots with all that their checks see beside them: of the same patch, on the same ground, and what is filed
    with the same review, approval or photo."""
    if not plots:
        return set()
    patches = {every[plot].line.patch for plot in plots}
    of_patch = {plot for plot, one in every.items() if one.line.patch in patches}
    laid = {plot for pair in ground.pairs for plot in (pair.one, pair.other)}
    rows = next(iter(every.values())).rows
    return {*plots, *of_patch, *laid, *rows.meeting(plots, filed)}


def as_filed(one: Here, checker: str = "", *, releasing: bool = False) -> Row:
    """A plot's row with its return."""
    if one.sub is None:
        return one.row
    row = replace(with_return(one.row, one.sub.entries), filer=one.sub.filled_by)
    return replace(
        row, checker=checker or one.sub.checked_by, statement=True if releasing or one.sub.released_on else None
    )
