"""Mining patches: lawful, unlawful, or no change at all (plan 二(三); the mining guide, rebuilt)."""

from __future__ import annotations

from datetime import date

from weipian.programme.determination.conditions import covers, inspected, numbered, one_of
from weipian.programme.determination.facts import Covered, Licence, PlotFacts
from weipian.programme.determination.finding import FAILS, HOLDS, UNKNOWN, Check
from weipian.programme.determination.other_use import both_images, photos, reason
from weipian.programme.determination.reading import Reading, fld
from weipian.programme.determination.registry import rule
from weipian.terms.area import Area
from weipian.terms.determination import LicenceKind, MiningActivity, Nature
from weipian.terms.words import Conclusion

FIRST = date(2023, 1, 1)
UNLAWFUL = Conclusion.UNLAWFUL
EXTRACTING, EXPLORING = MiningActivity.EXTRACTING, MiningActivity.EXPLORING


@rule("mining_no_trace", FIRST, Conclusion.PSEUDO_CHANGE, Nature.MINING_NO_TRACE)
def no_trace(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """伪变化 (plan 二(三); mining guide): nobody explored or mined there within the year, seen on the ground."""
    trace = facts.site.mining_trace
    none = None if trace is None else not trace
    asked = law.ask(
        none,
        ("finding_trace_none", "finding_trace_seen", "finding_trace_unknown"),
        fields=(fld("mining_trace", trace),),
    )
    return asked, photos(law, facts), both_images(law, facts), reason(law, facts)


@rule("mining_licensed", FIRST, Conclusion.LAWFUL, Nature.MINING_LAWFUL)
def licensed(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """合法 (plan 二(三)): a licence in force at the later image, inside its area and elevation."""
    return (
        traced(law, facts),
        active(law, facts, EXTRACTING, EXPLORING),
        *one_of(law, facts.licences, lambda n: n.number, lambda n: [*in_its_area(law, facts, n), deep(law, facts, n)]),
    )


@rule("mining_beyond_elevation", FIRST, UNLAWFUL, Nature.MINING_BEYOND_ELEVATION)
def beyond_elevation(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """超层越界 (plan 二(三)): inside the licence's area, outside its elevations."""
    return (
        *dug(law, facts, EXTRACTING),
        *one_of(law, facts.licences, lambda n: n.number, lambda n: [*in_its_area(law, facts, n), too_deep(law, n)]),
    )


@rule("mining_under_exploration", FIRST, UNLAWFUL, Nature.MINING_UNDER_EXPLORATION)
def under_exploration(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """以采代探 (plan 二(三); mining guide): extracted under a licence that only allows exploring."""
    return (
        *dug(law, facts, EXTRACTING),
        *one_of(
            law,
            facts.licences,
            lambda n: n.number,
            lambda n: [of_kind(law, n, LicenceKind.EXPLORATION), in_force(law, facts, n), inside(law, facts, n)],
        ),
    )


@rule("mining_outside", FIRST, UNLAWFUL, Nature.MINING_OUTSIDE)
def outside_mining(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """越界开采 (plan 二(三)): the holder of a licence in force extracted outside its area."""
    return *dug(law, facts, EXTRACTING), *beyond_area(law, facts)


@rule("exploring_outside", FIRST, UNLAWFUL, Nature.EXPLORING_OUTSIDE)
def outside_exploring(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """越界勘查 (plan 二(三); mining guide): the holder of a licence in force explored outside its area."""
    return *dug(law, facts, EXPLORING), *beyond_area(law, facts)


@rule("mining_unlicensed", FIRST, UNLAWFUL, Nature.MINING_UNLICENSED)
def unlicensed_mining(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """无证开采 (plan 二(三); mining guide): extracted, and no licence of any kind allows or explains it."""
    return *dug(law, facts, EXTRACTING), searched(law, facts)


@rule("exploring_unlicensed", FIRST, UNLAWFUL, Nature.EXPLORING_UNLICENSED)
def unlicensed_exploring(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """无证勘查 (plan 二(三); mining guide): explored, and no licence allows or explains it."""
    return *dug(law, facts, EXPLORING), searched(law, facts)


def dug(law: Reading, facts: PlotFacts, activity: MiningActivity) -> tuple[Check, ...]:
    """People inspected, saw the trace, and say what was done there (plan 二(二))."""
    return inspected(law, facts), traced(law, facts), active(law, facts, activity)


def traced(law: Reading, facts: PlotFacts) -> Check:
    """A trace of exploring or mining within the year, seen on the ground."""
    trace = facts.site.mining_trace
    return law.ask(
        trace,
        ("finding_trace_seen", "finding_trace_none", "finding_trace_unknown"),
        fields=(fld("mining_trace", trace),),
    )


def active(law: Reading, facts: PlotFacts, *wanted: MiningActivity) -> Check:
    """What was done is what this rule speaks of; works and restoration are for the review."""
    activity = facts.site.mining_activity
    fields = (fld("mining_activity", activity),)
    if activity is None:
        return law.check("finding_activity_unknown", UNKNOWN, fields=fields)
    code, answer = ("finding_activity_fits", HOLDS) if activity in wanted else ("finding_activity_other", FAILS)
    return law.check(code, answer, fields=fields, activity=activity.label)


def searched(law: Reading, facts: PlotFacts) -> Check:
    """The licence register was searched to the end: only then is "none" an answer."""
    fields = (fld("searched", facts.licences.searched), fld("records", len(facts.licences.found)))
    if facts.licences.searched:
        return law.check("finding_licences_searched", HOLDS, fields=fields)
    return law.check("finding_register_not_searched", UNKNOWN, fields=fields, what=law.own("register").text)


def in_its_area(law: Reading, facts: PlotFacts, licence: Licence) -> list[Check]:
    """Number, right kind, in force, inside its area (plan 二(三))."""
    return [
        numbered(law, licence.number),
        kind_fits(law, facts, licence),
        in_force(law, facts, licence),
        inside(law, facts, licence),
    ]


def kind_fits(law: Reading, facts: PlotFacts, licence: Licence) -> Check:
    """A mining licence allows both; an exploration licence only exploring."""
    activity = facts.site.mining_activity
    fields = (fld("licence_kind", licence.kind), fld("mining_activity", activity))
    shown = {"kind": licence.kind.label}
    if licence.kind is LicenceKind.MINING or activity is EXPLORING:
        return law.check("finding_kind_allows", HOLDS, fields=fields, shown=shown)
    if activity is None:
        return law.check("finding_activity_unknown", UNKNOWN, fields=fields)
    return law.check("finding_kind_forbids", FAILS, fields=fields, shown=shown)


def of_kind(law: Reading, licence: Licence, wanted: LicenceKind) -> Check:
    """The licence is of the kind that this rule speaks of."""
    fields = (fld("licence_kind", licence.kind),)
    code, answer = (
        ("finding_licence_of_kind", HOLDS) if licence.kind is wanted else ("finding_licence_other_kind", FAILS)
    )
    return law.check(code, answer, fields=fields, kind=licence.kind.label)


def in_force(law: Reading, facts: PlotFacts, licence: Licence) -> Check:
    """In force on the day of the later image, or expired with its renewal accepted (mining guide, rebuilt)."""
    image, start, end = facts.later_image, licence.valid_from, licence.until
    value = law.shared("licence.in_force")
    fields = (
        fld("later_image", image),
        fld("valid_from", start),
        fld("until", end),
        fld("renewal_accepted", licence.renewal_accepted),
    )
    if image is None or start is None or end is None:
        return law.check("finding_validity_unknown", UNKNOWN, value=value, fields=fields)
    shown: dict[str, object] = {"image": image, "start": start, "end": end}
    if image < start:
        compared = (image.isoformat(), start.isoformat(), str((image - start).days))
        return law.check("finding_licence_later", FAILS, value=value, fields=fields, compared=compared, shown=shown)
    compared = (image.isoformat(), end.isoformat(), str((end - image).days))
    if image <= end:
        return law.check("finding_licence_in_force", HOLDS, value=value, fields=fields, compared=compared, shown=shown)
    codes = ("finding_licence_renewed", "finding_licence_not_renewed", "finding_renewal_unknown")
    return law.ask(licence.renewal_accepted, codes, value=law.shared("licence.renewal"), fields=fields, shown=shown)


def inside(law: Reading, facts: PlotFacts, licence: Licence) -> Check:
    """The works lie inside the licence's area (plan 二(三)); in part: split by its boundary."""
    return covers(law, licence.cover, facts.area)


def deep(law: Reading, facts: PlotFacts, licence: Licence) -> Check:
    """Extraction lies within the licence's elevations (requirements C2); exploring has none to keep."""
    fields = (fld("within_elevation", licence.within_elevation),)
    if facts.site.mining_activity is EXPLORING:
        return law.check("finding_elevation_not_asked", HOLDS, value=law.shared("licence.elevation"), fields=fields)
    if facts.site.mining_activity is None and not licence.within_elevation:
        return law.check("finding_elevation_unknown", UNKNOWN, value=law.shared("licence.elevation"), fields=fields)
    codes = ("finding_elevation_kept", "finding_elevation_left", "finding_elevation_unknown")
    return law.ask(licence.within_elevation, codes, value=law.shared("licence.elevation"), fields=fields)


def too_deep(law: Reading, licence: Licence) -> Check:
    """Extraction left the licence's elevations."""
    left = None if licence.within_elevation is None else not licence.within_elevation
    codes = ("finding_elevation_left", "finding_elevation_kept", "finding_elevation_unknown")
    fields = (fld("within_elevation", licence.within_elevation),)
    return law.ask(left, codes, value=law.shared("licence.elevation"), fields=fields)


def beyond_area(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """A licence in force whose holder worked here, outside its area (plan 二(三))."""
    return one_of(
        law,
        facts.licences,
        lambda n: n.number,
        lambda n: [
            kind_fits(law, facts, n),
            in_force(law, facts, n),
            law.ask(
                n.miner_is_holder,
                ("finding_miner_is_holder", "finding_miner_is_other", "finding_miner_unknown"),
                fields=(fld("miner_is_holder", n.miner_is_holder),),
            ),
            outside(law, n.cover, facts.area),
        ],
    )


def outside(law: Reading, cover: Covered, area: Area | None) -> Check:
    """The works lie outside the licence's area; in part: split first, then each part is asked."""
    found = covers(law, cover, area)
    shown = {"measured": found.measured or ""}
    compared = None
    if found.measured is not None and found.threshold is not None and found.margin is not None:
        compared = (found.measured, found.threshold, found.margin)
    value = law.shared("cover.touch")
    match found.answer:
        case answer if answer is FAILS:
            return law.check(
                "finding_outside_area", HOLDS, value=value, fields=found.fields, compared=compared, shown=shown
            )
        case answer if answer is HOLDS:
            return law.check(
                "finding_inside_area", FAILS, value=value, fields=found.fields, compared=compared, shown=shown
            )
        case _:
            return found
