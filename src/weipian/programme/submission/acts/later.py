"""补录: what was put right is entered on the second platform afterwards, by a paper (C4); what still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.submission.acts.loading import Here, here, named
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, who_can
from weipian.store.models import LaterAddition
from weipian.store.queries.evidence import evidence_of
from weipian.store.queries.submission import LaterHere, later_additions
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import LaterKind
from weipian.terms.words import Outcome

OWED: Mapping[Outcome, LaterKind] = {
    Outcome.RECULTIVATED: LaterKind.RECULTIVATED,
    Outcome.RETROSPECTIVE_APPROVAL: LaterKind.APPROVED,
}
"""What has to be entered once a plot is put right, one way or the other."""


@dataclass(frozen=True, slots=True)
class Later:
    """A plot with what was entered of it. `lacks`: what the books say is done and nobody has entered; `since` when it
    was done; `unpapered`: entered, but its paper was taken out since; `who` can enter it.
    """

    plot: str
    patch: str
    township: str
    outcome: Outcome
    since: str
    added: tuple[LaterHere, ...]
    lacks: LaterKind | None
    unpapered: tuple[LaterHere, ...]
    who: str

    @property
    def is_whole(self) -> bool:
        return self.lacks is None and not self.unpapered


def later_list(desk: Desk) -> list[Later]:
    """Of the plots in sight: those with an entry, and those that owe one. By number."""
    sight, added = seen(desk), dict[int, list[LaterHere]]()
    for one in later_additions(sight):
        added.setdefault(one.plot_id, []).append(one)
    found = [_of(desk, one, added.get(one.line.id, [])) for one in here(desk.policy, sight).values()]
    return [one for one in found if one.added or not one.is_whole]


def _of(desk: Desk, one: Here, added: Sequence[LaterHere]) -> Later:
    values = one.line.right.values if one.line.right else {}
    outcome = Outcome(values.get("outcome", ""))
    owed = OWED.get(outcome)
    return Later(
        plot=one.line.plot,
        patch=one.line.patch,
        township=one.line.township,
        outcome=outcome,
        since=values.get("outcome_on", "") if owed else "",
        added=tuple(added),
        lacks=owed if owed not in {each.what for each in added} else None,
        unpapered=tuple(each for each in added if not each.held),
        who=who_can(desk.policy, Act.LATER_ADDED, one.about),
    )


def add_later(desk: Desk, plot: str, what: LaterKind, day: date, evidence: int, note: str = "") -> int:
    """补录 on the second platform: what, when, by which paper of that plot. Said anew, it takes the former's place."""
    require_may(desk.policy, desk.actor, Act.LATER_ADDED)
    sight = seen(desk)
    one = named(here(desk.policy, sight), [plot])[0]
    require_may(desk.policy, desk.actor, Act.LATER_ADDED, one.about)
    paper = evidence_of(evidence, sight)
    if paper.plot not in (plot, one.line.patch) or not paper.current:
        raise InputError("later_other_plot", where=plot, evidence=evidence)
    with acting(desk, Act.LATER_ADDED, "later", about=one.about) as act:
        old = [each.id for each in later_additions(sight) if each.plot == plot and each.what is what]
        row = {
            "plot_id": one.line.id, "what": what.value, "day": day, "evidence_id": evidence, "note": note or None,
            "account_id": desk.actor.account,
        }  # fmt: skip
        key = act.replace(LaterAddition, old, [row])[0]
        act.subject = f"later:{key}"
    return key
