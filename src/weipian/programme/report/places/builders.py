"""重复违法的当事人: from effective decisions alone, for who may see personal data, with who looked in the log (E8).

Nothing here goes into a bulletin, a summary or an export: a clue, a proposal or a determination makes nobody one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import PersonalView
from weipian.store.seeing import seen
from weipian.store.sight import Sight
from weipian.terms.acting import Act
from weipian.terms.errors import InputError, UsageError


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is in effect: against which party of the register, of which plot, when, by which paper."""

    party: int
    name: str
    plot: str
    township: str
    day: date
    paper: str


Effective = Callable[[Sight], Iterable[Decided]]
"""The decisions in effect of the plots that are in sight: the case part's work, handed in."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A party with several decisions in effect."""

    party: int
    name: str
    decisions: tuple[Decided, ...]


def repeats(decisions: Iterable[Decided], least: int) -> list[Repeat]:
    """Parties with at least so many, each paper once, most first."""
    found: dict[int, dict[tuple[str, str], Decided]] = {}
    for one in decisions:
        found.setdefault(one.party, {})[one.plot, one.paper] = one
    kept = [
        Repeat(party, next(iter(each.values())).name, tuple(sorted(each.values(), key=lambda one: (one.day, one.plot))))
        for party, each in found.items()
        if len(each) >= least
    ]
    return sorted(kept, key=lambda one: (-len(one.decisions), one.party))


def repeat_builders(desk: Desk, effective: Effective | None, reason: str) -> list[Repeat]:
    """Logged before a name is shown. Raises InputError, UsageError without a reason."""
    require_may(desk.policy, desk.actor, Act.PERSONAL_DATA_VIEWED)
    sight = seen(desk)
    least = desk.policy.value("personal.reason_least").whole
    if len("".join(reason.split())) < least:
        raise UsageError("personal_reason_missing", least=least)
    if effective is None:
        raise InputError("builders_unknown", where=desk.actor.label)
    found = repeats(effective(sight), desk.policy.value("places.repeat_builder").whole)
    with acting(desk, Act.PERSONAL_DATA_VIEWED, "party") as act:
        rows = [{"seen_table": "party", "seen_row": one.party, "reason": reason.strip()} for one in found]
        act.add_many(PersonalView, sorted(rows, key=lambda row: int(str(row["seen_row"]))))
    return found
