"""The parts behind the proposal: joining answers, dated shapes, terms, widths, reading, telling, the catalogue."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.policy.policy import law_folder
from weipian.programme.determination import registry
from weipian.programme.determination.facts import Covered, PlotFacts, TemporaryPermit
from weipian.programme.determination.finding import Check, all_of, least_sure
from weipian.programme.determination.other_use import term
from weipian.programme.determination.propose import law_day
from weipian.programme.determination.read import read_facts
from weipian.programme.determination.reading import Reading, percent
from weipian.programme.determination.rules import as_json, catalogue, explain, propose
from weipian.terms.area import Area
from weipian.terms.determination import Nature
from weipian.terms.errors import InputError, PolicyError
from weipian.terms.words import Answer, Conclusion, Determination, Sure

POLICY = load("ziyuan-2023")
HOUSE: dict[str, object] = {
    "plot": "甲-1",
    "category": "新增非农建设类",
    "issued": date(2023, 5, 1),
    "earlier_image": date(2022, 10, 1),
    "later_image": date(2023, 4, 10),
    "construction_start": date(2023, 1, 5),
    "area": 10,
    "cultivated": 3,
    "existing_share": 0,
    "site": {"inspected": date(2023, 5, 6), "changed": True, "actual_use": "住宅"},
    **{name: {"searched": True} for name in ("approvals", "facilities", "permits", "solar")},
}
ROAD_USE = {"inspected": date(2023, 5, 6), "changed": True, "actual_use": "农村道路"}


def house(**changes: object) -> PlotFacts:
    return read_facts({**HOUSE, **changes})


def kleene_and(answers: tuple[Answer, ...]) -> Answer:
    """Three-valued and as its books define it: the least of fails < not known < holds."""
    rank = [Answer.FAILS, Answer.NOT_ENOUGH_EVIDENCE, Answer.HOLDS]
    return min(answers, key=rank.index)


@pytest.mark.requirement("C1")
def test_answers_are_joined_as_three_valued_logic_joins_them() -> None:
    for answers in product(Answer, repeat=3):
        checks = [Check("c", answer, "因", "补", "条", Sure.STATED) for answer in answers]
        assert all_of(checks) is kleene_and(answers)


def test_the_least_sure_value_decides_how_sure_a_finding_is() -> None:
    assert least_sure([Sure.STATED, Sure.UNCERTAIN, Sure.LIKELY]) is Sure.UNCERTAIN
    assert least_sure([]) is Sure.STATED


@pytest.mark.requirement("A1")
def test_a_new_shape_governs_from_its_day_and_the_old_one_stays_for_older_patches() -> None:
    def never(law: Reading, facts: PlotFacts) -> tuple[Check, ...]:
        """A shape of later law: always fails."""
        return (law.check("finding_no_cultivated", Answer.FAILS),)

    kept = list(registry._RULES["unlawful_new"])
    registry.rule("unlawful_new", date(2023, 7, 1), Conclusion.UNLAWFUL, Nature.UNLAWFUL_NEW)(never)
    try:
        assert propose(house(issued=date(2023, 6, 30)), POLICY).conclusion is Conclusion.UNLAWFUL
        assert propose(house(issued=date(2023, 7, 1)), POLICY).conclusion is Conclusion.IN_DOUBT
    finally:
        registry._RULES["unlawful_new"][:] = kept
    assert propose(house(issued=date(2023, 7, 1)), POLICY).conclusion is Conclusion.UNLAWFUL


def test_a_rule_that_the_program_lacks_is_a_plain_error() -> None:
    with pytest.raises(PolicyError) as caught:
        registry.shape_on("no_such_rule", date(2023, 5, 1))
    assert "no_such_rule" in str(caught.value)
    with pytest.raises(PolicyError):
        registry.shape_on("unlawful_new", date(1999, 1, 1))


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        (date(2022, 12, 20), date(2023, 1, 1)),
        (date(2023, 5, 1), date(2023, 5, 1)),
        (date(2024, 1, 10), date(2023, 12, 31)),
    ],
)
def test_a_pack_speaks_for_its_whole_programme_year(issued: date, day: date) -> None:
    assert law_day(issued, POLICY) == day


@pytest.mark.requirement("C2")
@given(st.dates(date(2019, 1, 1), date(2023, 1, 1)), st.integers(1, 1800), st.sampled_from([True, False, None]))
def test_a_term_is_two_years_or_four_for_long_works(given_on: date, days: int, long: bool | None) -> None:
    """Oracle: the same day two and four years on, written as a date (29 February: the 28th)."""
    until = given_on + timedelta(days=days)
    law = Reading(POLICY, date(2023, 5, 1), "temporary_use")
    answer = term(law, TemporaryPermit("临", given_on, until, long)).answer
    last, last_long = (anniversary(given_on, years) for years in (2, 4))
    if until <= last:
        assert answer is Answer.HOLDS
    elif until > last_long:
        assert answer is Answer.FAILS
    else:
        wanted = {True: Answer.HOLDS, False: Answer.FAILS, None: Answer.NOT_ENOUGH_EVIDENCE}
        assert answer is wanted[long]


def anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    ("width", "fits"), [("0.999999", False), (1, True), ("4.5", True), (8, True), ("8.000001", False)]
)
def test_a_rural_road_is_as_wide_as_the_law_says_both_ends_included(width: object, fits: bool) -> None:
    facts = house(site=ROAD_USE, road={"width_m": width, "in_national_network": False})
    found = next(one for one in propose(facts, POLICY).findings if one.rule == "rural_road")
    assert (found.answer is Answer.HOLDS) is fits
    assert found.margin is None or fits or Fraction(found.margin) <= 0


@pytest.mark.requirement("A1")
def test_another_county_is_another_pack_and_no_new_code(tmp_path: Path) -> None:
    """A north-country county asks 2 m at least: one value in a pack of its own."""
    root = tmp_path / "law"
    shutil.copytree(str(law_folder()), root)
    place = root / "2023" / "north"
    place.mkdir()
    text = (root / "2023" / "demo" / "document.toml").read_text(encoding="utf-8")
    text = text.replace('"demo-2023"', '"north-2023"').replace('place = "demo"', 'place = "north"')
    (place / "document.toml").write_text(text, encoding="utf-8")
    (place / "determination.toml").write_text(
        "[determination.rural_road.width_least]\nvalue = 2\nunit = 'm'\nclause = '《北方某县试验》一'\n"
        "gist = '北方路宽下限'\nsure = 'likely'\noverrides = { pack = 'national-2023', authority = '试验' }\n",
        encoding="utf-8",
    )
    facts = house(site=ROAD_USE, road={"width_m": "1.5", "in_national_network": False})
    assert propose(facts, POLICY).nature is Nature.RURAL_ROAD
    north = propose(facts, load("north-2023", root))
    assert north.conclusion is Conclusion.IN_DOUBT
    road = next(one for one in north.findings if one.rule == "rural_road")
    assert "《北方某县试验》一" in {check.clause for check in road.checks}
    assert road.margin == "-0.5000"


@pytest.mark.requirement("A4")
def test_a_proposal_opens_to_rule_clause_field_layer_and_figure() -> None:
    facts = replace(house(), sources=(("cultivated", "地类图斑 v3 sha256:ab"),))
    told = json.loads(json.dumps(as_json(propose(facts, POLICY)), ensure_ascii=False))
    last = told["findings"][-1]
    assert (told["conclusion"], told["nature"], told["rule"]) == ("unlawful", "unlawful_new", "unlawful_new")
    assert told["determination"] == "unlawful_new"
    assert told["notice"] == POLICY.notice
    assert {"name": "cultivated", "value": "2000.00 m2", "source": "地类图斑 v3 sha256:ab"} in last["fields"]
    keys = {"rule", "clause", "answer", "because", "missing", "margin", "measured", "threshold", "sure"}
    assert all(keys <= set(finding) for finding in told["findings"])


@pytest.mark.requirement("A4")
def test_a_record_s_fields_name_the_register_and_the_plot_s_fields_their_layer() -> None:
    record = {"number": "甲", "kind": "农转用", "effective": date(2022, 12, 1), "cover": {"share": 1}}
    register = {"searched": True, "source": "批准红线 v7", "found": [{**record, "in_systems": True}]}
    facts = replace(house(approvals=register), sources=(("area", "图斑 v1"),))
    used = {(one.name, one.source) for one in propose(facts, POLICY).findings[0].fields}
    assert {("cover_share", "批准红线 v7"), ("effective", "批准红线 v7"), ("area", "图斑 v1")} <= used
    assert ("construction_start", "") in used


@pytest.mark.requirement("A4", "C1")
def test_the_account_is_short_chinese_and_says_that_it_is_no_determination() -> None:
    told = explain(propose(house(), POLICY))
    assert "建议“违法：新增建设用地违法”" in told
    assert POLICY.notice in told
    assert "不是判定" in told
    assert len(told.splitlines()) < 25
    for word in ("None", "True", "False", "Answer", "Fraction", "not_enough"):
        assert word not in told


def test_while_the_ground_is_unseen_only_what_comes_first_is_asked_for() -> None:
    wanted = propose(house(site={}), POLICY).missing
    assert any("现场核查" in gap for gap in wanted)
    assert not any("路面" in gap for gap in wanted)
    assert len(wanted) <= 5


def test_the_word_that_the_ratio_reads() -> None:
    assert propose(house(), POLICY).determination is Determination.UNLAWFUL_NEW
    assert propose(house(cultivated=0, existing_share=1), POLICY).determination is Determination.UNLAWFUL_EXISTING
    road = house(site=ROAD_USE, road={"width_m": 4, "in_national_network": False})
    assert propose(road, POLICY).determination is Determination.OTHER_USE
    assert propose(house(site={}), POLICY).determination is Determination.UNDETERMINED


@pytest.mark.requirement("B3")
def test_slivers_and_neighbours_are_hints_only() -> None:
    plain, tiny = house(), house(area="0.05", cultivated="0.01", neighbours=["甲-2"])
    kinds = {hint.kind for hint in propose(tiny, POLICY).hints}
    assert {"sliver", "neighbour"} <= kinds
    assert propose(tiny, POLICY).conclusion is propose(plain, POLICY).conclusion
    assert "sliver" not in {hint.kind for hint in propose(house(area="0.051"), POLICY).hints}


def test_a_share_is_taken_from_the_covered_area_where_it_is_not_given() -> None:
    assert Covered(covers=Area.of_mu(4)).share_of(Area.of_mu(10)) == Fraction(2, 5)
    assert Covered(covers=Area.of_mu(4)).share_of(None) is None
    assert Covered(covers=Area.of_mu(4)).share_of(Area.of_mu(0)) is None
    assert Covered().share_of(Area.of_mu(10)) is None


@pytest.mark.parametrize(
    ("share", "shown"), [("0.99999", "99.99%"), ("1", "100.00%"), ("0.5", "50.00%"), ("0", "0.00%")]
)
def test_a_share_is_never_rounded_up_to_the_whole(share: str, shown: str) -> None:
    assert percent(Fraction(share)) == shown


@pytest.mark.requirement("A4")
def test_the_catalogue_lists_every_rule_with_its_clause_and_needs() -> None:
    entries = catalogue(POLICY)
    assert {entry.rule for entry in entries} == set(registry.rule_ids())
    for tree in ("land", "mining"):
        orders = [entry.order for entry in entries if entry.tree == tree]
        assert orders == list(range(1, len(orders) + 1))
    for entry in entries:
        assert entry.label
        assert entry.clause
        assert entry.gist
        assert entry.needs
        assert "(plan " in entry.shape
        assert json.dumps(entry.as_json(), ensure_ascii=False)


def test_unlawful_comes_last_in_both_orders() -> None:
    for tree in ("land", "mining"):
        kinds = [entry.conclusion is Conclusion.UNLAWFUL for entry in catalogue(POLICY) if entry.tree == tree]
        assert kinds == sorted(kinds)


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"colour": 1}, "facts_unknown_field", ""),
        ({"area": "很大"}, "facts_wrong_kind", "「area」"),
        ({"area": -1}, "facts_wrong_kind", "「area」"),
        ({"area": float("nan")}, "facts_wrong_kind", "「area」"),
        ({"issued": "2023-02-30"}, "facts_wrong_kind", "「issued」"),
        ({"category": "河流"}, "unknown_word", "「category」"),
        ({"sensitive": 1}, "facts_wrong_kind", "「sensitive」"),
        ({"site": {"photos": True}}, "facts_wrong_kind", "「photos」"),
        ({"approvals": []}, "facts_wrong_kind", "「approvals」"),
        ({"approvals": {"found": [{"kind": "农转用"}]}}, "facts_incomplete", "第1条"),
        ({"approvals": {"searched": "是"}}, "facts_wrong_kind", "「searched」"),
        ({"approvals": {"serached": True}}, "facts_unknown_field", "「approvals」"),
    ],
)
def test_a_wrong_fact_is_refused_in_plain_words(change: dict[str, object], code: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        house(**change)
    assert caught.value.code == code
    assert place in str(caught.value)


def test_the_rules_start_without_the_heavy_libraries() -> None:
    heavy = "numpy numba shapely pyogrio pyarrow pyproj click chinese_calendar"
    script = (
        "import sys, weipian.programme.determination.rules as r; from weipian.policy import load;"
        f"r.catalogue(load('ziyuan-2023')); print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
