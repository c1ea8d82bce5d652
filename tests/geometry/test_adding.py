"""Pairs of pieces added up: as a dictionary would, whatever their order and however many one shape has."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from weipian.geometry.adding import added


@pytest.mark.parametrize(("pairs", "ones", "others"), [(0, 3, 3), (1, 1, 1), (500, 40, 6), (3000, 3, 900), (9, 50, 9)])
def test_as_a_dictionary_adds(pairs: int, ones: int, others: int) -> None:
    draw = np.random.default_rng(pairs)
    a, b = draw.integers(0, ones, pairs), draw.integers(0, others, pairs)
    area = draw.integers(-2, 5, pairs)
    sums: Counter[tuple[int, int]] = Counter()
    for one, other, um2 in zip(a.tolist(), b.tolist(), area.tolist(), strict=True):
        sums[one, other] += um2
    found = zip(*(column.tolist() for column in added(a, b, area, ones)), strict=True)
    assert list(found) == [(*pair, um2) for pair, um2 in sorted(sums.items()) if um2 > 0]
