"""The worked cases of every pack (law/2023/*/examples.toml), written by hand from the plan, run through the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from weipian.policy import load, names
from weipian.policy.duties import Duty, duties_of_events, duties_of_issue, fixed_duties
from weipian.policy.policy import law_folder
from weipian.policy.spelling import value_text
from weipian.programme.account.calc import ratio_answer
from weipian.programme.rectification.calc import gates_answer
from weipian.terms.area import decimals
from weipian.terms.words import Category, Determination, Measure, Outcome

Case = dict[str, object]
GATES_WHO = {"A": "county_office", "B": "county_office", "C": "prefecture_office", "D": "leading_group"}
MARKS = ("national_project", "housing", "affordable_housing", "supplementary", "accepted_above")
AREAS = ("cultivated_mu", "farmland_mu", "redline_mu", "mining_mu")


def cases(kind: str) -> list[object]:
    """Every case of a kind in every pack, named for the report."""
    return [pytest.param(name, case, id=f"{name} {case['name']}") for name, case in _cases(kind)]


def _cases(kind: str) -> Iterator[tuple[str, Case]]:
    for name in names():
        place, year = name.rsplit("-", 1)
        entry = law_folder() / year / place / "examples.toml"
        for case in tomllib.loads(entry.read_text(encoding="utf-8")).get(kind, []):
            yield name, case


def table(case: object, name: str = "") -> dict[str, object]:
    found = case.get(name, {}) if name and isinstance(case, dict) else case
    assert isinstance(found, dict)
    return found


def rows(found: object) -> list[dict[str, object]]:
    assert isinstance(found, list)
    return found


def texts(found: object) -> list[str]:
    return [str(entry) for entry in found] if isinstance(found, list) else []


def day(found: object) -> date:
    assert isinstance(found, date)
    return found


# ratio


@pytest.mark.requirement("E1", "E2")
@pytest.mark.parametrize(("name", "case"), cases("ratio"))
def test_ratio(name: str, case: Case) -> None:
    policy = load(name)
    answer = ratio_answer([ledger_row(row) for row in rows(case["given"])], policy)
    expected = table(case, "expect")
    assert set(expected) <= {"county", "townships"}
    assert expected
    if "county" in expected:
        compare_account(table(answer, "county"), table(expected, "county"))
    for township, account in table(expected, "townships").items():
        assert township in policy.townships
        compare_account(table(table(answer, "townships"), township), table(account))


def ledger_row(given: dict[str, object]) -> dict[str, object]:
    """A row as the reader of tables would hand it on."""
    return {
        "plot": given["plot"],
        "township": given["township"],
        "determination": Determination.read(str(given["determination"])),
        "cultivated_mu": Fraction(str(given["cultivated_mu"])),
        "outcome": Outcome.read(str(given.get("outcome", ""))),
        **{mark: given.get(mark) == 1 for mark in MARKS},
    }


def compare_account(answer: dict[str, object], expected: dict[str, object]) -> None:
    assert set(expected) <= {"before", "after", "in_scope", "undetermined", "if_all_unlawful"}
    assert answer["in_scope"] is expected["in_scope"]
    for state in ("before", "after"):
        if state in expected:
            numerator, denominator, ratio = texts(expected[state])
            assert answer[state] == {
                "numerator_mu": decimals(Fraction(numerator), 4),
                "denominator_mu": decimals(Fraction(denominator), 4),
                "ratio": ratio or None,
            }
    if "undetermined" in expected:
        assert answer["undetermined_mu"] == decimals(Fraction(str(expected["undetermined"])), 4)
        assert answer["ratio_if_all_unlawful"] == expected["if_all_unlawful"]


# gates


@pytest.mark.requirement("B7", "B8", "B9", "B10", "B11")
@pytest.mark.parametrize(("name", "case"), cases("gates"))
def test_gates(name: str, case: Case) -> None:
    answer = gates_answer([facts_row(table(case, "given"))], load(name))
    fired = rows(table(answer, "patches")["图斑"])
    assert [entry["gate"] for entry in fired if entry["certain"]] == texts(case["fires"])
    assert [entry["gate"] for entry in fired if not entry["certain"]] == texts(case.get("unclear"))
    assert all(entry["who"] == GATES_WHO[str(entry["gate"])] for entry in fired)
    assert all("资政办发〔2023〕29号" in str(entry["clause"]) for entry in fired)
    assert bool(rows(answer["hints"])) is bool(case.get("hint"))


def facts_row(given: dict[str, object]) -> dict[str, object]:
    flags = {key: given[key] == 1 if key in given else None for key in ("suspected_unlawful", "new_building")}
    return {
        "patch": "图斑",
        "category": Category.read(str(given["category"])),
        "measure": Measure.read(str(given.get("measure", ""))),
        **flags,
        **{area: Fraction(str(given[area])) if area in given else None for area in AREAS},
    }


# duties


@pytest.mark.requirement("E7", "A2")
@pytest.mark.parametrize(("name", "case"), cases("duties"))
def test_duties(name: str, case: Case) -> None:
    duties = owed(name, table(case, "given"))
    expected = {duty: days(due) for duty, due in table(case, "expect").items()}
    assert {key: [duty.due for duty in duties if duty.duty == key] for key in expected} == expected
    assert {duty.duty for duty in duties} == set(expected)
    assert not {duty.duty for duty in duties} & set(texts(case.get("absent")))
    for field, key in (("effective", "effective_due"), ("working", "last_working_day")):
        for wanted, when in table(case, field).items():
            assert [getattr(duty, key) for duty in duties if duty.duty == wanted] == days(when), (field, wanted)
    if "before" in case:
        assert sorted(duty.duty for duty in duties if duty.before_policy) == texts(case["before"])
    if "today" in case:
        today = day(case["today"])
        assert [duty.duty for duty in duties if duty.state(today) == "overdue"] == texts(case["overdue"])


def owed(name: str, given: dict[str, object]) -> list[Duty]:
    policy = load(name)
    if not given:
        return fixed_duties(policy)
    if "issued" in given:
        return duties_of_issue(policy, day(given["issued"]), Category.read(str(given["category"])))
    return duties_of_events(policy, {kind: day(when) for kind, when in given.items()})


def days(found: object) -> list[date]:
    return [day(entry) for entry in found] if isinstance(found, list) else [day(found)]


# values


@pytest.mark.requirement("A1")
@pytest.mark.parametrize(("name", "case"), cases("value"))
def test_values(name: str, case: Case) -> None:
    policy = load(name)
    value = policy.value(str(case["key"]), day(case["on"]))
    assert value_text(value, policy.schema) == case["expect"]


# the cases themselves


@pytest.mark.parametrize("kind", ["ratio", "gates", "duties", "value"])
def test_every_case_has_a_name_of_its_own_and_a_basis(kind: str) -> None:
    found = list(_cases(kind))
    assert len({(name, case["name"]) for name, case in found}) == len(found) > 0
    assert all(case.get("basis") or kind == "value" for _, case in found)


@pytest.mark.parametrize("name", names())
def test_every_pack_has_cases_of_known_kinds(name: str) -> None:
    place, year = name.rsplit("-", 1)
    entry = law_folder() / year / place / "examples.toml"
    found = tomllib.loads(entry.read_text(encoding="utf-8"))
    assert found
    assert set(found) <= {"ratio", "gates", "duties", "value"}
