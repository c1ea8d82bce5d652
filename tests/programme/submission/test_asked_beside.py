"""Who checks one return sees all that it must be seen beside, and is told what the check of all would say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import outline
from made_ground import APPROVALS, put
from made_returns import CELLS, DAY, county, numbered, put_in
from weipian.terms.acting import Act
from weipian.terms.words import LayerKind

pytestmark = pytest.mark.requirement("C4", "F3")

GROUND, PHOTO, REVIEW, DATED = ("P1", "P2"), ("P2", "P3"), ("P4", "P5"), ("P6", "P7")
ALONE = "P8"
"""Which of eight plots lie on one another, show one photo, were reviewed together too far apart, rely on one approval
that is written with two dates; one stands alone."""


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    same = outline(1, "x")
    patches = [replace(one, wkb=same) if one.number in GROUND else one for one in numbered(8)]
    desk = county(tmp_path / "county", patches, papers=False)
    for at, one in enumerate(patches):
        put_in(desk, tmp_path, one.number, 50 if one.number in PHOTO else at)
    review(desk, {one.number: (f"H-{one.number}", date(2023, 8, 20)) for one in patches})
    review(desk, {plot: ("H2", date(2023, 7 + at, 20)) for at, plot in enumerate(REVIEW)})
    rely(desk, tmp_path, {plot: f"2022-01-0{at + 1}" for at, plot in enumerate(DATED)})
    from weipian.programme.submission.acts.filling import fill

    fill(desk, [one.number for one in patches], CELLS, DAY)
    return desk


def review(desk: Any, said: Mapping[str, tuple[str, date]]) -> None:
    """Which review determined a plot, and when."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination

    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        for plot, (number, day) in said.items():
            old = Determination.objects.get(plot__number=plot, current=True)
            word = "lawful_new" if plot in DATED else old.determination
            row = {"determination": word, "nature": old.nature, "review": number, "reviewed": day}
            act.replace(Determination, [old.id], [{"plot_id": old.plot_id, **row}])


def rely(desk: Any, folder: Path, dates: Mapping[str, str]) -> None:
    """Plots that lie on one approval, which says another date each time."""
    from weipian.store.acting import acting
    from weipian.store.models import LayerVersion, Measurement, Plot

    put(desk, folder, LayerKind.APPROVAL_BOUNDARY, APPROVALS, "PZWH", "PZLX", "PZRQ", "BACX")
    layer = LayerVersion.objects.get(kind=LayerKind.APPROVAL_BOUNDARY.value).id
    kept = {"kind": LayerKind.APPROVAL_BOUNDARY.value, "layer_id": layer, "checked": "found"}
    with acting(desk, Act.MEASURED, "plots") as act:
        for plot in Plot.objects.filter(number__in=dates).order_by("id"):
            values = {"number": "批1", "kind": "农用地转用或土地征收批文", "effective": dates[plot.number]}
            record = {"row": 1, "area_um2": plot.area_um2, "values": values}
            row = {"plot_id": plot.id, **kept, "area_um2": plot.area_um2, "detail": {"records": [record]}}
            act.add(Measurement, **row)


def codes(desk: Any, plots: Sequence[str]) -> dict[str, list[str]]:
    from weipian.programme.submission.acts.loading import findings, here

    told = findings(desk.policy, here(desk.policy), plots)
    return {plot: sorted(one.code for one in found) for plot, found in told.items()}


def test_one_alone_is_told_what_it_is_told_among_all(desk: Any) -> None:
    every = codes(desk, [f"P{at}" for at in range(1, 9)])
    pairs = ((GROUND, "no_overlap"), (PHOTO, "photo_once"), (REVIEW, "review_one_time"), (DATED, "approval_one_date"))
    for plots, code in pairs:
        assert {plot for plot, told in every.items() if code in told} == set(plots), code
    for plot, told in every.items():
        assert codes(desk, [plot]) == {plot: told}


def test_rows_are_made_of_those_alone(desk: Any) -> None:
    from weipian.programme.submission.acts.loading import findings, here

    for plot, beside in ((ALONE, set()), ("P4", {"P5"}), ("P6", {"P7"}), ("P2", {"P1", "P3"})):
        every = here(desk.policy)
        findings(desk.policy, every, [plot])
        assert set(every[plot].rows.made) == {plot, *beside}
