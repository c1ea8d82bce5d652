"""补办用地手续: after the penalty, pursued only where policy, plan, level allow; granted higher, it counts (二(六))."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from weipian.programme.inspection.acts.recording import Follow
from weipian.programme.rectification.cases.acts.bringing import now_of, plots_of, require_own_evidence, require_unlawful
from weipian.programme.rectification.cases.later_approval import Asked, Land, Obstacle, obstacles
from weipian.programme.rectification.standing import put_right
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import LaterApproval
from weipian.store.queries.beside_cases import Said, newest_said, right_of
from weipian.store.queries.cases import PlotInCase, cases_on
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.cases import ApprovalLevel, ApprovalStage, CaseStep
from weipian.terms.errors import InputError
from weipian.terms.words import Category, Measure, Outcome

Ground = Callable[[Collection[int]], Mapping[int, Land]]
"""Plot ids → the land that they take: a later stage's work, handed in."""
TABLE = "later_approval"
COLUMNS = ("number", "authority", "level", "linked", "ticked", "higher", "fits_industry", "fits_plan", "reason")


@dataclass(frozen=True, slots=True)
class Applying:
    """An application: whether policy and plan allow it, whose approval it needs. None is not known."""

    day: date
    level: ApprovalLevel | None = None
    fits_industry: bool | None = None
    fits_plan: bool | None = None
    linked: bool = False
    evidence: int | None = None


@dataclass(frozen=True, slots=True)
class Granting:
    """What was answered. `linked`: by 增减挂钩, which needs the tick; `higher`: granted above, not pursued here."""

    stage: ApprovalStage
    day: date
    number: str = ""
    authority: str = ""
    level: ApprovalLevel | None = None
    linked: bool | None = None
    ticked: bool | None = None
    higher: bool = False
    reason: str = ""
    evidence: int | None = None


def decided_on(desk: Desk, plots: Collection[int]) -> dict[int, date]:
    """Plot → the day of the first penalty decision that stands about it."""
    found: dict[int, date] = {}
    for plot, some in cases_on(plots).items():
        days = [move.day for case in some if (move := now_of(case, desk.policy).first(CaseStep.DECIDED)) is not None]
        if days:
            found[plot] = min(days)
    return found


def why_not(desk: Desk, said: Applying, decided: date | None, land: Land | None) -> list[Obstacle]:
    """What keeps the county from pursuing it."""
    own = land or Land()
    known = Asked(decided, said.fits_industry, said.fits_plan, said.level, own.farmland, own.redline)
    return obstacles(desk.policy, known)


def apply(desk: Desk, number: str, said: Applying, ground: Ground) -> int:
    """The application's id. Raises InputError that tells every reason why it is not pursued."""
    require_may(desk.policy, desk.actor, Act.RETROSPECTIVE_APPLIED)
    with acting(desk, Act.RETROSPECTIVE_APPLIED, TABLE) as act:
        require_past(act, said.day, number)
        plot = _plot(desk, Act.RETROSPECTIVE_APPLIED, number, said.evidence)
        decided = decided_on(desk, [plot.id]).get(plot.id)
        against = why_not(desk, said, decided, ground([plot.id]).get(plot.id))
        if against:
            reasons = "；".join(f"{one.said}（{one.clause}）" for one in against)
            raise InputError("case_approval_not_pursued", where=number, reasons=reasons)
        if decided is not None and said.day < decided:
            raise InputError("case_approval_before", where=number, day=said.day, decided=decided)
        old = newest_said(TABLE, [plot.id]).get(plot.id)
        if old is not None and old.values["stage"] != ApprovalStage.REFUSED.value:
            raise InputError("case_approval_stands", where=number, stage=ApprovalStage(old.values["stage"]).label)
        row = {
            "stage": ApprovalStage.APPLIED.value,
            "day": said.day,
            "level": said.level.value if said.level else "",
            "linked": said.linked,
            "fits_industry": said.fits_industry,
            "fits_plan": said.fits_plan,
            "evidence_id": said.evidence,
        }
        return _write(act, desk, plot, old, row)


