"""排名: townships by every criterion of the policy, sortable, with the method below."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.pressing.ranking import OWN_ONLY, Ranking, ranking
from weipian.office.pressing.reckoning import Period
from weipian.programme.report.pressing.ranking import VALUES, Ranked, method, shown_of, value_text
from weipian.store.queries.closing import closes
from weipian.terms.closing import PeriodKind
from weipian.terms.errors import InputError
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.amounts import mu, percent
from weipian.web.pages.kept import kept

Value = Callable[[Ranked], Any]
PLAIN: dict[str, tuple[str, Value]] = {
    "plots": ("地块", lambda one: one.tally.plots),
    "unlawful": ("违法", lambda one: one.tally.unlawful),
    "new_mu": ("新增建设 亩", lambda one: one.tally.after.denominator),
    "settled": ("整改到位率", lambda one: _settled(one)),
}


def rank(request: Any) -> HttpResponse:
    """By the books of today, or by a closed period."""
    asked, desk, today = request.GET, request.desk, here().today()
    period = _period(asked.get("period", ""))
    found = kept(desk, "rank", lambda: ranking(desk, period, today), period, whose=desk.sight)
    sort, falling = asked.get("sort", ""), asked.get("dir") == "desc"
    heads = _heads(found)
    told = {
        "found": found,
        "heads": [(key, label, key == sort) for key, label, _ in heads],
        "rows": [_row(one, found) for one in _sorted(found, heads, sort, falling=falling)],
        "falling": falling,
        "sorted": sort in {key for key, _, _ in heads},
        "method": method(found.policy),
        "periods": _periods(),
        "period": asked.get("period", ""),
    }
    return render(request, "rank/rank.html", told)


def _period(text: str) -> Period:
    """Raises InputError for what is no period."""
    if not text:
        return Period()
    kind, sign, key = text.partition(":")
    if not sign or kind not in set(PeriodKind):
        raise InputError("page_not_there", where="排名")
    return Period(PeriodKind(kind), key)


def _periods() -> list[tuple[str, str]]:
    return [
        (f"{one.kind}:{one.key}", f"{one.key} {PeriodKind(one.kind).label}（{one.day} 关闭）")
        for one in closes()
        if one.current
    ]


def _heads(found: Ranking) -> list[tuple[str, str, Value]]:
    """Key, words, value of every column that can be sorted by."""
    plain = [(key, label, value) for key, (label, value) in PLAIN.items()]
    shown = [(each.value, each.label, _by(each)) for each in shown_of(found.policy)]
    taken = {key for key, _, _ in shown}
    return [*(one for one in plain if one[0] not in taken), *shown]


def _by(criterion: Any) -> Value:
    return lambda one: VALUES[criterion](one.tally)


def _settled(one: Ranked) -> Fraction | None:
    return None if one.tally.open_share is None else 1 - one.tally.open_share


def _sorted(found: Ranking, heads: list[tuple[str, str, Value]], sort: str, *, falling: bool) -> list[Ranked]:
    """What has no such value stands last, whichever way it is sorted."""
    value = next((value for key, _, value in heads if key == sort), None)
    if value is None:
        return list(reversed(found.rows)) if falling else list(found.rows)
    known = [one for one in found.rows if value(one) is not None]
    rest = [one for one in found.rows if value(one) is None]
    return [*sorted(known, key=value, reverse=falling), *rest]


def _row(one: Ranked, found: Ranking) -> dict[str, Any]:
    own = one.tally
    return {
        "name": one.township,
        "place": one.combined or ("—" if one.why == OWN_ONLY else "不排名"),
        "cells": [
            str(own.plots), str(own.unlawful), mu(own.after.denominator), percent(_settled(one)),
        ],
        "ranked": [(value_text(own, each), one.places.get(each)) for each in shown_of(found.policy)],
        "said": one.why or "；".join(one.small),
        "small": bool(one.small),
    }  # fmt: skip


ROUTES = (Route("rank/", rank, "rank", label="排名", group="账和图", aside=Aside.ALIKE),)
