"""What holds of any rows: a gap is never a no, evidence never hurts, order doesn't matter, areas are exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given as for_all
from hypothesis import settings

from made_rows import cases, named, sound
from weipian.policy import load
from weipian.programme.submission.checking.finding import Report
from weipian.programme.submission.checking.row import Areas, Evidence, Row, Whole
from weipian.programme.submission.checking.rules import check
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Answer

pytestmark = pytest.mark.requirement("C4")
POLICY = load("demo-2023")
ROWS = [sound(name) for name in named()] + [case.row for case in cases()]
SAYS_WHICH = {
    "plot", "patch", "category", "parent", "determination", "conclusion", "nature", "evidence", "gates", "kind",
}  # fmt: skip
"""What says which plot it is and what was determined; all else can be lacking."""


def report(*rows: Row) -> Report:
    return check(Whole(rows, overlaps=()), POLICY)


def said_no(found: Report) -> set[str]:
    return {one.code for one in found.findings if one.answer is Answer.FAILS}


def blocking(found: Report) -> set[str]:
    return {one.code for one in found.findings if one.blocks}


def cells(one: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every cell of a row that says something and may be lacking."""
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name in SAYS_WHICH:
            continue
        if is_dataclass(value):
            yield from cells(value, (*path, field.name))
        elif isinstance(value, tuple):
            for place, each in enumerate(value):
                yield from cells(each, (*path, field.name, place))
        elif value not in (None, "", {}) and value != field.default:
            yield (*path, field.name)


def cleared(one: Any, path: tuple[Any, ...]) -> Any:
    name, rest = path[0], path[1:]
    if isinstance(one, tuple):
        return tuple(cleared(each, rest) if place == name else each for place, each in enumerate(one))
    value = getattr(one, name)
    if rest:
        return replace(one, **{name: cleared(value, rest)})
    empty: Any = {} if name == "marks" else "" if isinstance(value, str) and type(value) is str else None
    return replace(one, **{name: type(value)("") if name in ("measure", "outcome") else empty})


@settings(max_examples=80)
@for_all(st.data())
def test_what_is_lacking_is_never_a_no(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(ROWS))
    before = said_no(report(row))
    for path in data.draw(st.lists(st.sampled_from(list(cells(row))), unique=True, max_size=12)):
        row = cleared(row, path)
    assert said_no(report(row)) <= before


PIECES = st.builds(
    Evidence,
    st.sampled_from(EvidenceKind),
    st.none() | st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    st.none() | st.integers(0, 400),
    st.text("abc", max_size=2),
)


@settings(max_examples=100)
@for_all(st.sampled_from(ROWS), st.lists(PIECES, max_size=5))
def test_more_evidence_never_blocks(row: Row, pieces: list[Evidence]) -> None:
    more = replace(row, evidence=(*row.evidence, *pieces))
    assert blocking(report(more)) <= blocking(report(row))


@settings(max_examples=8)
@for_all(st.permutations(ROWS[:60]))
def test_order_does_not_matter(rows: list[Row]) -> None:
    numbered = {id(row): f"P{place}" for place, row in enumerate(ROWS)}
    named_anew = [replace(row, plot=numbered[id(row)]) for row in ROWS[:60]]
    shuffled = [replace(row, plot=numbered[id(row)]) for row in rows]
    assert set(report(*shuffled).findings) == set(report(*named_anew).findings)


CENTI = st.integers(0, 10**7)


@settings(max_examples=120)
@for_all(CENTI, CENTI, CENTI, CENTI, st.integers(-300, 300))
def test_the_area_identity_is_exact(one: int, two: int, three: int, four: int, off: int) -> None:
    """Against decimals, in ten-thousandths of a 亩: within 0.0100 is in order, 0.0101 is not."""
    parts = [Decimal(area) / 10_000 for area in (one, two, three, four)]
    total = sum(parts) + Decimal(off) / 10_000
    if total < 0:
        return
    areas = Areas(*(Fraction(area) for area in (total, *parts)))
    told = "area_identity" in said_no(report(replace(sound("合法建房"), filed=areas)))
    assert told is (abs(total - sum(parts)) > Decimal("0.01"))
