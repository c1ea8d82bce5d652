"""A close as it is asked for: frozen figures and their sources, and beside them what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from weipian.office.closing.figures import figures, terms_of
from weipian.office.closing.open_now import Standing, standing_open
from weipian.office.closing.restated import FIELDS, Restated, restatements
from weipian.office.closing.rows import recount
from weipian.office.inspecting.able import Ables
from weipian.programme.submission.periods.blockers import blocking
from weipian.programme.submission.periods.windows import window
from weipian.store.acting import Desk
from weipian.store.queries.closing import Closed, FrozenPlot, closes, frozen_plots, opinions, reopening
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed
from weipian.terms.acting import Act
from weipian.terms.closing import PeriodKind
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Shown:
    """A close as this person sees it. `frozen` is the same, byte for byte, whenever it is asked for."""

    close: Closed
    plots: Sequence[FrozenPlot]
    frozen: dict[str, Any]
    opinions: Sequence[tuple[str, str | None]]
    restated: Sequence[Restated]
    reopened: tuple[str | None, str, str] | None

    def as_json(self) -> dict[str, Any]:
        reopened = None
        if self.reopened is not None:
            reopened = dict(zip(("reason", "by", "at"), self.reopened, strict=True))
        return {
            "frozen": self.frozen,
            "opinion": [{"point": point, "text": text} for point, text in self.opinions],
            "reopened": reopened,
            "restated": [restated_json(one) for one in self.restated],
        }


def restated_json(one: Restated) -> dict[str, Any]:
    return {
        "plot": one.plot,
        "township": one.township,
        "field": one.field,
        "label": FIELDS.get(one.field, "地块"),
        "was": one.was,
        "now": one.now,
        "event": one.event or None,
        "act": one.act,
        "by": one.actor,
        "at": one.at,
        "because": one.because,
    }


def shown(desk: Desk, kind: PeriodKind, key: str, version: int | None = None) -> Shown:
    """The current close of a period, or a former version. Raises InputError where there is none, UsageError."""
    sight = summed(desk)
    wanted = window(desk.policy, kind, key)
    found = [one for one in closes(kind.value, wanted.key) if version in (None, one.version)]
    if not found:
        raise InputError("period_not_closed", where=wanted.label)
    close = found[-1]
    plots = frozen_plots(close.id, sight)
    only = sight.one_township
    frozen = {**source_json(close), "township": only, "figures": figures(plots, close.terms, county=only is None)}
    restated = restatements(desk.policy, close, plots, lines(sight, reasons=False))
    return Shown(close, plots, frozen, opinions(close.id), restated, reopening(close.id))


def source_json(close: Closed) -> dict[str, Any]:
    """Which close it is, and what its figures were made from."""
    return {
        "kind": close.kind,
        "period": close.key,
        "version": close.version,
        "issued_until": close.until.isoformat(),
        "due": close.due.isoformat(),
        "closed_on": close.day.isoformat(),
        "closed_by": close.by,
        "late_days": max(0, (close.day - close.due).days),
        "despite": close.despite,
        "policy": close.policy,
        "policy_sha256": close.policy_sha256,
        "log": {"seq": close.head_seq, "hash": close.head_hash},
        "layers": [{"layer": kind, "version": version, "sha256": sha256} for kind, version, sha256 in close.layers],
    }


def listed(desk: Desk) -> list[dict[str, Any]]:
    """Every close, the reopened ones too, with who may reopen it; no figures of anybody's."""
    summed(desk)
    (able,) = Ables(desk, (Act.PERIOD_REOPENED,)).of(None)
    gone = replace(able, why="已重开")
    return [
        {**source_json(one), "current": one.current, "acts": [(able if one.current else gone).as_json()]}
        for one in closes()
    ]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A period that is not closed yet, counted by the books as they are."""

    period: str
    figures: dict[str, Any]
    open: Sequence[Standing]


def blocked(desk: Desk, kind: PeriodKind, key: str, today: date) -> Blocked:
    """What stands in the way of a close, plot by plot, with whom to ask. Raises InputError, UsageError."""
    sight, policy = summed(desk), desk.policy
    wanted = window(policy, kind, key)
    found = recount(policy, wanted, lines(sight, reasons=False), today)
    only = sight.one_township
    standing = standing_open(desk, found, blocking(policy, kind))
    return Blocked(wanted.label, figures(found.plots, terms_of(policy), county=only is None), standing)
