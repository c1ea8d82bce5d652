"""Lawful new construction land: an approval in time, covering the extent, known to the ministry's systems."""

from __future__ import annotations

from datetime import date

from weipian.programme.determination.conditions import (
    allowed_before_start,
    covers,
    in_systems,
    numbered,
    one_of,
)
from weipian.programme.determination.facts import Approval, PlotFacts, Records
from weipian.programme.determination.finding import FAILS, HOLDS, UNKNOWN, Check
from weipian.programme.determination.reading import Reading, fld
from weipian.programme.determination.registry import rule
from weipian.terms.determination import ApprovalKind, Nature
from weipian.terms.words import Conclusion

FIRST = date(2023, 1, 1)
LAWFUL = (Conclusion.LAWFUL, Nature.LAWFUL_NEW)


@rule("lawful_conversion", FIRST, *LAWFUL)
def conversion(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """农用地转用、土地征收 (plan 二(三), 二(二): the systems' word)."""
    return by_approval(law, facts, ApprovalKind.CONVERSION)


@rule("lawful_advance", FIRST, *LAWFUL)
def advance(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """先行用地 (plan 二(三))."""
    return by_approval(law, facts, ApprovalKind.ADVANCE)


@rule("lawful_linked", FIRST, *LAWFUL)
def linked(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """增减挂钩 (plan 二(三), 四(一)1): the new plot must also nest in the scheme."""
    return by_approval(law, facts, ApprovalKind.LINKED)


@rule("lawful_other", FIRST, *LAWFUL)
def other(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """其他建设用地审批手续 (plan 二(三), 四(一)1)."""
    return by_approval(law, facts, ApprovalKind.OTHER)


@rule("lawful_title", FIRST, *LAWFUL)
def title(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
    """供地、登记、宅基地批准 (plan 二(三))."""
    return by_approval(law, facts, ApprovalKind.TITLE)


def by_approval(law: Reading, facts: PlotFacts, kind: ApprovalKind) -> tuple[Check, ...]:
    """One approval of this kind that meets every condition (plan 二(三); requirements C2)."""
    of_kind = tuple(approval for approval in facts.approvals.found if approval.kind is kind)
    register = Records(of_kind, facts.approvals.searched, facts.approvals.source)
    begun = something_begun(law, facts)
    if begun.answer is FAILS:
        return (begun,)
    return begun, *one_of(law, register, lambda a: a.number, lambda a: conditions(law, facts, a))


def something_begun(law: Reading, facts: PlotFacts) -> Check:
    """Where nothing was built there is nothing that an approval makes lawful (plan 二(三): 实地未变化)."""
    fields = (fld("changed", facts.site.changed), fld("construction_start", facts.construction_start))
    if facts.construction_start is not None or facts.site.changed:
        return law.check("finding_works_begun", HOLDS, fields=fields)
    if facts.site.changed is None:
        return law.check("finding_works_not_known", UNKNOWN, fields=fields)
    return law.check("finding_works_not_begun", FAILS, fields=fields)


def conditions(law: Reading, facts: PlotFacts, approval: Approval) -> list[Check]:
    """Number, time, cover, the systems, and for 增减挂钩 the nesting (plan 二(二)(三))."""
    checks = [
        numbered(law, approval.number),
        allowed_before_start(law, facts, approval.effective, law.shared("approval_before_start")),
        covers(law, approval.cover, facts.area),
        in_systems(law, approval.in_systems),
    ]
    if approval.kind is ApprovalKind.LINKED:
        codes = ("finding_nested_done", "finding_nested_failed", "finding_nested_unknown")
        checks.append(law.ask(approval.nested, codes, no=UNKNOWN, fields=(fld("nested", approval.nested),)))
    return checks
