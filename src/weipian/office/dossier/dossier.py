"""A plot's whole story as one frozen value: all that its dossier is made of, masked for whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.office.imaging.chip import Pair
from weipian.programme.report.dossier.complete import Completeness
from weipian.programme.report.explain.answer import Told
from weipian.programme.submission.checking.row import Row
from weipian.store.queries.beside_cases import Said
from weipian.store.queries.cases import CaseHere
from weipian.store.queries.dossier_past import Decided
from weipian.store.queries.dossiers import Heard, Issued, Worded
from weipian.store.queries.evidence import EvidenceHere
from weipian.store.queries.finals import Paper as FinalPaper
from weipian.store.queries.handover import HandoverHere
from weipian.store.queries.inspected import InspectionHere, OpinionHere
from weipian.store.queries.instructions import Asked
from weipian.store.queries.looked import ApprovalHere, Looked
from weipian.store.queries.objection import ObjectionHere
from weipian.store.queries.rectification_records import Records
from weipian.store.queries.submission import Returned
from weipian.store.queries.upper import UpperHere


@dataclass(frozen=True, slots=True)
class Beside:
    """Cases, stop orders, handlings without one, retrospective approvals."""

    cases: tuple[CaseHere, ...] = ()
    stops: tuple[Said, ...] = ()
    less: tuple[Said, ...] = ()
    later: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """`made`: the account as it follows from the findings; `worded`: somebody's own, which then goes before it.

    `figure` SVG, None where it may not be drawn, and `figure_why` says why. `pictures`: viewing copies of photos by
    the hash of the original. `decided`: every determination in its order, the last one stands. `stale`: cells of the
    return whose books have changed since it was filled. `issued`: the edition that stands.
    """

    told: Told
    row: Row
    whole: Completeness
    made: tuple[str, ...]
    worded: Worded | None
    chips: Pair | None
    chips_why: str
    figure: bytes | None
    figure_why: str
    evidence: tuple[EvidenceHere, ...]
    pictures: Mapping[str, bytes]
    inspections: tuple[InspectionHere, ...]
    opinions: tuple[OpinionHere, ...]
    uppers: tuple[UpperHere, ...]
    heard: tuple[Heard, ...]
    decided: tuple[Decided, ...]
    asked: tuple[Asked, ...]
    final: FinalPaper | None
    approvals: tuple[ApprovalHere, ...]
    looked: tuple[Looked, ...]
    returned: Returned | None
    cells: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]
    beside: Beside
    right: Records
    handovers: tuple[HandoverHere, ...]
    objections: tuple[ObjectionHere, ...]
    county: str
    secrecy: str
    issued: Issued | None
    today: date

    @property
    def number(self) -> str:
        return self.told.story.plot.number

    @property
    def township(self) -> str:
        return self.told.story.plot.township

    @property
    def texts(self) -> Mapping[str, Any]:
        """What was determined, as it is booked; empty where nothing is."""
        written = self.told.story.determined
        return written.values if written else {}
