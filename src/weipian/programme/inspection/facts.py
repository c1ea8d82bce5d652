"""What is known of a whole patch when the gates are asked; what is not known is None, never a no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from weipian.fence.field import Field, Kind
from weipian.fence.row import flag, number
from weipian.terms.words import Category, Measure

FACTS_FIELDS: tuple[Field, ...] = (
    Field("patch", "图斑编号", ("图斑号", "监测编号", "JCBH"), required=True, filled=True, unique=True),
    Field("category", "图斑类别", ("图斑类型", "类别"), Kind.WORD, True, True, Category),
    Field("suspected_unlawful", "疑似违法", ("是否疑似违法",), Kind.FLAG, required=True),
    Field("new_building", "新增建构筑物", ("新增建(构)筑物", "是否新增建(构)筑物"), Kind.FLAG, required=True),
    Field("measure", "整改措施", ("措施",), Kind.WORD, required=True, word=Measure),
    Field("cultivated_mu", "耕地面积(亩)", ("耕地面积", "占耕地面积", "耕地(亩)"), Kind.MU, required=True),
    Field("farmland_mu", "永久基本农田面积(亩)", ("永久基本农田面积", "永久基本农田(亩)"), Kind.MU, required=True),
    Field("redline_mu", "生态保护红线面积(亩)", ("生态保护红线面积", "生态保护红线(亩)"), Kind.MU, required=True),
    Field("mining_mu", "疑似违法开采面积(亩)", ("疑似违法开采面积", "开采面积(亩)"), Kind.MU, required=True),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole patch; areas in 亩 by what they lie on (cultivated, farmland, redline, mining).

    Where an area is issued, filed and measured, the largest of the known ones belongs here: a gate
    fires if any of them reaches the threshold (plan 二(二)(五)(八); requirement B11).
    """

    patch: str
    category: Category
    suspected: bool | None
    new_building: bool | None
    measure: Measure
    areas: Mapping[str, Fraction | None]

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Self:
        """From a row that `read_rows` made with FACTS_FIELDS."""
        patch, category, measure = row["patch"], row["category"], row["measure"]
        assert isinstance(patch, str)
        assert isinstance(category, Category)
        assert isinstance(measure, Measure)
        return cls(
            patch,
            category,
            flag(row, "suspected_unlawful"),
            flag(row, "new_building"),
            measure,
            {key: number(row, f"{key}_mu") for key in ("cultivated", "farmland", "redline", "mining")},
        )
