"""登记分部分整改: parts of a plot, each with its own area and measure; together never more than it (D1)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.fence.field import read_mu
from weipian.programme.rectification.measures import fitting, measure_laws
from weipian.programme.rectification.plots import (
    ToRight,
    cultivated_mu,
    needs,
    plot_for,
    plots_named,
    require_open,
    require_order,
)
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import RectifiedPart
from weipian.store.queries.rectification_records import Part
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.words import Measure, Outcome


@dataclass(frozen=True, slots=True)
class Parting:
    """A part by its name in the plot; areas in 亩 as written, farmland and redline "" where nobody says."""

    plot: str
    name: str
    cultivated: str
    measure: Measure
    day: date
    farmland: str = ""
    redline: str = ""
    note: str = ""


def part(desk: Desk, said: Parting, follow: Follow) -> int:
    """Its id; a part of the same name is written anew. Raises InputError."""
    doing = Act.RECTIFICATION_PARTED
    require_may(desk.policy, desk.actor, doing)
    needs(said.plot, 部分的名称=said.name)
    with acting(desk, doing, "right_part") as act:
        require_past(act, said.day, said.plot)
        plot = plot_for(desk, doing, said.plot, plots_named(desk, [said.plot]))
        require_order(plot, said.day)
        old = _old(plot, said.name.strip())
        _require_possible(desk, plot, said, old)
        key = act.replace(RectifiedPart, [old.id] if old else [], [_row(desk, plot, said, old)])[0]
        act.subject = f"right_part:{key}"
        restand(act, desk.policy, [plot.standing])
        follow(act, desk.policy, [plot.line.id])
    return key


def _old(plot: ToRight, name: str) -> Part | None:
    return next((one for one in plot.records.parts if one.name == name), None)


def _require_possible(desk: Desk, plot: ToRight, said: Parting, old: Part | None) -> None:
    """Raises InputError."""
    require_open(plot)
    laws = measure_laws(desk.policy)
    if said.measure not in laws or plot.nature not in laws[said.measure].on:
        names = "、".join(one.label for one in fitting(laws, plot.nature))
        raise InputError("right_part_measure", where=said.plot, measure=said.measure.label, names=names)
    if any(one.part in ("", said.name.strip()) for one in plot.records.accepted) or (old and old.outcome.is_settled):
        raise InputError("right_accepted_already", where=said.plot)
    require_room(plot, said, old)


def require_room(plot: ToRight, said: Parting, old: Part | None) -> None:
    """The parts' cultivated land is together no more than the plot's, exactly. Raises InputError."""
    whole, own = cultivated_mu(plot.line), Fraction(said.cultivated)
    if whole is None:
        raise InputError("right_area_unknown", where=said.plot)
    if own <= 0:
        raise InputError("right_part_nothing", where=said.plot)
    others = sum((one.cultivated for one in plot.records.parts if one is not old), Fraction(0))
    if others + own > whole:
        shown = {"own": said.cultivated, "others": float(others), "whole": f"{float(whole):.6f}"}
        raise InputError("right_part_too_large", where=said.plot, **shown)


def _row(desk: Desk, plot: ToRight, said: Parting, old: Part | None) -> dict[str, object]:
    return {
        "plot_id": plot.line.id,
        "patch_id": plot.line.patch_id,
        "day": said.day,
        "told": said.note.strip() or None,
        "account_id": desk.actor.account,
        "name": said.name.strip(),
        "measure": said.measure.value,
        "cultivated": said.cultivated,
        "farmland": said.farmland,
        "redline": said.redline,
        "outcome": Outcome.NONE.value,
        "outcome_on": None,
        "replaces_id": old.id if old else None,
    }


def area_text(text: str, name: str) -> str:
    """亩 as somebody wrote them, as they are kept; "" stays "". Raises InputError."""
    if not text.strip():
        return ""
    try:
        read_mu(text)
    except InputError as error:
        raise InputError(error.code, where=f"{name}面积", **error.params) from None
    return unicodedata.normalize("NFKC", text).strip()
