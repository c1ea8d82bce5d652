"""The gates of a booked patch: asked of the whole of it, over all its open plots (requirement B11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from weipian.fence.field import read_mu
from weipian.fence.row import Row, flag, number
from weipian.policy import Policy
from weipian.programme.determination.booked import area_in, area_on, visit_of
from weipian.programme.overlay.lookups import confirmed
from weipian.programme.rectification.whole import Areas, GatesOf, Side, Whole, gates_of, lessened
from weipian.store.queries.determination import Case
from weipian.store.queries.rectification_records import Part
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind, Measure

LINES = {
    "cultivated": LayerKind.LAND_USE,
    "farmland": LayerKind.PERMANENT_BASIC_FARMLAND,
    "redline": LayerKind.ECOLOGICAL_REDLINE,
}


CLAIMS = ("suspected_unlawful", "new_building")


def gates_of_patch(plots: Sequence[Case], looked_up: Mapping[str, bool], policy: Policy) -> GatesOf:
    """The gates of one patch from its open plots."""
    visits = [_visit(plot) for plot in plots]
    mined = {"mining": _mining(plots)}
    concerned = [plot for plot in plots if demolished(plot)]
    some = 0 < len(concerned) < len(plots) or any(plot.parts for plot in concerned)
    measure = Measure.DEMOLISH_AND_RECULTIVATE if concerned else Measure.NONE
    whole = Whole(
        patch=plots[0].patch,
        category=plots[0].category,
        suspected=_any(visits, "suspected_unlawful"),
        new_building=_any(visits, "new_building"),
        uncovered=Side({**_summed(plots, lambda one: uncovered(one, looked_up)), **mined}),
        put_right=Side({**_summed(concerned or plots, put_right, part=some), **mined}, measure),
    )
    return gates_of(whole, policy)


def demolished(plot: Case) -> bool:
    """Whether demolish-and-recultivate concerns it, whole, in part, or in what no part has."""
    measures = {plot.measure, *(one.measure for one in plot.parts)}
    return Measure.DEMOLISH_AND_RECULTIVATE in measures


def put_right(plot: Case) -> Areas:
    """What the measure concerns of a plot: all of it, or all but the parts that another measure concerns."""
    whole = largest(plot)
    if not plot.parts:
        return whole
    own = [one for one in plot.parts if one.measure is Measure.DEMOLISH_AND_RECULTIVATE]
    others = [one for one in plot.parts if one.measure is not Measure.DEMOLISH_AND_RECULTIVATE]
    if plot.measure is Measure.DEMOLISH_AND_RECULTIVATE:
        return {name: _less(whole[name], [_of_part(one, name, whole[name]) for one in others]) for name in LINES}
    return {name: _sum(_of_part(one, name, whole[name]) for one in own) for name in LINES}


def _of_part(part: Part, name: str, whole: Fraction | None) -> Fraction | None:
    """As written; where nobody wrote it, nought of a plot that has none, else not known."""
    written = {"cultivated": part.cultivated, "farmland": part.farmland, "redline": part.redline}[name]
    return Fraction(0) if written is None and whole == 0 else written


def _less(whole: Fraction | None, others: Sequence[Fraction | None]) -> Fraction | None:
    """What is left of the whole; where a part is not known, nothing is taken off, so that no line is evaded by it."""
    if whole is None:
        return None
    return max(whole - sum((one for one in others if one is not None), Fraction(0)), Fraction(0))


def _visit(plot: Case) -> Row:
    """What was seen of a part; what nobody wrote of it holds as it was written of the whole patch before the cut."""
    before = visit_of(replace(plot, site=plot.root_site), [])
    return {**{key: before[key] for key in CLAIMS if key in before}, **visit_of(plot, [])}


def _mining(plots: Sequence[Case]) -> Fraction | None:
    """The parts' areas together; where they are not all written down, the whole patch's as it was before the cut."""
    total = _sum(number(visit_of(plot, []), "mining_mu") for plot in plots)
    whole = number(visit_of(replace(plots[0], site=plots[0].root_site), []), "mining_mu")
    return _larger(total, whole)


def _any(visits: Iterable[Row], key: str) -> bool | None:
    """One yes is a yes for the patch; else one that is not known leaves it open."""
    claims = {flag(visit, key) for visit in visits}
    if True in claims:
        return True
    return None if None in claims else False


def _summed(plots: Sequence[Case], areas: Callable[[Case], Areas], *, part: bool = False) -> dict[str, Fraction | None]:
    """Over all plots, or over a `part` of them."""
    each = [areas(plot) for plot in plots]
    totals = {name: _sum(one[name] for one in each) for name in LINES}
    return totals if part else {name: _larger(totals[name], _before(plots, name, totals[name])) for name in LINES}


def _before(plots: Sequence[Case], name: str, asked: Fraction | None) -> Fraction | None:
    """What was filed of the whole patch before it was cut, lessened by what the question leaves out."""
    total, known = filed(plots[0].root_filed, name), _sum(_mu(measured(plot, name)) for plot in plots)
    if total is None or known is None or asked is None:
        return None
    return max(asked, total - max(known - asked, Fraction(0)))


def _sum(values: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total


def measured(plot: Case, name: str) -> Area | None:
    """Cultivated land net of ridges, farmland, redline; None where not fully known."""
    figures = plot.figures.get(LINES[name])
    return area_in(figures, "cultivated_um2") if name == "cultivated" else area_on(figures)


def largest(plot: Case) -> Areas:
    """In 亩, of measured and filed the larger."""
    return {name: _larger(_mu(measured(plot, name)), filed(plot.filed, name)) for name in LINES}


def _larger(*values: Fraction | None) -> Fraction | None:
    return max((value for value in values if value is not None), default=None)


def _mu(area: Area | None) -> Fraction | None:
    return None if area is None else area.mu


def filed(areas: Mapping[str, str], name: str) -> Fraction | None:
    """As filed, in 亩; what can't be read is not known."""
    try:
        return read_mu(areas[name]) if areas.get(name) else None
    except InputError:
        return None


def uncovered(plot: Case, looked_up: Mapping[str, bool]) -> Areas:
    """The same of what no confirmed approval covers; the whole where that was measured before the last look-up."""
    whole, approvals = largest(plot), plot.figures.get(LayerKind.APPROVAL_BOUNDARY)
    rest = approvals.detail.get("rest") if approvals else None
    if approvals is None or rest is None:
        return whole
    if confirmed(approvals.detail.get("records", ()), looked_up) != approvals.detail.get("confirmed"):
        return whole
    left = {name: _mu(area_in_rest(rest, name)) for name in LINES}
    return {name: lessened(left[name], measured(plot, name), whole[name]) for name in LINES}


def area_in_rest(rest: Mapping[str, int | None], name: str) -> Area | None:
    """What is left of a kind of land; None where it is not known."""
    units = rest.get(f"{name}_um2")
    return None if units is None else Area.of_um2(units)
