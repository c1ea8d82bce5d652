"""Gate C: the county office's application to the prefecture, and its answer, each with its paper (plan 二(五))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.inspection.opined import basis
from weipian.programme.rectification.asking import AskNow, asked_of
from weipian.programme.rectification.in_place import at_gate_b, at_gate_c
from weipian.programme.rectification.plots import ToRight, needs, of_patch, plots_here, require_proofs
from weipian.programme.rectification.progressing import accepted_on, last_application
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import UpperApplication, UpperApplicationAnswer
from weipian.store.queries.inspected import patch_plots
from weipian.store.queries.rectification_records import Application
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.rectification import CheckResult
from weipian.terms.words import GateName, Measure


@dataclass(frozen=True, slots=True)
class Applying:
    """An application by its number, for a whole patch."""

    patch: str
    number: str
    day: date
    scan: int | None = None
    note: str = ""


def apply_check(desk: Desk, said: Applying, ask: AskNow) -> int:
    """Its id. Raises InputError where gate C does not ask for it, or not yet."""
    doing = Act.UPPER_ACCEPTANCE_APPLIED
    require_may(desk.policy, desk.actor, doing)
    needs(said.patch, 申请文号=said.number)
    with acting(desk, doing, "upper_application") as act:
        require_past(act, said.day, said.patch)
        plots = concerned(desk, doing, said.patch)
        asked = asked_of(said.patch, ask)
        gate = asked.of(GateName.C)
        if gate is None:
            raise InputError("gate_not_asked", where=said.patch, gate=GateName.C.label)
        _require_ready(plots, said)
        if waits := [one.why for one in at_gate_b(asked)]:
            raise InputError("right_check_not_ready", where=said.patch, why="；".join(waits))
        if not at_gate_c(plots[0].records, asked):
            raise InputError("right_check_passed", where=said.patch)
        _require_none_open(last_application(plots[0].records), said.patch)
        require_proofs(plots[0], [] if said.scan is None else [said.scan])
        key = act.add(UpperApplication, **_row(desk, plots[0], said, gate))
        act.subject = f"upper_application:{key}"
    return key


def _row(desk: Desk, plot: ToRight, said: Applying, gate: Mapping[str, Any]) -> dict[str, object]:
    return {
        "patch_id": plot.line.patch_id,
        "number": said.number.strip(),
        "day": said.day,
        "told": said.note.strip() or None,
        "basis": basis(gate),
        "scan_id": said.scan,
        "account_id": desk.actor.account,
    }


def concerned(desk: Desk, act: Act, patch: str) -> list[ToRight]:
    """The plots of a patch that are demolished and recultivated, whole or in part. Raises InputError."""
    own = of_patch(plots_here(desk, beside=patch_plots(patch)), patch)
    if not own:
        raise InputError("patch_unknown", where=patch)
    found = [one for one in own if Measure.DEMOLISH_AND_RECULTIVATE in measures_on(one)]
    if not found:
        raise InputError("right_none_demolished", where=patch)
    for one in found:
        require_may(desk.policy, desk.actor, act, one.about)
    return found


def measures_on(plot: ToRight) -> set[Measure]:
    return {plot.measure, *(one.measure for one in plot.records.parts)}


def _require_ready(plots: Sequence[ToRight], said: Applying) -> None:
    """Self-acceptance comes first, of every plot that the measure concerns. Raises InputError."""
    days = {one.line.plot: accepted_on(one.records) for one in plots}
    waiting = [plot for plot, day in days.items() if day is None]
    if waiting:
        raise InputError("right_check_not_ready", where=said.patch, why=f"乡镇还没有自验：{'、'.join(waiting)}")
    latest = max(day for day in days.values() if day is not None)
    if said.day < latest:
        raise InputError("right_check_early", where=said.patch, day=said.day, before=latest)


def _require_none_open(last: Application | None, patch: str) -> None:
    if last is not None and last.answer is None:
        raise InputError("right_check_open", where=patch, number=last.number)


@dataclass(frozen=True, slots=True)
class Answering:
    """What the prefecture answered; its paper has a number, and a scan in the vault."""

    patch: str
    result: CheckResult
    number: str
    day: date
    scan: int | None
    note: str = ""


def check_answer(desk: Desk, said: Answering) -> int:
    """Its id. Raises InputError where nothing was applied for."""
    doing = Act.UPPER_ACCEPTANCE_ANSWERED
    require_may(desk.policy, desk.actor, doing)
    needs(said.patch, 核验文号=said.number)
    if said.scan is None:
        raise InputError("right_scan", where=said.patch)
    with acting(desk, doing, "upper_application_answer") as act:
        require_past(act, said.day, said.patch)
        plots = concerned(desk, doing, said.patch)
        applied = last_application(plots[0].records)
        if applied is None or applied.answer is not None:
            raise InputError("right_check_none_open", where=said.patch)
        if said.day < applied.day:
            raise InputError("right_check_early", where=said.patch, day=said.day, before=applied.day)
        require_proofs(plots[0], [said.scan])
        row = {
            "application_id": applied.id,
            "result": said.result.value,
            "number": said.number.strip(),
            "day": said.day,
        }
        more = {"told": said.note.strip() or None, "scan_id": said.scan, "account_id": desk.actor.account}
        key = act.add(UpperApplicationAnswer, **row, **more)
        act.subject = f"upper_application_answer:{key}"
    return key
