"""补办用地手续: after the penalty, pursued only where policy, plan, level allow; granted higher, it counts (二(六))."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.inspection.acts.recording import Follow
from weipian.programme.rectification.cases.acts.bringing import (
    now_of,
    plots_among,
    require_own_evidence,
    require_unlawful,
)
from weipian.programme.rectification.cases.later_approval import Asked, Land, Obstacle, obstacles
from weipian.programme.rectification.standing import put_right_many
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.bulk import Source, note_table
from weipian.store.days import require_past
from weipian.store.models import LaterApproval
from weipian.store.queries.beside_cases import Said, newest_said
from weipian.store.queries.cases import PlotInCase, cases_on, evidence_of, plots_for_cases
from weipian.store.queries.rectification import rights_of
from weipian.store.seeing import seen
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
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


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written of a plot; `counts_on`: from when it is the plot's outcome."""

    plot: PlotInCase
    old: Said | None
    row: Mapping[str, object]
    counts_on: date | None = None


def _application(said: Applying) -> dict[str, object]:
    return {
        "stage": ApprovalStage.APPLIED.value,
        "day": said.day,
        "level": said.level.value if said.level else "",
        "linked": said.linked,
        "fits_industry": said.fits_industry,
        "fits_plan": said.fits_plan,
        "evidence_id": said.evidence,
    }


class Approving:
    """Checks applications and answers against the books, read once for all plots."""

    def __init__(
        self,
        desk: Desk,
        act: Act,
        numbers: Collection[str],
        evidence: Collection[int] = (),
        ground: Ground | None = None,
    ) -> None:
        self.desk, self.act = desk, act
        self.plots = plots_for_cases(list(numbers), seen(desk))
        ids = [one.id for one in self.plots.values()]
        self.decided = decided_on(desk, ids)
        self.there = newest_said(TABLE, ids)
        self.rights = rights_of(ids)
        self.land = ground(ids) if ground else {}
        self.kept = evidence_of(evidence)

    def plot(self, number: str, evidence: int | None) -> PlotInCase:
        """Raises InputError."""
        (plot,) = plots_among(self.desk, self.act, [number], self.plots)
        require_unlawful([plot])
        if plot.category is Category.MINING:
            raise InputError("case_approval_mining", where=number)
        if evidence is not None:
            require_own_evidence([evidence], [plot], number, self.kept)
        return plot

    def application(self, number: str, said: Applying) -> Written:
        """Raises InputError that tells every reason why it is not pursued."""
        plot = self.plot(number, said.evidence)
        decided = self.decided.get(plot.id)
        against = why_not(self.desk, said, decided, self.land.get(plot.id))
        if against:
            reasons = "；".join(f"{one.said}（{one.clause}）" for one in against)
            raise InputError("case_approval_not_pursued", where=number, reasons=reasons)
        if decided is not None and said.day < decided:
            raise InputError("case_approval_before", where=number, day=said.day, decided=decided)
        old = self.there.get(plot.id)
        if old is not None and old.values["stage"] != ApprovalStage.REFUSED.value:
            raise InputError("case_approval_stands", where=number, stage=ApprovalStage(old.values["stage"]).label)
        return Written(plot, old, _application(said))

    def answer(self, number: str, said: Granting) -> Written:
        """Raises InputError."""
        plot = self.plot(number, said.evidence)
        old = self.there.get(plot.id)
        self._require_answer(plot, said, old)
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
        return Written(plot, old, row, said.day if counts else None)

    def says_new(self, number: str, said: Applying | Granting) -> bool:
        """False where the same stands already. Raises InputError."""
        plot = self.plot(number, said.evidence)
        old = self.there.get(plot.id)
        if isinstance(said, Applying):
            own = _application(said)
        else:
            texts = {"number": said.number.strip() or None, "authority": said.authority.strip()}
            own = {"stage": said.stage.value, "day": said.day, **texts, "reason": said.reason.strip() or None}
        if old is not None and all(old.values[name] == value for name, value in own.items()):
            return False
        return bool(self.application(number, said) if isinstance(said, Applying) else self.answer(number, said))

    def _require_answer(self, plot: PlotInCase, said: Granting, old: Said | None) -> None:
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
        decided = self.decided.get(plot.id)
        if decided is None:
            raise InputError("case_approval_no_penalty", where=plot.number)
        if said.day < decided:
            raise InputError("case_approval_before", where=plot.number, day=said.day, decided=decided)
        if applied and old is not None and said.day < old.values["day"]:
            raise InputError("case_day_before", day=said.day, before=old.values["day"], step="申请补办")
        right = self.rights.get(plot.id)
        if right is not None and Outcome(right.values["outcome"]).is_settled:
            raise InputError("case_right_already", where=plot.number, outcome=Outcome(right.values["outcome"]).label)


