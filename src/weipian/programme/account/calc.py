"""`calc ratio` and `calc whatif`: the contract's JSON from rows and policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.account.candidates import Running, open_plots, time_left
from weipian.programme.account.ledger import LEDGER_FIELDS, RATIO_FIELDS, LedgerRow, ledger_rows
from weipian.programme.account.planner import Minimise, carried_out, effects, goals, plan, strongest
from weipian.programme.account.ratio import Account, Counts, Sums, account, by_township, line_of
from weipian.programme.account.text import ratio_text, whatif_text
from weipian.programme.account.why import Case, why
from weipian.terms.area import decimals
from weipian.terms.errors import InputError
from weipian.terms.words import Determination

__all__ = [
    "LEDGER_FIELDS",
    "RATIO_FIELDS",
    "LedgerRow",
    "ratio_answer",
    "ratio_text",
    "whatif_answer",
    "whatif_text",
]


def ratio_answer(found: Iterable[LedgerRow | Mapping[str, object]], policy: Policy) -> dict[str, object]:
    """四(一): the county, each township, and how each row counted. Beside it `warnings` and `marks`."""
    rows = ledger_rows(found)
    counts = Counts(policy)
    line = line_of(policy, "township")
    return {
        "policy": policy.name,
        "county": account_json(account(rows, line_of(policy, "county"), counts)),
        "townships": {name: account_json(account(own, line, counts)) for name, own in by_township(rows).items()},
        "rows": [_row_json(row, counts) for row in rows],
        "marks": {mark: _marked(rows, mark, counts) for mark in policy.value("ratio.marks").items},
        "warnings": warnings(rows, policy),
    }


def account_json(found: Account) -> dict[str, object]:
    """One `{…}` of the contract."""
    return {
        "before": _sums_json(found.before),
        "after": _sums_json(found.after),
        "in_scope": found.in_scope,
        "area_threshold_mu": decimals(found.line.area, 4),
        "ratio_threshold": decimals(found.line.ratio, 6),
        "margin_mu": decimals(found.margin, 4),
        "undetermined_mu": decimals(found.undetermined, 4),
        "ratio_if_all_unlawful": _ratio_text(found.if_all_unlawful),
        "clause": found.line.clause,
    }


def _sums_json(sums: Sums) -> dict[str, object]:
    return {
        "numerator_mu": decimals(sums.numerator, 4),
        "denominator_mu": decimals(sums.denominator, 4),
        "ratio": _ratio_text(sums),
    }


def _ratio_text(sums: Sums) -> str | None:
    return None if sums.ratio is None else decimals(sums.ratio, 6)


def _row_json(row: LedgerRow, counts: Counts) -> dict[str, object]:
    """What the row adds to the sums after outcomes, in 亩."""
    effect = counts.of(row)
    return {
        "plot": row.plot,
        "numerator": decimals(row.cultivated if effect.numerator else Fraction(0), 4),
        "denominator": decimals(row.cultivated if effect.denominator else Fraction(0), 4),
        "rule": effect.rule,
        "clause": effect.clause,
    }


def _marked(rows: Sequence[LedgerRow], mark: str, counts: Counts) -> dict[str, object]:
    """四(一)3: the mark is shown with its rows and what of them stays in the numerator, and changes nothing."""
    marked = [row for row in rows if mark in row.marks]
    return {"rows": len(marked), "numerator_mu": decimals(counts.sums(marked).numerator, 4)}


def warnings(rows: Sequence[LedgerRow], policy: Policy) -> list[str]:
    """What looks odd and changes nothing, in Chinese."""
    found = []
    strangers = [name for name in by_township(rows) if name not in policy.townships]
    if strangers:
        found.append(f"规则 {policy.name} 里没有这些乡镇，已照算：{'、'.join(strangers)}")
    idle = [row.plot for row in rows if row.outcome and row.determination is not Determination.UNLAWFUL_NEW]
    if idle:
        found.append(f"这些地块不是新增建设用地违法，所填整改结果不起作用：{'、'.join(idle)}")
    return found


def whatif_answer(
    rows: Iterable[LedgerRow | Mapping[str, object]],
    policy: Policy,
    *,
    township: str | None = None,
    today: date | None = None,
    minimise: str = "plots",
    running: Running | None = None,
) -> dict[str, object]:
    """二(八): the least rectification that leads out of scope; `township` None is the county.

    `running`: plot → measures that are under way and end in time by their own due dates.
    Raises InputError `no_such_township` where no row names it.
    """
    own = _scope(ledger_rows(rows), policy, township)
    wanted, counts = Minimise(minimise), Counts(policy)
    line = line_of(policy, "county" if township is None else "township")
    left = time_left(policy, today)
    plots = open_plots(own, policy, left.in_time, running)
    sums, effect = counts.sums(own), effects(counts)
    found = plan(plots, sums, line, effect, wanted)
    measure = found.measure if found else {}
    now, after = account(own, line, counts), account(carried_out(own, measure), line, counts)
    if found and after.in_scope:
        raise AssertionError("the plan does not hold when carried out")
    utmost = account(carried_out(own, strongest(plots, goals(sums, line, effect)[1])), line, counts)
    return {
        "policy": policy.name,
        "township": township,
        "reachable": found is not None,
        "minimise": wanted.value,
        "plots": list(measure),
        "measure": dict(measure),
        "area_mu": decimals(sum((p.area for p in plots if p.plot in measure), Fraction(0)), 4),
        "before": {**account_json(now), **_sums_json(now.after)},
        "after": {**account_json(after), **_sums_json(after.after)},
        "why": why(Case(plots, found, now, utmost, left, wanted, running or {})),
        "open": [plot.plot for plot in plots],
        "open_mu": {plot.plot: decimals(plot.area, 4) for plot in plots},
        "deadline": left.deadline.isoformat(),
        "last_start": {name: day.isoformat() for name, day in left.last_start.items()},
    }


def _scope(rows: Sequence[LedgerRow], policy: Policy, township: str | None) -> list[LedgerRow]:
    if township is None:
        return list(rows)
    found = by_township(rows)
    if township not in found and township not in policy.townships:
        known = "、".join(dict.fromkeys([*found, *policy.townships]))
        raise InputError("no_such_township", township=township, known=known)
    return found.get(township, [])