def grant(desk: Desk, number: str, said: Granting, follow: Follow) -> int:
    """The answer's id; what is granted and ticked where that is needed is the plot's outcome. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.RETROSPECTIVE_GRANTED)
    with acting(desk, Act.RETROSPECTIVE_GRANTED, TABLE) as act:
        require_past(act, said.day, number)
        plot = _plot(desk, Act.RETROSPECTIVE_GRANTED, number, said.evidence)
        old = newest_said(TABLE, [plot.id]).get(plot.id)
        _require_answer(desk, plot, said, old)
        values = dict(old.values) if old else {}
        linked = said.linked if said.linked is not None else bool(values.get("linked"))
        row = {
            "stage": said.stage.value,
            "day": said.day,
            "number": said.number.strip() or None,
            "authority": said.authority.strip(),
            "level": said.level.value if said.level else values.get("level", ""),
            "linked": linked,
            "ticked": said.ticked,
            "higher": said.higher,
            "fits_industry": values.get("fits_industry"),
            "fits_plan": values.get("fits_plan"),
            "reason": said.reason.strip() or None,
            "evidence_id": said.evidence,
        }
        counts = said.stage is ApprovalStage.GRANTED and (not linked or said.ticked is True)
        return _write(act, desk, plot, old, row, said.day if counts else None, follow)


def tick(desk: Desk, number: str, day: date, follow: Follow) -> int:
    """「其他建设用地审批手续」 was ticked on the platform for an approval by 增减挂钩: from then on it counts."""
    require_may(desk.policy, desk.actor, Act.RETROSPECTIVE_GRANTED)
    with acting(desk, Act.RETROSPECTIVE_GRANTED, TABLE) as act:
        require_past(act, day, number)
        plot = _plot(desk, Act.RETROSPECTIVE_GRANTED, number, None)
        old = newest_said(TABLE, [plot.id]).get(plot.id)
        if old is None or old.values["stage"] != ApprovalStage.GRANTED.value or not old.values["linked"]:
            raise InputError("case_approval_no_tick", where=number)
        if old.values["ticked"]:
            raise InputError("case_approval_stands", where=number, stage="已勾选")
        if day < old.values["day"]:
            raise InputError("case_day_before", day=day, before=old.values["day"], step="批准")
        kept = {name: old.values[name] for name in (*COLUMNS, "stage", "day", "evidence_id")}
        return _write(act, desk, plot, old, {**kept, "ticked": True}, day, follow)


def _plot(desk: Desk, act: Act, number: str, evidence: int | None) -> PlotInCase:
    (plot,) = plots_of(desk, act, [number])
    require_unlawful([plot])
    if plot.category is Category.MINING:
        raise InputError("case_approval_mining", where=number)
    if evidence is not None:
        require_own_evidence([evidence], [plot], number)
    return plot


def _require_answer(desk: Desk, plot: PlotInCase, said: Granting, old: Said | None) -> None:
    """Raises InputError: no penalty before it, not applied for, number or reason not said, settled otherwise."""
    applied = old is not None and old.values["stage"] == ApprovalStage.APPLIED.value
    if not applied and not (said.higher and said.stage is ApprovalStage.GRANTED):
        raise InputError("case_approval_not_applied", where=plot.number)
    if said.stage is ApprovalStage.REFUSED:
        if not said.reason.strip():
            raise InputError("case_no_reason", where=plot.number, what=said.stage.label)
        return
    if old is not None and old.values["stage"] == ApprovalStage.GRANTED.value:
        raise InputError("case_approval_stands", where=plot.number, stage=ApprovalStage.GRANTED.label)
    if not (said.number.strip() and said.authority.strip()):
        raise InputError("case_approval_paper", where=plot.number)
    decided = decided_on(desk, [plot.id]).get(plot.id)
    if decided is None:
        raise InputError("case_approval_no_penalty", where=plot.number)
    if said.day < decided:
        raise InputError("case_approval_before", where=plot.number, day=said.day, decided=decided)
    if applied and old is not None and said.day < old.values["day"]:
        raise InputError("case_day_before", day=said.day, before=old.values["day"], step="申请补办")
    right = right_of(plot.id)
    if right is not None and Outcome(right.values["outcome"]).is_settled:
        raise InputError("case_right_already", where=plot.number, outcome=Outcome(right.values["outcome"]).label)


def _write(
    act: Doing,
    desk: Desk,
    plot: PlotInCase,
    old: Said | None,
    row: Mapping[str, object],
    counts_on: date | None = None,
    follow: Follow | None = None,
) -> int:
    before = right_of(plot.id)
    right = None
    if counts_on is not None:
        outcome = {"outcome": Outcome.RETROSPECTIVE_APPROVAL.value, "outcome_on": counts_on}
        right = put_right(act, plot.id, measure=Measure.RETROSPECTIVE_APPROVAL.value, **outcome)
    links = {
        "right_id": right,
        "before_id": before.id if right and before else None,
        "replaces_id": old.id if old else None,
        "account_id": desk.actor.account,
    }
    place = {"plot_id": plot.id, "patch_id": plot.patch_id}
    key = act.replace(LaterApproval, [old.id] if old else [], [{**place, **row, **links}])[0]
    act.subject = f"{TABLE}:{key}"
    if right is not None and follow is not None:
        follow(act, desk.policy, [plot.id])
    return key
