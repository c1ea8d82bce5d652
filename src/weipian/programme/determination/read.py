"""Facts from a table, as worked cases and exchange files write them: areas in 亩, dates as dates, words by any name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from weipian.programme.determination.facts import PlotFacts, Records
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import Word


def read_facts(table: Mapping[str, object], *, where: str = "") -> PlotFacts:
    """One plot's facts. Raises InputError naming the field that is unknown, missing or of the wrong kind."""
    facts = build(PlotFacts, table, where)
    assert isinstance(facts, PlotFacts)
    return facts


@cache
def hints_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def build(kind: type, table: object, where: str) -> object:
    """A dataclass from a table, field by field."""
    if not isinstance(table, Mapping):
        raise InputError("facts_wrong_kind", where=where, wanted="表")
    known = {one.name for one in fields(kind)}
    _known(table, known, where)
    types = hints_of(kind)
    values = {name: convert(types[name], raw, f"{where}「{name}」") for name, raw in table.items()}
    try:
        return kind(**values)
    except TypeError:
        raise InputError("facts_incomplete", where=where, allowed="、".join(sorted(known))) from None


def _known(table: Mapping[str, object], known: set[str], where: str) -> None:
    """A misspelt field is refused, never left out in silence."""
    for name in table:
        if name not in known:
            raise InputError("facts_unknown_field", where=where, field=name, allowed="、".join(sorted(known)))


def convert(wanted: Any, raw: object, where: str) -> object:
    """One value of the type that the field declares."""
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        inner = [one for one in get_args(wanted) if one is not NoneType]
        return None if raw is None else convert(inner[0], raw, where)
    if origin is Records:
        return records(get_args(wanted)[0], raw, where)
    if origin is tuple:
        return tuple(raw) if isinstance(raw, list) else wrong(where, "列表")
    if is_dataclass(wanted) and wanted is not Area and isinstance(wanted, type):
        return build(wanted, raw, where)
    return plain(wanted, raw, where)


def records(kind: type, raw: object, where: str) -> Records[object]:
    """{searched, source, found = [ … ]}."""
    if not isinstance(raw, Mapping):
        raise InputError("facts_wrong_kind", where=where, wanted="表 { searched, found }")
    _known(raw, {one.name for one in fields(Records)}, where)
    found = raw.get("found", [])
    rows = found if isinstance(found, list) else wrong(where, "列表")
    searched = convert(bool, raw.get("searched", False), f"{where}「searched」")
    items = tuple(build(kind, row, f"{where} 第{place}条") for place, row in enumerate(rows, start=1))
    return Records(items, searched is True, str(raw.get("source", "")))


def plain(wanted: Any, raw: object, where: str) -> object:
    """A word, an area in 亩, an exact number, a date, a text, a yes or no."""
    if isinstance(wanted, type) and issubclass(wanted, Word):
        return wanted.read(str(raw), where=where)
    if wanted is Area:
        return Area.of_mu(number(raw, where))
    if wanted is Fraction:
        return number(raw, where)
    simple = str if getattr(wanted, "__supertype__", None) is str else wanted
    fits = isinstance(raw, simple) and not (simple is int and isinstance(raw, bool)) and not isinstance(raw, datetime)
    return raw if fits else wrong(where, KINDS.get(simple, "其他写法"))


KINDS = {bool: "true 或 false", date: "日期，如 2023-01-01", int: "整数", str: "文字"}


def number(raw: object, where: str) -> Fraction:
    """An exact number that is not negative; text and decimals are taken as written."""
    if isinstance(raw, int | str | Decimal | Fraction) and not isinstance(raw, bool):
        try:
            value = Fraction(raw)
        except (ValueError, ZeroDivisionError, OverflowError):
            return wrong(where, "不小于 0 的数")
        if value >= 0:
            return value
    return wrong(where, "不小于 0 的数")


def wrong(where: str, wanted: str) -> NoReturn:
    raise InputError("facts_wrong_kind", where=where, wanted=wanted)
