"""Townships ranked from a closed period or from the books of a day; text to copy; a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from weipian.office.inspecting.tables import write_table
from weipian.office.pressing.reckoning import Period, close_of, facts_seen
from weipian.policy import Policy
from weipian.programme.report.pressing.letter_text import table
from weipian.programme.report.pressing.ranking import Ranked, method, order_of, rank, shown_of, value_text
from weipian.programme.report.pressing.tally import Tally, by_township
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.seeing import summed
from weipian.terms.acting import STAMP, Act
from weipian.terms.area import decimals
from weipian.terms.erasure import CopyKind

OWN_ONLY = "只看得到本乡镇的数，名次见县卫片办的通报"


@dataclass(frozen=True, slots=True)
class Ranking:
    """`period` "" where by the books of the day."""

    period: str
    day: date
    rows: Sequence[Ranked]
    policy: Policy

    def as_json(self) -> dict[str, Any]:
        return {
            "period": self.period or None,
            "as_of": self.day.isoformat(),
            "method": method(self.policy),
            "order": [each.value for each in order_of(self.policy)],
            "townships": [_row(one) for one in self.rows],
        }


def _row(one: Ranked) -> dict[str, Any]:
    figures = one.tally
    return {
        "township": one.township,
        "combined": one.combined,
        "why": one.why,
        "small": list(one.small),
        "places": {each.value: place for each, place in one.places.items()},
        "values": {each.value: value_text(figures, each) for each in one.places},
        "plots": figures.plots,
        "unlawful": figures.unlawful,
        "settled": figures.settled,
        "open": figures.open,
        "inspected": figures.inspected,
        "unlawful_mu": decimals(figures.after.numerator, 4),
        "new_mu": decimals(figures.after.denominator, 4),
        "late_days": figures.late_days,
        "mining": figures.mining,
        "mining_open": figures.mining_open,
    }


def ranking(desk: Desk, period: Period, today: date) -> Ranking:
    """What this person sees of it: a township itself alone, without a rank. Raises InputError, UsageError."""
    sight, policy = summed(desk), desk.policy
    close = close_of(policy, period)
    facts = facts_seen(desk, sight, close, today)
    only = sight.one_township
    named = policy.townships if only is None else (only,)
    rows = ranked(policy, by_township(facts, named))
    if only is not None:
        rows = [replace(one, combined=None, places=dict.fromkeys(one.places), why=OWN_ONLY) for one in rows]
    label = f"{close.key} {period.kind.label}" if close and period.kind else ""
    return Ranking(label, close.day if close else today, rows, policy)


def ranked(policy: Policy, tallies: dict[str, Tally]) -> list[Ranked]:
    """Those in no township stand in no ranking."""
    return rank({name: one for name, one in tallies.items() if name}, policy)


HEADER = ("综合名次", "乡镇", "地块", "违法", "未整改到位", "违法占用耕地(亩)", "新增建设(亩)", "整改到位率")


def cells(found: Ranking) -> tuple[list[str], list[list[str]]]:
    """Header and rows: counts, areas, shares, then each criterion with its own rank."""
    shown = shown_of(found.policy)
    header = [*HEADER, *(f"{each.label}（名次）" for each in shown), "说明"]
    return header, [_cells(one, [*shown]) for one in found.rows]


def _cells(one: Ranked, shown: Sequence[Any]) -> list[str]:
    own = one.tally
    place = str(one.combined) if one.combined is not None else "—" if one.why == OWN_ONLY else "不排名"
    right = f"{decimals((1 - own.open_share) * 100, 2)}%" if own.open_share is not None else "—"
    each = [f"{value_text(own, criterion)}（{one.places.get(criterion) or '—'}）" for criterion in shown]
    areas = [decimals(own.after.numerator, 2), decimals(own.after.denominator, 2)]
    said = one.why or "；".join(one.small)
    return [place, one.township, str(own.plots), str(own.unlawful), str(own.open), *areas, right, *each, said]


def ranking_text(found: Ranking) -> str:
    header, rows = cells(found)
    head = f"各乡镇排名（{found.period or '按登记现状'}，截至 {found.day}）"
    return f"{head}\n\n{table(header, rows)}\n\n{method(found.policy)}"


def urging_text(found: Ranking) -> str:
    """To be copied: counts and dates only, no number of a patch and no name of a person."""
    lines = [_urged(one, found.day) for one in found.rows if one.tally.plots]
    return "\n".join(lines) or "没有要催的"


def _urged(one: Ranked, day: date) -> str:
    own = one.tally
    said = [
        f"违法 {own.unlawful} 个，未整改到位 {own.open} 个",
        f"未核查 {own.plots - own.inspected} 个",
        f"到期未办 {own.overdue} 个，逾期共 {own.late_days} 天",
    ]
    return f"【督办】{one.township}：截至 {day}，{own.plots} 个地块，{'；'.join(said)}。请抓紧整改并登记。"


def export_ranking(desk: Desk, found: Ranking, target: Path) -> None:
    """As a workbook or CSV; who took it out is logged. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    header, rows = cells(found)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LETTER, target.name, hash_of_file(partial))

    last = [[method(found.policy), *[""] * (len(header) - 1)]]
    write_table(target, "排名", header, [*rows, *last], note, foot=STAMP)
