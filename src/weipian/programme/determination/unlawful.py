"""Unlawful use of land: only with people's evidence from the ground, after every other rule has failed."""

from __future__ import annotations

from datetime import date

from weipian.programme.determination.conditions import changed, inspected, share_margin, used_as
from weipian.programme.determination.facts import PlotFacts
from weipian.programme.determination.finding import FAILS, HOLDS, UNKNOWN, Check
from weipian.programme.determination.reading import Reading, fld, percent
from weipian.programme.determination.registry import rule
from weipian.terms.area import decimals
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion

FIRST = date(2023, 1, 1)
UNLAWFUL = Conclusion.UNLAWFUL


@rule("unlawful_farming", FIRST, UNLAWFUL, Nature.UNLAWFUL_FARMING)
def farming(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """农业项目破坏耕地（基本农田） (plan 四(一)4): damage seen on site, cultivated land in the baseline."""
    codes = ("finding_farming_damaged", "finding_farming_no_damage", "finding_farming_damage_unknown")
    damage = facts.site.farming_damage
    return (
        *on_the_ground(law, facts, "uses"),
        law.ask(damage, codes, fields=(fld("farming_damage", damage),)),
        cultivated_there(law, facts),
    )


@rule("unlawful_existing", FIRST, UNLAWFUL, Nature.UNLAWFUL_EXISTING)
def existing(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """存量建设用地违法 (plan 四(一)4): building land in the baseline, not cultivated (requirements C2)."""
    return *on_the_ground(law, facts, "uses"), existing_share(law, facts, wanted=True), not_cultivated(law, facts)


@rule("unlawful_new", FIRST, UNLAWFUL, Nature.UNLAWFUL_NEW)
def new(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """新增建设用地违法 (plan 二(三), 四(一)): not construction land in the baseline; what people call it is weighed."""
    return *on_the_ground(law, facts, "uses"), existing_share(law, facts, wanted=False), called(law, facts)


def on_the_ground(law: Reading, facts: PlotFacts, uses: str) -> tuple[Check, ...]:
    """Inspected on site, changed, used in this way, begun on a known day (plan 二(二); 自然资发〔2023〕258号)."""
    return (
        inspected(law, facts),
        changed(law, facts),
        used_as(law, facts, law.own(uses)),
        image_known(law, facts),
        *start_known(law, facts),
    )


def image_known(law: Reading, facts: PlotFacts) -> Check:
    """The day of the later image is known: without it, whether the works could be what it shows can't be asked."""
    image = facts.later_image
    fields = (fld("later_image", image),)
    if image is None:
        return law.check("finding_later_image_unknown", UNKNOWN, fields=fields)
    return law.check("finding_later_image_known", HOLDS, fields=fields, image=image)


def start_known(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """When the works began is part of the fact to be found; a pack may rule that it isn't."""
    value, start = law.shared("unlawful.needs_start"), facts.construction_start
    if not value.flag:
        return ()
    fields = (fld("construction_start", start),)
    if start is None:
        return (law.check("finding_start_unknown", UNKNOWN, value=value, fields=fields),)
    return (law.check("finding_start_given", HOLDS, value=value, fields=fields, start=start),)


def existing_share(law: Reading, facts: PlotFacts, *, wanted: bool) -> Check:
    """How much of the plot is construction land in the previous year's survey (plan 四(一)4)."""
    least, share = law.shared("existing.share"), facts.existing_share
    fields = (fld("existing_share", share),)
    if share is None:
        return law.check("finding_baseline_not_checked", UNKNOWN, value=least, fields=fields)
    compared = share_margin(share, least)
    shown = {"share": percent(share), "least": percent(least.number)}
    is_existing = share >= least.number
    code = "finding_baseline_existing" if is_existing else "finding_baseline_not_existing"
    answer = HOLDS if is_existing is wanted else FAILS
    return law.check(code, answer, value=least, fields=fields, compared=compared, shown=shown)


def not_cultivated(law: Reading, facts: PlotFacts) -> Check:
    """A plot called existing construction land that holds cultivated land is stopped (requirements C2)."""
    most, area = law.shared("existing.cultivated_at_most"), facts.cultivated
    fields = (fld("cultivated", area),)
    if area is None:
        return law.check("finding_cultivated_not_checked", UNKNOWN, value=most, fields=fields)
    compared = (area.text_mu(), decimals(most.number, 4), decimals(most.number - area.mu, 4))
    shown = {"cultivated": area.text_mu(2), "most": decimals(most.number, 2)}
    if area.mu <= most.number:
        return law.check(
            "finding_existing_uncultivated", HOLDS, value=most, fields=fields, compared=compared, shown=shown
        )
    return law.check("finding_existing_stopped", UNKNOWN, value=most, fields=fields, compared=compared, shown=shown)


def called(law: Reading, facts: PlotFacts) -> Check:
    """Called existing by people, cultivated in the baseline: to the review, not to either nature (requirements C2)."""
    most, area = law.shared("existing.cultivated_at_most"), facts.cultivated
    fields = (fld("called_existing", facts.called_existing), fld("cultivated", area))
    if area is None:
        return law.check("finding_cultivated_not_checked", UNKNOWN, value=most, fields=fields)
    shown = {"cultivated": area.text_mu(2), "most": decimals(most.number, 2)}
    if facts.called_existing and area.mu > most.number:
        return law.check("finding_existing_stopped", UNKNOWN, value=most, fields=fields, shown=shown)
    return law.check("finding_not_called_existing", HOLDS, value=most, fields=fields, shown=shown)


def cultivated_there(law: Reading, facts: PlotFacts) -> Check:
    """There is cultivated land in the baseline that can be damaged (plan 四(一)4)."""
    area = facts.cultivated
    fields = (fld("cultivated", area),)
    if area is None:
        return law.check("finding_cultivated_not_checked", UNKNOWN, fields=fields)
    if area.m2 > 0:
        return law.check("finding_cultivated_found", HOLDS, fields=fields, cultivated=area.text_mu(2))
    return law.check("finding_no_cultivated", FAILS, fields=fields)
