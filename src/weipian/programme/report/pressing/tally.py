"""A body's figures: exact sums over plots, each with the plots that it is made of. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from weipian.programme.account.pieces import in_pieces, sums
from weipian.programme.account.ratio import Sums, total
from weipian.terms.area import Area
from weipian.terms.reckoned import PlotFact
from weipian.terms.words import Conclusion, Determination

UNLAWFUL = frozenset(
    {
        Determination.UNLAWFUL_NEW.value, Determination.UNLAWFUL_EXISTING.value, Determination.UNLAWFUL_FARMING.value,
        Conclusion.UNLAWFUL.value,
    }
)  # fmt: skip
OPEN = ("", Determination.UNDETERMINED.value)


def is_unlawful(one: PlotFact) -> bool:
    """Determined so by people; what rules propose counts nowhere."""
    return one.determination in UNLAWFUL


def is_open(one: PlotFact) -> bool:
    return is_unlawful(one) and not one.settled


def counted_mu(one: PlotFact) -> Fraction:
    """Cultivated land as the ratio takes it: as filed, else as measured."""
    filed = one.cultivated_filed
    return Fraction(filed) if filed else Area.of_um2(one.cultivated_um2 or 0).mu


def area_mu(one: PlotFact) -> Fraction:
    return Fraction(one.area_filed) if one.area_filed else Area.of_um2(one.area_um2).mu


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a township, a department or the county. `behind`: figure → plots."""

    plots: int = 0
    inspected: int = 0
    undetermined: int = 0
    unlawful: int = 0
    open: int = 0
    mining: int = 0
    mining_unlawful: int = 0
    mining_open: int = 0
    overdue: int = 0
    uninspected_overdue: int = 0
    late_plots: int = 0
    late_days: int = 0
    open_cultivated: Fraction = Fraction(0)
    open_farmland: Fraction = Fraction(0)
    mining_area: Fraction = Fraction(0)
    before: Sums = field(default_factory=Sums)
    after: Sums = field(default_factory=Sums)
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def settled(self) -> int:
        return self.unlawful - self.open

    @property
    def open_share(self) -> Fraction | None:
        return Fraction(self.open, self.unlawful) if self.unlawful else None

    @property
    def uninspected_share(self) -> Fraction | None:
        return Fraction(self.plots - self.inspected, self.plots) if self.plots else None

    @property
    def late_days_each(self) -> Fraction | None:
        return Fraction(self.late_days, self.plots) if self.plots else None


def tally(plots: Iterable[PlotFact], body: str = "") -> Tally:
    """`body`: whose delay is counted; "" everybody's."""
    own = list(plots)
    late = {one.plot: _late(one, body) for one in own}
    groups = {
        "plots": own,
        "inspected": [one for one in own if one.inspected],
        "undetermined": [one for one in own if one.determination in OPEN],
        "unlawful": [one for one in own if is_unlawful(one)],
        "open": [one for one in own if is_open(one)],
        "mining": [one for one in own if one.mining],
        "mining_unlawful": [one for one in own if one.mining and is_unlawful(one)],
        "mining_open": [one for one in own if one.mining and is_open(one)],
        "overdue": [one for one in own if one.overdue],
        "uninspected_overdue": [one for one in own if one.overdue and not one.inspected],
        "late_plots": [one for one in own if late[one.plot]],
    }
    open_land = [one for one in groups["open"] if not one.mining]
    return Tally(
        **{name: len(found) for name, found in groups.items()},
        late_days=sum(late.values()),
        open_cultivated=total(map(counted_mu, open_land)),
        open_farmland=total(Area.of_um2(one.farmland_um2 or 0).mu for one in open_land),
        mining_area=total(map(area_mu, groups["mining_open"])),
        before=_sums(own, "before"),
        after=_sums(own, "after"),
        behind={name: tuple(sorted(one.plot for one in found)) for name, found in groups.items()},
    )


def _late(one: PlotFact, body: str) -> int:
    return one.late.get(body, 0) if body else sum(one.late.values())


def _sums(own: Iterable[PlotFact], name: str) -> Sums:
    return sums(in_pieces((getattr(one, name), counted_mu(one)) for one in own if getattr(one, name)))


def by_township(plots: Iterable[PlotFact], townships: Iterable[str]) -> dict[str, Tally]:
    """Every township of the county, those without patches too."""
    found: dict[str, list[PlotFact]] = {name: [] for name in townships}
    for one in plots:
        found.setdefault(one.township, []).append(one)
    return {name: tally(own, name) for name, own in found.items()}


def of_department(plots: Iterable[PlotFact], department: str) -> Tally:
    """What was handed to a department, with its own delay."""
    return tally((one for one in plots if department in one.handed), department)
