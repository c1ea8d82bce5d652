"""Everything of many plots read at once: a fixed number of questions, then one plot after the other is put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from weipian.programme.submission.acts.loading import Here, here, with_rows
from weipian.store.acting import Desk
from weipian.store.queries.beside_cases import Said, said_of_plots
from weipian.store.queries.cases import CaseHere, cases_on
from weipian.store.queries.dossier_past import Decided, decisions_of
from weipian.store.queries.dossiers import Heard, Issued, Worded, heard, issues, labels_by_id, worded
from weipian.store.queries.evidence import EvidenceHere, listed
from weipian.store.queries.finals import Paper, final_papers
from weipian.store.queries.handover import HandoverHere, handovers_here
from weipian.store.queries.inspected import InspectionHere, OpinionHere, inspections, opinions
from weipian.store.queries.instructions import Asked, instructions
from weipian.store.queries.layers import LayerHere, all_layers
from weipian.store.queries.looked import ApprovalHere, Looked, approvals, look_ups
from weipian.store.queries.objection import ObjectionHere, objections
from weipian.store.queries.rectification import records_of
from weipian.store.queries.rectification_records import Records
from weipian.store.queries.upper import UpperHere, upper_checks
from weipian.store.seeing import seen
from weipian.terms.acting import State

One = TypeVar("One")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Read:
    """By plot id where no more is said; `evidence`, `inspections`, `uppers` by plot number, others by patch."""

    every: Mapping[str, Here]
    layers: Sequence[LayerHere]
    worded: Mapping[int, Worded]
    issued: Mapping[int, Issued]
    evidence: Mapping[str, Sequence[EvidenceHere]]
    inspections: Mapping[str, Sequence[InspectionHere]]
    opinions: Mapping[tuple[str, str], OpinionHere]
    uppers: Mapping[str, Sequence[UpperHere]]
    heard: Mapping[int, Sequence[Heard]]
    decided: Mapping[int, Sequence[Decided]]
    asked: Mapping[str, Sequence[Asked]]
    finals: Mapping[int, Paper]
    approvals: Mapping[str, ApprovalHere]
    looked: Mapping[str, Sequence[Looked]]
    stops: Mapping[int, Sequence[Said]]
    less: Mapping[int, Sequence[Said]]
    later: Mapping[int, Sequence[Said]]
    cases: Mapping[int, Sequence[CaseHere]]
    right: Mapping[int, Records]
    handovers: Mapping[str, Sequence[HandoverHere]]
    objections: Mapping[int, Sequence[ObjectionHere]]


def wanted(desk: Desk, names: Sequence[str] = (), township: str | None = None) -> tuple[dict[str, Here], list[Here]]:
    """All open plots in sight, and those that are named (or all, of a township) with their rows. Raises InputError."""
    from weipian.store.seeing import require_township
    from weipian.terms.errors import InputError

    require_township(desk, township)
    every = here(desk.policy, seen(desk, township))
    chosen = [one for one in every.values() if not names or one.line.plot in names or one.line.patch in names]
    known = {one.line.plot for one in chosen} | {one.line.patch for one in chosen}
    for name in names:
        if name not in known:
            raise InputError("plot_unknown", where=name)
    return every, with_rows(one for one in chosen if one.line.state is not State.WITHDRAWN)


def read(desk: Desk, every: Mapping[str, Here], chosen: Sequence[Here]) -> Read:
    """Of the chosen plots."""
    sight = seen(desk)
    plots = {one.line.id: one.line.patch_id for one in chosen}
    patches = sorted({one.line.patch for one in chosen})
    tables = {name: _grouped((one.plot.id, one) for one in said_of_plots(name, sight, plots)) for name in TABLES}
    return Read(
        every=every,
        layers=all_layers(),
        worded=worded(plots),
        issued={one.plot_id: one for one in issues(sight, plots)},
        evidence=_grouped((one.plot, one) for one in listed(sight)),
        inspections=_grouped((one.plot, one) for one in inspections(sight)),
        opinions=opinions(),
        uppers=_grouped((one.plot, one) for one in upper_checks(sight)),
        heard=heard(plots),
        decided=decisions_of(plots),
        asked=_grouped((one.patch, one) for one in instructions(sight)),
        finals=final_papers(),
        approvals={one.number: one for one in approvals(sight)},
        looked=_grouped((one.number, one) for one in look_ups(sight)),
        stops=tables["stop_order"],
        less=_approved(tables["case_less"]),
        later=tables["later_approval"],
        cases=cases_on(plots),
        right=records_of(plots),
        handovers=_grouped((one.patch, one) for one in handovers_here(sight, numbers=patches)),
        objections=_grouped((one.plot_id, one) for one in objections(sight)),
    )


def _approved(found: Mapping[int, Sequence[Said]]) -> dict[int, list[Said]]:
    """With whoever approved it by name, also where it is an account."""
    names = labels_by_id() if found else {}
    return {plot: [replace(one, values=_with_name(one.values, names)) for one in some] for plot, some in found.items()}


def _with_name(values: Mapping[str, Any], names: Mapping[int, str]) -> dict[str, Any]:
    return {**values, "approver": values["approver"] or names.get(values["approver_account_id"], "")}


TABLES = ("stop_order", "case_less", "later_approval")


def _grouped(pairs: Iterable[tuple[Key, One]]) -> dict[Key, list[One]]:
    found: dict[Key, list[One]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found
