"""The figures of a plot: issued, filed and measured kept apart, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from weipian import __version__
from weipian.store.queries.explain import Story
from weipian.store.queries.layers import LayerHere
from weipian.store.queries.overlay import Figures
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.words import LayerKind

MEASURED = f"weipian {__version__} 套合（CGCS2000 椭球面积）"
ISSUED, FILED = "下发数据所写", "填报所写"
NAMES = {
    "area": "图斑面积",
    "cultivated": "耕地（扣除田坎）",
    "gross": "耕地（未扣田坎）",
    "existing": "基期建设用地",
    "farmland": "永久基本农田",
    "redline": "生态保护红线",
    "mining": "疑似违法开采",
}
CLAUSES = {
    "issued": ("issued", "二(二)"),
    "filed": ("filed", "二(四)"),
    "area": ("areas.ellipsoid", "二(二)；国土调查办发〔2008〕32号"),
    "land": ("areas.land_use", "二(二)(三)；TD/T 1055-2019"),
    "layer": ("areas.overlay", "二(二)(三)"),
    "rest": ("gates.A.scope", "二(二)(八)"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its source. `value` None: not known, and `checked` says why."""

    figure: str
    label: str
    value: str | None
    unit: str
    how: str
    measured_by: str
    event: int
    checked: Checked | None = None
    layer: LayerHere | None = None
    note: str = ""

    @property
    def rule(self) -> str:
        return CLAUSES[self.how][0]

    @property
    def clause(self) -> str:
        return CLAUSES[self.how][1]


def figures(story: Story, layers: Mapping[int, LayerHere]) -> list[Figure]:
    """All of them, issued first, then filed, then measured, then what was not looked at."""
    return [*_issued(story), *_filed(story), *_measured(story, layers), *_not_checked(story, layers)]


def _issued(story: Story) -> Iterator[Figure]:
    issue = story.issue
    value = issue.area or None
    yield Figure("issued_area", "图斑面积·下发", value, issue.unit or "mu", "issued", ISSUED, issue.event)


def _filed(story: Story) -> Iterator[Figure]:
    for name, text in (story.filed.values["areas"] if story.filed else {}).items():
        assert story.filed is not None
        label = f"{NAMES.get(name, name)}·填报"
        yield Figure(f"filed_{name}", label, text or None, "mu", "filed", FILED, story.filed.event)


def _measured(story: Story, layers: Mapping[int, LayerHere]) -> Iterator[Figure]:
    plot = story.plot
    whole = Area.of_um2(plot.area_um2).text_m2()
    event = story.issue.event if plot.parent is None else story.plot_event
    label = "图斑面积·实测" if plot.parent is None else "地块面积·实测"
    yield Figure("measured_area", label, whole, "m2", "area", MEASURED, event)
    for one in story.figures:
        layer = layers.get(one.layer) if one.layer is not None else None
        yield from _of_land(one, layer) if one.kind is LayerKind.LAND_USE else _of_layer(one, layer)


def _of_land(one: Figures, layer: LayerHere | None) -> Iterator[Figure]:
    note = why(one)
    for name in ("cultivated", "gross", "existing"):
        value = _m2(one.detail.get(f"{name}_um2"))
        yield Figure(name, f"{NAMES[name]}·实测", value, "m2", "land", MEASURED, one.event, one.checked, layer, note)
    for row in one.detail.get("classes", ()):
        value = Area.of_um2(row["centi"] * 10_000).text_m2()
        name, label = f"land_use:{row['class']}", f"地类 {row['class']}·实测"
        yield Figure(name, label, value, "m2", "land", MEASURED, one.event, one.checked, layer)


def _of_layer(one: Figures, layer: LayerHere | None) -> Iterator[Figure]:
    value, label = _m2(one.area_um2), f"{one.kind.label}·实测"
    yield Figure(one.kind.value, label, value, "m2", "layer", MEASURED, one.event, one.checked, layer, why(one))
    for name, units in (one.detail.get("rest") or {}).items():
        short = name.removesuffix("_um2")
        label = f"{NAMES[short]}·没有经确认批准覆盖的部分"
        yield Figure(f"uncovered_{short}", label, _m2(units), "m2", "rest", MEASURED, one.event, one.checked, layer)


def _not_checked(story: Story, layers: Mapping[int, LayerHere]) -> Iterator[Figure]:
    """Kinds without a measurement: no such layer, or not laid over it yet."""
    there = {layer.kind for layer in layers.values() if layer.current}
    for kind in LayerKind:
        if kind not in {one.kind for one in story.figures}:
            checked = Checked.NOT_YET if kind in there else Checked.NOT_CHECKED
            yield Figure(kind.value, f"{kind.label}·实测", None, "m2", "layer", "", 0, checked)


WHY = {"refused_near": "附近有图层未取用的图形", "coverage_ends": "地块有一部分在图层覆盖范围之外"}


def why(one: Figures) -> str:
    """Why it is not fully known, and the least that it can be."""
    reasons = "，".join(WHY[reason] for reason in one.detail.get("why", ()))
    least = _m2(one.detail.get("at_least_um2"))
    return f"{reasons}；已查到的至少 {least} 平方米" if reasons and least is not None else reasons


def _m2(units: int | None) -> str | None:
    return None if units is None else Area.of_um2(units).text_m2()