def apply(desk: Desk, number: str, said: Applying, ground: Ground) -> int:
    """The application's id. Raises InputError that tells every reason why it is not pursued."""
    return apply_many(desk, {number: said}, ground)[0][0]


def apply_many(
    desk: Desk, wanted: Mapping[str, Applying], ground: Ground, source: Source | None = None
) -> tuple[list[int], int | None]:
    """Plot → its application; their ids, and the number of the table. All or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.RETROSPECTIVE_APPLIED)
    with acting(desk, Act.RETROSPECTIVE_APPLIED, TABLE) as act:
        for number, said in wanted.items():
            require_past(act, said.day, number)
        books = Approving(desk, Act.RETROSPECTIVE_APPLIED, wanted.keys(), _evidence(wanted.values()), ground)
        ready = [books.application(number, said) for number, said in wanted.items()]
        table = note_table(act, BulkTable.APPLICATIONS, source, len(ready)) if source else None
        return _write(act, desk, ready, None, single=source is None), table


def grant(desk: Desk, number: str, said: Granting, follow: Follow) -> int:
    """The answer's id; what is granted and ticked where that is needed is the plot's outcome. Raises InputError."""
    return answer_many(desk, {number: said}, follow)[0][0]


def answer_many(
    desk: Desk, wanted: Mapping[str, Granting], follow: Follow, source: Source | None = None
) -> tuple[list[int], int | None]:
    """Plot → what was answered; ids, and the number of the table. All or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.RETROSPECTIVE_GRANTED)
    with acting(desk, Act.RETROSPECTIVE_GRANTED, TABLE) as act:
        for number, said in wanted.items():
            require_past(act, said.day, number)
        books = Approving(desk, Act.RETROSPECTIVE_GRANTED, wanted.keys(), _evidence(wanted.values()))
        ready = [books.answer(number, said) for number, said in wanted.items()]
        table = note_table(act, BulkTable.APPROVALS, source, len(ready)) if source else None
        return _write(act, desk, ready, follow, single=source is None), table


def _evidence(wanted: Iterable[Applying | Granting]) -> list[int]:
    return [one.evidence for one in wanted if one.evidence is not None]


def tick(desk: Desk, number: str, day: date, follow: Follow) -> int:
    """「其他建设用地审批手续」 was ticked on the platform for an approval by 增减挂钩: from then on it counts."""
    require_may(desk.policy, desk.actor, Act.RETROSPECTIVE_GRANTED)
    with acting(desk, Act.RETROSPECTIVE_GRANTED, TABLE) as act:
        require_past(act, day, number)
        books = Approving(desk, Act.RETROSPECTIVE_GRANTED, [number])
        plot = books.plot(number, None)
        old = books.there.get(plot.id)
        if old is None or old.values["stage"] != ApprovalStage.GRANTED.value or not old.values["linked"]:
            raise InputError("case_approval_no_tick", where=number)
        if old.values["ticked"]:
            raise InputError("case_approval_stands", where=number, stage="已勾选")
        if day < old.values["day"]:
            raise InputError("case_day_before", day=day, before=old.values["day"], step="批准")
        kept = {name: old.values[name] for name in (*COLUMNS, "stage", "day", "evidence_id")}
        return _write(act, desk, [Written(plot, old, {**kept, "ticked": True}, day)], follow)[0]


def _write(
    act: Doing, desk: Desk, ready: Sequence[Written], follow: Follow | None, *, single: bool = True
) -> list[int]:
    """Ids, in order of the plots' ids."""
    own = sorted(ready, key=lambda one: one.plot.id)  # by id: another order might tell of the values
    counting = {one.plot.id: one.counts_on for one in own if one.counts_on is not None}
    before = rights_of(counting.keys())
    measure = {"measure": Measure.RETROSPECTIVE_APPROVAL.value, "outcome": Outcome.RETROSPECTIVE_APPROVAL.value}
    rights = put_right_many(act, {key: {**measure, "outcome_on": day} for key, day in counting.items()})
    rows = [
        {
            "plot_id": one.plot.id,
            "patch_id": one.plot.patch_id,
            **one.row,
            "right_id": rights.get(one.plot.id),
            "before_id": before[one.plot.id].id if one.plot.id in before else None,
            "replaces_id": one.old.id if one.old else None,
            "account_id": desk.actor.account,
        }
        for one in own
    ]
    keys = act.replace(LaterApproval, [one.old.id for one in own if one.old], rows)
    if single:
        act.subject = f"{TABLE}:{keys[0]}"
    if rights and follow is not None:
        follow(act, desk.policy, list(rights))
    return keys
