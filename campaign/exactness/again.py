"""Judged pairs measured again by the kernel as it stands: the exact areas are known, so it takes a moment."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from campaign.exactness.compare import our_areas
from campaign.exactness.outlines import Areal
from campaign.exactness.verdict import QUANTUM, bound

Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Again:
    """A judged pair and our error now, measured less exact, m²; the bound is reckoned afresh too."""

    case: Case
    error: Fraction
    bound: Fraction

    @property
    def within_bound(self) -> bool:
        return abs(self.error) <= self.bound


def cases_of(path: Path) -> list[Case]:
    """The cases of a `result.json`, packed or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    cases: list[Case] = json.loads(raw)["cases"]
    return cases


def again(cases: Sequence[Case]) -> list[Again]:
    """One by one, since pairs of several chunks lie on the same spots."""
    found = []
    for case in cases:
        a, b = (_one(case[side]) for side in ("a", "b"))
        error = int(our_areas(a, b)[0]) * QUANTUM - Fraction(case["exact_fraction"])
        found.append(Again(case, error, bound(a[0], b[0])))
    return found


def _one(packed: str) -> Areal:
    return np.array([shapely.from_wkb(bytes.fromhex(packed))], dtype=np.object_)
