"""The overlay of a plot as a table: looked at and there, looked at and nothing, not looked at: three things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.programme.report.explain.figures import Figure
from weipian.terms.acting import Checked
from weipian.terms.area import Area, decimals

LOOKS = {
    Checked.FOUND: ("●", "found"),
    Checked.PARTLY: ("◐", "partly"),
    Checked.NONE: ("○", "none"),
    Checked.OUTSIDE: ("✕", "unseen"),
    Checked.NOT_YET: ("✕", "unseen"),
    Checked.NOT_CHECKED: ("✕", "unseen"),
}
"""Sign and class; the word comes with them."""
OVERLAY = ("land", "layer", "rest")
BOOKED = ("issued", "filed", "area")


@dataclass(frozen=True, slots=True)
class Laid:
    """A line of the table. `share`: of the whole plot, in percent. Empty: not known."""

    label: str
    sign: str
    kind: str
    checked: str
    mu: str
    m2: str
    share: str
    layer: str
    source: str
    note: str
    clause: str
    within: bool


@dataclass(frozen=True, slots=True)
class AreaSaid:
    """An area as it was issued, filed or measured: three different things."""

    label: str
    mu: str
    m2: str
    by: str
    clause: str
    who: str


def laid(figures: Sequence[Figure], whole_um2: int) -> list[Laid]:
    """What lies where: the layers first that were looked at."""
    return [_laid(one, whole_um2) for one in figures if one.how in OVERLAY]


def _laid(one: Figure, whole_um2: int) -> Laid:
    checked = Checked.NONE if one.how == "land" and one.checked is Checked.FOUND and _is_nothing(one) else one.checked
    sign, kind = LOOKS[checked] if checked else ("", "")
    within = one.figure.startswith(("land_use:", "uncovered_"))
    label = one.label.removesuffix("·实测").replace("·没有经确认批准覆盖的部分", "：没有批准覆盖的")
    if checked is None or (within and one.value is not None):
        sign, kind, word = "", "", ""
    else:
        word = checked.label
    mu, m2 = _both(one)
    layer = f"第{one.layer.version}版 截至 {one.layer.as_of}" if one.layer else ""
    source = one.layer.label if one.layer else ""
    share = _share(one, whole_um2)
    return Laid(label, sign, kind, word, mu, m2, share, layer, source, one.note, one.clause, within)


def _is_nothing(one: Figure) -> bool:
    """Of the survey, which is looked at as one: there is none of this sort of land."""
    return one.value is not None and not Fraction(one.value)


def _both(one: Figure) -> tuple[str, str]:
    """The value in 亩 and in m², whichever it was written in."""
    if one.value is None:
        return "", ""
    try:
        value = Fraction(one.value)
    except ValueError:
        return one.value, ""
    area = Area.of_mu(value) if one.unit == "mu" else Area(value)
    return area.text_mu(2), decimals(area.m2, 2)


def _share(one: Figure, whole_um2: int) -> str:
    if one.value is None or one.unit != "m2" or not whole_um2:
        return ""
    return decimals(Fraction(one.value) / Fraction(whole_um2, 10**6) * 100, 1)


def areas(figures: Sequence[Figure], who: dict[int, str]) -> list[AreaSaid]:
    """Issued, filed, measured. `who`: event → who wrote it."""
    return [
        AreaSaid(one.label, *_both(one), one.measured_by, one.clause, who.get(one.event, ""))
        for one in figures
        if one.how in BOOKED
    ]
