"""The law that the package carries: loads, is complete, is cited, and is in our own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from weipian.policy import load, names
from weipian.policy.policy import law_folder, read
from weipian.policy.spelling import value_text
from weipian.terms.words import Category, Determination, Outcome, Sure

SOURCE = Path(__file__).resolve().parents[2] / "src" / "weipian"
COUNTIES = ("ziyuan-2023", "demo-2023")
RUN = 18  # characters in a row that would be copying


@pytest.mark.requirement("A1")
@pytest.mark.parametrize("name", names())
def test_every_pack_loads_without_a_problem(name: str) -> None:
    assert [str(problem) for problem in read(name, law_folder()).problems] == []


def test_these_packs_are_there() -> None:
    assert set(names()) == {"national-2023", "guangxi-2023", "guilin-2023", "ziyuan-2023", "demo-2023"}
    layers = [layer.name for layer in load("demo-2023").layers]
    assert layers == ["demo-2023", "ziyuan-2023", "guilin-2023", "guangxi-2023", "national-2023"]


@pytest.mark.requirement("A3")
def test_the_county_and_the_made_up_one() -> None:
    ziyuan, demo = load("ziyuan-2023"), load("demo-2023")
    assert (ziyuan.place, ziyuan.year, ziyuan.issued) == ("ziyuan", 2023, date(2023, 9, 24))
    assert set(ziyuan.townships) == {"资源镇", "中峰镇", "梅溪镇", "瓜里乡", "车田苗族乡", "两水苗族乡", "河口瑶族乡"}
    assert set(demo.townships) == {"星原镇", "砚溪镇", "榕岚镇", "麦浪乡", "瓦屏乡", "鹭泽乡", "枫峪乡"}
    assert "虚构" in demo.place_label
    assert "虚构" in demo.title
    assert ziyuan.notice == demo.notice == "依据重建规则，未与原文核对"


@pytest.mark.requirement("A1", "E2", "B7", "B8", "B9", "B10")
@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("gates.A.cultivated", "50"),
        ("gates.A.farmland", "25"),
        ("gates.A.redline", "25"),
        ("gates.A.mining", "5"),
        ("gates.B.farmland", "5"),
        ("gates.B.redline", "5"),
        ("gates.B.cultivated", "25"),
        ("gates.C.farmland", "5"),
        ("gates.C.redline", "5"),
        ("gates.C.cultivated", "10"),
        ("gates.D.cultivated", "50"),
        ("ratio.county.area", "100"),
        ("ratio.county.ratio", "0.15"),
        ("ratio.township.area", "5"),
        ("ratio.township.ratio", "0.15"),
    ],
)
def test_the_plans_own_numbers(key: str, number: str) -> None:
    value = load("ziyuan-2023").value(key)
    assert value.number == Fraction(number)
    assert value.sure is Sure.STATED
    assert value.clause.startswith("资政办发〔2023〕29号 ")


@pytest.mark.requirement("A1", "A4")
@pytest.mark.parametrize("name", names())
def test_every_value_has_clause_gist_unit_and_dates(name: str) -> None:
    policy = load(name)
    for dated in policy.entries.values():
        for value in dated:
            assert re.search(r"[〔《（号条]|\d", value.clause), value.key
            assert re.search(r"[\u4e00-\u9fff]{3}", value.gist), value.key
            assert value.unit in policy.schema.units
            assert value.until is not None
            assert value.since <= value.until


@pytest.mark.requirement("A1")
@pytest.mark.parametrize("name", names())
def test_what_is_not_in_the_text_says_so(name: str) -> None:
    """An uncertain value carries a note; a pack whose text was not obtained states nothing of its own paper."""
    policy = load(name)
    for dated in policy.entries.values():
        for value in dated:
            rebuilt = value.key.startswith("determination.")  # carries the notice as a whole
            assert value.note or rebuilt or value.sure is not Sure.UNCERTAIN, value.key
    own = [value for dated in policy.entries.values() for value in dated if value.pack == name]
    if not policy.document.obtained:
        assert [v.key for v in own if v.sure is Sure.STATED and v.clause.startswith(policy.document.number)] == []


@pytest.mark.requirement("E1")
def test_every_determination_and_outcome_has_its_effect() -> None:
    policy = load("ziyuan-2023")
    for determination in Determination:
        if determination is not Determination.UNLAWFUL_NEW:
            assert policy.has(f"ratio.counts.{determination.value}")
    for outcome in Outcome:
        effect = policy.value(f"ratio.counts.unlawful_new.{outcome.value or 'none'}").items
        assert set(effect) <= {"numerator", "denominator"}


def test_every_category_is_in_one_group_and_every_listed_one_is_known() -> None:
    policy = load("ziyuan-2023")
    grouped = [name for key in policy.keys("categories.") for name in policy.value(key).items]
    assert sorted(grouped) == sorted(category.value for category in Category)
    assert set(policy.value("gates.A.categories").items) <= set(grouped)


def test_an_officer_meets_no_english_word() -> None:
    policy = load("ziyuan-2023")
    said = {
        word
        for key in policy.keys()  # noqa: SIM118 - a method, not a dict's
        if not key.startswith(("duties.", "checks."))  # these name other keys
        for value in policy.entries[key]
        for word in re.findall(r"[a-z_]{3,}", value_text(value, policy.schema))
    }
    assert said == set()
    assert {key.split(".")[0] for key in policy.keys()} <= set(policy.schema.groups)  # noqa: SIM118


@pytest.mark.parametrize("name", COUNTIES)
def test_every_key_that_the_code_asks_for_is_there(name: str) -> None:
    policy = load(name)
    asked = dict(_asked())
    assert len(asked) > 5
    for key, where in asked.items():
        prefix, star, suffix = key.partition("*")
        there = (
            any(found.startswith(prefix) and found.endswith(suffix) for found in policy.keys(prefix))
            if star
            else policy.has(key)
        )
        assert there, f"{key} in {where}"


def _asked() -> Iterator[tuple[str, str]]:
    """Keys that stand in src as `.value("…")`; what an f-string fills in is `*`."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for filled, key in re.findall(r'\.(?:value|has)\(\s*(f?)"([^"]+)"', text):
            yield (re.sub(r"\{.*\}", "*", key) if filled else key), path.name


@pytest.mark.shared
def test_no_sentence_of_the_plan_is_pasted(shared: Path) -> None:
    plan = _letters((shared / "reference" / "ziyuan-2023-plan.zh.txt").read_text(encoding="utf-8"))
    assert _copied(plan[500:600], plan)
    for path in sorted((SOURCE / "law").rglob("*.toml")):
        for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert _copied(_letters(text), plan) == [], path.name


def _copied(text: str, plan: str) -> list[str]:
    runs = (text[start : start + RUN] for start in range(len(text) - RUN + 1))
    return [run for run in runs if run in plan]


def _texts(found: object) -> Iterator[str]:
    """Every text of a file but the titles of documents."""
    if isinstance(found, dict):
        for key, entry in found.items():
            yield from _texts(entry) if key != "title" else ()
    elif isinstance(found, list):
        for entry in found:
            yield from _texts(entry)
    elif isinstance(found, str):
        yield re.sub(r"《[^》]*》", "", found)


def _letters(text: str) -> str:
    """Without blanks and punctuation, so that a comma does not hide a copy."""
    return "".join(re.findall(r"\w", text))
