"""Whether what a law file writes is of the kind that the schema asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from weipian.policy.schema import Family, Kind, Schema
from weipian.terms.words import Category

PERIOD_UNITS = frozenset({"day", "working_day", "month", "year"})


def content_error(family: Family, unit: str, raw: object, schema: Schema) -> str:
    """What should stand there, in Chinese; empty if it does."""
    match family.kind:
        case Kind.NUMBER | Kind.WHOLE:
            return _number_error(raw, unit, whole=family.kind is Kind.WHOLE)
        case Kind.BODY | Kind.BODIES:
            return _body_error(raw, schema, several=family.kind is Kind.BODIES)
        case Kind.PERIOD:
            return "" if is_period(raw) else '期间，如 { count = 1, unit = "month" }'
        case Kind.DUTY:
            return duty_error(raw, schema)
        case Kind.ANY:
            return _any_error(raw, unit)
        case _:
            test, wanted = SIMPLE[family.kind]
            return "" if test(raw) else wanted


def _is_day(raw: object) -> bool:
    return isinstance(raw, date) and not isinstance(raw, datetime)


def _is_list_of(test: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda raw: isinstance(raw, list) and all(map(test, raw)) and len(raw) == len(set(map(str, raw)))


def _is_text(raw: object) -> bool:
    return isinstance(raw, str) and bool(raw.strip())


SIMPLE: dict[Kind, tuple[Callable[[object], bool], str]] = {
    Kind.TEXT: (_is_text, "文字"),
    Kind.FLAG: (lambda raw: isinstance(raw, bool), "true 或 false"),
    Kind.ITEMS: (_is_list_of(_is_text), "不重复的文字列表"),
    Kind.DATE: (_is_day, "日期（如 2023-01-01，不加引号）"),
    Kind.DATES: (_is_list_of(_is_day), "不重复的日期列表"),
    Kind.QUARTER: (lambda raw: is_quarter(raw), "季度表 { from, until, due }，三项都是日期且不倒置"),
    Kind.TABLE: (lambda raw: isinstance(raw, dict) and bool(raw), "表"),
}


def _number_error(raw: object, unit: str, *, whole: bool) -> str:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return "数（不加引号）"
    if isinstance(raw, Decimal) and not raw.is_finite():
        return "有限的数"
    if raw < 0:
        return "不小于 0 的数"
    if unit == "ratio" and raw > 1:
        return "0 到 1 之间的比例（15% 写作 0.15）"
    return "整数" if whole and raw != int(raw) else ""


def _body_error(raw: object, schema: Schema, *, several: bool) -> str:
    names = raw if several and isinstance(raw, list) else [raw]
    known = all(isinstance(name, str) and name in schema.bodies for name in names)
    return "" if known else f"机构，可用：{'、'.join(schema.bodies)}"


def is_quarter(raw: object) -> bool:
    """True for { from, until, due }: three dates in order."""
    if not isinstance(raw, dict) or raw.keys() != {"from", "until", "due"} or not all(map(_is_day, raw.values())):
        return False
    return bool(raw["from"] <= raw["until"] <= raw["due"])


def is_period(raw: object) -> bool:
    """True for { count = whole number above 0, unit = day | working_day | month | year }."""
    if not isinstance(raw, dict) or raw.keys() != {"count", "unit"}:
        return False
    count = raw["count"]
    return isinstance(count, int) and not isinstance(count, bool) and count > 0 and raw["unit"] in PERIOD_UNITS


def _any_error(raw: object, unit: str) -> str:
    """A value whose kind is left open: numbers are still checked, times refused, periods kept whole."""
    match raw:
        case bool():
            return ""
        case int() | Decimal():
            return "单位（数不能没有单位）" if unit == "none" else _number_error(raw, unit, whole=False)
        case str():
            return "" if _is_text(raw) else "文字"
        case list():
            return "" if not any(isinstance(entry, dict | datetime | time) for entry in raw) else "文字或日期列表"
        case dict():
            broken = raw.keys() == {"count", "unit"} and not is_period(raw)
            return '期间，如 { count = 1, unit = "month" }' if broken or not raw else ""
        case _:
            return "" if _is_day(raw) else "数、文字、是否、列表、日期或表"


RULES: dict[str, frozenset[str]] = {
    "period_after": frozenset({"period_key"}),
    "monthly_return": frozenset({"day_key", "cutoff_key"}),
    "quarter": frozenset({"quarters_key"}),
    "dates": frozenset({"dates_key"}),
}
DUTY_FIELDS = frozenset({"label", "rule", "triggers", "who", "assists"})
DUTY_OPTIONS = frozenset({"categories", "inner_key", "issued_by_key", "roll", "yearly"})
ROLLS = ("none", "next_working_day", "previous_working_day")


def duty_error(raw: object, schema: Schema) -> str:
    """What a duty's table lacks or has too much of, in Chinese."""
    if not isinstance(raw, dict) or raw.get("rule") not in RULES:
        return f"期限规则表，rule 可用：{'、'.join(RULES)}"
    needed = DUTY_FIELDS | RULES[str(raw["rule"])]
    lacking, unknown = needed - raw.keys(), raw.keys() - needed - DUTY_OPTIONS
    if lacking or unknown:
        return f"期限规则表（缺：{'、'.join(sorted(lacking)) or '无'}；多：{'、'.join(sorted(unknown)) or '无'}）"
    if raw.get("roll", "none") not in ROLLS:
        return f"roll 可用：{'、'.join(ROLLS)}"
    if not isinstance(raw.get("yearly", False), bool):
        return "yearly 应为 true 或 false"
    if not (isinstance(raw["triggers"], list) and raw["triggers"]):
        return "triggers 应为不空的列表"
    known = {category.value for category in Category}
    if not (isinstance(raw.get("categories", []), list) and set(raw.get("categories", [])) <= known):
        return f"categories 可用：{'、'.join(sorted(known))}"
    return _body_error(raw["who"], schema, several=False) or _body_error(raw["assists"], schema, several=True)
