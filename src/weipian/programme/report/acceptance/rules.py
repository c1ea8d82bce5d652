"""The checklist by the policy, points as people write them, what stands against a conclusion. No books."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from weipian.policy import Policy
from weipian.terms.acceptance import Appraisal
from weipian.terms.errors import InputError

POINTS = re.compile(r"\d{1,3}(\.\d)?", re.ASCII)
"""Points, with one decimal at most."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist. `figures`: what the books are asked for beside it; () is a person's look alone."""

    key: str
    label: str
    weight: Fraction
    figures: tuple[str, ...]
    clause: str
    gist: str
    note: str


def items(policy: Policy) -> dict[str, Item]:
    """In the order of the plan."""
    found = {}
    for key in policy.value("acceptance.order").items:
        value = policy.value(f"acceptance.items.{key}")
        table = value.table
        figures = table["figures"]
        assert isinstance(figures, tuple)
        weight = Fraction(str(table["weight"]))
        words = tuple(map(str, figures))
        found[key] = Item(key, str(table["label"]), weight, words, value.clause, value.gist, value.note)
    return found


def item_named(policy: Policy, text: str) -> Item:
    """By key or label. Raises InputError."""
    known = items(policy)
    found = known.get(text.strip()) or next((one for one in known.values() if one.label == text.strip()), None)
    if found is None:
        raise InputError("acceptance_item", where=text, names="、".join(one.label for one in known.values()))
    return found


def points(item: Item, text: str) -> str:
    """Points as they are kept. Raises InputError where they are none, or more than the item has."""
    said = text.strip()
    if not POINTS.fullmatch(said) or Fraction(said) > item.weight:
        raise InputError("acceptance_points", where=item.label, value=text, most=str(item.weight))
    return said


def most(policy: Policy) -> Fraction:
    return sum((one.weight for one in items(policy).values()), Fraction(0))


def total(given: Iterable[Fraction]) -> Fraction:
    return sum(given, Fraction(0))


def suggested(policy: Policy, reached: Fraction) -> Appraisal:
    """Where the sum lies against the policy's lines: a hint beside a person's conclusion, never one. 以上 includes."""
    if reached >= policy.value("acceptance.passed").number:
        return Appraisal.PASSED
    enough = reached >= policy.value("acceptance.with_mends").number
    return Appraisal.WITH_MENDS if enough else Appraisal.NOT_PASSED


def require_ready(policy: Policy, township: str, scored: Mapping[str, Fraction], open_: int, word: Appraisal) -> None:
    """Raises InputError where an item has no points yet, or somebody passes what is still to be mended."""
    missing = [one.label for one in items(policy).values() if one.key not in scored]
    if missing:
        raise InputError("acceptance_unscored", where=township, items="、".join(missing))
    if word is Appraisal.PASSED and open_:
        raise InputError("acceptance_open", where=township, count=open_)
