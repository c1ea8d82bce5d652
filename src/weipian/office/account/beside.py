"""What stands beside the ratio: by final determinations, by measured areas, and what a reader must know (E1, E2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from weipian.office.account.again import taken_again
from weipian.office.account.counted import (
    CULTIVATED,
    OfPlot,
    Overlapping,
    area_of,
    measured_rows_of,
    overlapping,
    rows_of,
    with_new_parts,
)
from weipian.policy import Policy
from weipian.programme.account.calc import account_json
from weipian.programme.account.figures import is_final
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import Counts, account, by_township, line_of, total
from weipian.store.queries.account import Judged, judgements
from weipian.store.sight import Sight
from weipian.terms.area import decimals
from weipian.terms.words import Determination

Json = dict[str, object]
SELF, FINAL = "自判，待上级终判", "上级终判"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which townships are named, and whether the county's own sum is asked."""

    townships: Sequence[str]
    county: bool

    @classmethod
    def of(cls, policy: Policy, sight: Sight) -> Scope:
        only = sight.one_township
        return cls(policy.townships if only is None else (only,), only is None)


def beside(plots: Sequence[OfPlot], policy: Policy, scope: Scope) -> Json:
    """All of it, in the shapes of the ratio's own answer."""
    left = waiting(plots)
    measured = _accounts(measured_rows_of(plots), policy, scope)
    return {
        "basis": SELF if left else FINAL,
        "not_final_plots": len(left),
        "final": on_finals(plots, policy, scope),
        "measured": {**measured.as_json(), "differing": [differing_json(one) for one in differing(plots)]},
        **overlaps_beside(plots, policy, scope),
        "average": average_json(judgements()) if scope.county else None,
    }


def waiting(plots: Iterable[OfPlot]) -> list[OfPlot]:
    """未终判: plots that were determined here and wait for the level above."""
    return [one for one in plots if any(_waits(row) for row in one.rows)]


def _waits(row: LedgerRow) -> bool:
    return not is_final(row) and row.determination is not Determination.UNDETERMINED


def on_finals(plots: Sequence[OfPlot], policy: Policy, scope: Scope) -> Json:
    """四(一): the ratio by final determinations. What none covers is in neither sum, as what is undetermined; its land
    and the ratio if all of it were unlawful are shown, and how many plots wait.
    """
    rows = [row if is_final(row) else replace(row, determination=Determination.UNDETERMINED) for row in rows_of(plots)]
    found = _accounts(rows, policy, scope)
    for name, block in found.townships.items():
        block |= waiting_json([one for one in plots if one.line.township == name])
    county = None if found.county is None else found.county | waiting_json(plots)
    return {"county": county, "townships": found.townships}


def waiting_json(plots: Iterable[OfPlot]) -> Json:
    own = waiting(plots)
    land = total(area_of(one.rows) for one in own)
    return {"not_final_plots": len(own), "not_final_mu": decimals(land, 4)}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The contract's blocks."""

    county: Json | None
    townships: dict[str, Json]

    def as_json(self) -> Json:
        return {"county": self.county, "townships": self.townships}


def _accounts(rows: Sequence[LedgerRow], policy: Policy, scope: Scope) -> Accounts:
    """The county and every township that is named or has rows."""
    counts, line, found = Counts(policy), line_of(policy, "township"), by_township(rows)
    names = dict.fromkeys([*scope.townships, *found])
    county = account_json(account(rows, line_of(policy, "county"), counts)) if scope.county else None
    return Accounts(county, {name: account_json(account(found.get(name, []), line, counts)) for name in names})


def differing(plots: Iterable[OfPlot]) -> list[OfPlot]:
    """Those that differ, the largest difference first."""
    return sorted(
        (one for one in plots if one.differs), key=lambda one: -abs(area_of(one.rows) - area_of(one.measured))
    )


def beyond_rounding(one: OfPlot) -> bool:
    """Whether the measured land, rounded as the filed land was written, is another."""
    places = len(one.line.filed_areas.get(CULTIVATED, "").partition(".")[2])
    return decimals(area_of(one.rows), places) != decimals(area_of(one.measured), places)


def differing_json(one: OfPlot) -> Json:
    """A plot whose filed land is not the measured land; nothing where it was not measured."""
    counted, measured = area_of(one.rows), area_of(one.measured)
    known = bool(one.measured)
    return {
        "plot": one.line.plot,
        "township": one.line.township,
        "counted_mu": decimals(counted, 4),
        "measured_mu": decimals(measured, 4) if known else None,
        "difference_mu": decimals(counted - measured, 4) if known else None,
        "beyond_rounding": not known or beyond_rounding(one),
    }


def overlaps_of(plots: Sequence[OfPlot], policy: Policy) -> list[Overlapping]:
    return overlapping(plots, taken_again([one.line for one in plots], policy.value("areas.overlap").number))


def overlaps_beside(plots: Sequence[OfPlot], policy: Policy, scope: Scope) -> Json:
    """Which plots lie on earlier patches, and the ratio if those that count too much had their new parts only: an open
    question until somebody files those, None where there is none.
    """
    found = overlaps_of(plots, policy)
    open_ = any(one.counts_too_much for one in found)
    new = _accounts(with_new_parts(plots, found), policy, scope).as_json() if open_ else None
    return {"overlapping": overlaps_json(found), "if_new_parts": new}


def overlaps_json(found: Sequence[Overlapping]) -> list[Json]:
    """Plots on earlier patches: what counts, and what their new part can have at most."""
    return [
        {
            "plot": one.plot.line.plot,
            "township": one.plot.line.township,
            "earlier_patches": list(one.patches),
            "overlap_mu": decimals(one.overlap, 4),
            "counted_mu": decimals(area_of(one.plot.rows), 4),
            "new_part_at_most_mu": decimals(one.new_at_most, 4),
            "file_new_part": one.counts_too_much,
        }
        for one in found
    ]


def average_json(found: Sequence[Judged]) -> Json | None:
    """参考全国平均值 as it was last judged; in no computation."""
    own = next((one for one in found if one.current), None)
    return None if own is None else judged_json(own)


def judged_json(one: Judged) -> Json:
    return {
        "judgement": one.id,
        "day": one.day.isoformat(),
        "text": one.told,
        "figure_percent": one.figure or None,
        "paper": one.paper,
        "by": one.by,
        "current": one.current,
    }
