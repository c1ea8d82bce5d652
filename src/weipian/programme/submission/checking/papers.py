"""The papers that a return relies on, out of the records whose boundaries a plot lies on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from weipian.programme.determination.facts import Approval, Covered, PlotFacts, Records
from weipian.programme.submission.checking.row import Facility, Licensed, Paper, Permit, Sun
from weipian.terms.area import Area


@dataclass(frozen=True, slots=True)
class Looked:
    """A look-up in the ministry's systems: when, and by whom."""

    on: date | None = None
    by: str = ""


class Record(Protocol):
    """A record with a boundary."""

    @property
    def cover(self) -> Covered: ...


NO_AREAS: Mapping[str, Fraction | None] = {}
Held = TypeVar("Held", bound=Record)


Approved = Mapping[str, Fraction | None]


def papers_of(
    facts: PlotFacts, touch: Fraction, looked: Mapping[str, Looked], approved: Approved = NO_AREAS
) -> dict[str, Any]:
    """The fields of a row that are papers. `approved`: approval → its area, not there where that is not kept."""
    area = facts.area
    licence, facility = most(facts.licences, area, touch), most(facts.facilities, area, touch)
    permit, sun = most(facts.permits, area, touch), most(facts.solar, area, touch)
    return {
        "approvals": tuple(
            paper(one, area, looked.get(one.number, Looked()), approved.get(one.number))
            for one in relied(facts.approvals, area, touch)
        ),
        "licence": licence
        and Licensed(
            licence.number, licence.kind, licence.valid_from, licence.until, licence.renewal_accepted,
            licence.cover.share_of(area), licence.within_elevation,
        ),
        "facility": facility
        and Facility(
            facility.number, facility.recorded, facility.use_fits, facility.in_systems,
            facility.cover.share_of(area), facility.farmland_redrawn,
        ),
        "permit": permit
        and Permit(
            permit.number, permit.approved, permit.until, permit.long_project, permit.permanent_building,
            permit.use_fits, permit.in_systems, permit.cover.share_of(area),
        ),
        "sun": sun and Sun(sun.number, sun.compound_scheme, sun.panels_on_cultivated, sun.built_parts),
    }  # fmt: skip


def paper(one: Approval, area: Area | None, looked: Looked, approved: Fraction | None = None) -> Paper:
    """An approval as it is relied upon."""
    return Paper(
        number=one.number,
        kind=one.kind,
        authority=one.authority,
        effective=one.effective,
        area=approved,
        cover=one.cover.share_of(area),
        in_systems=one.in_systems,
        looked_up=looked.on,
        looked_up_by=looked.by,
        nested=one.nested,
    )


def relied(records: Records[Held], area: Area | None, touch: Fraction) -> list[Held]:
    """The records that cover more than a touch of the plot, the largest first."""
    shares = [(record.cover.share_of(area), place, record) for place, record in enumerate(records.found)]
    known = [(share, -place, record) for share, place, record in shares if share is not None and share > touch]
    return [record for _, _, record in sorted(known, key=lambda one: one[:2], reverse=True)]


def most(records: Records[Held], area: Area | None, touch: Fraction) -> Held | None:
    """The record that covers most."""
    return next(iter(relied(records, area, touch)), None)
