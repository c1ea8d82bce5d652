"""What plots are found to lie on, as it is booked: checked or not, how much, and on which records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import shapely

from weipian.fence.ids import as_id
from weipian.geometry.measure import Overlaps
from weipian.programme.overlay.cultivated import net_cultivated
from weipian.programme.overlay.facts import LayerFacts, Touch, layer_facts
from weipian.programme.overlay.ground import Ground
from weipian.programme.overlay.keyed import Keyed
from weipian.programme.overlay.land import is_one_of
from weipian.programme.overlay.measure import Labels, Layer, measure
from weipian.programme.overlay.reach import Reach, reaches
from weipian.programme.overlay.rows import Rows
from weipian.programme.overlay.rules import Mark, Thinness
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.words import LayerKind

Detail = dict[str, Any]
CLASS, RIDGE = "class", "ridge_share"


@dataclass(frozen=True, slots=True)
class Lying:
    """A plot on a layer. `area_um2` None where it is not fully known; `detail` is what is booked beside it."""

    checked: Checked
    area_um2: int | None
    detail: Detail = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A booked layer laid under some plots: its surface, `pairs` with them, the texts of the touched features."""

    kind: LayerKind
    surface: Keyed
    labels: Labels
    coverage: shapely.Geometry | None
    pairs: Overlaps


def lyings(plots: Ground, laid: Laid, thin: Thinness, built: tuple[str, ...]) -> list[Lying]:
    """Every plot on one layer; `built`: the land classes that count as construction land."""
    reach = reaches(plots, laid.coverage)
    if laid.kind is LayerKind.LAND_USE:
        found = list(_on_land(plots, laid, built))
    else:
        found = [_on_register(facts) for facts in layer_facts(plots, laid.kind, laid.surface, laid.pairs, thin)]
    return [_within(lying, far) for lying, far in zip(found, reach, strict=True)]


def _within(lying: Lying, reach: Reach) -> Lying:
    """What lies outside the layer's coverage was not looked at, whatever was found."""
    if reach is Reach.INSIDE:
        return lying
    if reach is Reach.OUTSIDE and lying.checked is not Checked.FOUND:
        return Lying(Checked.OUTSIDE, None)
    return _partly(lying, "coverage_ends")


def _partly(lying: Lying, why: str) -> Lying:
    """Not fully known: what was found is the least that it can be."""
    whys = [*lying.detail.get("why", ()), why]
    least = lying.area_um2 if lying.area_um2 is not None else lying.detail.get("at_least_um2")
    detail = {**lying.detail, "why": whys, "at_least_um2": least}
    return Lying(Checked.PARTLY, None, {**detail, **dict.fromkeys(WHOLE & detail.keys())})


WHOLE = frozenset({"cultivated_um2", "gross_um2", "existing_um2"})
"""Figures that hold only where the whole plot was looked at."""


def _on_register(facts: LayerFacts) -> Lying:
    records = [_record(touch) for touch in facts.touches]
    area = um2(facts.area)
    detail: Detail = {"records": records} if records else {}
    if sum(record["area_um2"] for record in records) != area:
        detail["counted_once"] = True
    return _settled(area, detail, facts.complete)


def _settled(area: int, detail: Detail, complete: bool) -> Lying:
    lying = Lying(Checked.FOUND if area else Checked.NONE, area, detail)
    return lying if complete else _partly(lying, "refused_near")


def _record(touch: Touch) -> Detail:
    values = {key: text for key, value in touch.attributes.items() if (text := as_id(value))}
    mark = {} if touch.mark is Mark.NONE else {"mark": touch.mark.value}
    return {"row": int(touch.row), "area_um2": um2(touch.area), "values": values, **mark}


def um2(area: Area) -> int:
    return int(area.m2 * 1_000_000)


def _on_land(plots: Ground, laid: Laid, built: tuple[str, ...]) -> Iterator[Lying]:
    """The survey's classes balanced to the plot, net cultivated land, what was construction land already."""
    overlay = measure(plots, [Layer(laid.kind.value, laid.surface, laid.labels, partition=True)])
    net = net_cultivated(plots, laid.surface, class_column=CLASS, ridge_column=RIDGE, pairs=laid.pairs)
    incomplete = {plot for plot, _ in overlay.incomplete}
    classes = _by_plot(len(plots), overlay.rows)
    real = set(laid.labels.distinct)
    for index, rows in enumerate(classes):
        covered = sum(row["area_um2"] for row in rows if row["class"] in real)
        existing = sum(row["area_um2"] for row in rows if is_one_of(row["class"], built))
        whole, part = net.net[index], net.gross[index]
        detail: Detail = {
            "classes": rows,
            "cultivated_um2": None if whole is None else um2(whole),
            "gross_um2": None if part is None else um2(part),
            "existing_um2": existing,
        }
        yield _settled(covered, detail, index not in incomplete)


def _by_plot(count: int, rows: Rows) -> list[list[Detail]]:
    found: list[list[Detail]] = [[] for _ in range(count)]
    columns = rows.patch.tolist(), rows.label.texts(), rows.area_um2.tolist(), rows.area_centi.tolist()
    for plot, label, area, centi in zip(*columns, strict=True):
        if area:
            found[plot].append({"class": label, "area_um2": area, "centi": centi})
    return found
