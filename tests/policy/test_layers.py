"""National → county: a lower pack may tighten, and relaxes only by a named authority; values hold by date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from weipian.policy import load
from weipian.policy.policy import read
from weipian.terms.errors import PolicyError

MakeLaw = Callable[..., Path]
WriteValue = Callable[..., str]
NAMED = 'overrides = { pack = "region-2023" }'
AUTHORISED = 'overrides = { pack = "region-2023", authority = "试〔2022〕9号" }'


def codes(root: Path) -> list[str]:
    return [problem.code for problem in read("county-2023", root).problems]


@pytest.mark.requirement("A1")
@pytest.mark.parametrize(
    ("key", "unit", "upper", "tighter", "looser"),
    [
        ("line.area", "mu", "10", "9.99", "10.01"),
        ("line.floor", "mu", "10", "10.01", "9.99"),
        ("line.kinds", "none", '["a"]', '["b", "a"]', '["b"]'),
        ("line.exempt", "none", '["a", "b"]', '["a"]', '["a", "c"]'),
        ("line.strict", "none", "false", "true", None),
        ("line.strict", "none", "true", "true", "false"),
        (
            "time.wait",
            "none",
            '{ count = 3, unit = "day" }',
            '{ count = 2, unit = "day" }',
            '{ count = 4, unit = "day" }',
        ),
        (
            "time.wait",
            "none",
            '{ count = 3, unit = "day" }',
            '{ count = 3, unit = "day" }',
            '{ count = 1, unit = "month" }',
        ),
        ("line.plain", "none", '"甲"', '"甲"', '"乙"'),
    ],
)
def test_tightening_needs_a_name_and_relaxing_an_authority(
    law: MakeLaw, written: WriteValue, key: str, unit: str, upper: str, tighter: str, looser: str | None
) -> None:
    def with_county(value: str, more: str) -> list[str]:
        return codes(law(region=written(key, upper, unit), county=written(key, value, unit, more)))

    assert with_county(tighter, "") == ["policy_replaces_silently"]
    assert with_county(tighter, NAMED) == []
    if looser is not None:
        assert with_county(looser, NAMED) == ["policy_relaxes"]
        assert with_county(looser, 'overrides = { pack = "region-2023", authority = "  " }') == ["policy_relaxes"]
        assert with_county(looser, AUTHORISED) == []


def test_overrides_must_name_what_they_replace(law: MakeLaw, written: WriteValue) -> None:
    region, value = written("line.area", "10"), '{ pack = "moon-2023" }'
    assert codes(law(region=region, county=written("line.area", "9", more=f"overrides = {value}"))) == [
        "policy_overrides_wrong_pack"
    ]
    assert codes(law(region="", county=written("line.area", "9", more=NAMED))) == ["policy_override_of_nothing"]
    for bad in ('"region-2023"', "{ authority = 'x' }", "{ pack = 'region-2023', who = 'x' }"):
        assert codes(law(region=region, county=written("line.area", "9", more=f"overrides = {bad}"))) == [
            "policy_bad_override"
        ]


@pytest.mark.requirement("A1")
def test_the_lower_value_holds_and_the_upper_one_outside_its_dates(law: MakeLaw, written: WriteValue) -> None:
    region = written("line.area", "10") + written("line.floor", "1")
    county = written("line.area", "9", more=f"from = 2023-05-01\nuntil = 2023-06-30\n{NAMED}")
    policy = load("county-2023", law(region=region, county=county))
    at = {day: policy.value("line.area", day).number for day in map(date.fromisoformat, DAYS)}
    assert list(at.values()) == [10, 9, 9, 10]
    assert policy.value("line.area").pack == "region-2023"
    assert policy.value("line.floor").pack == "region-2023"
    assert [layer.name for layer in policy.layers] == ["county-2023", "region-2023"]


DAYS = ("2023-04-30", "2023-05-01", "2023-06-30", "2023-07-01")


def test_a_day_without_value_and_an_unknown_key_are_said(law: MakeLaw, written: WriteValue) -> None:
    policy = load("county-2023", law(county=written("line.area", "9")))
    for key, day, code in [
        ("line.area", date(2022, 12, 31), "policy_not_in_force"),
        ("line.area", date(2024, 1, 1), "policy_not_in_force"),
        ("line.gone", None, "policy_no_value"),
    ]:
        with pytest.raises(PolicyError) as caught:
            policy.value(key, day)
        assert caught.value.code == code


def test_values_are_exact_and_read_only_as_what_they_are(law: MakeLaw, written: WriteValue) -> None:
    text = (
        written("line.share", "0.15", "ratio")
        + written("line.count", "7", "day")
        + written("line.day", "2023-02-28", "date")
        + written("time.wait", '{ count = 5, unit = "working_day" }', "none")
        + written("open.a.b", '["x"]', "none")
        + written("open.days", "[2023-01-01, 2023-02-01]", "date")
        + written("line.strict", "true", "none", 'note = "注"\nuntil = 2023-12-31\ndocument = "另〔2020〕3号"')
    )
    policy = load("county-2023", law(county=text))
    assert policy.value("line.share").number == Fraction(15, 100)
    assert policy.value("line.count").days == 7
    assert policy.value("line.day").date == date(2023, 2, 28)
    assert policy.value("time.wait").table == {"count": 5, "unit": "working_day"}
    assert policy.value("time.wait").days == 5
    assert policy.value("open.a.b").items == ("x",)
    assert policy.value("open.days").dates == (date(2023, 1, 1), date(2023, 2, 1))
    strict = policy.value("line.strict")
    assert (strict.flag, strict.note, strict.clause) == (True, "注", "另〔2020〕3号 一")
    assert policy.value("line.share").clause == "试〔2023〕1号 一"
    for reader in ("number", "whole", "days", "date", "dates", "text", "items", "table", "period"):
        with pytest.raises(PolicyError) as caught:
            getattr(strict, reader)
        assert caught.value.code == "policy_wrong_reader"


def test_the_notice_goes_when_every_layer_is_certified(law: MakeLaw, written: WriteValue) -> None:
    value = written("line.area", "9")
    assert load("county-2023", law(county=value)).notice == "依据重建规则，未与原文核对"
    certified = load("county-2023", law(certified="true", county=value))
    assert certified.certified
    assert certified.notice == ""
