"""上级检查: recorded with who accompanied it, then confirmed or objected to, by the signed scan (plan 二(二))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import UpperAnswer, UpperCheck
from weipian.store.queries.evidence import plot_of
from weipian.store.queries.inspected import plots_to_inspect, require_evidence
from weipian.store.queries.upper import UpperHere, upper_checks
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import CheckAnswer


@dataclass(frozen=True, slots=True)
class Checked:
    """A check: by which body, by which unit that it entrusted, when, accompanied by whom, what was found."""

    plot: str
    body: str
    day: date
    finding: str
    accompanied: str
    unit: str = ""
    evidence: int | None = None


def record_check(desk: Desk, said: Checked) -> int:
    """Its id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.UPPER_CHECK_RECORDED)
    for name, text in (("检查单位", said.body), ("检查结果", said.finding), ("陪同人", said.accompanied)):
        if not text.strip():
            raise InputError("inspection_needs", where=said.plot, name=name)
    with acting(desk, Act.UPPER_CHECK_RECORDED, "upper_check") as act:
        require_past(act, said.day, said.plot)
        plot = plots_to_inspect({said.plot}, seen(desk)).get(said.plot)
        if plot is None:
            raise InputError("plot_unknown", where=said.plot)
        require_may(desk.policy, desk.actor, Act.UPPER_CHECK_RECORDED, plot.about)
        if said.evidence is not None:
            require_evidence([said.evidence], plot.line, said.plot)
        key = act.add(
            UpperCheck,
            plot_id=plot.id,
            patch_id=plot.patch_id,
            body=said.body.strip(),
            unit=said.unit.strip() or None,
            day=said.day,
            accompanied=said.accompanied.strip(),
            finding=said.finding.strip(),
            evidence_id=said.evidence,
            account_id=desk.actor.account,
        )
        act.subject = f"upper_check:{key}"
    return key


@dataclass(frozen=True, slots=True)
class Answering:
    """The county's answer; an objection has its reason, and both the scan of the signed paper."""

    answer: CheckAnswer
    day: date
    scan: int | None
    reason: str = ""


def answer_check(desk: Desk, number: int, said: Answering) -> int:
    """A later answer replaces an earlier one, which stays. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.UPPER_CHECK_ANSWERED)
    with acting(desk, Act.UPPER_CHECK_ANSWERED, f"upper_check:{number}") as act:
        found = check_here(desk, number)
        plot = plot_of(found.plot, seen(desk))
        require_may(desk.policy, desk.actor, Act.UPPER_CHECK_ANSWERED, plot.about)
        require_past(act, said.day, str(number))
        if said.day < found.day:
            raise InputError("upper_answer_early", where=str(number), day=said.day, checked=found.day)
        if said.answer is CheckAnswer.OBJECTED and not said.reason.strip():
            raise InputError("upper_reason", where=str(number))
        if said.scan is None:
            raise InputError("upper_scan", where=str(number))
        require_evidence([said.scan], _line(desk, found), found.plot)
        row = {"check_of_id": number, "answer": said.answer.value, "reason": said.reason.strip() or None}
        more = {"day": said.day, "scan_id": said.scan, "account_id": desk.actor.account}
        old = [found.answer_id] if found.answer_id is not None else []
        return act.replace(UpperAnswer, old, [{**row, **more}])[0]


def check_here(desk: Desk, number: int) -> UpperHere:
    """Raises InputError, also for one that is not in sight."""
    found = next((one for one in upper_checks(seen(desk)) if one.id == number), None)
    if found is None:
        raise InputError("upper_unknown", where=str(number))
    return found


def _line(desk: Desk, found: UpperHere) -> frozenset[int]:
    """The plots whose evidence may hold the answer: the checked one and those that it was cut from."""
    plot = plots_to_inspect({found.plot}, seen(desk)).get(found.plot)
    return plot.line if plot is not None else frozenset({found.plot_id})
