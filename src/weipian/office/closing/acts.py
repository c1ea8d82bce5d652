"""The acts of closing: check (月核), close, reopen. Each in one transaction, by the books as they are in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from weipian.office.closing.checking import alone, codes_of
from weipian.office.closing.figures import blocked_total, terms_of
from weipian.office.closing.rows import Recounted, members, recount
from weipian.policy import Policy
from weipian.programme.submission.periods.windows import Window, window
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import (
    PeriodCheck,
    PeriodChecked,
    PeriodClose,
    PeriodOpinion,
    PeriodPlot,
    PeriodReopening,
)
from weipian.store.queries.closing import FROZEN, Closed, FrozenPlot, closes, layers_now, newest_check
from weipian.store.queries.ledger import Line, lines
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.closing import PeriodKind
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class CheckedPeriod:
    """What a check found: how many plots, and how many of them it holds up."""

    window: Window
    plots: int
    failing: int


def check_period(desk: Desk, kind: PeriodKind, key: str, today: date) -> CheckedPeriod:
    """月核: the self-check of every plot of the period, kept plot by plot as far as it is the plot's own.

    What fails beside another patch counts in the answer and is asked anew at release, but is not kept: the other may
    be taken out lawfully one day, and nothing that stays may tell of it. Raises InputError, UsageError.
    """
    require_may(desk.policy, desk.actor, Act.PERIOD_CHECKED)
    wanted = window(desk.policy, kind, key)
    with acting(desk, Act.PERIOD_CHECKED, "period") as act:
        _require_open(wanted)
        every = lines()
        own = members(desk.policy, wanted, every)
        codes = codes_of(desk.policy, own)
        old = newest_check(kind.value, wanted.key)
        row = {"kind": kind.value, "key": wanted.key, "day": today, "account_id": desk.actor.account}
        (check,) = act.replace(PeriodCheck, [old.id] if old else [], [row])
        act.add_many(
            PeriodChecked,
            _checked_rows(check, every, {line.id: ",".join(alone(codes.get(line.plot, ()))) for line in own}),
        )
    return CheckedPeriod(wanted, len(own), sum(bool(codes.get(line.plot)) for line in own))


def _checked_rows(check: int, every: Iterable[Line], own: Mapping[int, str]) -> list[dict[str, object]]:
    ids = sorted(line.id for line in every)
    return [{"check_of_id": check, "plot_id": key, "belongs": key in own, "codes": own.get(key, "")} for key in ids]


@dataclass(frozen=True, slots=True)
class Closing:
    """How a period is closed: its opinion by point, and why although something is open."""

    opinion: Mapping[str, str]
    despite: str = ""


def close_period(desk: Desk, kind: PeriodKind, key: str, how: Closing, today: date) -> Closed:
    """Freezes the period. Raises InputError for what stands in the way, UsageError for a period that is none."""
    require_may(desk.policy, desk.actor, Act.PERIOD_CLOSED)
    wanted = window(desk.policy, kind, key)
    if today <= wanted.until:
        raise InputError("period_not_over", where=wanted.label, until=wanted.until)
    points = _opinion(desk.policy, wanted, how.opinion)
    with acting(desk, Act.PERIOD_CLOSED, "period") as act:
        _require_open(wanted)
        every = lines(reasons=False)
        found = recount(desk.policy, wanted, every, today)
        _require_ready(wanted, found, how.despite)
        close = act.add(PeriodClose, **_close_row(desk, act, wanted, how, today))
        act.add_many(PeriodPlot, _plot_rows(close, every, found))
        act.add_many(PeriodOpinion, [{"close_id": close, "point": name, "text": text} for name, text in points])
    return next(one for one in closes(kind.value, wanted.key) if one.current)


def _opinion(policy: Policy, wanted: Window, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """The points of a quarterly close, each with a text (plan 三(二)); other closes need none."""
    points = policy.value("closes.quarter_points").items
    missing = [point for point in points if not said.get(point, "").strip()]
    if missing and wanted.kind is PeriodKind.QUARTER:
        raise InputError("opinion_incomplete", where=wanted.label, missing="、".join(missing), points="、".join(points))
    return [(point, said[point].strip()) for point in points if said.get(point, "").strip()]


def _require_open(wanted: Window) -> None:
    found = next((one for one in closes(wanted.kind.value, wanted.key) if one.current), None)
    if found is not None:
        raise InputError("period_closed_already", where=wanted.label, day=found.day, by=found.by)


def _require_ready(wanted: Window, found: Recounted, despite: str) -> None:
    blocked = blocked_total(found.plots)
    if blocked and not despite.strip():
        said = "；".join(f"{what.label} {count} 个" for what, count in blocked.items())
        raise InputError("period_blocked", where=wanted.label, said=said, kind=wanted.kind.value, key=wanted.key)


def _close_row(desk: Desk, act: Doing, wanted: Window, how: Closing, today: date) -> dict[str, object]:
    return {
        "kind": wanted.kind.value,
        "key": wanted.key,
        "version": 1 + len(closes(wanted.kind.value, wanted.key)),
        "day": today,
        "until": wanted.until,
        "due": wanted.due,
        "account_id": desk.actor.account,
        "policy": desk.policy.name,
        "policy_sha256": policy_sha256(desk.policy),
        "head_seq": act.last,
        "layers": [list(one) for one in layers_now()],
        "terms": terms_of(desk.policy),
        "despite": how.despite.strip() or None,
    }


def policy_sha256(policy: Policy) -> str:
    """Of every value that held: key, and value with its clause and dates."""
    said = "\n".join(f"{key}={policy.entries[key]!r}" for key in sorted(policy.entries))
    return hashlib.sha256(said.encode()).hexdigest()


BLANK = {
    **dict.fromkeys(FROZEN, ""),
    **dict.fromkeys(("issued", "final", "cultivated_um2", "farmland_um2", "redline_um2")),
    "area_um2": 0,
    "source": 0,
}
"""What is kept of a plot that is not of the period."""


def _plot_rows(close: int, every: Iterable[Line], found: Recounted) -> list[dict[str, object]]:
    """A row for every plot of the books, of the period or not: see `PeriodChecked`."""
    own = {line.id: plot for line, plot in zip(found.lines, found.plots, strict=True)}
    return [{"close_id": close, "plot_id": key, **_kept(own.get(key))} for key in sorted(line.id for line in every)]


def _kept(plot: FrozenPlot | None) -> dict[str, object]:
    if plot is None:
        return {"belongs": False, **BLANK}
    return {"belongs": True, **{name: getattr(plot, name) for name in FROZEN}}


def reopen_period(desk: Desk, kind: PeriodKind, key: str, reason: str) -> Closed:
    """Opens a closed period again; its figures stay as they were. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.PERIOD_REOPENED)
    wanted = window(desk.policy, kind, key)
    if not reason.strip():
        raise InputError("reopening_without_reason", where=wanted.label)
    with acting(desk, Act.PERIOD_REOPENED, "period") as act:
        found = next((one for one in closes(kind.value, wanted.key) if one.current), None)
        if found is None:
            raise InputError("period_not_closed", where=wanted.label)
        act.change(PeriodClose, found.id, current=False)
        act.add(PeriodReopening, close_id=found.id, account_id=desk.actor.account, reason=reason.strip())
    return found
