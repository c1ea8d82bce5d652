"""All that is known of a plot, put together for the rules: measured, recorded, seen on site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from weipian.fence.row import Row, day, flag
from weipian.programme.determination.cells import Cells, Held, Register
from weipian.programme.determination.facts import Covered, PlotFacts, Records
from weipian.programme.determination.recorded import approval, facility, licence, permit, road, site, solar
from weipian.terms.area import Area
from weipian.terms.ids import PlotId
from weipian.terms.words import Category, LayerKind

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One plot. `cultivated` is net of ridges; an area is None where it was not checked or is not fully known.

    `visit`: what people wrote down of the ground. `registers`: only the kinds that were looked at at all.
    """

    plot: str
    category: Category
    issued: date
    earlier_image: date | None
    later_image: date | None
    area: Area
    cultivated: Area | None
    farmland: Area | None
    redline: Area | None
    existing_share: Fraction | None
    visit: Row
    registers: Mapping[LayerKind, Register]
    sources: tuple[tuple[str, str], ...] = ()


def plot_facts(seen: Seen, doubts: list[str]) -> PlotFacts:
    """The facts that the determination rules read (plan 二(二)(三))."""
    records, visit = Registers(seen, doubts), seen.visit
    return PlotFacts(
        plot=PlotId(seen.plot),
        category=seen.category,
        issued=seen.issued,
        earlier_image=seen.earlier_image,
        later_image=seen.later_image,
        construction_start=day(visit, "construction_start"),
        area=seen.area,
        cultivated=seen.cultivated,
        farmland=seen.farmland,
        redline=seen.redline,
        existing_share=seen.existing_share,
        site=site(visit),
        approvals=records.of(LayerKind.APPROVAL_BOUNDARY, approval),
        facilities=records.of(LayerKind.FACILITY_FARMLAND, facility(visit)),
        permits=records.of(LayerKind.TEMPORARY_USE, permit(visit)),
        solar=records.of(LayerKind.SOLAR, solar(visit)),
        licences=records.of(LayerKind.MINING_LICENCE, licence(visit)),
        road=road(visit),
        called_existing=flag(visit, "called_existing") is True,
        sensitive=flag(visit, "sensitive") is True,
        sources=seen.sources,
    )


class Registers:
    """The records whose boundaries a plot lies on; a register that was not looked at was not searched."""

    def __init__(self, seen: Seen, doubts: list[str]) -> None:
        self.seen, self.doubts = seen, doubts

    def of(self, kind: LayerKind, make: Callable[[Cells, Covered], Found | None]) -> Records[Found]:
        register = self.seen.registers.get(kind)
        if register is None:
            return Records()
        made = [
            make(Cells(held[0], register.columns, self.doubts), Covered(covers=total(held)))
            for held in by_number(register.held).values()
        ]
        found = tuple(record for record in made if record is not None)
        searched = register.complete and len(found) == len(made) and self.asked(kind)
        return Records(found, searched, register.source)

    def asked(self, kind: LayerKind) -> bool:
        """Of approvals the ministry's systems have the word (二(二)): the county's own layer alone is no search."""
        return kind is not LayerKind.APPROVAL_BOUNDARY or flag(self.seen.visit, "systems_searched") is True


def by_number(held: tuple[Held, ...]) -> dict[object, list[Held]]:
    """The features of one record: a record with several areas is one record."""
    found: dict[object, list[Held]] = {}
    for one in held:
        found.setdefault(one.values.get("number") or one.row, []).append(one)
    return found


def total(held: list[Held]) -> Area:
    return sum((one.covers for one in held), Area(Fraction(0)))


SOURCED = {
    "cultivated": LayerKind.LAND_USE,
    "existing_share": LayerKind.LAND_USE,
    "farmland": LayerKind.PERMANENT_BASIC_FARMLAND,
    "redline": LayerKind.ECOLOGICAL_REDLINE,
}


def sources(versions: Mapping[LayerKind, str]) -> tuple[tuple[str, str], ...]:
    """Which layer version stands behind which fact (requirement A4)."""
    return tuple((name, versions[kind]) for name, kind in SOURCED.items() if kind in versions)
