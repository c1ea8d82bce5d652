"""套合面积: what the plot lies on, in the order in which a reader asks, each with its layer's version."""

from __future__ import annotations

from weipian.figures.land import class_name
from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, mu
from weipian.papers.model import Grid
from weipian.programme.report.explain.figures import Figure
from weipian.terms.acting import Checked
from weipian.terms.words import LayerKind

CLASS, UNCOVERED = "land_use:", "uncovered_"
FIRST = ("measured_area", "cultivated", "gross", "existing", CLASS)
THEN = (
    LayerKind.PERMANENT_BASIC_FARMLAND, LayerKind.ECOLOGICAL_REDLINE, LayerKind.URBAN_GROWTH_BOUNDARY,
    LayerKind.APPROVAL_BOUNDARY, UNCOVERED, LayerKind.MINING_LICENCE, LayerKind.FACILITY_FARMLAND,
    LayerKind.TEMPORARY_USE, LayerKind.RURAL_ROAD, LayerKind.SOLAR, LayerKind.KEY_AREA, LayerKind.EARLIER_PATCHES,
    LayerKind.TOWNSHIP,
)  # fmt: skip
ORDER = (*FIRST, *THEN)
PLAIN = ("area", "land", "rest")
"""Measured sizes, beside what is only looked for."""


def laid_grid(d: Dossier) -> Grid:
    """Every measured area and every layer, looked at or not."""
    laid = [one for one in d.told.figures if one.how in (*PLAIN, "layer")]
    return Grid(
        head=("图层", "查得", "面积（亩）", "面积（平方米）", "图层版本"),
        rows=tuple(_row(one) for one in sorted(laid, key=lambda one: (_turn(one), one.figure))),
        widths=(6, 4, 3, 4, 6),
        right=frozenset({2, 3}),
        title="套合面积",
        note="「查过，没有」与「没有查」不同：没有查的不能说没有。面积各自四舍五入；地类合计已调平到地块。",
        none="还没有套合",
    )


def _turn(one: Figure) -> int:
    return next((at for at, name in enumerate(ORDER) if one.figure == name or _begins(one.figure, name)), len(ORDER))


def _begins(figure: str, name: str) -> bool:
    return name in (CLASS, UNCOVERED) and figure.startswith(name)


def _row(one: Figure) -> tuple[str, ...]:
    version = f"第{one.layer.version}版 截至 {one.layer.as_of}" if one.layer else NONE
    note = f"（{one.note}）" if one.note else ""
    return (_label(one), f"{_checked(one)}{note}", mu(one.value), one.value or NONE, version)


def _label(one: Figure) -> str:
    if one.figure.startswith(CLASS):
        code = one.figure.removeprefix(CLASS)
        return f"地类 {code} {class_name(code)}".rstrip()
    return one.label.removesuffix("·实测")


def _checked(one: Figure) -> str:
    """Of what is measured it is said that it is; of what is looked for, whether it was found."""
    if one.value is not None and one.how in PLAIN and one.checked in (None, Checked.FOUND, Checked.NONE):
        return "量得"
    return one.checked.label if one.checked else NONE
