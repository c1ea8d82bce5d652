"""What every act on cases asks first: the plots, the evidence, the second person; and how a step is read back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from weipian.policy import Policy
from weipian.programme.rectification.cases.competence import Approver, require_second
from weipian.programme.rectification.cases.flow import CaseNow, Move, fold
from weipian.store.acting import Desk
from weipian.store.actors import Actor, is_named, require_may, who_named
from weipian.store.queries.cases import CaseHere, PlotInCase, Turn, evidence_of, plots_for_cases
from weipian.store.queries.people import accounts
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.cases import Penalty
from weipian.terms.errors import InputError


def plots_of(desk: Desk, act: Act, numbers: Sequence[str]) -> list[PlotInCase]:
    """Each once, each allowed. Raises InputError for one that is not there for this person."""
    wanted = list(dict.fromkeys(numbers))
    return plots_among(desk, act, wanted, plots_for_cases(wanted, seen(desk)))


def plots_among(desk: Desk, act: Act, numbers: Sequence[str], known: Mapping[str, PlotInCase]) -> list[PlotInCase]:
    """The same of plots that were looked up before."""
    if not numbers:
        raise InputError("case_no_plots")
    for number in numbers:
        if number not in known:
            raise InputError("plot_unknown", where=number)
        require_may(desk.policy, desk.actor, act, known[number].about)
    return sorted((known[number] for number in numbers), key=lambda one: one.id)


def require_unlawful(plots: Collection[PlotInCase]) -> None:
    """Raises InputError for a plot that nobody has determined to be unlawful."""
    for one in plots:
        if not one.unlawful:
            raise InputError("case_plot_lawful", where=one.number, determination=one.determination or "未判定")


def require_own_evidence(
    keys: Collection[int],
    plots: Collection[PlotInCase],
    where: str,
    known: Mapping[int, tuple[int | None, int | None]] | None = None,
) -> dict[int, int]:
    """Evidence → the plot of these that it belongs to. Raises InputError for what is another's.

    `known`: what was looked up before."""
    by_patch = {one.patch_id: one.id for one in plots}
    ids = {one.id for one in plots}
    kept, found = evidence_of(keys) if known is None else known, dict[int, int]()
    for key in keys:
        plot, patch = kept.get(key, (None, None))
        own = plot if plot in ids else by_patch.get(patch) if plot is None and patch is not None else None
        if own is None:
            raise InputError("evidence_of_another_plot", where=where, evidence=key)
        found[key] = own
    return found


def people_by_name() -> dict[str, Actor]:
    """Active accounts."""
    return {one.person.name: one.person for one in accounts() if one.active}


def approver_named(
    desk: Desk, account: str, name: str, paper: str, where: str, people: Mapping[str, Actor] | None = None
) -> Approver:
    """Who approved: an account by its name, or an official by paper. Raises InputError."""
    if not account:
        return Approver(None, name.strip(), paper.strip())
    person = (people_by_name() if people is None else people).get(account)
    if person is None:
        raise InputError("account_unknown", where=account)
    if not is_named(desk.policy, person, "cases.approvers"):
        who = who_named(desk.policy, "cases.approvers")
        raise InputError("case_approver_role", where=where, account=account, who=who)
    return Approver(person.account, "", paper.strip())


def require_approved(desk: Desk, step: str, label: str, approver: Approver, where: str) -> None:
    """Raises InputError where the policy wants a second person and there is none."""
    if step in desk.policy.value("cases.two_persons").items:
        require_second(desk.actor.account, approver, label, where)


def approval_columns(approver: Approver) -> dict[str, object]:
    return {
        "approver": approver.name or None,
        "approver_account_id": approver.account,
        "approver_paper": approver.paper or None,
    }


def moves_of(case: CaseHere) -> list[Move]:
    """A case's steps as the rules read them."""
    return [_move(one) for one in case.turns]


def _move(turn: Turn) -> Move:
    penalties = frozenset(Penalty(name) for name in turn.more.get("penalties", ()))
    return Move(turn.step, turn.day, turn.served, turn.clue, turn.number, penalties)


def now_of(case: CaseHere, policy: Policy) -> CaseNow:
    return fold(moves_of(case), policy)
