"""The rows behind a number of the leader's page: a page of its own, whose sum is that number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import quote

from weipian.programme.report.shown import exact, template
from weipian.terms.area import decimals

FOLDER = "清单"


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A plot in a list. `amounts`: what it adds to each of the list's sums; None: it adds nothing there."""

    plot: str
    batch: str
    township: str
    category: str
    determination: str
    outcome: str
    due: str
    remark: str = ""
    amounts: tuple[Fraction | None, ...] = ()

    @property
    def anchor(self) -> str:
        """Stable: the plot's own number, whatever is written in it."""
        return "p-" + quote(self.plot, safe="").replace("%", "_")


@dataclass(frozen=True, slots=True)
class Group:
    """Plots under a heading of their own, with what is to be told of it."""

    title: str
    lines: tuple[PlotLine, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A step of the reckoning: what, its figure, where it stands written."""

    what: str
    figure: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page. `heads`: the columns that are added up; `patches`: counted in patches, not in plots."""

    key: str
    title: str
    clause: str
    groups: tuple[Group, ...]
    heads: tuple[str, ...] = ("耕地（亩）",)
    facts: tuple[Fact, ...] = ()
    counted: str = "个地块"
    count: int | None = None

    @property
    def lines(self) -> list[PlotLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def sums(self) -> tuple[Fraction, ...]:
        """Added up here from the very lines that are shown."""
        return tuple(total(line.amounts[k] for line in self.lines) for k in range(len(self.heads)))

    @property
    def number(self) -> int:
        return len(self.lines) if self.count is None else self.count


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every list: of whose year, as of when, notices, software."""

    title: str
    as_of: str
    notices: tuple[str, ...]
    policy_title: str
    software: str
    front: str
    style: str


def total(amounts: Iterable[Fraction | None]) -> Fraction:
    return sum((amount for amount in amounts if amount is not None), Fraction(0))


def listing_html(listing: Listing, frame: Frame) -> str:
    """The page; a sum is shown exactly and with the four decimals of the leader's page."""
    shown = [(head, exact(found), decimals(found, 4)) for head, found in zip(listing.heads, listing.sums, strict=True)]
    return template("listing.html").render(listing=listing, frame=frame, sums=shown)
