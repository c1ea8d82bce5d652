"""What must hold of every proposal, whatever the facts: less evidence never makes a verdict, more lawful papers do."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weipian.policy import load
from weipian.policy.policy import law_folder
from weipian.programme.determination.facts import Approval, Covered, PlotFacts, Records
from weipian.programme.determination.read import read_facts
from weipian.programme.determination.rules import Nature, Proposal, propose
from weipian.terms.area import Area
from weipian.terms.determination import ActualUse, ApprovalKind, LicenceKind, MiningActivity
from weipian.terms.words import Answer, Category, Conclusion

POLICY = load("ziyuan-2023")
OPINIONS = {"plot", "category", "issued", "called_existing", "sensitive", "neighbours", "sources", "kind"}
DAYS = [date(2023, 1, 5) + timedelta(days=n) for n in (-800, -40, -1, 0, 1, 95, 96, 400)]
SHARES = [Fraction(n, 1000) for n in (0, 10, 11, 600, 989, 990, 995, 1000)]
AREAS = [Area.of_mu(Fraction(n, 100)) for n in (0, 1, 2, 50, 300, 1000, 10000)]


@cache
def seeds() -> tuple[PlotFacts, ...]:
    """The facts of the worked cases: places from which every rule can be reached."""
    text = (law_folder() / "2023" / "national" / "examples_determination.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text, parse_float=Decimal)
    found = []
    for case in table["case"]:
        merged = {"plot": "例", **table["base"].get(case.get("base"), {}), **case.get("given", {})}
        found.append(read_facts({k: v for k, v in merged.items() if k not in case.get("unknown", [])}))
    return tuple(found)


POOLS: dict[type, list[Any]] = {
    date: DAYS,
    Fraction: SHARES,
    Area: AREAS,
    bool: [True, False],
    int: [0, 1, 2, 3],
    ActualUse: list(ActualUse),
    MiningActivity: list(MiningActivity),
    LicenceKind: list(LicenceKind),
}


def pool_of(name: str, value: object) -> list[Any]:
    """Other values that a field may take; by its name where it is empty now."""
    if value is not None:
        return POOLS.get(type(value), [])
    if name in ("earlier_image", "later_image", "construction_start", "effective", "until", "approved", "inspected"):
        return DAYS
    if name in ("cultivated", "farmland", "redline", "area"):
        return AREAS
    if name in ("share", "existing_share", "width_m"):
        return SHARES
    by_name: dict[str, list[Any]] = {
        "actual_use": list(ActualUse),
        "mining_activity": list(MiningActivity),
        "photos": POOLS[int],
    }
    return by_name.get(name, [True, False]) if name not in ("covers", "valid_from", "recorded") else []


def edits(thing: Any, *, remove: bool) -> Iterator[Any]:
    """Every copy with one field changed: to nothing (less evidence), or to another value (other evidence)."""
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name in OPINIONS:
            continue
        if isinstance(value, Records):
            yield from (replace(thing, **{one.name: new}) for new in register_edits(value, remove=remove))
        elif is_dataclass(value) and not isinstance(value, Area):
            yield from (replace(thing, **{one.name: new}) for new in edits(value, remove=remove))
        elif remove:
            if value not in (None, ""):
                yield replace(thing, **{one.name: "" if isinstance(value, str) and type(value) is str else None})
        else:
            yield from (replace(thing, **{one.name: new}) for new in pool_of(one.name, value) if new != value)


def register_edits(register: Records[Any], *, remove: bool) -> Iterator[Records[Any]]:
    """A register no longer known to be complete, with or without a record; or one record changed."""
    if remove and register.searched:
        yield replace(register, searched=False)
    if not remove:
        yield replace(register, searched=not register.searched)
    for place, record in enumerate(register.found):
        before, after = register.found[:place], register.found[place + 1 :]
        if remove:
            yield replace(register, found=before + after, searched=False)
        for new in edits(record, remove=remove):
            yield replace(register, found=(*before, new, *after))


@st.composite
def plots(draw: st.DrawFn) -> PlotFacts:
    """A worked case's facts, with up to three fields changed."""
    facts = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(0, 3))):
        facts = draw(st.sampled_from(list(edits(facts, remove=False))))
    return facts


