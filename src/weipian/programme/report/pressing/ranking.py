"""How townships stand beside each other, fairly (五(一)): a rank a criterion, and one order that is stated. Pure.

There is no score. The combined order compares the criteria that the policy lists, one after the other; shares and means
alone stand in it, so that a township is not worse for having many patches. A township without patches is not ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.report.pressing.tally import Tally
from weipian.terms.area import decimals
from weipian.terms.pressing import Criterion

VALUES: Mapping[Criterion, Callable[[Tally], Fraction | None]] = {
    Criterion.RATIO: lambda one: one.after.ratio,
    Criterion.UNLAWFUL_AREA: lambda one: one.after.numerator,
    Criterion.OPEN_SHARE: lambda one: one.open_share,
    Criterion.OPEN_COUNT: lambda one: Fraction(one.open),
    Criterion.UNINSPECTED_SHARE: lambda one: one.uninspected_share,
    Criterion.LATE_DAYS_EACH: lambda one: one.late_days_each,
    Criterion.LATE_DAYS: lambda one: Fraction(one.late_days),
}
SHARES = (Criterion.RATIO, Criterion.OPEN_SHARE, Criterion.UNINSPECTED_SHARE)
COUNTS = (Criterion.OPEN_COUNT, Criterion.LATE_DAYS)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A township's row. `combined` None: not ranked, and `why` says so. `places`: a rank a criterion, where it has one.

    `small`: what is so few that one patch turns it.
    """

    township: str
    tally: Tally
    combined: int | None
    places: Mapping[Criterion, int | None]
    why: str = ""
    small: tuple[str, ...] = ()


def order_of(policy: Policy) -> tuple[Criterion, ...]:
    return tuple(Criterion(name) for name in policy.value("pressing.rank_order").items)


def shown_of(policy: Policy) -> tuple[Criterion, ...]:
    return tuple(Criterion(name) for name in policy.value("pressing.rank_shown").items)


def rank(tallies: Mapping[str, Tally], policy: Policy) -> list[Ranked]:
    """The best first, those that are not ranked last; equals share a rank."""
    ranked = {name: one for name, one in tallies.items() if one.plots}
    keys = {name: _key(one, order_of(policy)) for name, one in ranked.items()}
    combined = {name: 1 + sum(other < keys[name] for other in keys.values()) for name in ranked}
    places = {each: _places(ranked, each) for each in shown_of(policy)}
    rows = [
        Ranked(
            township=name,
            tally=one,
            combined=combined.get(name),
            places={each: found.get(name) for each, found in places.items()},
            why="" if one.plots else "本期没有图斑，不排名",
            small=small(one, policy) if one.plots else (),
        )
        for name, one in tallies.items()
    ]
    return sorted(rows, key=lambda row: (row.combined is None, row.combined or 0, row.township))


def _key(one: Tally, order: Sequence[Criterion]) -> tuple[Fraction, ...]:
    """What is undefined (nothing was built, nothing was unlawful) is no problem in it: compared as nought."""
    return tuple(VALUES[each](one) or Fraction(0) for each in order)


def _places(tallies: Mapping[str, Tally], criterion: Criterion) -> dict[str, int]:
    """Ranks by one criterion; who has no such value has no rank in it."""
    values = {name: found for name, one in tallies.items() if (found := VALUES[criterion](one)) is not None}
    return {name: 1 + sum(other < value for other in values.values()) for name, value in values.items()}


def small(one: Tally, policy: Policy) -> tuple[str, ...]:
    """Few patches, or little newly built land: one patch turns a share."""
    plots, area = policy.value("pressing.small_plots").whole, policy.value("pressing.small_area").number
    found = [f"地块只有 {one.plots} 个"] if one.plots < plots else []
    if one.after.denominator and one.after.denominator < area:
        found.append(f"比例的分母只有 {decimals(one.after.denominator, 2)} 亩")
    return tuple(found)


def value_text(one: Tally, criterion: Criterion) -> str:
    """As people read it; 「—」 where there is no such value."""
    found = VALUES[criterion](one)
    if found is None:
        return "—"
    if criterion in SHARES:
        return f"{decimals(found * 100, 2)}%"
    return str(found) if criterion in COUNTS else decimals(found, 2)


def method(policy: Policy) -> str:
    """How it was ranked, for whoever reads the table."""
    order = "、".join(each.label for each in order_of(policy))
    value = policy.value("pressing.rank_order")
    return (
        f"排名办法（本系统读法，{value.clause} 只写定期排名；可在政策包 pressing.rank_order 改）："
        f"各项各自排名，数小的在前，相同的并列；综合名次依次比{order}，先比前一项，相同的再比后一项，不合成一个分数。"
        "只有占比和平均数进综合名次，不因图斑多少吃亏；没有新增建设或没有违法地块的，该项不排，综合名次里按没有问题比；"
        "没有图斑的不排名。比例为扣减以后的；逾期天数按图斑当时所在单位计，末日为休息日的顺到下一工作日起算。"
        "基数小的另行标明，一个图斑就能改变名次。"
    )
