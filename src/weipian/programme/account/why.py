"""The reasons beside a what-if answer, in Chinese: the line, the plan, the time, and what was left unused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from weipian.programme.account.candidates import OpenPlot, TimeLeft
from weipian.programme.account.planner import Minimise, Plan
from weipian.programme.account.ratio import Account
from weipian.terms.area import decimals

MEASURES = {"recultivate": "拆除复耕", "approval": "补办手续"}
ALWAYS = "本测算只排先后，不改判定、不拆分、不延期；所列未整改地块无论是否在内都须整改"


@dataclass(frozen=True, slots=True)
class Case:
    """What a what-if was asked and what it found; `utmost` is the account if all that can be done were done.

    `running`: plot → measures under way that end in time by their own due dates.
    """

    plots: Sequence[OpenPlot]
    plan: Plan | None
    now: Account
    utmost: Account
    left: TimeLeft
    minimise: Minimise
    running: Mapping[str, frozenset[str]] = field(default_factory=dict)


def why(case: Case) -> str:
    """All reasons, each a sentence."""
    sentences = [_result(case), *_proof(case), *_time(case), *_unused(case.plots), ALWAYS]
    return "。".join(sentences) + "。"


def _result(case: Case) -> str:
    if case.plan is None:
        return (
            f"可用的措施全部做完，违法占用耕地仍有 {decimals(case.utmost.after.numerator, 4)} 亩"
            f"（比例 {percent(case.utmost)}），仍达到比例线"
        )
    if not case.plan.measure:
        return f"目前未达比例线（比例 {percent(case.now)}），不需要为此安排整改"
    least = "地块数最少" if case.minimise is Minimise.PLOTS else "整改面积最少"
    return f"按{least}，整改 {len(case.plan.measure)} 个地块后未达比例线：{_by_measure(case.plan)}"


def _by_measure(plan: Plan) -> str:
    groups = {
        label: [plot for plot, name in plan.measure.items() if name == measure] for measure, label in MEASURES.items()
    }
    return "；".join(f"{label} {'、'.join(plots)}" for label, plots in groups.items() if plots)


def _proof(case: Case) -> list[str]:
    if case.plan is None or case.plan.proven:
        return []
    return ["地块太多、面积小数位太长，未能证明没有更小的面积，此方案可行但不一定最少"]


def _time(case: Case) -> list[str]:
    if not case.left.asked:
        return ["没有给出今天的日期，未按剩余时间限制措施"]
    late = [MEASURES[name] for name in case.left.last_start if name not in case.left.in_time]
    found = [f"已来不及在 {case.left.deadline.isoformat()} 前做完的措施未用：{'、'.join(late)}"] if late else []
    used = dict.fromkeys(_begun_anew(case))
    if used:
        days = "，".join(f"{MEASURES[name]}最迟 {case.left.last_start[name].isoformat()} 开始" for name in used)
        found.append(f"须在 {case.left.deadline.isoformat()} 前做完：{days}")
    measure = case.plan.measure if case.plan else {}
    under_way = [plot for plot, name in measure.items() if name in case.running.get(plot, ())]
    return found + _listed("已下整改通知、按各自的期限办完的地块", under_way)


def _begun_anew(case: Case) -> list[str]:
    """Measures of the plan that are not under way."""
    measure = case.plan.measure if case.plan else {}
    return [name for plot, name in measure.items() if name not in case.running.get(plot, ())]


def _unused(plots: Sequence[OpenPlot]) -> list[str]:
    found = []
    for measure, label in MEASURES.items():
        names = [plot.plot for plot in plots if measure in plot.unknown]
        found += _listed(f"能否{label}未填、未用的地块", names)
    barred = [plot.plot for plot in plots if plot.barred]
    return found + _listed("涉及永久基本农田或生态保护红线、不作补办安排的地块", barred)


def _listed(title: str, names: Iterable[str]) -> list[str]:
    joined = "、".join(names)
    return [f"{title}：{joined}"] if joined else []


def percent(account: Account) -> str:
    """The ratio after outcomes for people; — where there is none."""
    ratio = account.after.ratio
    return "—" if ratio is None else f"{decimals(100 * ratio, 2)}%"
