"""What a close keeps of a plot's place in the ratio: a whole plot by letters, one in parts by areas."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from weipian.programme.account.pieces import in_pieces, pieces, sums, undetermined, written

LETTERS = st.sampled_from(["", "n", "d", "nd", "ndu", "u"])
AREAS = st.fractions(min_value=0, max_value=900, max_denominator=3000)
PLOTS = st.lists(st.lists(st.tuples(LETTERS, AREAS), min_size=1, max_size=4), max_size=8)


@given(PLOTS)
def test_what_is_written_adds_up_to_what_was_counted(plots: list[list[tuple[str, Fraction]]]) -> None:
    """The oracle adds the parts themselves, without the text between."""
    told = [(written(parts), sum((area for _, area in parts), Fraction(0))) for parts in plots]
    flat = [part for parts in plots for part in parts]
    of = {letter: sum((area for word, area in flat if letter in word), Fraction(0)) for letter in "ndu"}
    found = sums(in_pieces(told))
    assert (found.numerator, found.denominator, undetermined(in_pieces(told))) == (of["n"], of["d"], of["u"])


def test_a_part_put_right_leaves_the_rest_where_it_was() -> None:
    text = written([("", Fraction(2)), ("nd", Fraction(7, 2))])
    assert pieces(text, Fraction(11, 2)) == [("", Fraction(2)), ("nd", Fraction(7, 2))]
    assert sums(in_pieces([(text, Fraction(11, 2)), ("d", Fraction(10))])).ratio == Fraction(7, 27)
