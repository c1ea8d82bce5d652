"""What a person should look at besides the conclusion; each hint has its clause, and a pack may switch it off."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.policy import Value
from weipian.programme.determination.facts import PlotFacts
from weipian.programme.determination.finding import UNKNOWN, Finding, Hint
from weipian.programme.determination.reading import Reading
from weipian.terms.area import decimals
from weipian.terms.determination import ApprovalKind, Handling, Nature
from weipian.terms.messages import catalogue
from weipian.terms.words import Conclusion

Found = tuple[Finding, ...]
Outcome = tuple[Conclusion, Nature | None]


def hints(law: Reading, facts: PlotFacts, possible: tuple[Outcome, ...], found: Found) -> tuple[Hint, ...]:
    """All hints on a plot, in order."""
    every = (
        *shape_hints(law, facts),
        *check_hints(law, found),
        *mark_hints(law, facts, possible),
        *review_hints(law, facts, possible),
        *approval_hints(law, facts, possible),
    )
    return tuple(dict.fromkeys(every))


def hint(law: Reading, kind: str, code: str, **params: object) -> Iterator[Hint]:
    """A hint whose sentence is the message `code`, unless the pack switched this kind off."""
    value = law.shared(f"hint.{kind}")
    if value.content is False:
        return
    text = catalogue()[code]
    yield Hint(kind, f"{text['what'].format(**params)}；{text['mend'].format(**params)}", value.clause)


def shape_hints(law: Reading, facts: PlotFacts) -> Iterator[Hint]:
    """Slivers and neighbours (requirements B3)."""
    most = law.shared("hint.sliver")
    if facts.area is not None and facts.area.mu <= most.number:
        shown = {"area": facts.area.text_m2(), "most": decimals(most.number, 2)}
        yield from hint(law, "sliver", "hint_sliver", **shown)
    if facts.neighbours:
        yield from hint(law, "neighbour", "hint_neighbour", plots="、".join(facts.neighbours))


SPLITS = {"cover_part": "hint_split", "cover_left": "hint_split", "built_parts_seen": "hint_split_built"}


def check_hints(law: Reading, found: Found) -> Iterator[Hint]:
    """What checks call for: a split by the boundary, a review of the baseline (requirements B4, C2)."""
    open_still = [finding for finding in found if finding.answer is UNKNOWN]
    for check in (check for finding in open_still for check in finding.checks):
        if check.name in SPLITS:
            yield from hint(law, "split", SPLITS[check.name], subject=check.subject)
        if check.name == "existing_stopped":
            yield from hint(law, "stopped", "hint_stopped")


def mark_hints(law: Reading, facts: PlotFacts, possible: tuple[Outcome, ...]) -> Iterator[Hint]:
    """Marks of their own: 非农化, 新增乱占耕地建房 (plan 二(二); requirements B6)."""
    if (Conclusion.UNLAWFUL, Nature.UNLAWFUL_NEW) not in possible:
        return
    if facts.cultivated is None or facts.cultivated.m2 == 0:
        return
    yield from hint(law, "nonfarm_conversion", "hint_nonfarm", cultivated=facts.cultivated.text_mu(2))
    since, use = law.shared("unlawful_housing.start"), facts.site.actual_use
    if use is None or use.value not in law.shared("unlawful_housing.uses").items:
        return
    if facts.construction_start is None:
        yield from hint(law, "unlawful_housing", "hint_housing_start_unknown", since=since.date)
    elif facts.construction_start >= since.date:
        shown = {"since": since.date, "start": facts.construction_start}
        yield from hint(law, "unlawful_housing", "hint_housing", **shown)


def review_hints(law: Reading, facts: PlotFacts, possible: tuple[Outcome, ...]) -> Iterator[Hint]:
    """What the review argues one by one (plan 二(三), 六(二); requirements C3)."""
    if facts.sensitive:
        yield from hint(law, "sensitive", "hint_sensitive")
    touched = facts.cultivated is not None and facts.cultivated.m2 > 0
    other = any(c is Conclusion.OTHER_USE and n is not Nature.NO_CHANGE for c, n in possible)
    if other and touched:
        yield from hint(law, "other_use_on_cultivated", "hint_other_on_cultivated")
    unchecked = [name for name, area in area_names(facts) if area is None]
    if unchecked and facts.category.is_land:
        yield from hint(law, "not_checked", "hint_not_checked", layers="、".join(unchecked))


def area_names(facts: PlotFacts) -> tuple[tuple[str, object], ...]:
    return ("耕地", facts.cultivated), ("永久基本农田", facts.farmland), ("生态保护红线", facts.redline)


def approval_hints(law: Reading, facts: PlotFacts, possible: tuple[Outcome, ...]) -> Iterator[Hint]:
    """An advance approval still needs its formal one (plan 二(三))."""
    kinds = {approval.kind for approval in facts.approvals.found}
    if possible == ((Conclusion.LAWFUL, Nature.LAWFUL_NEW),) and kinds == {ApprovalKind.ADVANCE}:
        yield from hint(law, "advance", "hint_advance")


def handling(law: Reading, facts: PlotFacts, conclusion: Conclusion) -> tuple[Handling, ...]:
    """Ways an unlawful mining patch may be handled; 不处理 only where an old trace has recovered by itself."""
    if facts.category.is_land or conclusion is not Conclusion.UNLAWFUL:
        return ()
    allowed: tuple[Value, ...] = (law.shared("mining.handling"),)
    if facts.site.recovered:
        allowed = (*allowed, law.shared("mining.handling_recovered"))
    return tuple(Handling.read(key) for value in allowed for key in value.items)
