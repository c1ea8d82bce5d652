"""A small ledger whose figures were worked out by hand from plan 四(一)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion, Determination, Measure, Outcome
from weipian.workbook.ledger import Counted, DutyRow, LedgerBook, LedgerRow, RatioRow, RatioTerms, Sides, Thrice

OPEN = (Outcome.NONE, Outcome.IN_PROGRESS, Outcome.RECULTIVATED_UNACCEPTED)
TERMS = RatioTerms(
    numerator_before=(Counted(Determination.UNLAWFUL_NEW),),
    denominator_before=(Counted(Determination.LAWFUL_NEW, only_accepted=True), Counted(Determination.UNLAWFUL_NEW)),
    numerator_after=tuple(Counted(Determination.UNLAWFUL_NEW, o) for o in OPEN),
    denominator_after=(
        Counted(Determination.LAWFUL_NEW, only_accepted=True),
        *(Counted(Determination.UNLAWFUL_NEW, o) for o in (*OPEN, Outcome.RETROSPECTIVE_APPROVAL)),
    ),
    clause="四(一)",
)


def plot(
    number: int,
    township: str,
    determination: Determination | None,
    mu: str,
    outcome: Outcome = Outcome.NONE,
    **more: Any,
) -> LedgerRow:
    area = Area.of_mu(mu)
    return LedgerRow(
        plot=f"4599LP2301{number:05d}",
        patch=f"4599LP2301{number:05d}",
        category=more.pop("category", Category.NEW_NONFARM_CONSTRUCTION),
        issued=date(2023, 1, 12),
        township=township,
        determination=determination,
        cultivated=area,
        outcome=outcome,
        area=Thrice(issued=area, measured=Area(area.m2 + 1)),
        **more,
    )


ROWS = (
    plot(1, "麦浪乡", Determination.LAWFUL_NEW, "28.33", project="=1+1 项目"),
    plot(
        2, "麦浪乡", Determination.UNLAWFUL_NEW, "5", measure=Measure.DEMOLISH_AND_RECULTIVATE, gates=("A", "D"),
        ordered=date(2023, 11, 1), right_due=date(2023, 12, 1), responsible="麦浪乡", due=date(2023, 12, 1),
    ),
    plot(3, "麦浪乡", Determination.UNLAWFUL_NEW, "2.5", Outcome.RETROSPECTIVE_APPROVAL),
    plot(4, "麦浪乡", Determination.UNLAWFUL_NEW, "1.25", Outcome.RECULTIVATED, remark="@SUM(A1)"),
    plot(5, "枫峪乡", Determination.LAWFUL_NEW, "100"),
    plot(
        6, "枫峪乡", Determination.UNLAWFUL_NEW, "10", Outcome.IN_PROGRESS,
        ordered=date(2023, 12, 1), right_due=date(2024, 1, 1), responsible="枫峪乡", due=date(2024, 1, 1),
    ),
    plot(7, "枫峪乡", Determination.UNDETERMINED, "40", proposal=Conclusion.IN_DOUBT, missing=("批准文号",)),
    plot(8, "枫峪乡", Determination.LAWFUL_NEW, "7", supplementary=True),
    plot(9, "枫峪乡", Determination.LAWFUL_NEW, "3", supplementary=True, accepted_above=True),
    plot(10, "枫峪乡", None, "9", category=Category.MINING),
    plot(11, "枫峪乡", Determination.UNLAWFUL_EXISTING, "50"),
)  # fmt: skip


Pair = tuple[str, str]


def ratio(name: str, before: Pair, after: Pair, in_scope: bool, line: int, **more: Any) -> RatioRow:
    """Figures worked out by hand from plan 四(一)."""
    sides = [Sides(Fraction(n), Fraction(d)) for n, d in (before, after)]
    return RatioRow(
        name,
        sides[0],
        sides[1],
        Fraction(line),
        Fraction(3, 20),
        in_scope,
        Fraction(more.pop("open", 0)),
        more.pop("count", 0),
        **more,
    )


RATIOS = (
    ratio("全县", ("18.75", "150.08"), ("15", "148.83"), False, 100, whole_county=True, open=40, count=1),
    ratio("麦浪乡", ("8.75", "37.08"), ("5", "35.83"), False, 5),
    ratio("枫峪乡", ("10", "113"), ("10", "113"), False, 5, open=40, count=1),
    ratio("空空乡", ("0", "0"), ("0", "0"), False, 5),
)
DUTY = DutyRow("核查上报", "2023-12批", "县卫片办", "乡镇", *(date(2023, 12, 18),) * 3, "逾期", True, "三(一)")
BOOK = LedgerBook(
    title="澜屏县（虚构）2023年卫片执法",
    as_of=date(2023, 12, 15),
    policy="demo-2023",
    policy_title="虚构县方案",
    rows=ROWS,
    duties=(DUTY,),
    ratios=RATIOS,
    terms=TERMS,
    notices=("虚构数据", "依据重建规则，未与原文核对"),
    software="weipian 0.1.0",
)
