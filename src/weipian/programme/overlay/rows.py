"""The answer in rows: what was measured on every layer, balanced and put in order at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from weipian.programme.overlay import rules
from weipian.programme.overlay.ground import Ground, Ints
from weipian.programme.overlay.rules import Sums
from weipian.terms.messages import message
from weipian.workbook.columns import Column, Decimals, Texts


def uncovered_label() -> str:
    """The class of what a partition leaves uncovered."""
    return message("uncovered")["what"]


@dataclass(frozen=True, slots=True, eq=False)
class Touches:
    """What patches share with one layer: int64[k] each, by patch; classes are indices of `classes`, areas in 1e-6 m².

    `unions`: what the layer covers at least once of a patch where it overlaps itself. `incomplete`: patches whose
    ground it does not fully tell.
    """

    layer: str
    classes: Sequence[str]
    partition: bool
    patch: Ints
    label: Ints
    area: Ints
    unions: Mapping[int, int]
    incomplete: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The answer in columns: `patch` indexes the patches; areas in 1e-6 m² and, as shown, in 0.01 m²."""

    patch: Ints
    layer: Texts
    label: Texts
    area_um2: Ints
    area_centi: Ints

    def __len__(self) -> int:
        return len(self.patch)


def in_rows(patch_areas: Ints, layers: Sequence[Touches]) -> tuple[Rows, int]:
    """Rows by patch, then layer as given, then class; and how many touches are too small to be shown.

    A patch on a layer is one spot, and all spots of all layers are worked on together: patch × layers + layer.
    """
    spots = _Spots(patch_areas, layers)
    sums, shown = spots.balanced()
    kept = shown > 0
    spot, label = sums.patch[kept], sums.label[kept]
    bare = spots.bare(spot[label != spots.uncovered])
    at = np.searchsorted(spot, bare)
    spot, label, area, shown = (
        np.insert(column, at, value)
        for column, value in ((spot, bare), (label, -1), (sums.area[kept], 0), (shown[kept], 0))
    )
    patch, number = np.divmod(spot, len(layers))
    names = Texts([layer.layer for layer in layers], number)
    return Rows(patch, names, _classes(layers, number, label), area, shown), int((~kept).sum())


class _Spots:
    """Every patch on every layer: its area, what covers it, and what is known of it."""

    def __init__(self, patch_areas: Ints, layers: Sequence[Touches]) -> None:
        self.layers = layers
        self.area = np.repeat(patch_areas, len(layers))
        self.uncovered = max(len(layer.classes) for layer in layers)
        self.partition = np.tile([layer.partition for layer in layers], len(patch_areas))
        self.known = np.ones(len(self.area), np.bool_)
        for number, layer in enumerate(layers):
            self.known[layer.incomplete * len(layers) + number] = False

    def balanced(self) -> tuple[Sums, Ints]:
        """Sums by spot and class, with the uncovered rest of partitions, and how they are shown, in 0.01 m²."""
        sums = self._sums()
        cover = rules.covered(sums, len(self.area))
        counts, once = self._counted_once(cover)
        whole = rules.whole_to_fill(self.area, cover)
        full = self.partition & self.known
        if full.any():
            sums = rules.with_uncovered(sums, self.area - once, full, self.uncovered)
            whole = np.where(full, rules.rounded(self.area), whole)
        return sums, rules.balance(sums, whole, counts)

    def _sums(self) -> Sums:
        spots = [layer.patch * len(self.layers) + number for number, layer in enumerate(self.layers)]
        label, area = ([getattr(layer, name) for layer in self.layers] for name in ("label", "area"))
        return rules.sum_by_class(np.concatenate(spots), np.concatenate(label), np.concatenate(area))

    def _counted_once(self, cover: Ints) -> tuple[Any, Ints]:
        """Where a layer covers a patch twice: not to be balanced, and the area that it covers once."""
        counts, once = np.ones(len(cover), np.bool_), cover.copy()
        for number, layer in enumerate(self.layers):
            for patch, union in layer.unions.items():
                spot = patch * len(self.layers) + number
                if cover[spot] - union >= rules.CENTI:
                    counts[spot], once[spot] = False, union
        return counts, once

    def bare(self, classed: Ints) -> Ints:
        """The spots that are known and carry no class."""
        bare = self.known.copy()
        bare[classed] = False
        return np.flatnonzero(bare)


def _classes(layers: Sequence[Touches], number: Ints, label: Ints) -> Texts:
    """The class of each row; −1 is none, and what no layer has as a class is the uncovered rest."""
    width = max(len(layer.classes) for layer in layers)
    distinct = list(dict.fromkeys(["", *(text for layer in layers for text in layer.classes), uncovered_label()]))
    place = {text: code for code, text in enumerate(distinct)}
    codes = np.zeros((len(layers), width + 2), np.int64)
    codes[:, width] = place[uncovered_label()]
    for at, layer in enumerate(layers):
        codes[at, : len(layer.classes)] = [place[text] for text in layer.classes]
    return Texts(distinct, codes[number, label])


def records(patches: Ground, ids: Sequence[str], rows: Rows) -> dict[str, Column]:
    """The contract's columns: m² with 2 decimals, 亩 with 4, share of the patch with 6."""
    return {
        "patch": Texts(ids, rows.patch),
        "patch_area_m2": Decimals(rules.rounded(patches.areas)[rows.patch], 2),
        "layer": rows.layer,
        "class": rows.label,
        "area_m2": Decimals(rows.area_centi, 2),
        "area_mu": Decimals(rules.in_ten_thousandths_of_mu(rows.area_um2), 4),
        "share": Decimals(rules.in_millionths(rows.area_um2, patches.areas[rows.patch]), 6),
    }
