"""Where the patches of a batch would lie, told before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from weipian.figures.marks import HATCHES, Look
from weipian.office.mapping.degrees import in_degrees
from weipian.office.mapping.looks import Swatch, picture
from weipian.office.mapping.plots_shown import MOST, collection, geojson
from weipian.programme.intake.comparing import Plan
from weipian.terms.area import Area

LOOKS = {
    "new": Look("新", "新增", "#1565C0", "dots", "circle"),
    "changed": Look("改", "有变化", "#9A5B00", "level", "square"),
    "same": Look("同", "未变", "#5F6368", "none", "ring"),
}


def outlines_of(plan: Plan, townships: Sequence[str]) -> dict[str, Any]:
    """GeoJSON of at most `MOST` that would be taken; `townships`: of every row that came."""
    kept, found = plan.kept[:MOST], plan.incoming.found
    sorts = dict.fromkeys(plan.fresh, "new") | {index: "changed" for index, _ in plan.changed}
    told = [_facts(plan, index, sorts.get(index, "same"), townships[index]) for index in kept]
    planar = np.array([found.shapes.geometry(index) for index in kept], object)
    return collection(list(geojson(in_degrees(planar))) if kept else [], told)


def _facts(plan: Plan, index: int, sort: str, township: str) -> dict[str, str]:
    one, look = plan.incoming.issued[index], LOOKS[sort]
    area = Area.of_um2(int(plan.incoming.found.areas[index]))
    return {
        "plot": one.number, "patch": "" if sort == "new" else one.number, "township": township or "乡镇不明",
        "state": one.category.label, "mark": sort, "letter": look.letter, "said": look.label,
        "mu": area.text_mu(2), "m2": area.text_m2(),
    }  # fmt: skip


def swatches() -> list[Swatch]:
    """The looks of what a batch brings."""
    return [
        Swatch(
            key, f"{look.letter} {look.label}", look.colour, picture(24, HATCHES[look.hatch], look.colour)
        )
        for key, look in LOOKS.items()
    ]  # fmt: skip
