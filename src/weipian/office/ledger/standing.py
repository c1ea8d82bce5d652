"""How the county stands by its books: duties, ratio, what-if, in the shapes of the calculators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.account.beside import Scope, beside
from weipian.office.account.counted import counted_plots, rows_of
from weipian.office.account.pending import pending
from weipian.office.account.under_way import Pending, still_in_time, under_way
from weipian.office.duty_sheet import Shared, gathered
from weipian.office.ledger.book import owed
from weipian.office.ledger.counting import said_of
from weipian.office.pressing.owed import begun_owed
from weipian.policy import Policy
from weipian.policy.duties import fixed_duties, reminders
from weipian.programme.account.calc import account_json, ratio_answer, whatif_answer
from weipian.programme.account.candidates import deadline
from weipian.programme.account.forecast import UnderWay
from weipian.programme.account.ratio import Counts, account, line_of
from weipian.store.acting import Desk
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import require_township, seen, summed
from weipian.terms.errors import InputError

WHOLE = "全县"


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer in its shape, and what a person must know beside it."""

    answer: dict[str, object]
    said: tuple[str, ...]


def duties_now(desk: Desk, township: str | None, today: date | None = None) -> list[Shared]:
    """The programme's fixed dates, and what nothing in the books shows as done, in order of time.

    Yearly reminders of today's year too, where a day is given.
    """
    require_township(desk, township)
    found = lines(seen(desk, township))
    return duties_owed(found, desk.policy, today, begun_owed(desk, township, today))


def duties_owed(
    found: Sequence[Line], policy: Policy, today: date | None = None, begun: Iterable[Shared] = ()
) -> list[Shared]:
    """`begun`: what is owed by something else than plots: townships' own interviews."""
    yearly = reminders(policy, today) if today else []
    fixed = [Shared(duty, WHOLE, "") for duty in (*fixed_duties(policy), *yearly)]
    every = [*fixed, *gathered(owed(found, policy)), *begun]
    return sorted(every, key=lambda one: (one.duty.effective_due or date.max, one.duty.duty, one.subject))


def duties_json(found: Sequence[Shared], today: date) -> list[dict[str, object]]:
    """The calculator's rows, each with whose it is and how many plots owe it."""
    return [
        {**one.duty.as_json(today), "subject": one.subject, "plots": one.plots, "township": one.owner or None}
        for one in found
    ]


def duties_text(found: Sequence[Shared], today: date) -> str:
    """For people: the subject before each duty."""
    counted = [f"（{one.plots} 个地块）" if one.plots > 1 else "" for one in found]
    told = [f"{one.subject}{count}　{one.duty.text(today)}" for one, count in zip(found, counted, strict=True)]
    return "\n".join([f"期限（按 {today} 看；工作区已登记办结的不列）", *told])


def ratio_now(desk: Desk, today: date | None = None, township: str | None = None) -> Asked:
    """The ratio by the current determinations, every township named; who belongs to one sees that one only.

    Beside it the same by final determinations and by measured areas.
    """
    sight, policy = summed(desk, township), desk.policy
    found, scope = lines(sight, reasons=False), Scope.of(policy, sight)
    plots = counted_plots(found)
    answer = named(ratio_answer(rows_of(plots), policy), policy, scope)
    more = {"as_of": today.isoformat() if today else None, **beside(plots, policy, scope)}
    return Asked({**answer, **more}, tuple(said_of(found)))


def named(answer: dict[str, object], policy: Policy, scope: Scope) -> dict[str, object]:
    """Every township of the scope with a block, with zeros where it has no rows; the county's sum only where asked."""
    townships = answer["townships"]
    assert isinstance(townships, dict)
    nothing = account_json(account([], line_of(policy, "township"), Counts(policy)))
    every = {name: townships.get(name, nothing) for name in dict.fromkeys([*scope.townships, *townships])}
    return {**answer, "townships": every, "county": answer["county"] if scope.county else None}


def whatif_now(
    desk: Desk, township: str | None, today: date | None, minimise: str, more: Mapping[int, Pending] | None = None
) -> Asked:
    """The least rectification that leads under the line, from the current determinations and what is under way.

    `more`: what is known of the orders beside the ledger; None: what rectification and cases keep.
    """
    sight = summed(desk)
    if sight.one_township not in (None, township):
        raise InputError("other_township", where=desk.actor.label, township=township or WHOLE, own=sight.township)
    found, policy = lines(sight, reasons=False), desk.policy
    plots = counted_plots(found)
    ways = under_way(plots, policy, pending(found) if more is None else more)
    running = still_in_time(ways, today, deadline(policy)) if today else None
    answer = whatif_answer(
        rows_of(plots), policy, township=township, today=today, minimise=minimise, running=running
    )  # fmt: skip
    own = {row.plot for one in plots if township in (None, one.line.township) for row in one.rows}
    shown = {"running": {plot: way_json(way) for plot, way in ways.items() if plot in own}}
    return Asked({**answer, **shown}, tuple(said_of(line for line in found if township in (None, line.township))))


def way_json(way: UnderWay) -> dict[str, object]:
    """What is under way for a plot."""
    return {
        "measure": way.measure,
        "ordered": way.ordered.isoformat() if way.ordered else None,
        "due": way.due.isoformat() if way.due else None,
        "waits": list(way.waits),
    }
