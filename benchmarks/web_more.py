"""What the county under load has beside its patches: a survey in its atlas, and a review under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.layers import bench_folder, make_layers
from weipian.terms.acting import Role, Secrecy

AGENDA = 500
"""Plots of the review: more than are decided in five minutes."""
REVIEW = "HS-2"


def with_more(desk: Any) -> None:
    """Adds both."""
    _survey(desk)
    _review(desk)


def _survey(desk: Any) -> None:
    """Two hundred thousand areas, as a county's survey has them; their file is made once for all counties."""
    from weipian.programme.intake.acts.layers import add_layer
    from weipian.programme.intake.layers import read_layer
    from weipian.programme.intake.order import Order
    from weipian.terms.words import LayerKind

    path: Path = make_layers(bench_folder(), 1)["land_use"]
    add_layer(desk, read_layer(Order(str(path), LayerKind.LAND_USE, date(2022, 12, 31), secrecy=Secrecy.INTERNAL)))


def _review(desk: Any) -> None:
    """Convened, attended, its agenda of those that nobody has determined."""
    from weipian.programme.determination.review.attending import Came, attend
    from weipian.programme.determination.review.convening import Convening, convene, put_on_agenda
    from weipian.store.models import Determination, Plot
    from weipian.terms.acting import State
    from weipian.terms.review import ReviewForm

    leading = replace(desk, actor=replace(desk.actor, roles=frozenset({Role.COUNTY_CLERK})))
    convene(leading, Convening(REVIEW, ReviewForm.MEETING, date(2023, 10, 8), "十月会审", "主持甲"), by_itself=False)
    determined = Determination.objects.filter(current=True).values("plot_id")
    waiting = Plot.objects.filter(state=State.PROPOSED.value).exclude(id__in=determined)
    open_ones = waiting.order_by("id").values_list("number", flat=True)
    put_on_agenda(leading, REVIEW, list(open_ones[:AGENDA]))
    attend(leading, REVIEW, [Came("农业农村", "与会乙", "股长"), Came("林业", "与会丙")])
