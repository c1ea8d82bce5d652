"""Outlines as the operators of a page; told by hand."""

from __future__ import annotations

import pytest

from weipian.figures.pdf_paths import circle_ops, path_ops, shown

pytestmark = pytest.mark.requirement("D1")


@pytest.mark.parametrize(
    ("outline", "ops"),
    [
        ("M1 2L3 4", "1 2 m 3 4 l"),
        ("M1 2l3 4 -1 0z", "1 2 m 4 6 l 3 6 l h"),
        ("M10 10h5v-3H0V0Z", "10 10 m 15 10 l 15 7 l 0 7 l 0 0 l h"),
        ("M0 0C1 1 2 2 3 3c1 1 2 2 3 3", "0 0 m 1 1 2 2 3 3 c 4 4 5 5 6 6 c"),
        ("M0 0Q3 3 6 0", "0 0 m 2 2 4 2 6 0 c"),
        ("M1 1l1 0zl0 2", "1 1 m 2 1 l h 1 3 l"),
        ("M0 0 5 5m1 1 2 2", "0 0 m 5 5 l 6 6 m 8 8 l"),
        ("", ""),
    ],
)
def test_steps(outline: str, ops: str) -> None:
    assert path_ops(outline) == ops


@pytest.mark.parametrize("outline", ["M0 0A1 1 0 0 0 2 2", "M0 0z5 5"])
def test_what_is_not_drawn_by_us_is_refused(outline: str) -> None:
    with pytest.raises(ValueError, match="outline"):
        path_ops(outline)


def test_numbers_are_short() -> None:
    assert [shown(one) for one in (1.0, -0.5, 1 / 3, 0.0000001)] == ["1", "-0.5", "0.333333", "0"]


def test_a_circle_goes_through_its_four_ends() -> None:
    said = circle_ops(10, 20, 5)
    assert said.startswith("15 20 m")
    assert all(f"{spot} c" in said for spot in ("10 25", "5 20", "10 15", "15 20"))
