"""Rows from the tables beside: a sound row for each ground, and what a case changes in it."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from weipian.programme.submission.checking.row import Evidence, Row
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Word

HERE = Path(__file__).parent / "programme/submission/checking"


@cache
def tables() -> dict[str, dict[str, Any]]:
    text = (HERE / "bases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def named() -> list[str]:
    return list(tables())


@cache
def sound(name: str) -> Row:
    """A row in which everything is in order."""
    return made(_laid(name))


def _laid(name: str) -> dict[str, Any]:
    """A table over the one that it names as its base."""
    own = tables()[name]
    under = _laid(own["base"]) if "base" in own else {}
    laid = {**under, **{key: value for key, value in own.items() if key not in ("base", "unset")}}
    return {key: value for key, value in laid.items() if key not in own.get("unset", ())}


def made(table: Mapping[str, Any]) -> Row:
    row = convert(Row, {**table, "evidence": []})
    assert isinstance(row, Row)
    kinds = [EvidenceKind(kind) for kind in table.get("evidence", ())]
    pieces = [piece(kind, place, row) for place, kind in enumerate(kinds)]
    return replace(row, evidence=tuple(pieces))


def piece(kind: EvidenceKind, place: int, row: Row) -> Evidence:
    """Photos look round by 80 degrees each, after the later image; no two pieces are the same bytes."""
    own = f"{row.plot}-{place}"
    if not kind.is_photo:
        return Evidence(kind, sha256=own)
    assert row.later_image
    return Evidence(kind, row.later_image + timedelta(days=20), 80 * place % 360, own)


def convert(kind: Any, raw: Any) -> Any:
    """A table's value as the type that the field declares."""
    if get_origin(kind) is tuple:
        return tuple(convert(get_args(kind)[0], one) for one in raw)
    if get_origin(kind) is not None and get_args(kind)[-1] is not NoneType:
        return {key: convert(get_args(kind)[1], one) for key, one in raw.items()}
    if get_origin(kind) is not None:
        inner = get_args(kind)[0]
        return None if raw in ("", {}) else convert(inner, raw)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{key: convert(hints[key], value) for key, value in raw.items()})  # type: ignore[operator]
    return plain(kind, raw)


def plain(kind: Any, raw: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Word):
        return kind.read(str(raw))
    if kind is Fraction:
        return Fraction(raw)
    if kind is date and isinstance(raw, str):
        return date.fromisoformat(raw)
    if kind is bool and isinstance(raw, str):
        return {"是": True, "否": False}[raw]
    return kind(raw) if kind in (int, str) else raw


def changed(row: Row, changes: str) -> Row:
    """`path=value; …`: an empty value clears; `evidence-kind` takes all pieces of a kind away, `evidence-` all."""
    for change in filter(None, (one.strip() for one in changes.split(";"))):
        if change.startswith("evidence-"):
            kind = change.removeprefix("evidence-")
            kept = tuple(one for one in row.evidence if kind and one.kind != kind)
            row = replace(row, evidence=kept)
            continue
        path, _, text = change.partition("=")
        row = put(row, path.strip().split("."), text.strip())
    return row


def put(one: Any, path: list[str], text: str) -> Any:
    """The same with one value put in."""
    name, rest = path[0], path[1:]
    if isinstance(one, tuple):
        place = int(name)
        return (*one[:place], put(one[place], rest, text), *one[place + 1 :])
    if isinstance(one, dict):
        left = {key: value for key, value in one.items() if key != name}
        if not text:
            return left
        return {**left, name: {"是": True, "否": False}.get(text) if text in "是否" else Fraction(text)}
    assert name in {field.name for field in fields(one)}, name
    old = getattr(one, name)
    if rest:
        return replace(one, **{name: put(old, rest, text)})
    return replace(one, **{name: convert(get_type_hints(type(one))[name], text)})


@dataclass(frozen=True)
class Case:
    """One line of cases.csv."""

    check: str
    name: str
    base: str
    changes: str
    also: frozenset[str]
    fires: bool

    @property
    def row(self) -> Row:
        return changed(sound(self.base), self.changes)


def cases() -> list[Case]:
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        return [_case(line) for line in csv.DictReader(file)]


def _case(line: Mapping[str, str]) -> Case:
    also = frozenset(line["一并报出"].split())
    return Case(line["检查"], line["情形"], line["底样"], line["改动"], also, line["报不报"] == "报")


def codes(findings: Iterable[Any]) -> set[str]:
    return {one.code for one in findings}
