"""All that is known of a patch, put together for the rules: measured, recorded, seen on site, reviewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from weipian.fence.row import Row, day, flag, number, of_kind
from weipian.office.cells import Cells
from weipian.office.layers import Layers
from weipian.office.patches import Issued
from weipian.office.uncovered import Rest
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
from weipian.programme.overlay.facts import PatchFacts, Touch
from weipian.terms.area import Area
from weipian.terms.determination import ActualUse, ApprovalKind, LicenceKind, MiningActivity
from weipian.terms.ids import PlotId
from weipian.terms.words import LayerKind

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One whole patch. `cultivated` is net of ridges; None where it was not checked or is not fully known.

    `rest`: what no confirmed approval covers; None where none covers any of it.
    """

    issued: Issued
    measured: PatchFacts
    cultivated: Area | None
    existing_share: Fraction | None
    township: str
    visit: Row
    review: Row
    rest: Rest | None = None

    def area_on(self, kind: LayerKind) -> Area | None:
        return self.measured.area_on(kind)


def plot_facts(known: Known, layers: Layers, doubts: list[str]) -> PlotFacts:
    """The facts that the determination rules read (plan 二(二)(三))."""
    records = Registers(known, layers, doubts)
    issued, visit = known.issued, known.visit
    return PlotFacts(
        plot=PlotId(issued.patch),
        category=issued.category,
        issued=issued.issued,
        earlier_image=issued.earlier_image,
        later_image=issued.later_image,
        construction_start=day(visit, "construction_start"),
        area=known.measured.area,
        cultivated=known.cultivated,
        farmland=known.area_on(LayerKind.PERMANENT_BASIC_FARMLAND),
        redline=known.area_on(LayerKind.ECOLOGICAL_REDLINE),
        existing_share=known.existing_share,
        site=site(visit),
        approvals=records.of(LayerKind.APPROVAL_BOUNDARY, approval),
        facilities=records.of(LayerKind.FACILITY_FARMLAND, facility(visit)),
        permits=records.of(LayerKind.TEMPORARY_USE, permit(visit)),
        solar=records.of(LayerKind.SOLAR, solar(visit)),
        licences=records.of(LayerKind.MINING_LICENCE, licence(visit)),
        road=road(visit),
        called_existing=flag(visit, "called_existing") is True,
        sensitive=flag(visit, "sensitive") is True,
        sources=sources(layers),
    )


class Registers:
    """The records whose boundaries a patch lies on; a layer that was not given was not searched."""

    def __init__(self, known: Known, layers: Layers, doubts: list[str]) -> None:
        self.known, self.layers, self.doubts = known, layers, doubts

    def of(self, kind: LayerKind, make: Callable[[Cells, Covered], Found | None]) -> Records[Found]:
        if kind not in self.layers:
            return Records()
        source, facts = self.layers[kind].source, self.known.measured.layers[kind]
        made = [
            make(Cells(touches[0], source.columns, self.doubts), Covered(covers=total(touches)))
            for touches in by_number(facts.touches, source.columns.get("number")).values()
        ]
        found = tuple(record for record in made if record is not None)
        searched = facts.complete and len(found) == len(made) and self.asked(kind)
        return Records(found, searched, source.version)

    def asked(self, kind: LayerKind) -> bool:
        """Of approvals the ministry's systems have the word (二(二)): the county's own layer alone is no search."""
        return kind is not LayerKind.APPROVAL_BOUNDARY or flag(self.known.visit, "systems_searched") is True


def by_number(touches: tuple[Touch, ...], column: str | None) -> dict[object, list[Touch]]:
    """The features of one record: a record with several areas is one record."""
    found: dict[object, list[Touch]] = {}
    for touch in touches:
        number = touch.attributes.get(column) if column else None
        found.setdefault(number or touch.row, []).append(touch)
    return found


def total(touches: list[Touch]) -> Area:
    return sum((touch.area for touch in touches), Area(Fraction(0)))


