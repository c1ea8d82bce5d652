"""The proposal: rules asked in the law's order; the conclusion is the only one that the evidence leaves possible."""

from __future__ import annotations

from datetime import date

from weipian.policy import Policy
from weipian.programme.determination import lawful, mining, other_use, unlawful
from weipian.programme.determination.facts import PlotFacts
from weipian.programme.determination.finding import (
    FAILS,
    HOLDS,
    UNKNOWN,
    Check,
    Finding,
    Proposal,
    all_of,
    deciding,
    least_sure,
    with_sources,
)
from weipian.programme.determination.hints import handling, hints
from weipian.programme.determination.reading import Reading, fld
from weipian.programme.determination.registry import Rule, shape_on
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion

SHAPES = (lawful, other_use, unlawful, mining)  # importing a module enters its rules
CONSISTENCY, RESIDUAL = "consistency", "residual"
Outcome = tuple[Conclusion, Nature | None]


def propose(facts: PlotFacts, policy: Policy) -> Proposal:
    """What the rules in force on the day of issue say of a plot (plan 二(三); requirements C1, C2)."""
    day = law_day(facts.issued, policy)
    doubt = consistent(facts, policy, day)
    found = (doubt,) if doubt.answer is UNKNOWN else walk(facts, policy, day)
    return conclude(facts, policy, day, found)


def law_day(issued: date, policy: Policy) -> date:
    """The day whose law applies: of issue, held inside the programme year whose pack this is."""
    return min(max(issued, date(policy.year, 1, 1)), date(policy.year, 12, 31))


def order_of(policy: Policy, day: date, *, land: bool) -> tuple[str, ...]:
    """The rules in the law's order."""
    return policy.value(f"determination.{'land' if land else 'mining'}.order", on=day).items


def walk(facts: PlotFacts, policy: Policy, day: date) -> tuple[Finding, ...]:
    """Rules in order up to the first that holds; where none does, the rest is for the review."""
    found: list[Finding] = []
    for name in order_of(policy, day, land=facts.category.is_land):
        found.append(ask(shape_on(name, day), facts, policy, day))
        if found[-1].answer is HOLDS:
            return tuple(found)
    nothing = all(one.answer is FAILS for one in found)
    return (*found, residual(policy, day)) if nothing else tuple(found)


def ask(rule: Rule, facts: PlotFacts, policy: Policy, day: date) -> Finding:
    """One rule's finding."""
    law = Reading(policy, day, rule.id)
    checks = with_sources(rule.judge(law, facts), facts)
    return finding(law, checks, rule.conclusion, rule.nature)


def finding(law: Reading, checks: tuple[Check, ...], conclusion: Conclusion, nature: Nature | None) -> Finding:
    """Checks joined; the sentence and the figures are those of the check that decided."""
    label, answer = law.own("label"), all_of(checks)
    point = deciding(checks, answer)
    missing = (gap for check in checks for gap in check.missing) if answer is UNKNOWN else ()
    because = "；".join(dict.fromkeys(reasons(checks, answer)))
    return Finding(
        rule=law.rule,
        label=label.text,
        clause=label.clause,
        answer=answer,
        because=because,
        conclusion=conclusion,
        nature=nature,
        checks=checks,
        missing=tuple(dict.fromkeys(missing)),
        sure=least_sure([label.sure, *(check.sure for check in checks)]),
        measured=point.measured if point else None,
        threshold=point.threshold if point else None,
        margin=point.margin if point else None,
    )


def reasons(checks: tuple[Check, ...], answer: str) -> list[str]:
    """Why: of what holds everything, of what fails or stays open only what makes it so."""
    return [check.because for check in checks if check.answer == answer]


def consistent(facts: PlotFacts, policy: Policy, day: date) -> Finding:
    """Facts that contradict each other are for people, before any rule (plan 一 「真实性」)."""
    law = Reading(policy, day, CONSISTENCY)
    start, image = facts.construction_start, facts.later_image
    fields = (fld("construction_start", start), fld("changed", facts.site.changed), fld("later_image", image))
    checks = [law.check("finding_facts_agree", HOLDS, fields=fields)]
    if not facts.category.is_land:
        start = None  # building says nothing of mining
    if start is not None and facts.site.changed is False:
        checks.append(law.check("finding_start_without_change", UNKNOWN, fields=fields, start=start))
    if start is not None and image is not None and start > image:
        checks.append(law.check("finding_start_after_image", UNKNOWN, fields=fields, start=start, image=image))
    return finding(law, tuple(checks), Conclusion.IN_DOUBT, None)


def residual(policy: Policy, day: date) -> Finding:
    """No rule holds: that is never unlawful by itself; the review decides (plan 二(三): 有异议的图斑)."""
    law = Reading(policy, day, RESIDUAL)
    return finding(law, (law.check("finding_no_rule_holds", UNKNOWN),), Conclusion.IN_DOUBT, None)


def conclude(facts: PlotFacts, policy: Policy, day: date, found: tuple[Finding, ...]) -> Proposal:
    """One possible outcome that a rule supports is proposed; several, or none supported, are 存疑."""
    live = [one for one in found if one.answer is not FAILS]
    possible = tuple(dict.fromkeys((one.conclusion, one.nature) for one in live))
    settled = live[-1] if len(possible) == 1 and live[-1].answer is HOLDS else None
    conclusion, nature = possible[0] if settled else (Conclusion.IN_DOUBT, None)
    point = settled or live[0]
    law = Reading(policy, day, point.rule)
    return Proposal(
        plot=facts.plot,
        policy=policy.name,
        conclusion=conclusion,
        nature=nature,
        rule=point.rule,
        because=point.because,
        findings=found,
        missing=() if settled else missing(live, found),
        hints=hints(law, facts, possible, found),
        handling=handling(law, facts, conclusion),
        possible=possible,
        notice=policy.notice,
    )


def missing(live: list[Finding], found: tuple[Finding, ...]) -> tuple[str, ...]:
    """What to bring: the gaps of every rule still open; where none is, what the nearest rules lack."""
    gaps = [gap for one in live if one.rule != RESIDUAL for gap in pressing(one)]
    if not gaps:
        gaps = [*nearest(found), *(gap for one in live for gap in one.missing)]
    return tuple(dict.fromkeys(gaps))


def pressing(finding: Finding) -> tuple[str, ...]:
    """While the ground has not been seen, that alone: a road's width is no question before it is known to be a road."""
    ground = [gap for check in finding.checks if check.name in GROUND for gap in check.missing]
    return tuple(ground) or finding.missing


def nearest(found: tuple[Finding, ...]) -> list[str]:
    """Of rules that speak of the use seen on site: what would mend the checks that failed."""
    near = [one for one in found if any(check.name in NEAR for check in one.checks)]
    return [check.mend for one in near for check in one.checks if check.answer is FAILS]


GROUND = frozenset({"site_not_seen", "use_unknown", "trace_unknown", "activity_unknown"})
NEAR = frozenset({"use_fits_rule", "activity_fits", "activity_other"})