def consistent(facts: PlotFacts) -> bool:
    start, image = facts.construction_start, facts.later_image
    if not facts.category.is_land:
        return True
    if start is not None and facts.site.changed is False:
        return False
    return start is None or image is None or start <= image


def verdict(proposal: Proposal) -> tuple[Conclusion, Nature | None]:
    return proposal.conclusion, proposal.nature


@pytest.mark.requirement("C1", "C2")
@settings(max_examples=60, deadline=None)
@given(plots())
def test_less_evidence_only_ever_leads_to_doubt(facts: PlotFacts) -> None:
    before = verdict(propose(facts, POLICY))
    for less in edits(facts, remove=True):
        after = verdict(propose(less, POLICY))
        assert after[0] is not Conclusion.UNLAWFUL or after == before
        if consistent(facts):
            assert after in (before, (Conclusion.IN_DOUBT, None))


@pytest.mark.requirement("C1")
def test_less_evidence_leads_to_doubt_from_every_worked_case() -> None:
    for facts in seeds():
        before = verdict(propose(facts, POLICY))
        for less in edits(facts, remove=True):
            after = verdict(propose(less, POLICY))
            assert after[0] is not Conclusion.UNLAWFUL or after == before
            assert after in (before, (Conclusion.IN_DOUBT, None)) or not consistent(facts)


@pytest.mark.requirement("C2")
@settings(max_examples=100, deadline=None)
@given(plots(), st.sampled_from(list(ApprovalKind)), st.integers(0, 4000))
def test_an_approval_in_time_of_the_whole_and_confirmed_is_always_lawful(
    facts: PlotFacts, kind: ApprovalKind, days: int
) -> None:
    if not (facts.category.is_land and consistent(facts) and facts.construction_start):
        return
    effective = facts.construction_start - timedelta(days=days)
    whole = Covered(share=Fraction(1))
    approval = Approval("新1", kind, "自治区人民政府", effective, whole, in_systems=True, nested=True)
    more = replace(facts, approvals=replace(facts.approvals, found=(*facts.approvals.found, approval)))
    assert verdict(propose(more, POLICY)) == (Conclusion.LAWFUL, Nature.LAWFUL_NEW)


@pytest.mark.requirement("C2", "A4")
@settings(max_examples=150, deadline=None)
@given(plots())
def test_unlawful_rests_on_people_who_saw_it_and_on_every_other_rule_failing(facts: PlotFacts) -> None:
    proposal = propose(facts, POLICY)
    for finding in proposal.findings:
        assert finding.clause
        assert finding.label
        assert finding.because
        assert all(check.clause for check in finding.checks)
        assert bool(finding.missing) is (finding.answer is Answer.NOT_ENOUGH_EVIDENCE)
    assert all(hint.clause for hint in proposal.hints)
    assert proposal.notice == POLICY.notice
    assert bool(proposal.missing) is (proposal.conclusion is Conclusion.IN_DOUBT)
    if proposal.conclusion is not Conclusion.UNLAWFUL:
        return
    *others, last = proposal.findings
    assert all(finding.answer is Answer.FAILS for finding in others)
    assert last.answer is Answer.HOLDS
    assert facts.site.inspected is not None
    if facts.category is Category.MINING:
        assert facts.site.mining_trace
        assert facts.licences.searched
    else:
        assert facts.site.changed
        assert facts.construction_start
        assert facts.approvals.searched
        assert None not in (facts.cultivated, facts.existing_share, facts.site.actual_use) or (
            proposal.nature is Nature.UNLAWFUL_FARMING
        )


@pytest.mark.requirement("C1")
@settings(max_examples=100, deadline=None)
@given(plots(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(facts: PlotFacts, shuffler: Any) -> None:
    spare = Approval("另一份", ApprovalKind.OTHER)
    found = [*facts.approvals.found, spare]
    straight = propose(replace(facts, approvals=replace(facts.approvals, found=tuple(found))), POLICY)
    shuffler.shuffle(found)
    mixed = propose(replace(facts, approvals=replace(facts.approvals, found=tuple(found))), POLICY)
    assert (verdict(straight), set(straight.missing)) == (verdict(mixed), set(mixed.missing))
