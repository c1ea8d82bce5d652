"""不予立案、非立案整改、不处理: an unlawful plot handled without a case, with its reason and a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.cases.acts.bringing import (
    approval_columns,
    plots_of,
    require_approved,
    require_own_evidence,
    require_unlawful,
)
from weipian.programme.rectification.cases.competence import Approver
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import CaseLess
from weipian.store.queries.beside_cases import newest_said
from weipian.store.queries.cases import PlotInCase, cases_on
from weipian.terms.acting import Act
from weipian.terms.cases import OVER, WithoutCase
from weipian.terms.errors import InputError
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class Leaving:
    """How, why, when, by which paper, who approved."""

    how: WithoutCase
    day: date
    reason: str
    approver: Approver
    number: str = ""
    evidence: int | None = None


def act_of(how: WithoutCase) -> Act:
    return Act.UNCASED_RECTIFIED if how is WithoutCase.UNCASED else Act.CASE_NOT_OPENED


def leave(desk: Desk, numbers: Sequence[str], said: Leaving) -> list[int]:
    """Ids of the records, one a plot. Raises InputError."""
    wanted = act_of(said.how)
    require_may(desk.policy, desk.actor, wanted)
    where = "、".join(numbers)
    if not said.reason.strip():
        raise InputError("case_no_reason", where=where, what=said.how.label)
    require_approved(desk, said.how.value, said.how.label, said.approver, where)
    with acting(desk, wanted, "case_less") as act:
        require_past(act, said.day, where)
        plots = plots_of(desk, wanted, numbers)
        require_unlawful(plots)
        _require_free(plots, said)
        if said.evidence is not None:
            require_own_evidence([said.evidence], plots, where)
        old = newest_said("case_less", [one.id for one in plots])
        rows = [
            {
                "plot_id": one.id,
                "patch_id": one.patch_id,
                "how": said.how.value,
                "day": said.day,
                "number": said.number.strip() or None,
                "reason": said.reason.strip(),
                **approval_columns(said.approver),
                "evidence_id": said.evidence,
                "account_id": desk.actor.account,
            }
            for one in plots
        ]
        ids = act.replace(CaseLess, [one.id for one in old.values()], rows)
        act.subject = f"case_less:{ids[0]}" if len(ids) == 1 else act.subject
    return ids


def _require_free(plots: Sequence[PlotInCase], said: Leaving) -> None:
    """No open case; nothing is left alone but a mining trace; what of mining is not opened has its papers."""
    on = cases_on([one.id for one in plots])
    for one in plots:
        standing = [case for case in on.get(one.id, ()) if case.turns[-1].step not in OVER]
        if standing:
            raise InputError("case_plot_taken", where=one.number, case=standing[0].number)
        mining = one.category is Category.MINING
        if said.how is WithoutCase.NO_HANDLING and not mining:
            raise InputError("case_only_mining", where=one.number)
        if mining and said.evidence is None:
            raise InputError("case_mining_papers", where=one.number, how=said.how.label)
