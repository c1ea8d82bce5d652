"""Signs that keep apart."""

from __future__ import annotations

import numpy as np

from weipian.figures.declutter import FARTHEST_MM, decluttered
from weipian.figures.marks import Mark


def test_no_patch_is_lost_whatever_becomes_of_its_sign() -> None:
    rng = np.random.default_rng(7)
    places = rng.uniform(0, 100, (1500, 2))
    marks = [list(Mark)[k] for k in rng.integers(0, 5, 1500)]
    signs = decluttered(marks, places, np.full(1500, 1.25), room_mm2=10_000)
    assert sum(sign.count for sign in signs) == 1500
    for mark in Mark:
        assert sum(sign.count for sign in signs if sign.mark is mark) == marks.count(mark)
    assert sum(np.pi * sign.reach**2 for sign in signs) < 0.25 * 10_000


def test_signs_that_would_lie_on_each_other_move_apart_but_not_far() -> None:
    places = np.array([[50.0, 50.0], [50.0, 50.0], [50.5, 50.2], [80.0, 80.0]])
    signs = decluttered([Mark.LAWFUL, Mark.UNLAWFUL, Mark.IN_DOUBT, Mark.LAWFUL], places, np.full(4, 1.4))
    for k, a in enumerate(signs):
        assert np.hypot(a.x - a.from_x, a.y - a.from_y) <= FARTHEST_MM + 1e-6
        for b in signs[k + 1 :]:
            assert np.hypot(a.x - b.x, a.y - b.y) > 0.9 * (a.reach + b.reach)
    assert [(sign.x, sign.y) for sign in signs if sign.from_x == 80] == [(80.0, 80.0)]


def test_neighbours_of_one_mark_are_one_sign_of_several() -> None:
    places = np.array([[10.0, 10.0], [10.5, 10.0], [30.0, 30.0]])
    signs = decluttered([Mark.UNLAWFUL] * 3, places, np.full(3, 1.4))
    assert sorted(sign.count for sign in signs) == [1, 2]
