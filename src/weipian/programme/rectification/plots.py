"""The plots that are to be put right, as an act of this stage finds them in the books."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.programme.rectification.measures import nature_of
from weipian.programme.rectification.standing import Standing
from weipian.store.acting import Desk
from weipian.store.actors import About, require_may
from weipian.store.queries.about import departments_of
from weipian.store.queries.inspected import evidence_plots, patches_plots
from weipian.store.queries.ledger import FEW, Line, ids_of, lines
from weipian.store.queries.rectification import records_of
from weipian.store.queries.rectification_records import Records
from weipian.store.seeing import seen
from weipian.terms.acting import Act, State
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import Category, LayerKind, Measure, Outcome


@dataclass(frozen=True, slots=True)
class ToRight:
    """A plot with its line in the books, its records, who may be asked about it."""

    line: Line
    about: About
    records: Records

    @property
    def nature(self) -> str:
        return nature_of(self.line.category, determined(self.line))

    @property
    def right(self) -> Mapping[str, str]:
        return self.line.right.values if self.line.right else {}

    @property
    def measure(self) -> Measure:
        return Measure(self.right.get("measure", ""))

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.right.get("outcome", ""))

    @property
    def standing(self) -> Standing:
        return Standing(self.line.id, self.line.patch_id, cultivated_mu(self.line))


def determined(line: Line) -> str:
    """A plot's determination; of a mining plot 合法, 违法 or 伪变化."""
    if line.determined is None:
        return ""
    return line.determined.values["conclusion" if line.category is Category.MINING else "determination"]


def day_in(texts: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(texts[name]) if texts.get(name) else None


def cultivated_mu(line: Line) -> Fraction | None:
    """The cultivated land that the ratio takes, exactly: as filed, else as measured; None where it is not known."""
    filed = line.filed_areas.get("cultivated", "")
    if filed:
        return Fraction(filed)
    laid = line.laid.get(LayerKind.LAND_USE)
    measured = laid.detail.get("cultivated_um2") if laid else None
    return None if measured is None else Area.of_um2(int(measured)).mu


def plots_here(desk: Desk, township: str | None = None, *, beside: Collection[int] | None = None) -> dict[str, ToRight]:
    """Every open plot in sight that is not taken out, by number; `beside`: only those of these plots' patches."""
    every = lines(seen(desk, township), reasons=False, beside=beside)
    found = [line for line in every if line.state is not State.WITHDRAWN]
    handed = departments_of(sorted({line.patch for line in found}))
    records = records_of({line.id: line.patch_id for line in found})
    return {
        line.plot: ToRight(
            line, About(line.township, line.state, handed.get(line.patch, frozenset())), records[line.id]
        )
        for line in found
    }


def plots_named(desk: Desk, numbers: Sequence[str]) -> dict[str, ToRight]:
    """What an act on a few plots has to know: they and what is on the same patches; of many it reads all."""
    return plots_here(desk, beside=ids_of(numbers) if len(numbers) <= FEW else None)


def plot_for(desk: Desk, act: Act, number: str, every: Mapping[str, ToRight]) -> ToRight:
    """Raises InputError for a plot that is not there for this person, and where they may not do this with it."""
    plot = every.get(number)
    if plot is None:
        raise InputError("plot_unknown", where=number)
    require_may(desk.policy, desk.actor, act, plot.about)
    return plot


def require_order(plot: ToRight, day: date) -> None:
    """Raises InputError where no order was written down, or where it is later than what follows it."""
    order = plot.records.order
    if order is None:
        raise InputError("right_no_order", where=plot.line.plot)
    if day < order.day:
        raise InputError("right_before_order", where=plot.line.plot, day=day, ordered=order.day)


def require_open(plot: ToRight) -> None:
    """Raises InputError for what was settled."""
    if plot.outcome.is_settled:
        raise InputError("right_settled", where=plot.line.plot, outcome=plot.outcome.label)


class Proofs:
    """Evidence that is named for plots, looked up once; it must stand and belong to a plot of the patch."""

    def __init__(self, keys: Iterable[int], plots: Iterable[ToRight]) -> None:
        wanted = set(keys)
        self.belongs = evidence_plots(wanted) if wanted else {}
        self.own = patches_plots({one.line.patch for one in plots}) if wanted else {}

    def require(self, plot: ToRight, keys: Iterable[int]) -> None:
        """Raises InputError."""
        for key in sorted(set(keys)):
            if self.belongs.get(key) not in self.own.get(plot.line.patch, ()):
                raise InputError("evidence_of_another_plot", where=plot.line.plot, evidence=key)


def require_proofs(plot: ToRight, keys: Iterable[int]) -> None:
    """Of one plot. Raises InputError."""
    wanted = set(keys)
    Proofs(wanted, [plot]).require(plot, wanted)


def of_patch(every: Mapping[str, ToRight], patch: str) -> list[ToRight]:
    return [one for one in every.values() if one.line.patch == patch]


def needs(where: str, **texts: str) -> None:
    """Raises InputError for the first that says nothing."""
    for name, text in texts.items():
        if not text.strip():
            raise InputError("inspection_needs", where=where, name=name)


def standings(plots: Collection[ToRight]) -> list[Standing]:
    return [one.standing for one in plots]
