"""What is known of a plot when a proposal is made. None says: not checked, not asked, not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from weipian.terms.area import Area
from weipian.terms.determination import ActualUse, ApprovalKind, LicenceKind, MiningActivity
from weipian.terms.ids import PlotId
from weipian.terms.words import Category

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Records(Generic[T]):
    """Records of one register. Found and not searched: there may be more. Searched and empty: there are none.

    `searched` claims that the register itself was searched to the end: of approvals the ministry's systems
    (plan 二(二)), not only a layer that the county keeps. `source` names the register's version.
    """

    found: tuple[T, ...] = ()
    searched: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """How far a record's boundary covers the plot, as measured."""

    covers: Area | None = None
    share: Fraction | None = None

    def share_of(self, area: Area | None) -> Fraction | None:
        if self.share is not None:
            return self.share
        if self.covers is None or area is None or area.m2 <= 0:
            return None
        return self.covers.m2 / area.m2


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval of building land. `in_systems`: looked up in the ministry's systems, and found or not."""

    number: str
    kind: ApprovalKind
    authority: str = ""
    effective: date | None = None
    cover: Covered = field(default_factory=Covered)
    in_systems: bool | None = None
    nested: bool | None = None


@dataclass(frozen=True, slots=True)
class FacilityRecord:
    """A facility-farmland record; `farmland_redrawn`: the permanent basic farmland taken was made good elsewhere."""

    number: str
    recorded: date | None = None
    use: str = ""
    use_fits: bool | None = None
    cover: Covered = field(default_factory=Covered)
    in_systems: bool | None = None
    farmland_redrawn: bool | None = None


@dataclass(frozen=True, slots=True)
class TemporaryPermit:
    """A permit of temporary use; `long_project`: energy, transport or water works that may have the longer term."""

    number: str
    approved: date | None = None
    until: date | None = None
    long_project: bool | None = None
    permanent_building: bool | None = None
    use_fits: bool | None = None
    cover: Covered = field(default_factory=Covered)
    in_systems: bool | None = None


@dataclass(frozen=True, slots=True)
class SolarRecord:
    """A solar project's record; `built_parts`: the plot holds a substation, a road or another building."""

    number: str
    compound_scheme: bool | None = None
    panels_on_cultivated: bool | None = None
    built_parts: bool | None = None
    cover: Covered = field(default_factory=Covered)


@dataclass(frozen=True, slots=True)
class RuralRoad:
    width_m: Fraction | None = None
    hardened: bool | None = None
    in_national_network: bool | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """An exploration or mining licence; `share`: of the plot inside its area; `within_elevation`: of the works."""

    number: str
    kind: LicenceKind
    valid_from: date | None = None
    until: date | None = None
    renewal_accepted: bool | None = None
    cover: Covered = field(default_factory=Covered)
    within_elevation: bool | None = None
    miner_is_holder: bool | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What people found on the ground. `changed`: built on or changed since the earlier image."""

    inspected: date | None = None
    changed: bool | None = None
    actual_use: ActualUse | None = None
    photos: int | None = None
    reason: str = ""
    farming_damage: bool | None = None
    mining_trace: bool | None = None
    mining_activity: MiningActivity | None = None
    recovered: bool | None = None


@dataclass(frozen=True, slots=True)
class PlotFacts:
    """One plot. Areas are measured; `sources` names the layer version behind a field."""

    plot: PlotId
    category: Category
    issued: date
    earlier_image: date | None = None
    later_image: date | None = None
    construction_start: date | None = None
    area: Area | None = None
    cultivated: Area | None = None
    farmland: Area | None = None
    redline: Area | None = None
    existing_share: Fraction | None = None
    site: Site = field(default_factory=Site)
    approvals: Records[Approval] = field(default_factory=Records)
    facilities: Records[FacilityRecord] = field(default_factory=Records)
    permits: Records[TemporaryPermit] = field(default_factory=Records)
    solar: Records[SolarRecord] = field(default_factory=Records)
    licences: Records[Licence] = field(default_factory=Records)
    road: RuralRoad = field(default_factory=RuralRoad)
    called_existing: bool = False
    sensitive: bool = False
    neighbours: tuple[PlotId, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    def source_of(self, name: str) -> str:
        return next((source for known, source in self.sources if known == name), "")
