"""`ratio --forecast`: the ratio on the assessment date as measures under way may end; never a promise (E1, E3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.account.beside import Json, Scope
from weipian.office.account.counted import counted_plots, rows_of
from weipian.office.account.pending import pending
from weipian.office.account.under_way import Pending, under_way
from weipian.policy import Policy
from weipian.programme.account.calc import account_json
from weipian.programme.account.candidates import OUTCOMES, deadline
from weipian.programme.account.forecast import Asked, Expected, carried_on, expected, waits_of
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import Counts, account, by_township, line_of
from weipian.programme.account.text import line_words, percent_of
from weipian.programme.account.why import MEASURES
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed
from weipian.terms.account import Scenario
from weipian.terms.area import decimals

NOTE = "只按已下的整改通知推算，不是承诺；判定可能由上级改变，所列地块无论如何都须整改"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A scenario: the rows on the assessment date, and what was taken of every open one."""

    scenario: Scenario
    rows: Sequence[LedgerRow]
    answers: Sequence[Expected]


@dataclass(frozen=True, slots=True)
class Forecast:
    """All scenarios of a scope."""

    today: date
    deadline: date
    policy: Policy
    scope: Scope
    scenarios: Sequence[Foreseen]


def forecast_now(
    desk: Desk, today: date, township: str | None = None, more: Mapping[int, Pending] | None = None
) -> Forecast:
    """`more`: what is known of the orders beside the ledger; None: what rectification and cases keep.

    Raises InputError.
    """
    sight, policy = summed(desk, township), desk.policy
    known = lines(sight, reasons=False)
    plots = counted_plots(known)
    rows, ways, end = (
        rows_of(plots),
        under_way(plots, policy, pending(known) if more is None else more),
        deadline(policy),
    )
    asked = Asked.of(policy, today, end)
    found = []
    for scenario in Scenario:
        answers = expected(rows, ways, scenario, asked)
        found.append(Foreseen(scenario, carried_on(rows, answers), answers))
    return Forecast(today, end, policy, Scope.of(policy, sight), found)


def forecast_json(found: Forecast) -> Json:
    return {
        "today": found.today.isoformat(),
        "assessment": found.deadline.isoformat(),
        "note": NOTE,
        "scenarios": {
            one.scenario.value: {
                "label": one.scenario.label,
                **accounts_of(found, one),
                "plots": [expected_json(each) for each in one.answers],
            }
            for one in found.scenarios
        },
    }


def accounts_of(found: Forecast, one: Foreseen) -> Json:
    """The county's and every township's account on the assessment date."""
    counts, line, own = Counts(found.policy), line_of(found.policy, "township"), by_township(one.rows)
    names = dict.fromkeys([*found.scope.townships, *own])
    whole = account(one.rows, line_of(found.policy, "county"), counts)
    return {
        "county": account_json(whole) if found.scope.county else None,
        "townships": {name: account_json(account(own.get(name, []), line, counts)) for name in names},
    }


def expected_json(one: Expected) -> Json:
    """An open plot in a scenario, with its reason."""
    way = one.under_way
    return {
        "plot": one.row.plot,
        "township": one.row.township,
        "area_mu": decimals(one.row.cultivated, 4),
        "done": one.done,
        "why": one.why.value,
        "because": one.why.label,
        "measure": way.measure if way else None,
        "outcome": OUTCOMES[way.measure].value if way and one.done else None,
        "due": way.due.isoformat() if way and way.due else None,
        "waits": list(waits_of(one.row, way)) if way else [],
    }


def forecast_text(found: Forecast) -> str:
    """For people: each scenario's sums, then every open plot with its reasons."""
    told = [f"到 {found.deadline} 年度评估的推算（从 {found.today} 看；{NOTE}）"]
    for one in found.scenarios:
        told.append(f"{one.scenario.label}")
        told += [f"  {line}" for line in _sums(found, one)]
    told.append("未整改地块，各种情形下计不计入整改：")
    return "\n".join([*told, *_plots(found)])


def _sums(found: Forecast, one: Foreseen) -> list[str]:
    blocks = accounts_of(found, one)
    townships, county = blocks["townships"], blocks["county"]
    assert isinstance(townships, dict)
    every = {**townships, **({found.policy.place_label: county} if county else {})}
    return [
        f"{name}　{block['after']['numerator_mu']}/{block['after']['denominator_mu']} 亩　"
        f"{percent_of(block['after']['ratio'])}　{line_words(block['in_scope'] is True)}"
        for name, block in every.items()
        if block["before"]["denominator_mu"] != "0.0000"
    ]


def _plots(found: Forecast) -> list[str]:
    first = found.scenarios[0].answers
    told = []
    for place, one in enumerate(first):
        way, sides = (
            one.under_way,
            [each.answers[place] for each in found.scenarios if each.scenario != Scenario.STANDS],
        )
        due = f"{MEASURES[way.measure]}，{way.due or '日期未知'} 到期" if way else "没有整改通知"
        reasons = _reasons([f"{'计入' if side.done else '不计入'}，{side.why.label}" for side in sides])
        told.append(f"  {one.row.plot}　{one.row.township}　{decimals(one.row.cultivated, 4)} 亩　{due}　{reasons}")
    return told or ["  没有"]


def _reasons(each: list[str]) -> str:
    """What both ways say alike is said once."""
    smooth, in_time = each
    return f"都{smooth}" if smooth == in_time else f"顺利：{smooth}；按期：{in_time}"
