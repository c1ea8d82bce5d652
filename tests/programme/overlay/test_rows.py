"""All layers are balanced and put in order at once: no layer changes another's rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weipian.programme.overlay.rows import Rows, Touches, in_rows, uncovered_label

PATCHES = 4
AREA = st.integers(1, 4 * 10**9)


@st.composite
def layers(draw: st.DrawFn) -> list[Touches]:
    return [draw(touches(f"layer {number}")) for number in range(draw(st.integers(1, 3)))]


@st.composite
def touches(draw: st.DrawFn, name: str) -> Touches:
    classes = sorted(draw(st.sets(st.sampled_from(["", "0101", "0201", "a", uncovered_label()]), min_size=1)))
    some = st.tuples(st.integers(0, PATCHES - 1), st.integers(0, len(classes) - 1), AREA)
    patch, label, area = np.array(sorted(draw(st.lists(some, max_size=12))), np.int64).reshape(-1, 3).T
    unions = draw(st.dictionaries(st.integers(0, PATCHES - 1), AREA, max_size=2))
    incomplete = np.array(sorted(draw(st.sets(st.integers(0, PATCHES - 1), max_size=2))), np.int64)
    return Touches(name, classes, draw(st.booleans()), patch, label, area, unions, incomplete)


def plain(rows: Rows) -> list[tuple[int, str, str, int, int]]:
    columns = (rows.patch.tolist(), rows.layer.texts(), rows.label.texts(), rows.area_um2.tolist())
    return list(zip(*columns, rows.area_centi.tolist(), strict=True))


@given(st.lists(AREA, min_size=PATCHES, max_size=PATCHES), layers())
def test_every_layer_as_if_it_were_alone(areas: list[int], found: list[Touches]) -> None:
    together, dropped = in_rows(np.array(areas), found)
    alone = [in_rows(np.array(areas), [one]) for one in found]
    rows = [(row, number) for number, (each, _) in enumerate(alone) for row in plain(each)]
    rows.sort(key=lambda pair: (pair[0][0], pair[1]))  # stable: classes stay in their order
    assert plain(together) == [row for row, _ in rows]
    assert dropped == sum(count for _, count in alone)


def test_a_layer_that_touches_nothing_is_a_row_and_what_is_not_known_is_none() -> None:
    none = np.empty(0, np.int64)
    land = Touches("land", [], True, none, none, none, {}, np.array([1]))
    red = Touches("red", [""], False, none, none, none, {}, none)
    rows, dropped = in_rows(np.array([10**9, 10**9]), [land, red])
    assert plain(rows) == [
        (0, "land", "", 0, 0),
        (0, "land", uncovered_label(), 10**9, 10**5),
        (0, "red", "", 0, 0),
        (1, "red", "", 0, 0),
    ]
    assert dropped == 0
