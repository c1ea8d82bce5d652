"""Which triggers of the four mechanisms hold, with the figures behind; it proposes nothing (五, 二(八)(九)). Pure.

Where the plan names no number, the line is the policy's and uncertain. What no figure tells is for people to judge, and
that is said: it never looks like "no".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.account.ratio import line_of
from weipian.programme.report.pressing.tally import Tally
from weipian.terms.area import decimals
from weipian.terms.pressing import Holds, Mechanism, Trigger


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a township besides its plots: letters out whose reply is overdue (their numbers here)."""

    overdue_letters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger of a mechanism as it stands. `plots`: those that the figure is made of."""

    mechanism: Mechanism
    trigger: Trigger
    holds: Holds
    said: str
    clause: str
    sure: str
    plots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a question answers. `key`: the policy's line where one was asked."""

    holds: Holds
    said: str
    key: str = ""
    plots: tuple[str, ...] = ()


Ask = Callable[[Tally, Beside, Policy], Found]


def percent(share: Fraction | None) -> str:
    return "—" if share is None else f"{decimals(share * 100, 2)}%"


def yes(holds: bool) -> Holds:
    return Holds.YES if holds else Holds.NO


def _few(count: int, policy: Policy) -> bool:
    return count < policy.value("pressing.least_plots").whole


def deployment(one: Tally, _beside: Beside, policy: Policy) -> Found:
    key = "pressing.deployment_uninspected_share"
    line, share = policy.value(key).number, Fraction(one.uninspected_overdue, one.plots) if one.plots else None
    said = (
        f"{one.plots} 个地块中未核查且已逾期 {one.uninspected_overdue} 个（{percent(share)}），提示线 {percent(line)}"
    )
    holds = Holds.FEW if _few(one.plots, policy) else yes(share is not None and share >= line)
    return Found(holds, said, key, one.behind.get("uninspected_overdue", ()))


def progress(one: Tally, _beside: Beside, policy: Policy) -> Found:
    key = "pressing.progress_open_share"
    line = policy.value(key).number
    said = f"{one.unlawful} 个违法地块中未整改到位 {one.open} 个（{percent(one.open_share)}），提示线 {percent(line)}"
    holds = Holds.FEW if _few(one.unlawful, policy) else yes(one.open_share is not None and one.open_share >= line)
    return Found(holds, said, key, one.behind.get("open", ()))


def outstanding(one: Tally, _beside: Beside, policy: Policy) -> Found:
    """In the ratio's scope before anything was deducted."""
    return _scope(one, policy, "before", "扣减前")


def still(one: Tally, _beside: Beside, policy: Policy) -> Found:
    """In the ratio's scope after all deductions."""
    return _scope(one, policy, "after", "扣减后")


def _scope(one: Tally, policy: Policy, side: str, word: str) -> Found:
    line, sums = line_of(policy, "township"), getattr(one, side)
    said = (
        f"{word}违法占用耕地 {decimals(sums.numerator, 2)} 亩、比例 {percent(sums.ratio)}，"
        f"线为 {decimals(line.area, 2)} 亩且 {percent(line.ratio)}"
    )
    return Found(yes(sums.reaches(line)), said, "ratio.township.ratio", one.behind.get("unlawful", ()))


def execution(one: Tally, _beside: Beside, policy: Policy) -> Found:
    key = "pressing.execution_late_days_each"
    line = policy.value(key).number
    mean = decimals(one.late_days_each or Fraction(0), 2)
    said = f"{one.late_plots} 个地块逾期共 {one.late_days} 天，平均每个地块 {mean} 天，提示线 {decimals(line, 0)} 天"
    holds = Holds.FEW if _few(one.plots, policy) else yes((one.late_days_each or 0) >= line)
    return Found(holds, said, key, one.behind.get("late_plots", ()))


def protection(one: Tally, _beside: Beside, policy: Policy) -> Found:
    key = "pressing.protection_farmland"
    line = policy.value(key).number
    area, wanted = decimals(one.open_farmland, 2), decimals(line, 2)
    said = f"未整改到位的违法地块压永久基本农田 {area} 亩（实测），提示线 {wanted} 亩"
    return Found(yes(one.open_farmland >= line), said, key, one.behind.get("open", ()))


def reminder(_one: Tally, beside: Beside, _policy: Policy) -> Found:
    letters = beside.overdue_letters
    said = f"逾期未回复的函 {len(letters)} 件" + (f"（第 {'、'.join(map(str, letters))} 号记录）" if letters else "")
    return Found(yes(bool(letters)), said, "letters.reply_within")


ASKED: Mapping[Trigger, Ask] = {
    Trigger.DEPLOYMENT_LACKING: deployment,
    Trigger.PROGRESS_SLOW: progress,
    Trigger.PROBLEMS_OUTSTANDING: outstanding,
    Trigger.EXECUTION_WEAK: execution,
    Trigger.PROTECTION_LACKING: protection,
    Trigger.REMINDER_OVERDUE: reminder,
    Trigger.STILL_ACCOUNTABLE: still,
}
JUDGED = "没有哪个数说得出，由人判断并写明"
OF_PROJECTS = (Mechanism.JOINT_SANCTION,)
"""Not asked of a township, ever."""


def triggers_of(policy: Policy, mechanism: Mechanism) -> tuple[Trigger, ...]:
    found = policy.value(f"mechanisms.{mechanism.value}").table["trigger"]
    assert isinstance(found, tuple)
    return tuple(Trigger(str(name)) for name in found)


def told(one: Tally, beside: Beside, policy: Policy) -> list[Told]:
    """Every trigger of the mechanisms that may be about a township."""
    return [_told(each, name, one, beside, policy) for each, name in _asked(policy)]


def _asked(policy: Policy) -> Iterable[tuple[Mechanism, Trigger]]:
    for each in Mechanism:
        if each not in OF_PROJECTS:
            yield from ((each, name) for name in triggers_of(policy, each))


def _told(mechanism: Mechanism, name: Trigger, one: Tally, beside: Beside, policy: Policy) -> Told:
    ask = ASKED.get(name)
    found = ask(one, beside, policy) if ask else Found(Holds.PEOPLE, JUDGED)
    value = policy.value(found.key or f"mechanisms.{mechanism.value}")
    clause = policy.value(f"mechanisms.{mechanism.value}").clause
    plots = found.plots if found.holds is Holds.YES else ()
    return Told(mechanism, name, found.holds, found.said, clause, value.sure.label, plots)
