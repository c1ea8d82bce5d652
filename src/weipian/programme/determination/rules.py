"""Determination rules, the face of this stage: facts in, a proposal out. Pure: no clock, disk or network."""

from __future__ import annotations

from weipian.programme.determination.catalogue import Entry, catalogue
from weipian.programme.determination.explain import as_json, explain
from weipian.programme.determination.facts import (
    Approval,
    Covered,
    FacilityRecord,
    Licence,
    PlotFacts,
    Records,
    RuralRoad,
    Site,
    SolarRecord,
    TemporaryPermit,
)
from weipian.programme.determination.finding import Check, Field, Finding, Hint, Proposal
from weipian.programme.determination.propose import propose
from weipian.terms.determination import (
    ActualUse,
    ApprovalKind,
    Handling,
    LicenceKind,
    MiningActivity,
    Nature,
)

__all__ = [
    "ActualUse",
    "Approval",
    "ApprovalKind",
    "Check",
    "Covered",
    "Entry",
    "FacilityRecord",
    "Field",
    "Finding",
    "Handling",
    "Hint",
    "Licence",
    "LicenceKind",
    "MiningActivity",
    "Nature",
    "PlotFacts",
    "Proposal",
    "Records",
    "RuralRoad",
    "Site",
    "SolarRecord",
    "TemporaryPermit",
    "as_json",
    "catalogue",
    "explain",
    "propose",
]
