"""案件办理: one step at a time, in the order that the policy allows, never closed over what still hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from weipian.programme.rectification.cases.acts.bringing import (
    approval_columns,
    now_of,
    require_approved,
    require_own_evidence,
)
from weipian.programme.rectification.cases.clocks import too_early
from weipian.programme.rectification.cases.competence import Approver
from weipian.programme.rectification.cases.flow import CaseNow, Move, refusal
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import CaseEvidence, CaseMove
from weipian.store.queries.cases import CaseHere, PlotInCase, cases, on_site
from weipian.store.seeing import seen
from weipian.store.sight import EVERYTHING
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.cases import CaseStep, Child, Penalty
from weipian.terms.errors import InputError

Elsewhere = Callable[[Collection[int]], Mapping[int, Collection[Child]]]
"""Plot ids → what other books say hangs on a case about them: another part's work, handed in."""


def nowhere(_plots: Collection[int]) -> Mapping[int, Collection[Child]]:
    return {}


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A step: its day, paper, service, content; of a decision the penalties, of a ruling who carries it out."""

    step: CaseStep
    day: date
    number: str = ""
    served: date | None = None
    service: str = ""
    reason: str = ""
    approver: Approver = field(default_factory=Approver)
    penalties: frozenset[Penalty] = frozenset()
    fine: str = ""
    executor: str = ""
    evidence: tuple[int, ...] = ()

    @property
    def move(self) -> Move:
        return Move(self.step, self.day, self.served, None, self.number, self.penalties)


def act_of(step: CaseStep) -> Act:
    return Act.CASE_CLOSED if step is CaseStep.CLOSED else Act.CASE_ADVANCED


def require_step_role(desk: Desk, step: CaseStep) -> None:
    """Who may not at all is told so before anything is looked up."""
    require_may(desk.policy, desk.actor, act_of(step))


def case_numbered(desk: Desk, number: str) -> CaseHere:
    """The whole case, where some of it is in sight. Raises InputError."""
    if not cases(seen(desk), [number]):
        raise InputError("case_unknown", where=number)
    return cases(EVERYTHING, [number])[0]


def step(desk: Desk, number: str, said: StepSaid, elsewhere: Elsewhere = nowhere) -> int:
    """The case's id. Raises InputError for what can't follow now, and why."""
    wanted = act_of(said.step)
    require_may(desk.policy, desk.actor, wanted)
    with acting(desk, wanted, "case") as act:
        require_past(act, max(said.day, said.served or said.day), number)
        case = case_numbered(desk, number)
        require_step(desk, case, now_of(case, desk.policy), said, elsewhere([one.id for one in case.plots]))
        write_steps(act, desk, case, [said], None)
        act.subject = f"case:{case.id}"
    return case.id


def require_step(
    desk: Desk,
    case: CaseHere,
    now: CaseNow,
    said: StepSaid,
    elsewhere: Mapping[int, Collection[Child]],
    seen_on_site: Collection[int] | None = None,
) -> None:
    """Raises InputError: not this person's, not in this order, not approved, not evidenced, too early."""
    for plot in case.plots:
        require_may(desk.policy, desk.actor, act_of(said.step), plot.about)
    if desk.actor.department and case.body != desk.actor.department:
        raise InputError("case_not_own_body", where=case.number, body=case.body, own=desk.actor.department)
    hanging = {child for some in elsewhere.values() for child in some}
    refused = refusal(desk.policy, now, said.move, hanging)
    if refused is not None:
        raise InputError(refused.code, where=case.number, **refused.params)
    require_approved(desk, said.step.value, said.step.label, said.approver, case.number)
    early = too_early(desk.policy, now, said.step, said.day)
    if early is not None:
        raise InputError("case_too_early", where=case.number, step=said.step.label, label=early.label, due=early.due)
    _require_content(desk, case, said)
    if said.step is CaseStep.INVESTIGATED:
        _require_site(desk, case.plots, case.number, seen_on_site)


def _require_content(desk: Desk, case: CaseHere, said: StepSaid) -> None:
    if said.step is CaseStep.DECIDED and not said.number.strip():
        raise InputError("case_no_number", where=f"{case.number} 处罚决定书")
    if said.fine and Penalty.FINE not in said.penalties:
        raise InputError("case_fine_alone", where=case.number)
    if said.step in (CaseStep.SUSPENDED, CaseStep.WITHDRAWN) and not said.reason.strip():
        raise InputError("case_no_reason", where=case.number, what=said.step.label)
    if said.step is CaseStep.COURT_RULED:
        known = (*desk.policy.townships, *desk.policy.value("organisation.bodies").items)
        if said.executor not in known:
            raise InputError("case_executor", where=case.number, names="、".join(known))
    if said.evidence:
        require_own_evidence(said.evidence, case.plots, case.number)


def _require_site(desk: Desk, plots: Sequence[PlotInCase], where: str, known: Collection[int] | None) -> None:
    """A satellite clue alone is no ground for a penalty. Raises InputError."""
    kinds = desk.policy.value("cases.site_evidence").items
    found = on_site([one.id for one in plots], kinds) if known is None else known
    lacking = [one.number for one in plots if one.id not in found]
    if lacking:
        raise InputError("case_no_site", where=where, plots="、".join(lacking))


def write_steps(
    act: Doing, desk: Desk, case: CaseHere, wanted: Sequence[StepSaid], sheet: int | None, turn: int | None = None
) -> None:
    """Steps that were checked before."""
    after = case.turns[-1].turn if turn is None else turn
    rows = rows_of(desk, case.id, case.plots, wanted, sheet, after)
    ids = act.add_many(CaseMove, rows)
    where = {(row["turn"], row["plot_id"]): key for key, row in zip(ids, rows, strict=True)}
    named = [
        {"move_id": where[after + at, plot], "evidence_id": key}
        for at, said in enumerate(wanted, start=1)
        if said.evidence
        for key, plot in require_own_evidence(said.evidence, case.plots, case.number).items()
    ]
    act.add_many(CaseEvidence, named)


def rows_of(
    desk: Desk, case: int, plots: Sequence[PlotInCase], wanted: Sequence[StepSaid], sheet: int | None, after: int
) -> list[dict[str, object]]:
    """One row a step and plot."""
    return [
        {
            "case_id": case,
            "turn": after + at,
            "plot_id": plot.id,
            "patch_id": plot.patch_id,
            "step": said.step.value,
            "day": said.day,
            "number": said.number.strip() or None,
            "served": said.served,
            "service": said.service.strip() or None,
            "more": _more(said),
            "reason": said.reason.strip() or None,
            **approval_columns(said.approver),
            "account_id": desk.actor.account,
            "sheet_id": sheet,
        }
        for at, said in enumerate(wanted, start=1)
        for plot in plots
    ]


def _more(said: StepSaid) -> dict[str, object]:
    found: dict[str, object] = {"penalties": sorted(one.value for one in said.penalties)} if said.penalties else {}
    return found | {key: text for key, text in (("fine", said.fine), ("executor", said.executor)) if text}
