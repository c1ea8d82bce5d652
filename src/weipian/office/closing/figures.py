"""The figures of a close: sums over its rows and nothing else, so that they are the same whenever they are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from weipian.policy import Policy
from weipian.policy.clocks import quarters
from weipian.programme.account.calc import account_json
from weipian.programme.account.pieces import sums, undetermined
from weipian.programme.account.ratio import Account, Line, Sums, line_of, total
from weipian.programme.submission.periods.reconcile import Cell, Placed, reconcile
from weipian.store.queries.closing import FrozenPlot
from weipian.terms.area import Area
from weipian.terms.closing import Blocks

HALF = 2
"""Quarters of the first half of a year."""


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
    return {
        "total": counts(plots),
        "by_township": _by(plots, lambda one: one.township),
        "by_category": _by(plots, lambda one: one.category),
        "by_determination": _by(plots, lambda one: one.determination),
        "ratio": {
            "county": _ratio(plots, terms, "county") if county else None,
            "townships": {
                name: _ratio(own, terms, "township") for name, own in _groups(plots, lambda one: one.township)
            },
        },
        "gates": _words(one.gates for one in plots),
        "open_duties": _words(one.open_duties for one in plots),
        "blocks": _words(one.blocks for one in plots),
        "reconcile": reconciled(plots, terms),
    }


def counts(plots: Iterable[FrozenPlot]) -> dict[str, Any]:
    """How many, and what areas: filed as they were written, measured as they were measured."""
    own = list(plots)
    return {
        "patches": len({one.patch_id for one in own}),
        "plots": len(own),
        "final": sum(one.final is True for one in own),
        "not_final": sum(one.final is not True for one in own),
        "area_filed_mu": _mu(filed(one.area_filed) for one in own if one.area_filed),
        "area_filed_plots": sum(bool(one.area_filed) for one in own),
        "area_measured_mu": Area.of_um2(sum(one.area_um2 for one in own)).text_mu(),
        "cultivated_filed_mu": _mu(filed(one.cultivated_filed) for one in own if one.cultivated_filed),
        "cultivated_filed_plots": sum(bool(one.cultivated_filed) for one in own),
        "cultivated_measured_mu": Area.of_um2(sum(one.cultivated_um2 or 0 for one in own)).text_mu(),
        "cultivated_measured_plots": sum(one.cultivated_um2 is not None for one in own),
    }


def filed(text: str) -> Fraction:
    """亩 as written."""
    return Fraction(text)


def _mu(found: Iterable[Fraction]) -> str:
    return Area.of_mu(total(found)).text_mu()


def _groups(plots: Iterable[FrozenPlot], key: Callable[[FrozenPlot], str]) -> list[tuple[str, list[FrozenPlot]]]:
    found: dict[str, list[FrozenPlot]] = {}
    for one in plots:
        found.setdefault(key(one), []).append(one)
    return sorted(found.items())


def _by(plots: Iterable[FrozenPlot], key: Callable[[FrozenPlot], str]) -> dict[str, Any]:
    return {name: counts(own) for name, own in _groups(plots, key)}


def _words(lists: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(word for text in lists for word in text.split(",") if word).items()))


def counted_mu(one: FrozenPlot) -> Fraction:
    """Cultivated land as the ratio takes it: as filed, else as measured."""
    return filed(one.cultivated_filed) if one.cultivated_filed else Area.of_um2(one.cultivated_um2 or 0).mu


def _ratio(plots: Iterable[FrozenPlot], terms: Mapping[str, Any], level: str) -> dict[str, object]:
    own = list(plots)
    said = terms["lines"][level]
    line = Line(Fraction(said["area"]), Fraction(said["ratio"]), said["clause"])
    before, after = (_sums(own, name) for name in ("before", "after"))
    waiting = undetermined((one.after, counted_mu(one)) for one in own)
    final = [one for one in own if one.final is True]
    return {
        **account_json(Account(before, after, line, waiting)),
        "final_only": account_json(Account(_sums(final, "before"), _sums(final, "after"), line, Fraction(0)))["after"],
        "not_final_plots": len(own) - len(final),
    }


def _sums(plots: Iterable[FrozenPlot], name: str) -> Sums:
    return sums((getattr(one, name), counted_mu(one)) for one in plots if getattr(one, name))


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
