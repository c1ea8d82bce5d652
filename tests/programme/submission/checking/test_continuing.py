"""年度内持续变化: linked to what lay there before, each piece of ground once; other pairs stay overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from weipian.policy import load
from weipian.programme.submission.checking.booked import whole_of
from weipian.programme.submission.checking.continuing import laid
from weipian.programme.submission.checking.row import Areas, Earlier, Row
from weipian.programme.submission.checking.rules import check
from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion, Determination

pytestmark = pytest.mark.requirement("C4", "E1")
F, OVER, POLICY = Fraction, Fraction("0.05"), load("ziyuan-2023")


@dataclass(frozen=True)
class Pair:
    one: str
    other: str
    area: Area


@dataclass(frozen=True)
class Ground:
    """`turns`: what each covers that none before it does, in 亩."""

    pairs: tuple[Pair, ...]
    turns: dict[str, int]

    def in_turn(self, plot: str, others: Sequence[str]) -> list[Area]:
        return [Area.of_mu(self.turns[other]) for other in others]


def row(plot: str, month: int, decided: Determination | None = None, filed: int = 4, **more: object) -> Row:
    conclusion = {Determination.UNLAWFUL_NEW: Conclusion.UNLAWFUL, Determination.OTHER_USE: Conclusion.OTHER_USE}
    own = {
        "category": Category.NEW_NONFARM_CONSTRUCTION, "township": "中峰镇", "issued": date(2023, month, 25),
        "determination": decided, "conclusion": conclusion.get(decided) if decided else None,
        "filed": Areas(area=F(filed)), "measured": Areas(area=F(4)), **more,
    }  # fmt: skip
    return Row(plot, plot, **own)  # type: ignore[arg-type]


def continuing(plot: str, month: int, **more: object) -> Row:
    return row(plot, month, Determination.UNLAWFUL_NEW, category=Category.CONTINUING_CHANGE, **more)  # type: ignore[arg-type]


def meeting(*pairs: tuple[str, str, str], **turns: int) -> Ground:
    return Ground(tuple(Pair(one, other, Area.of_mu(F(mu))) for one, other, mu in pairs), turns)


def links(rows: Sequence[Row], ground: Ground) -> dict[str, tuple[Earlier, ...]]:
    return {one.plot: one.earlier for one in laid(rows, ground, OVER).rows}


def codes(rows: Sequence[Row], ground: Ground) -> set[tuple[str, str]]:
    found = laid(rows, ground, OVER)
    report = check(whole_of(found.rows, frozenset(one.plot for one in rows), found.overlaps), POLICY)
    return {(one.plot, one.code) for one in report.findings if one.code in ("no_overlap", "continuing_counted_once")}


def test_a_continuing_change_goes_on_from_what_was_issued_before_it() -> None:
    rows = [row("A", 6, Determination.UNLAWFUL_NEW), continuing("C", 8), row("Z", 9)]
    ground = meeting(("A", "C", "1.5"), ("C", "Z", "1"), A=1, Z=1)
    assert links(rows, ground) == {"A": (), "C": (Earlier("A", F(1), True),), "Z": ()}


def test_counted_ground_is_filed_once() -> None:
    earlier, ground = row("A", 6, Determination.UNLAWFUL_NEW), meeting(("A", "C", "1"), A=1)
    assert codes([earlier, continuing("C", 8)], ground) == {("C", "continuing_counted_once")}
    assert codes([earlier, continuing("C", 8, filed=3)], ground) == set()


@pytest.mark.parametrize("decided", [Determination.OTHER_USE, None])
def test_what_was_not_counted_before_is_filed_whole(decided: Determination | None) -> None:
    assert codes([row("A", 6, decided), continuing("C", 8)], meeting(("A", "C", "1"), A=1)) == set()


def test_a_touch_is_no_link_and_other_categories_overlap() -> None:
    rows = [row("A", 6, Determination.UNLAWFUL_NEW), continuing("C", 8)]
    assert links(rows, meeting(("A", "C", "0.05"), A=1))["C"] == ()
    other = [row("A", 6), row("B", 8)]
    assert codes(other, meeting(("A", "B", "1"))) == {("A", "no_overlap"), ("B", "no_overlap")}
    same_day = [row("A", 8), continuing("C", 8)]
    assert codes(same_day, meeting(("A", "C", "1"))) == {("A", "no_overlap"), ("C", "no_overlap")}


def test_of_two_that_lie_there_the_counted_one_comes_first() -> None:
    rows = [row("A", 5), row("B", 6, Determination.UNLAWFUL_NEW), continuing("C", 8)]
    ground = meeting(("A", "C", "2"), ("B", "C", "2"), A=0, B=2)
    assert links(rows, ground)["C"] == (Earlier("B", F(2), True), Earlier("A", F(0), None))
