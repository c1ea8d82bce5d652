"""The bulletin's data (plan 二(八), 六(三)): quality and timeliness of townships, departments, the office itself.

A day of delay is charged to whom the patch lay with; a township's inner date is a reminder and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from weipian.office.closing.handed import Handed, handed_on
from weipian.office.closing.reported import REPORT, Reported, given_to, inspected_on, reported
from weipian.office.closing.tally import OTHERS, QUALITY, Tally
from weipian.office.ledger.following import determined, duties_of_line
from weipian.programme.submission.periods.lateness import Stay, charged, due_for, stays
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
class Bulletin:
    """By name: townships; departments and the office. `returns_kept`: whether returns are filled here at all."""

    today: date
    returns_kept: bool = False
    townships: dict[str, Tally] = field(default_factory=dict)
    others: dict[str, Tally] = field(default_factory=dict)

    def of(self, lies: Lies, name: str) -> Tally:
        return (self.townships if lies is Lies.TOWNSHIP else self.others).setdefault(name, Tally())

    def as_json(self) -> dict[str, Any]:
        kept = self.returns_kept
        return {
            "today": self.today.isoformat(),
            "returns_kept": kept,
            "townships": [
                {"name": name, **one.as_json(QUALITY, returns_kept=kept)}
                for name, one in sorted(self.townships.items())
            ],
            "others": [
                {"name": name, **one.as_json(OTHERS, returns_kept=kept)} for name, one in sorted(self.others.items())
            ],
        }


def bulletin(desk: Desk, today: date) -> Bulletin:
    """Raises InputError for who sees no sums."""
    sight = summed(desk)
    found = [line for line in lines(sight, reasons=False) if line.state is not State.WITHDRAWN and line.issued <= today]
    only, sent = sight.one_township, reported()
    named = desk.policy.townships if only is None else (only,)
    told = Bulletin(today, sent.kept, {name: Tally() for name in named})
    patches = {line.patch for line in found}
    handed, given = handed_days(patches), given_to(patches)
    failing, duties = checked_codes(), Duties(desk.policy)
    for line in found:
        lay = _Lay(line, handed.get(line.patch, ()), given.get(line.patch, ()))
        owed = {duty.duty: duty.due for duty in duties_of_line(line, duties)}
        for tally in lay.tallies(told):
            _count(tally, line, failing, sent)
        _verified(told, lay, owed.get(VERIFY))
        if sent.kept:
            _released(told, lay, owed.get(REPORT), sent.first_released(line.id))
        for one in sent.problems(line):
            _answered(told, lay, one.due, one.answered)
    for handover in handed_on(desk.policy, sight, today):
        _handed(told.of(Lies.DEPARTMENT, handover.one.department), handover)
    return told


@dataclass(frozen=True, slots=True)
class _Lay:
    """A plot with whom its patch lay."""

    line: Line
    handed: Sequence[tuple[date, str]]
    given: Sequence[Stay]

    def until(self, done: date | None) -> list[Stay]:
        return stays(self.line.issued, self.line.township, self.handed, inspected_on(self.line), done, self.given)

    def tallies(self, told: Bulletin) -> Iterator[Tally]:
        """The township's, and that of each department that it lay with."""
        yield told.of(Lies.TOWNSHIP, self.line.township)
        theirs = [one.name for one in self.until(None) if one.lies is Lies.DEPARTMENT]
        for name in dict.fromkeys(theirs):
            yield told.of(Lies.DEPARTMENT, name)

    def late(self, due: date, done: date | None, today: date) -> Mapping[tuple[Lies, str], int]:
        return charged(self.until(done), due, done, today)


def _count(tally: Tally, line: Line, failing: Mapping[int, str], sent: Reported) -> None:
    tally.plots += 1
    tally.not_inspected += inspected_on(line) is None
    undetermined = determined(line) in ("", Determination.UNDETERMINED.value)
    tally.undetermined += undetermined
    because = line.determined.values["because"] if line.determined else ""
    tally.no_reason += bool(undetermined and line.determined and not because.strip())
    tally.failing_check += bool(failing.get(line.id))
    tally.in_doubt += bool(line.proposed and line.proposed.conclusion == "in_doubt")
    tally.unfiled += not line.filed_areas.get("area")
    tally.submitted += sent.went_on(line.id)
    tally.returned += line.id in sent.sent_back
    tally.to_mend += sent.waits_to_be_mended(line.id)
    tally.problems += len(sent.problems(line))


def _verified(told: Bulletin, lay: _Lay, due: date | None) -> None:
    """The delay of the verification, by whom the patch lay with."""
    if due is None:
        return
    inspected = inspected_on(lay.line)
    for whom, days in lay.late(due, inspected, told.today).items():
        told.of(*whom).late += 1
        told.of(*whom).late_days += days
    if inspected is not None and inspected <= due_for(Lies.TOWNSHIP, due):
        told.of(Lies.TOWNSHIP, lay.line.township).in_time += 1


def _released(told: Bulletin, lay: _Lay, due: date | None, first: date | None) -> None:
    """The first release counts; a later correction is no delay."""
    if due is None:
        return
    for whom, days in lay.late(due, first, told.today).items():
        told.of(*whom).report_late += 1
        told.of(*whom).report_late_days += days
    if first is not None and first <= due:
        told.of(Lies.TOWNSHIP, lay.line.township).report_in_time += 1


def _answered(told: Bulletin, lay: _Lay, due: date, answered: date | None) -> None:
    for whom, days in lay.late(due, answered, told.today).items():
        told.of(*whom).problems_late += 1
        told.of(*whom).problems_late_days += days


def _handed(tally: Tally, handed: Handed) -> None:
    when, first = handed.when, tally.handovers_earliest
    tally.handovers += 1
    tally.handovers_open += handed.still_open
    tally.handovers_late += bool(when.late)
    tally.handovers_late_days += when.late or 0
    tally.handovers_unsure += when.late is None
    if handed.still_open:
        tally.handovers_earliest = min(filter(None, (first, when.due.isoformat())))


def bulletin_text(found: Bulletin) -> str:
    lines = [f"各乡镇核查上报质量和时效（截至 {found.today}；内部交件日不计，期限末日为休息日的不算乡镇逾期）"]
    if not found.returns_kept:
        lines.append("填报没有在系统登记，上报的时效和退回率不明")
    for name, one in sorted(found.townships.items()):
        lines.append(
            f"{name}：{one.plots} 个地块，按期核查 {one.in_time} 个，未登记核查 {one.not_inspected} 个，"
            f"逾期 {one.late} 个共 {one.late_days} 天；未判定 {one.undetermined} 个，存疑 {one.in_doubt} 个，"
            f"未填报面积 {one.unfiled} 个，月核未过 {one.failing_check} 个{one.sent_text(found.returns_kept)}"
        )
    for name, one in sorted(found.others.items()):
        lines.append(f"{name}：逾期 {one.late} 个共 {one.late_days} 天{one.sent_text(found.returns_kept)}")
    return "\n".join(lines)
