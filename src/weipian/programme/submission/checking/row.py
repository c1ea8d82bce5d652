"""A plot's return as it would be released. None, and an empty text: not given, not looked at, not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from weipian.terms.checking import Subject
from weipian.terms.determination import ActualUse, ApprovalKind, Handling, LicenceKind, MiningActivity, Nature
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Category, Conclusion, Determination, GateName, Measure, Outcome


@dataclass(frozen=True, slots=True)
class Areas:
    """In 亩, exact. Farmland and redline lie over the four kinds of land and are no parts of the sum."""

    area: Fraction | None = None
    cultivated: Fraction | None = None
    other_farm: Fraction | None = None
    unused: Fraction | None = None
    construction: Fraction | None = None
    farmland: Fraction | None = None
    redline: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An approval that the return relies on; `cover`: share of the plot, `area` in 亩."""

    number: str = ""
    kind: ApprovalKind | None = None
    authority: str = ""
    effective: date | None = None
    area: Fraction | None = None
    cover: Fraction | None = None
    in_systems: bool | None = None
    looked_up: date | None = None
    looked_up_by: str = ""
    nested: bool | None = None


@dataclass(frozen=True, slots=True)
class Licensed:
    """An exploration or mining licence that the return relies on."""

    number: str = ""
    kind: LicenceKind | None = None
    valid_from: date | None = None
    until: date | None = None
    renewal_accepted: bool | None = None
    cover: Fraction | None = None
    within_elevation: bool | None = None


@dataclass(frozen=True, slots=True)
class Facility:
    """A record of facility farmland."""

    number: str = ""
    recorded: date | None = None
    use_fits: bool | None = None
    in_systems: bool | None = None
    cover: Fraction | None = None
    farmland_redrawn: bool | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit of temporary use."""

    number: str = ""
    approved: date | None = None
    until: date | None = None
    long_project: bool | None = None
    permanent_building: bool | None = None
    use_fits: bool | None = None
    in_systems: bool | None = None
    cover: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Sun:
    """A solar project's record."""

    number: str = ""
    compound_scheme: bool | None = None
    panels_on_cultivated: bool | None = None
    built_parts: bool | None = None


@dataclass(frozen=True, slots=True)
class Road:
    """A rural road as measured; metres."""

    width_m: Fraction | None = None
    hardened: bool | None = None
    in_national_network: bool | None = None


@dataclass(frozen=True, slots=True)
class Righted:
    """How much was to be put right and was, in 亩."""

    total: Fraction | None = None
    done: Fraction | None = None
    left: Fraction | None = None
    demolished: Fraction | None = None
    approved: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece; `heading` in degrees from north, `sha256` of its bytes."""

    kind: EvidenceKind
    on: date | None = None
    heading: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """An inspection of its own that the patch needs (A or D); `certain` False: hangs on something unknown."""

    name: GateName
    certain: bool = True
    opinion: bool | None = None
    by: str = ""
    on: date | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier patch that a continuing change goes on from: what both cover, in 亩, and whether it was counted."""

    patch: str
    shared: Fraction
    counted: bool | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One plot. Areas in 亩; `proposed` and `upper` in the words of `decided`; `townships`: what lies in which.

    `reasons`: mark → why somebody said yes or no to it. `righted`: as filed, else as `right_booked` has it. `unkept`:
    what its own records were written without.
    """

    plot: str
    patch: str
    category: Category
    township: str = ""
    parent: str = ""
    issued: date | None = None
    issued_area: Fraction | None = None
    earlier_image: date | None = None
    later_image: date | None = None
    determination: Determination | None = None
    conclusion: Conclusion | None = None
    nature: Nature | None = None
    proposed: str = ""
    upper: str = ""
    because: str = ""
    review: str = ""
    reviewed: date | None = None
    filed: Areas = field(default_factory=Areas)
    measured: Areas = field(default_factory=Areas)
    mined: Fraction | None = None
    townships: Mapping[str, Fraction] | None = None
    inspected: date | None = None
    inspector: str = ""
    changed: bool | None = None
    actual_use: ActualUse | None = None
    construction_start: date | None = None
    farming_damage: bool | None = None
    reason: str = ""
    account: str = ""
    photos: int | None = None
    mining_trace: bool | None = None
    mining_activity: MiningActivity | None = None
    recovered: bool | None = None
    project: str = ""
    party: str = ""
    marks: Mapping[str, bool] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    approvals: tuple[Paper, ...] = ()
    licence: Licensed | None = None
    facility: Facility | None = None
    permit: Permit | None = None
    sun: Sun | None = None
    road: Road = field(default_factory=Road)
    measure: Measure = Measure.NONE
    ordered: date | None = None
    outcome: Outcome = Outcome.NONE
    outcome_on: date | None = None
    penalty_on: date | None = None
    approved_on: date | None = None
    linked_ticked: bool | None = None
    righted: Righted = field(default_factory=Righted)
    right_booked: Righted = field(default_factory=Righted)
    handling: Handling | None = None
    case_number: str = ""
    explanation: str = ""
    evidence: tuple[Evidence, ...] = ()
    gates: tuple[Gate, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    filer: str = ""
    checker: str = ""
    statement: bool | None = None
    unkept: frozenset[Subject] = frozenset()

    @property
    def decided(self) -> str:
        """The word that was determined, of land or of mining; empty where a review left it open."""
        if not self.category.is_land:
            return self.conclusion.value if self.conclusion else ""
        word = self.determination
        return "" if word in (None, Determination.UNDETERMINED) else word.value


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two plots that claim the same ground, in 亩."""

    one: str
    other: str
    shared: Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """A patch that was cut: its area before the cut in 亩, and all its open parts, released or not."""

    patch: str
    area: Fraction | None
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Whole:
    """What would be released together. `overlaps` None: nobody has laid the plots on one another."""

    rows: tuple[Row, ...]
    overlaps: tuple[Overlap, ...] | None = None
    splits: tuple[Split, ...] = ()
