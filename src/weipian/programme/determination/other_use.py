"""Other use of land: facility agriculture, temporary use, rural road, solar, nothing changed (plan 二(三))."""

from __future__ import annotations

from datetime import date

from weipian.policy import Period
from weipian.policy.calendar import add_months
from weipian.programme.determination.conditions import (
    allowed_before_start,
    changed,
    covers,
    in_systems,
    numbered,
    one_of,
    used_as,
)
from weipian.programme.determination.facts import FacilityRecord, PlotFacts, SolarRecord, TemporaryPermit
from weipian.programme.determination.finding import FAILS, HOLDS, UNKNOWN, Check
from weipian.programme.determination.reading import Reading, fld
from weipian.programme.determination.registry import rule
from weipian.terms.area import decimals
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion

FIRST = date(2023, 1, 1)
OTHER = Conclusion.OTHER_USE
MONTHS_A_YEAR = 12


@rule("facility_farmland", FIRST, OTHER, Nature.FACILITY_FARMLAND)
def facility(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """设施农业用地 (plan 二(三); 自然资规〔2019〕4号): on record, used as recorded, permanent basic farmland kept."""
    seen = (changed(law, facts), used_as(law, facts, law.own("uses")))
    return *seen, *one_of(law, facts.facilities, lambda r: r.number, lambda r: facility_record(law, facts, r))


def facility_record(law: Reading, facts: PlotFacts, record: FacilityRecord) -> list[Check]:
    """The record's number, use, extent, farmland, and that it is on the map (自然资规〔2019〕4号)."""
    return [
        numbered(law, record.number),
        fits_record(law, record.use_fits, record.use),
        covers(law, record.cover, facts.area),
        facility_off_farmland(law, facts, record),
        in_systems(law, record.in_systems),
    ]


def fits_record(law: Reading, fits: bool | None, use: str) -> Check:
    """The actual use is the recorded or permitted one (plan 二(三))."""
    codes = ("finding_use_as_recorded", "finding_use_not_as_recorded", "finding_use_not_compared")
    return law.ask(fits, codes, fields=(fld("use_fits", fits), fld("use", use)))


def facility_off_farmland(law: Reading, facts: PlotFacts, record: FacilityRecord) -> Check:
    """Permanent basic farmland is left alone or was made good (自然资规〔2019〕4号)."""
    most, area = law.own("farmland_at_most"), facts.farmland
    fields = (fld("farmland", area), fld("farmland_redrawn", record.farmland_redrawn))
    if area is None:
        return law.check("finding_farmland_not_checked", UNKNOWN, value=most, fields=fields)
    compared = (area.text_mu(), decimals(most.number, 4), decimals(most.number - area.mu, 4))
    shown = {"farmland": area.text_mu(2), "most": decimals(most.number, 2)}
    if area.mu <= most.number:
        return law.check("finding_farmland_kept", HOLDS, value=most, fields=fields, compared=compared, shown=shown)
    codes = ("finding_farmland_made_good", "finding_farmland_taken", "finding_farmland_redrawing_unknown")
    return law.ask(record.farmland_redrawn, codes, value=most, fields=fields, shown=shown)


@rule("temporary_use", FIRST, OTHER, Nature.TEMPORARY_USE)
def temporary(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """临时用地 (plan 二(三); 自然资规〔2021〕2号): permitted first, within its term, nothing permanent."""
    seen = (changed(law, facts), used_as(law, facts, law.own("uses")))
    return *seen, *one_of(law, facts.permits, lambda p: p.number, lambda p: temporary_permit(law, facts, p))


def temporary_permit(law: Reading, facts: PlotFacts, permit: TemporaryPermit) -> list[Check]:
    """Number, time, term, purpose, extent, no permanent building, the systems (自然资规〔2021〕2号)."""
    permanent = None if permit.permanent_building is None else not permit.permanent_building
    codes = ("finding_nothing_permanent", "finding_permanent_building_found", "finding_permanent_unknown")
    return [
        numbered(law, permit.number),
        allowed_before_start(law, facts, permit.approved, law.own("before_start")),
        term(law, permit),
        not_expired(law, facts, permit),
        fits_record(law, permit.use_fits, ""),
        law.ask(permanent, codes, fields=(fld("permanent_building", permit.permanent_building),)),
        covers(law, permit.cover, facts.area),
        in_systems(law, permit.in_systems),
    ]


def term(law: Reading, permit: TemporaryPermit) -> Check:
    """The permitted term is no longer than allowed; long works may have the longer one (自然资规〔2021〕2号)."""
    usual, longer = law.own("term"), law.own("long_term")
    given, until, long = permit.approved, permit.until, permit.long_project
    fields = (fld("approved", given), fld("until", until), fld("long_project", long))
    if given is None or until is None:
        return law.check("finding_term_unknown", UNKNOWN, value=usual, fields=fields)
    last, last_long = add_months(given, months(usual.period)), add_months(given, months(longer.period))
    shown = {"until": until, "last": last, "last_long": last_long}
    compared = (until.isoformat(), last.isoformat(), str((last - until).days))
    if until <= last:
        return law.check("finding_term_kept", HOLDS, value=usual, fields=fields, compared=compared, shown=shown)
    compared = (until.isoformat(), last_long.isoformat(), str((last_long - until).days))
    if until > last_long:
        return law.check("finding_term_too_long", FAILS, value=longer, fields=fields, compared=compared, shown=shown)
    codes = ("finding_term_of_long_works", "finding_term_over_usual", "finding_works_kind_unknown")
    return law.ask(long, codes, value=longer, fields=fields, shown=shown)


def months(period: Period) -> int:
    """A period of months or years in months."""
    return period.count * MONTHS_A_YEAR if period.unit == "year" else period.count


def not_expired(law: Reading, facts: PlotFacts, permit: TemporaryPermit) -> Check:
    """The permit has not run out on the day of the later image, that day included."""
    image, until, value = facts.later_image, permit.until, law.own("unexpired")
    fields = (fld("until", until), fld("later_image", image))
    if until is None or image is None:
        return law.check("finding_expiry_unknown", UNKNOWN, value=value, fields=fields)
    compared = (until.isoformat(), image.isoformat(), str((until - image).days))
    code, answer = ("finding_permit_in_force", HOLDS) if until >= image else ("finding_permit_expired", FAILS)
    return law.check(code, answer, value=value, fields=fields, compared=compared, until=until, image=image)


@rule("rural_road", FIRST, OTHER, Nature.RURAL_ROAD)
def rural_road(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """农村道路 (plan 二(三); the survey's class 1006): width within the bounds, outside the national network."""
    road = facts.road
    outside = None if road.in_national_network is None else not road.in_national_network
    codes = ("finding_road_outside_network", "finding_road_in_network", "finding_road_network_unknown")
    return (
        changed(law, facts),
        used_as(law, facts, law.own("uses")),
        width(law, facts),
        law.ask(outside, codes, fields=(fld("in_national_network", road.in_national_network),)),
    )


def width(law: Reading, facts: PlotFacts) -> Check:
    """The road's width in metres lies within the bounds, both included."""
    least, most, wide = law.own("width_least"), law.own("width_most"), facts.road.width_m
    fields = (fld("width_m", wide),)
    if wide is None:
        return law.check("finding_width_unknown", UNKNOWN, value=most, fields=fields)
    shown = {n: decimals(v, 2) for n, v in (("wide", wide), ("least", least.number), ("most", most.number))}
    low = wide < least.number
    margin = wide - least.number if low else most.number - wide
    compared = (decimals(wide, 4), decimals((least if low else most).number, 4), decimals(margin, 4))
    code, answer = ("finding_width_fits", HOLDS) if margin >= 0 else ("finding_width_off", FAILS)
    return law.check(code, answer, value=least if low else most, fields=fields, compared=compared, shown=shown)


@rule("solar", FIRST, OTHER, Nature.SOLAR_UNCHANGED)
def solar(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """不改变原用地性质的光伏用地 (plan 二(三); 自然资办发〔2023〕12号): on record, no panels on cultivated land."""
    seen = (changed(law, facts), used_as(law, facts, law.own("uses")))
    return *seen, *one_of(law, facts.solar, lambda r: r.number, lambda r: solar_record(law, facts, r))


def solar_record(law: Reading, facts: PlotFacts, record: SolarRecord) -> list[Check]:
    """Record, compound scheme, cultivated land kept free, substations and roads apart (自然资办发〔2023〕12号)."""
    plain = None if record.built_parts is None else not record.built_parts
    return [
        numbered(law, record.number),
        law.ask(
            record.compound_scheme,
            ("finding_scheme_given", "finding_scheme_none", "finding_scheme_unknown"),
            fields=(fld("compound_scheme", record.compound_scheme),),
        ),
        panels(law, facts, record),
        law.ask(
            plain,
            ("finding_no_built_parts", "finding_built_parts_seen", "finding_built_parts_unknown"),
            no=UNKNOWN,
            fields=(fld("built_parts", record.built_parts),),
        ),
        covers(law, record.cover, facts.area),
    ]


def panels(law: Reading, facts: PlotFacts, record: SolarRecord) -> Check:
    """No panel stands on cultivated land; none measured in the plot settles it (自然资办发〔2023〕12号)."""
    value, area = law.own("off_cultivated"), facts.cultivated
    fields = (fld("cultivated", area), fld("panels_on_cultivated", record.panels_on_cultivated))
    if area is None:
        return law.check("finding_cultivated_not_checked", UNKNOWN, value=value, fields=fields)
    if area.m2 == 0:
        return law.check("finding_no_cultivated", HOLDS, value=value, fields=fields)
    off = None if record.panels_on_cultivated is None else not record.panels_on_cultivated
    codes = ("finding_panels_off_cultivated", "finding_panels_upon_cultivated", "finding_panels_unknown")
    return law.ask(off, codes, value=value, fields=fields, shown={"cultivated": area.text_mu(2)})


@rule("no_change", FIRST, OTHER, Nature.NO_CHANGE)
def no_change(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """实地未变化 (plan 二(三)): seen on the ground, with photos, both images and the reason."""
    same = None if facts.site.changed is None else not facts.site.changed
    codes = ("finding_nothing_changed", "finding_something_changed", "finding_site_not_seen")
    return (
        law.ask(same, codes, fields=(fld("changed", facts.site.changed),)),
        photos(law, facts),
        both_images(law, facts),
        reason(law, facts),
    )


def photos(law: Reading, facts: PlotFacts) -> Check:
    """Enough dated photos with heading; too few are a gap, not a no (plan 二(二))."""
    least, taken = law.own("photos"), facts.site.photos
    fields = (fld("photos", taken),)
    wanted = decimals(least.number, 0)
    if taken is None:
        return law.check("finding_photos_unknown", UNKNOWN, value=least, fields=fields, wanted=wanted)
    compared = (str(taken), wanted, decimals(taken - least.number, 0))
    code, answer = ("finding_photos_enough", HOLDS) if taken >= least.number else ("finding_photos_few", UNKNOWN)
    return law.check(code, answer, value=least, fields=fields, compared=compared, taken=taken, wanted=wanted)


def both_images(law: Reading, facts: PlotFacts) -> Check:
    """The earlier and the later image are both at hand (plan 二(七): 影像)."""
    fields = (fld("earlier_image", facts.earlier_image), fld("later_image", facts.later_image))
    if facts.earlier_image is None or facts.later_image is None:
        return law.check("finding_images_missing", UNKNOWN, fields=fields)
    return law.check("finding_images_both", HOLDS, fields=fields)


def reason(law: Reading, facts: PlotFacts) -> Check:
    """Why the image showed a change is written down (plan 二(七): 情况说明)."""
    fields = (fld("reason", facts.site.reason),)
    if not facts.site.reason.strip():
        return law.check("finding_reason_missing", UNKNOWN, fields=fields)
    return law.check("finding_reason_given", HOLDS, fields=fields)
