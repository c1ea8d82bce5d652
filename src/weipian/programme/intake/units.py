"""In which unit a platform wrote its areas: the column says so, else our own measuring shows it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from weipian.terms.area import M2_PER_MU
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence

LOW, HIGH = 0.5, 2.0
"""How far the middle patch may be off and still show its unit: the two units lie 667 apart."""
LABELS = {"mu": "亩", "m2": "平方米"}
SAMPLES = 3


def unit_of(
    place: tuple[str, str], texts: Sequence[str], areas_um2: NDArray[np.int64], where: str
) -> tuple[str, tuple[str, ...]]:
    """The unit and what was guessed; empty where no area was issued. Raises InputError where neither unit fits."""
    column, unit = place
    pairs = [
        (float(text), int(um2) / 1e6)
        for text, um2 in zip(texts, areas_um2.tolist(), strict=True)
        if text and float(text) > 0 and um2 > 0
    ]
    if not column or unit or not pairs:
        return unit, ()
    ratio = median(text / m2 for text, m2 in pairs)
    for guess, in_m2 in (("m2", 1.0), ("mu", float(M2_PER_MU))):
        if LOW <= ratio * in_m2 <= HIGH:
            samples = "、".join(f"{text:g} 对实测 {m2:.2f} 平方米" for text, m2 in pairs[:SAMPLES])
            params: dict[str, object] = {"where": where, "column": column, "unit": LABELS[guess], "samples": samples}
            return guess, (sentence("said_area_unit", params),)
    raise InputError("patch_area_unit", where=where, column=column)
