"""Which keys the law may hold, of what kind and unit, and which way a change tightens (law/schema.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from importlib.resources.abc import Traversable

ANY_UNIT = "*"


class Kind(StrEnum):
    """How a value is written and read."""

    NUMBER = "number"
    WHOLE = "whole"
    TEXT = "text"
    FLAG = "flag"
    ITEMS = "items"
    DATE = "date"
    DATES = "dates"
    PERIOD = "period"
    BODY = "body"
    BODIES = "bodies"
    DUTY = "duty"
    QUARTER = "quarter"
    TABLE = "table"
    ANY = "any"


class Tightening(StrEnum):
    """The direction in which a lower pack may change a value without naming an authority."""

    LOWER = "lower"
    HIGHER = "higher"
    MORE = "more"
    FEWER = "fewer"
    SET = "set"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Family:
    """One line of the schema: a key, or a family of keys by pattern."""

    pattern: tuple[str, ...]
    kind: Kind
    unit: str
    tightening: Tightening
    label: str

    def covers(self, segments: tuple[str, ...]) -> bool:
        """True if the pattern names this key; `*` is one segment, a last `**` any number."""
        if self.pattern[-1] == "**":
            head = self.pattern[:-1]
            return len(segments) > len(head) and _matches(head, segments[: len(head)])
        return len(segments) == len(self.pattern) and _matches(self.pattern, segments)


def _matches(pattern: tuple[str, ...], segments: tuple[str, ...]) -> bool:
    return all(wanted in ("*", given) for wanted, given in zip(pattern, segments, strict=True))


@dataclass(frozen=True, slots=True)
class Schema:
    """All families, and the Chinese for units, bodies, directions, groups of keys, words and fields of tables."""

    families: Mapping[str, tuple[Family, ...]]
    units: Mapping[str, str]
    bodies: Mapping[str, str]
    directions: Mapping[str, str]
    groups: Mapping[str, str]
    words: Mapping[str, str]
    fields: Mapping[str, str]

    def family(self, key: str) -> Family | None:
        """The family of a key: the first line that names it, among those with the same first word."""
        segments = tuple(key.split("."))
        return next((family for family in self.families.get(segments[0], ()) if family.covers(segments)), None)


def read_toml(entry: Traversable) -> dict[str, object]:
    """One TOML file, decimals kept exact. Raises TOMLDecodeError or UnicodeDecodeError."""
    return tomllib.loads(entry.read_text(encoding="utf-8"), parse_float=Decimal)


def why_unreadable(error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> str:
    """Where a TOML file stops being readable, in Chinese."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码"
    at = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第{at[1]}行第{at[2]}列附近" if at else "文件到末尾仍不完整"


def read_schema(root: Traversable) -> Schema:
    """The schema of a law folder, exact keys before patterns, in the order written."""
    tables = read_toml(root / "schema.toml")
    families = [_family(key, row) for key, row in _mapping(tables["keys"]).items()]
    families.sort(key=lambda family: [("*" in part) + ("**" in part) for part in family.pattern])
    grouped: dict[str, tuple[Family, ...]] = {}
    for family in families:
        grouped[family.pattern[0]] = (*grouped.get(family.pattern[0], ()), family)
    return Schema(
        grouped,
        *(
            {key: str(label) for key, label in _mapping(tables[name]).items()}
            for name in ("units", "bodies", "directions", "groups", "words", "fields")
        ),
    )


def _mapping(table: object) -> dict[str, object]:
    assert isinstance(table, dict)
    return table


def _family(key: str, row: object) -> Family:
    assert isinstance(row, list)
    kind, unit, tightening, label = map(str, row)
    return Family(tuple(key.split(".")), Kind(kind), unit, Tightening(tightening), label)
