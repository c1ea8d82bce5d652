"""责令停止: early, by paper; a re-visit says whether they stopped (plan 六(一), requirement D2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.cases.acts.bringing import plots_of, require_own_evidence
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import StopOrder
from weipian.store.queries.beside_cases import newest_said
from weipian.terms.acting import Act
from weipian.terms.cases import Stop
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class StopSaid:
    """The order: its day, its paper's number, when and how it was served."""

    day: date
    number: str
    served: date | None = None
    service: str = ""
    evidence: int | None = None


@dataclass(frozen=True, slots=True)
class Revisit:
    """What was found when somebody went there again."""

    day: date
    outcome: Stop
    found: str = ""
    evidence: int | None = None


def order_stop(desk: Desk, numbers: Sequence[str], said: StopSaid) -> list[int]:
    """Ids of the orders, one a plot; a new order replaces one that stands. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.STOP_ORDERED)
    if not said.number.strip():
        raise InputError("case_no_number", where="责令停止违法行为通知书")
    with acting(desk, Act.STOP_ORDERED, "stop_orders") as act:
        require_past(act, said.served or said.day, "送达日期" if said.served else "责令停止")
        if said.served is not None and said.served < said.day:
            raise InputError("case_served_before", served=said.served, day=said.day)
        plots = plots_of(desk, Act.STOP_ORDERED, numbers)
        if said.evidence is not None:
            require_own_evidence([said.evidence], plots, "责令停止")
        old = newest_said("stop_order", [one.id for one in plots])
        rows = [
            {
                "plot_id": one.id,
                "patch_id": one.patch_id,
                "day": said.day,
                "number": said.number.strip(),
                "served": said.served,
                "service": said.service.strip() or None,
                "evidence_id": said.evidence,
                "account_id": desk.actor.account,
                "replaces_id": old[one.id].id if one.id in old else None,
            }
            for one in plots
        ]
        ids = act.replace(StopOrder, [one.id for one in old.values()], rows)
        act.subject = f"stop_order:{ids[0]}" if len(ids) == 1 else act.subject
    return ids


KEPT = ("plot_id", "patch_id", "day", "number", "served", "service", "evidence_id")


def revisit(desk: Desk, number: str, said: Revisit) -> int:
    """The order's row anew with what was found. Raises InputError where none stands."""
    require_may(desk.policy, desk.actor, Act.STOP_ORDERED)
    with acting(desk, Act.STOP_ORDERED, "stop_order") as act:
        require_past(act, said.day, number)
        (plot,) = plots_of(desk, Act.STOP_ORDERED, [number])
        old = newest_said("stop_order", [plot.id]).get(plot.id)
        if old is None:
            raise InputError("case_no_stop", where=number)
        if said.day < old.values["day"]:
            raise InputError("case_day_before", day=said.day, before=old.values["day"], step="责令停止")
        if said.evidence is not None:
            require_own_evidence([said.evidence], [plot], number)
        row = {name: old.values[name] for name in KEPT}
        found = {"visited": said.day, "outcome": said.outcome.value, "found": said.found.strip() or None}
        links = {"origin": old.values["origin"] or old.id, "replaces_id": old.id, "account_id": desk.actor.account}
        named = {"evidence_id": said.evidence} if said.evidence is not None else {}
        key = act.replace(StopOrder, [old.id], [{**row, **found, **links, **named}])[0]
        act.subject = f"stop_order:{key}"
    return key
