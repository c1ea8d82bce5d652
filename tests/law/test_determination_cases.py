"""The worked cases of every pack, derived by hand from the texts, done again by the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from weipian.policy import load, names
from weipian.policy.policy import law_folder
from weipian.programme.determination.facts import PlotFacts
from weipian.programme.determination.propose import order_of
from weipian.programme.determination.read import read_facts
from weipian.programme.determination.rules import as_json, explain, propose
from weipian.terms.words import Answer

FILE = "examples_determination.toml"
PACKS = ("national-2023", "ziyuan-2023", "demo-2023")
FIELDS = {
    *("name", "clause", "base", "given", "unknown", "expect"),
    *("answers", "missing", "hints", "no_hints", "handling", "cites"),
}


@dataclass(frozen=True)
class Case:
    """A worked case and the pack that it is tried on."""

    policy: str
    facts: PlotFacts
    table: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.policy} {self.table['name']}"


def cases() -> Iterator[Case]:
    """A pack's cases on itself and, as it is inherited, on every pack below it."""
    for year in law_folder().iterdir():
        for place in year.iterdir() if year.is_dir() else ():
            if (place / FILE).is_file():
                text = tomllib.loads((place / FILE).read_text(encoding="utf-8"), parse_float=Decimal)
                yield from of_file(f"{place.name}-{year.name}", text)


def of_file(pack: str, text: Mapping[str, Any]) -> Iterator[Case]:
    heirs = [name for name in names() if any(layer.name == pack for layer in load(name).layers)]
    for table in text["case"]:
        facts = read_facts(given(table, text.get("base", {})), where=table["name"])
        yield from (Case(heir, facts, table) for heir in heirs)


def given(table: Mapping[str, Any], bases: Mapping[str, Any]) -> dict[str, object]:
    base = dict(bases[table["base"]]) if "base" in table else {}
    merged = {"plot": "例", **base, **table.get("given", {})}
    for name in table.get("unknown", []):
        del merged[name]
    return merged


CASES = list(cases())


def test_there_are_cases_enough_on_each_pack() -> None:
    assert len({case.table["name"] for case in CASES}) >= 60
    assert {case.policy for case in CASES} >= set(PACKS)


@pytest.mark.requirement("C1", "C2", "A1")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_worked_case_comes_out_as_derived(case: Case) -> None:
    table, proposal = case.table, propose(case.facts, load(case.policy))
    assert set(table) <= FIELDS
    told = explain(proposal)
    assert proposal.conclusion.value == table["expect"]["conclusion"], told
    assert as_json(proposal)["nature"] == table["expect"].get("nature"), told
    assert proposal.rule == table["expect"].get("rule", proposal.rule), told
    for rule, answer in table.get("answers", {}).items():
        assert {f.rule: f.answer.value for f in proposal.findings}[rule] == answer, told
    for text in table.get("missing", []):
        assert any(text in gap for gap in proposal.missing), told
    kinds = {hint.kind for hint in proposal.hints}
    assert set(table.get("hints", [])) <= kinds, told
    assert not set(table.get("no_hints", [])) & kinds, told
    assert [word.value for word in proposal.handling] == table.get(
        "handling", [word.value for word in proposal.handling]
    )


@pytest.mark.requirement("A4")
@pytest.mark.parametrize(
    "case", [one for one in CASES if "cites" in one.table and one.policy == "ziyuan-2023"], ids=str
)
def test_the_county_plan_is_cited_where_it_speaks(case: Case) -> None:
    proposal = propose(case.facts, load(case.policy))
    for rule, clause in case.table["cites"].items():
        finding = next(one for one in proposal.findings if one.rule == rule)
        assert any(clause in check.clause for check in finding.checks if check.answer is not Answer.HOLDS)


def test_every_rule_is_seen_to_hold_to_fail_and_to_lack_evidence() -> None:
    seen: dict[str, set[Answer]] = {}
    policy = load("national-2023")
    for case in CASES:
        if case.policy == policy.name:
            for finding in propose(case.facts, policy).findings:
                seen.setdefault(finding.rule, set()).add(finding.answer)
    rules = [rule for land in (True, False) for rule in order_of(policy, policy.issued, land=land)]
    assert {rule: answers for rule, answers in seen.items() if rule in rules and answers != set(Answer)} == {}
    assert set(rules) <= set(seen)