def approval(cells: Cells, cover: Covered) -> Approval | None:
    """None where its kind can't be read: such a record is there, but can't be judged."""
    kind = cells.word("kind", ApprovalKind)
    if kind is None and cells.text("kind"):
        return None
    return Approval(
        number=cells.text("number"),
        kind=kind or ApprovalKind.OTHER,
        authority=cells.text("authority"),
        effective=cells.day("effective"),
        cover=cover,
        in_systems=cells.flag("in_systems"),
        nested=cells.flag("nested"),
    )


def facility(visit: Row) -> Callable[[Cells, Covered], FacilityRecord]:
    def make(cells: Cells, cover: Covered) -> FacilityRecord:
        return FacilityRecord(
            number=cells.text("number"),
            recorded=cells.day("recorded"),
            use=cells.text("use"),
            use_fits=flag(visit, "use_fits"),
            cover=cover,
            in_systems=cells.flag("in_systems"),
            farmland_redrawn=cells.flag("farmland_redrawn"),
        )

    return make


def permit(visit: Row) -> Callable[[Cells, Covered], TemporaryPermit]:
    def make(cells: Cells, cover: Covered) -> TemporaryPermit:
        return TemporaryPermit(
            number=cells.text("number"),
            approved=cells.day("approved"),
            until=cells.day("until"),
            long_project=cells.flag("long_project"),
            permanent_building=flag(visit, "permanent_building"),
            use_fits=flag(visit, "use_fits"),
            cover=cover,
            in_systems=cells.flag("in_systems"),
        )

    return make


def solar(visit: Row) -> Callable[[Cells, Covered], SolarRecord]:
    def make(cells: Cells, cover: Covered) -> SolarRecord:
        seen = flag(visit, "panels_on_cultivated")
        return SolarRecord(
            number=cells.text("number"),
            compound_scheme=cells.flag("compound_scheme"),
            panels_on_cultivated=cells.flag("panels_on_cultivated") if seen is None else seen,
            built_parts=flag(visit, "built_parts"),
            cover=cover,
        )

    return make


def licence(visit: Row) -> Callable[[Cells, Covered], Licence | None]:
    def make(cells: Cells, cover: Covered) -> Licence | None:
        kind = cells.word("kind", LicenceKind)
        if kind is None:  # exploring and mining allow different things: not to be guessed
            return None
        return Licence(
            number=cells.text("number"),
            kind=kind,
            valid_from=cells.day("valid_from"),
            until=cells.day("until"),
            renewal_accepted=cells.flag("renewal_accepted"),
            cover=cover,
            within_elevation=within(visit, cells.number("bottom"), cells.number("top")),
            miner_is_holder=flag(visit, "miner_is_holder"),
        )

    return make


def within(visit: Row, bottom: Fraction | None, top: Fraction | None) -> bool | None:
    """Do the works lie between the licence's elevations; None where one of the four is not known."""
    lowest, highest = number(visit, "mined_bottom"), number(visit, "mined_top")
    if lowest is None or highest is None or bottom is None or top is None:
        return None
    return bottom <= lowest and highest <= top


def site(visit: Row) -> Site:
    photos = number(visit, "photos")
    return Site(
        inspected=day(visit, "inspected"),
        changed=flag(visit, "changed"),
        actual_use=of_kind(visit, "actual_use", ActualUse),
        photos=None if photos is None else int(photos),
        reason=str(visit.get("reason") or ""),
        farming_damage=flag(visit, "farming_damage"),
        mining_trace=flag(visit, "mining_trace"),
        mining_activity=of_kind(visit, "mining_activity", MiningActivity),
        recovered=flag(visit, "recovered"),
    )


def road(visit: Row) -> RuralRoad:
    return RuralRoad(number(visit, "width_m"), flag(visit, "hardened"), flag(visit, "in_national_network"))


SOURCED = {
    "cultivated": LayerKind.LAND_USE,
    "existing_share": LayerKind.LAND_USE,
    "farmland": LayerKind.PERMANENT_BASIC_FARMLAND,
    "redline": LayerKind.ECOLOGICAL_REDLINE,
}


def sources(layers: Layers) -> tuple[tuple[str, str], ...]:
    """Which layer version stands behind which fact (requirement A4)."""
    return tuple((name, layers[kind].source.version) for name, kind in SOURCED.items() if kind in layers)
