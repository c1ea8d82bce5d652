"""The bulletin's data (plan 二(八), 六(三)): quality and timeliness of townships, departments, the office itself.

A day of delay is charged to whom the patch lay with; a township's inner date is a reminder and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from weipian.office.ledger.following import determined, duties_of_line
from weipian.programme.submission.periods.lateness import charged, due_for, stays
from weipian.programme.submission.standing import Duties
from weipian.store.acting import Desk
from weipian.store.queries.closing import checked_codes, handed_days
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import summed
from weipian.terms.acting import State
from weipian.terms.closing import Lies
from weipian.terms.words import Determination

VERIFY = "verify"


@dataclass(slots=True)
class Tally:
    """A township's, a department's or the office's: plots that lay with it, how many late, by how many days."""

    plots: int = 0
    late: int = 0
    late_days: int = 0
    in_time: int = 0
    not_inspected: int = 0
    undetermined: int = 0
    no_reason: int = 0
    failing_check: int = 0
    in_doubt: int = 0
    unfiled: int = 0


@dataclass(slots=True)
class Bulletin:
    """By name: townships; departments and the office, for their delay alone."""

    today: date
    townships: dict[str, Tally] = field(default_factory=dict)
    others: dict[str, Tally] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        def row(name: str, one: Tally) -> dict[str, Any]:
            own = {"plots": one.plots, "late": one.late, "late_days": one.late_days}
            return {"name": name, **own}

        def whole(name: str, one: Tally) -> dict[str, Any]:
            quality = ("in_time", "not_inspected", "undetermined", "no_reason", "failing_check", "in_doubt", "unfiled")
            return {**row(name, one), **{key: getattr(one, key) for key in quality}}

        return {
            "today": self.today.isoformat(),
            "townships": [whole(*one) for one in sorted(self.townships.items())],
            "others": [row(*one) for one in sorted(self.others.items())],
        }


def bulletin(desk: Desk, today: date) -> Bulletin:
    """Raises InputError for who sees no sums."""
    sight = summed(desk)
    found = [line for line in lines(sight, reasons=False) if line.state is not State.WITHDRAWN and line.issued <= today]
    only = sight.one_township
    named = desk.policy.townships if only is None else (only,)
    told = Bulletin(today, {name: Tally() for name in named})
    handed = handed_days({line.patch for line in found})
    failing = checked_codes()
    duties = Duties(desk.policy)
    for line in found:
        _count(told.townships.setdefault(line.township, Tally()), line, failing)
        for duty in duties_of_line(line, duties):
            if duty.duty == VERIFY and duty.due:
                _charge(told, line, duty.due, handed.get(line.patch, ()))
    return told


def _count(tally: Tally, line: Line, failing: Mapping[int, str]) -> None:
    site = line.site.values if line.site else {}
    tally.plots += 1
    tally.not_inspected += not site.get("inspected")
    undetermined = determined(line) in ("", Determination.UNDETERMINED.value)
    tally.undetermined += undetermined
    because = line.determined.values["because"] if line.determined else ""
    tally.no_reason += bool(undetermined and line.determined and not because.strip())
    tally.failing_check += bool(failing.get(line.id))
    tally.in_doubt += bool(line.proposed and line.proposed.conclusion == "in_doubt")
    tally.unfiled += not line.filed_areas.get("area")


def _charge(told: Bulletin, line: Line, due: date, handed: Sequence[tuple[date, str]]) -> None:
    """The delay of the verification, by whom the patch lay with."""
    site = line.site.values if line.site else {}
    inspected = date.fromisoformat(site["inspected"]) if site.get("inspected") else None
    found = stays(line.issued, line.township, handed, inspected, inspected)
    late = charged(found, due, inspected, told.today)
    for (lies, name), days in late.items():
        tally = told.townships[line.township] if lies is Lies.TOWNSHIP else told.others.setdefault(name, Tally())
        tally.late += 1
        tally.late_days += days
    if inspected is not None and inspected <= due_for(Lies.TOWNSHIP, due):
        told.townships[line.township].in_time += 1
    for stay in found:
        if stay.lies is Lies.DEPARTMENT:
            told.others.setdefault(stay.name, Tally()).plots += 1


def bulletin_text(found: Bulletin) -> str:
    lines = [f"各乡镇核查上报质量和时效（截至 {found.today}；内部交件日不计，期限末日为休息日的不算乡镇逾期）"]
    for name, one in sorted(found.townships.items()):
        lines.append(
            f"{name}：{one.plots} 个地块，按期核查 {one.in_time} 个，未登记核查 {one.not_inspected} 个，"
            f"逾期 {one.late} 个共 {one.late_days} 天；未判定 {one.undetermined} 个，存疑 {one.in_doubt} 个，"
            f"未填报面积 {one.unfiled} 个，月核未过 {one.failing_check} 个"
        )
    for name, one in sorted(found.others.items()):
        lines.append(f"{name}：逾期 {one.late} 个共 {one.late_days} 天")
    return "\n".join(lines)
