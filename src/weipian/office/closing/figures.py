"""The figures of a close: sums over its rows and nothing else, so that they are the same whenever they are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from weipian.policy import Policy
from weipian.policy.clocks import quarters
from weipian.programme.account.calc import account_json
from weipian.programme.account.pieces import Piece, pieces, sums, undetermined
from weipian.programme.account.ratio import Account, Line, Sums, line_of, total
from weipian.programme.submission.periods.reconcile import Cell, Placed, reconcile
from weipian.store.queries.closing import FrozenPlot
from weipian.terms.area import Area
from weipian.terms.closing import Blocks

HALF = 2
"""Quarters of the first half of a year."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row with its areas in 亩 read once: every group that it stands in adds them up anew."""

    plot: FrozenPlot
    area_filed: Fraction | None
    cultivated_filed: Fraction | None
    before: Sequence[Piece]
    after: Sequence[Piece]

    @classmethod
    def of(cls, plot: FrozenPlot) -> Read:
        """The ratio takes cultivated land as filed, else as measured."""
        filed = _filed(plot.cultivated_filed)
        whole = Area.of_um2(plot.cultivated_um2 or 0).mu if filed is None else filed
        before, after = (pieces(text, whole) for text in (plot.before, plot.after))
        return cls(plot, _filed(plot.area_filed), filed, before, after)


def _filed(text: str) -> Fraction | None:
    """亩 as written."""
    return Fraction(text) if text else None


def terms_of(policy: Policy) -> dict[str, Any]:
    """What the figures need of the policy, kept with the close: the lines, the half-year's date and quarters."""
    lines = {level: line_of(policy, level) for level in ("county", "township")}
    return {
        "lines": {
            level: {"area": str(one.area), "ratio": str(one.ratio), "clause": one.clause}
            for level, one in lines.items()
        },
        "half_until": policy.value("periods.half_year_cutoff").date.isoformat(),
        "half_quarters": [one.name for one in quarters(policy)[:HALF]],
    }


def figures(plots: Sequence[FrozenPlot], terms: Mapping[str, Any], *, county: bool = True) -> dict[str, Any]:
    """`county`: False where only a township's rows are seen."""
    rows = [Read.of(one) for one in plots]
    townships = _groups(rows, lambda one: one.township)
    return {
        "total": counts(rows),
        "by_township": {name: counts(own) for name, own in townships},
        "by_category": _by(rows, lambda one: one.category),
        "by_determination": _by(rows, lambda one: one.determination),
        "ratio": {
            "county": _ratio(rows, terms, "county") if county else None,
            "townships": {name: _ratio(own, terms, "township") for name, own in townships},
        },
        "gates": _words(one.gates for one in plots),
        "open_duties": _words(one.open_duties for one in plots),
        "blocks": _words(one.blocks for one in plots),
        "reconcile": reconciled(plots, terms),
    }


def counts(rows: Sequence[Read]) -> dict[str, Any]:
    """How many, and what areas: filed as they were written, measured as they were measured."""
    own = [row.plot for row in rows]
    return {
        "patches": len({one.patch_id for one in own}),
        "plots": len(own),
        "final": sum(one.final is True for one in own),
        "not_final": sum(one.final is not True for one in own),
        "area_filed_mu": _mu(row.area_filed for row in rows),
        "area_filed_plots": sum(bool(one.area_filed) for one in own),
        "area_measured_mu": Area.of_um2(sum(one.area_um2 for one in own)).text_mu(),
        "cultivated_filed_mu": _mu(row.cultivated_filed for row in rows),
        "cultivated_filed_plots": sum(bool(one.cultivated_filed) for one in own),
        "cultivated_measured_mu": Area.of_um2(sum(one.cultivated_um2 or 0 for one in own)).text_mu(),
        "cultivated_measured_plots": sum(one.cultivated_um2 is not None for one in own),
    }


def _mu(found: Iterable[Fraction | None]) -> str:
    return Area.of_mu(total(one for one in found if one is not None)).text_mu()


def _groups(rows: Iterable[Read], key: Callable[[FrozenPlot], str]) -> list[tuple[str, list[Read]]]:
    found: dict[str, list[Read]] = {}
    for row in rows:
        found.setdefault(key(row.plot), []).append(row)
    return sorted(found.items())


def _by(rows: Iterable[Read], key: Callable[[FrozenPlot], str]) -> dict[str, Any]:
    return {name: counts(own) for name, own in _groups(rows, key)}


def _words(lists: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(word for text in lists for word in text.split(",") if word).items()))


def _ratio(rows: Sequence[Read], terms: Mapping[str, Any], level: str) -> dict[str, object]:
    said = terms["lines"][level]
    line = Line(Fraction(said["area"]), Fraction(said["ratio"]), said["clause"])
    before, after = _sums(rows)
    waiting = undetermined(piece for row in rows for piece in row.after)
    final = [row for row in rows if row.plot.final is True]
    return {
        **account_json(Account(before, after, line, waiting)),
        "final_only": account_json(Account(*_sums(final), line, Fraction(0)))["after"],
        "not_final_plots": len(rows) - len(final),
    }


def _sums(rows: Sequence[Read]) -> tuple[Sums, Sums]:
    """Before and after."""
    return sums(piece for row in rows for piece in row.before), sums(piece for row in rows for piece in row.after)


def reconciled(plots: Iterable[FrozenPlot], terms: Mapping[str, Any]) -> dict[str, Any]:
    """Months against quarters, and the half-year against its two quarters."""
    until = terms["half_until"]
    placed = (
        Placed(one.patch_id, one.month, one.quarter, one.area_um2, one.issued.isoformat() <= until) for one in plots
    )
    found = reconcile(placed, terms["half_quarters"])
    return {
        "agrees": found.agrees,
        "cells": [_cell(one) for one in found.cells],
        "by_month": [_cell(one) for one in found.months],
        "by_quarter": [_cell(one) for one in found.quarters],
        "total": _cell(found.total),
        "half_year": {
            "total": _cell(found.half),
            "of_its_quarters_issued_later": _cell(found.half_left_out),
            "of_other_quarters_issued_before": _cell(found.half_taken_in),
        },
    }


def _cell(one: Cell) -> dict[str, object]:
    area = Area.of_um2(one.area_um2).text_mu()
    return {
        "month": one.month, "quarter": one.quarter, "patches": one.patches, "plots": one.plots, "area_measured_mu": area
    }  # fmt: skip


def blocked_total(plots: Iterable[FrozenPlot]) -> dict[Blocks, int]:
    """Each blocker with how many plots it holds up."""
    found = _words(one.blocks for one in plots)
    return {one: found[one.value] for one in Blocks if one.value in found}
