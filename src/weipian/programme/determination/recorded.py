"""Records, and what people saw, in the words that the rules read."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from weipian.fence.row import Row, day, flag, number, of_kind
from weipian.programme.determination.cells import Cells
from weipian.programme.determination.facts import (
    Approval,
    Covered,
    FacilityRecord,
    Licence,
    RuralRoad,
    Site,
    SolarRecord,
    TemporaryPermit,
)
from weipian.terms.determination import ActualUse, ApprovalKind, LicenceKind, MiningActivity


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
