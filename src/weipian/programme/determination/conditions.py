"""Conditions that several rules share: cover, systems, use on site, start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TypeVar

from weipian.policy import Value
from weipian.programme.determination.facts import Covered, PlotFacts, Records
from weipian.programme.determination.finding import FAILS, HOLDS, UNKNOWN, Check, about, all_of
from weipian.programme.determination.reading import Reading, fld, percent
from weipian.terms.area import Area, decimals
from weipian.terms.determination import ActualUse
from weipian.terms.words import Answer

T = TypeVar("T")
PREFERENCE = (HOLDS, UNKNOWN, FAILS)


def covers(law: Reading, cover: Covered, area: Area | None) -> Check:
    """The measured extent lies inside the boundary (plan 二(三)); in part: split first."""
    share = cover.share_of(area)
    least, touch = law.shared("cover.share"), law.shared("cover.touch")
    fields = (fld("cover_share", share), fld("area", area))
    if share is None:
        return law.check("finding_cover_unknown", UNKNOWN, value=least, fields=fields)
    compared = share_margin(share, least)
    shown = {"share": percent(share), "least": percent(least.number)}
    if share > 1 + touch.number:
        return law.check("finding_cover_over", UNKNOWN, value=touch, fields=fields, compared=compared, shown=shown)
    if share <= touch.number:
        return law.check("finding_cover_none", FAILS, value=touch, fields=fields, compared=compared, shown=shown)
    if share < least.number:
        return law.check("finding_cover_part", UNKNOWN, value=least, fields=fields, compared=compared, shown=shown)
    return uncovered(law, share, area, compared) or law.check(
        "finding_cover_full", HOLDS, value=least, fields=fields, compared=compared, shown=shown
    )


def uncovered(law: Reading, share: Fraction, area: Area | None, compared: tuple[str, str, str]) -> Check | None:
    """Of a large plot the small share left over may be a building: it has a line of its own, in 亩."""
    most = law.shared("cover.uncovered")
    fields = (fld("cover_share", share), fld("area", area))
    if share >= 1:
        return None
    if area is None:
        return law.check("finding_area_unknown", UNKNOWN, value=most, fields=fields)
    left = Area((1 - share) * area.m2)
    if left.mu < most.number:
        return None
    compared = (left.text_mu(), decimals(most.number, 4), decimals(most.number - left.mu, 4))
    shown = {"left": left.text_mu(2), "most": decimals(most.number, 2)}
    return law.check("finding_cover_left", UNKNOWN, value=most, fields=fields, compared=compared, shown=shown)


def share_margin(share: Fraction, least: Value) -> tuple[str, str, str]:
    return decimals(share, 6), decimals(least.number, 6), decimals(share - least.number, 6)


def in_systems(law: Reading, found: bool | None) -> Check:
    """The ministry's systems say what was approved or recorded (plan 二(二)): on paper only, record it first."""
    codes = ("finding_systems_found", "finding_systems_none", "finding_systems_not_asked")
    return law.ask(found, codes, no=UNKNOWN, value=law.shared("in_systems"), fields=(fld("in_systems", found),))


def used_as(law: Reading, facts: PlotFacts, allowed: Value) -> Check:
    """The use seen on site is one that this rule speaks of (plan 二(三))."""
    use = facts.site.actual_use
    fields = (fld("actual_use", use),)
    wanted = labels(allowed.items)
    if use is None:
        return law.check("finding_use_unknown", UNKNOWN, value=allowed, fields=fields, wanted=wanted)
    if use.value in allowed.items:
        return law.check("finding_use_fits_rule", HOLDS, value=allowed, fields=fields, use=use.label)
    return law.check("finding_use_other", FAILS, value=allowed, fields=fields, use=use.label, wanted=wanted)


@cache
def labels(keys: tuple[str, ...]) -> str:
    """Uses by their Chinese names; asked for every plot, hence kept."""
    return "、".join(ActualUse.read(key).label for key in keys)


def changed(law: Reading, facts: PlotFacts) -> Check:
    """People saw on the ground that something was built or changed (plan 二(二)); imagery alone doesn't say so."""
    codes = ("finding_site_changed", "finding_site_unchanged", "finding_site_not_seen")
    return law.ask(facts.site.changed, codes, fields=(fld("changed", facts.site.changed),))


def inspected(law: Reading, facts: PlotFacts) -> Check:
    """There is a dated inspection on site (plan 二(二)); a satellite clue is no ground by itself."""
    day = facts.site.inspected
    fields = (fld("inspected", day),)
    if day is None:
        return law.check("finding_inspection_missing", UNKNOWN, value=law.shared("inspection"), fields=fields)
    return law.check("finding_inspection_made", HOLDS, value=law.shared("inspection"), fields=fields, day=day)


def allowed_before_start(law: Reading, facts: PlotFacts, given: date | None, value: Value) -> Check:
    """What allows the use took effect no later than the works began (requirements C2, a ruling)."""
    start = facts.construction_start
    fields = (fld("effective", given), fld("construction_start", start))
    if given is None:
        return law.check("finding_effective_unknown", UNKNOWN, value=value, fields=fields)
    if start is None:
        return law.check("finding_start_unknown", UNKNOWN, value=value, fields=fields)
    days = (start - given).days
    compared = (given.isoformat(), start.isoformat(), str(days))
    shown = {"given": given, "start": start, "days": abs(days)}
    if days < 0:
        return law.check(
            "finding_start_before_approval", FAILS, value=value, fields=fields, compared=compared, shown=shown
        )
    return law.check("finding_approval_before_start", HOLDS, value=value, fields=fields, compared=compared, shown=shown)


def numbered(law: Reading, number: str) -> Check:
    """The paper has its number: without one it can't be looked up."""
    fields = (fld("number", number),)
    if number.strip():
        return law.check("finding_number_given", HOLDS, fields=fields, number=number.strip())
    return law.check("finding_number_missing", UNKNOWN, fields=fields)


def one_of(
    law: Reading, records: Records[T], name: Callable[[T], str], judge: Callable[[T], Sequence[Check]]
) -> tuple[Check, ...]:
    """Any one record will do: the checks of the best, or of the search where none was found or more may exist.

    A record that fails settles nothing while the register has not been searched to the end.
    """
    judged = [about(name(record), records.source, judge(record)) for record in records.found]
    best = min(judged, key=lambda checks: PREFERENCE.index(all_of(checks)), default=())
    fields = (fld("searched", records.searched), fld("records", len(records.found)))
    what = law.own("register").text
    if best and all_of(best) is not FAILS:
        return gaps_of_all(judged, best)
    if not records.searched:
        return (*only(best, HOLDS), law.check("finding_register_not_searched", UNKNOWN, fields=fields, what=what))
    if not best:
        return (law.check("finding_register_has_none", FAILS, fields=fields, what=what),)
    return best


def gaps_of_all(judged: Sequence[tuple[Check, ...]], best: tuple[Check, ...]) -> tuple[Check, ...]:
    """Where no record is complete yet, the gaps of every record that is still possible."""
    if all_of(best) is HOLDS:
        return best
    others = [checks for checks in judged if checks is not best and all_of(checks) is UNKNOWN]
    return (*best, *(check for checks in others for check in checks if check.answer is UNKNOWN))


def only(checks: Sequence[Check], answer: Answer) -> tuple[Check, ...]:
    return tuple(check for check in checks if check.answer is answer)
