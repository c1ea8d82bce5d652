"""A row of the ledger as the ratio and the planner read it; areas in 亩, exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from weipian.fence.field import Field, Kind
from weipian.fence.row import flag, number
from weipian.terms.words import Determination, Outcome

RATIO_FIELDS: tuple[Field, ...] = (
    Field("plot", "地块编号", ("地块", "地块号"), required=True, filled=True),
    Field("township", "乡镇", ("乡(镇)", "乡镇街道", "所属乡镇"), required=True, filled=True),
    Field("determination", "判定", ("判定结果", "合法性判定"), Kind.WORD, True, True, Determination),
    Field("cultivated_mu", "耕地面积(亩)", ("耕地面积", "占耕地面积", "耕地(亩)"), Kind.MU, True, filled=True),
    Field("outcome", "整改结果", ("整改情况", "结果"), Kind.WORD, required=True, word=Outcome),
    Field("national_project", "国家级或自治区级重大项目", ("重大项目",), Kind.FLAG),
    Field("housing", "一户一宅农村宅基地", ("一户一宅", "农村宅基地"), Kind.FLAG),
    Field("affordable_housing", "保障性安居工程", ("保障性住房",), Kind.FLAG),
    Field("supplementary", "补充图斑", ("是否补充图斑",), Kind.FLAG),
    Field("accepted_above", "上级认可", ("上级是否认可", "上级补录或认可"), Kind.FLAG),
)
LEDGER_FIELDS: tuple[Field, ...] = (
    *RATIO_FIELDS,
    Field("can_recultivate", "可拆除复耕", ("能否拆除复耕",), Kind.FLAG),
    Field("can_approve", "可补办手续", ("能否补办手续", "可补办用地手续"), Kind.FLAG),
    Field("farmland_mu", "永久基本农田面积(亩)", ("永久基本农田面积", "永久基本农田(亩)"), Kind.MU),
    Field("redline_mu", "生态保护红线面积(亩)", ("生态保护红线面积", "生态保护红线(亩)"), Kind.MU),
)
MARKS = ("national_project", "housing", "affordable_housing")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A plot, or the part of one that shares an outcome; None is not known."""

    plot: str
    township: str
    determination: Determination
    cultivated: Fraction
    outcome: Outcome = Outcome.NONE
    marks: frozenset[str] = frozenset()
    supplementary: bool = False
    accepted_above: bool = False
    can_recultivate: bool | None = None
    can_approve: bool | None = None
    farmland: Fraction | None = None
    redline: Fraction | None = None

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Self:
        """From a row that `read_rows` made with RATIO_FIELDS or LEDGER_FIELDS."""
        determination, outcome, cultivated = row["determination"], row["outcome"], row["cultivated_mu"]
        assert isinstance(determination, Determination)
        assert isinstance(outcome, Outcome)
        assert isinstance(cultivated, Fraction)
        return cls(
            str(row["plot"]),
            str(row["township"]),
            determination,
            cultivated,
            outcome,
            frozenset(mark for mark in MARKS if row.get(mark)),
            row.get("supplementary") is True,
            row.get("accepted_above") is True,
            flag(row, "can_recultivate"),
            flag(row, "can_approve"),
            number(row, "farmland_mu"),
            number(row, "redline_mu"),
        )


def ledger_rows(rows: Iterable[LedgerRow | Mapping[str, object]]) -> list[LedgerRow]:
    """Rows as they are, or from what `read_rows` made."""
    return [row if isinstance(row, LedgerRow) else LedgerRow.of(row) for row in rows]
