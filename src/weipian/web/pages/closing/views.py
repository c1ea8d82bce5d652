"""期末关闭: every period of the year, what it holds or what blocks it, and its figures once it is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.closing.asked import blocked, shown
from weipian.office.closing.restated import FIELDS
from weipian.office.closing.told import category, determination
from weipian.office.inspecting.able import Ables
from weipian.policy.clocks import quarters
from weipian.programme.submission.periods.windows import Window, month_of, window
from weipian.store.acting import Desk
from weipian.store.queries.closing import Closed, closes
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import summed
from weipian.terms.acting import Act, State
from weipian.terms.closing import Blocks, PeriodKind
from weipian.terms.errors import InputError
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.amounts import mu, page_of, percent


def closing(request: Any) -> HttpResponse:
    """All periods, each with its state; a reopened one says so."""
    desk, today = request.desk, here().today()
    found = lines(summed(desk), reasons=False)
    done = closes()
    rows = [_period(one, done, _count(desk, one, found), today) for one in windows(desk, found, done)]
    told = {"rows": rows, "history": list(reversed(done)), "kinds": list(PeriodKind)}
    return render(request, "closing/closing.html", told)


def windows(desk: Desk, found: Iterable[Line], done: Iterable[Closed]) -> Iterator[Window]:
    """Months in which something is reported or that were closed, the quarters, the half-year, the year."""
    policy = desk.policy
    months = {month_of(policy, line.issued, line.category) for line in found if line.state is not State.WITHDRAWN}
    months |= {one.key for one in done if one.kind == PeriodKind.MONTH.value}
    for key in sorted(filter(None, months)):
        yield window(policy, PeriodKind.MONTH, key)
    for quarter in quarters(policy):
        yield window(policy, PeriodKind.QUARTER, quarter.name)
    yield window(policy, PeriodKind.HALF_YEAR, str(policy.year))
    yield window(policy, PeriodKind.YEAR, str(policy.year))


def _count(desk: Desk, one: Window, found: Iterable[Line]) -> int | None:
    """Patches of a month; other periods are counted on their own page."""
    if one.kind is not PeriodKind.MONTH:
        return None
    return len({line.patch for line in found if month_of(desk.policy, line.issued, line.category) == one.key})


def _period(one: Window, done: Iterable[Closed], count: int | None, today: date) -> dict[str, Any]:
    own = [close for close in done if (close.kind, close.key) == (one.kind.value, one.key)]
    last = own[-1] if own else None
    current = last is not None and last.current
    late = max((last.day - one.due).days, 0) if last is not None and last.current else 0
    return {
        "window": one,
        "last": last,
        "current": current,
        "late": late,
        "count": count,
        "begun": one.until <= today,
        "versions": len(own),
    }


def period(request: Any, kind: str, key: str) -> HttpResponse:
    """A closed period's figures and what changed since; of an open one what stands in its way."""
    if kind not in set(PeriodKind):
        raise InputError("page_not_there", where=request.path)
    desk, which = request.desk, PeriodKind(kind)
    wanted = window(desk.policy, which, key)
    own = closes(which.value, wanted.key)
    version = _version(request, own)
    told: dict[str, Any] = {
        "window": wanted,
        "kind": which,
        "versions": own,
        "today": here().today(),
        "quarter": which is PeriodKind.QUARTER,
        "points": desk.policy.value("closes.quarter_points").items,
    }
    able = {one.act: one for one in Ables(desk, (Act.PERIOD_CLOSED, Act.PERIOD_CHECKED, Act.PERIOD_REOPENED)).of(None)}
    told |= {"close": able[Act.PERIOD_CLOSED], "check": able[Act.PERIOD_CHECKED], "reopen": able[Act.PERIOD_REOPENED]}
    is_closed = bool(own) and (version is not None or own[-1].current)
    told |= _closed(request, which, wanted, version) if is_closed else _open(request, which, wanted)
    return render(request, "closing/period.html", told)


def _version(request: Any, own: list[Closed]) -> int | None:
    asked = request.GET.get("version", "")
    return int(asked) if asked.isdigit() and int(asked) in {one.version for one in own} else None


def _closed(request: Any, kind: PeriodKind, wanted: Window, version: int | None) -> dict[str, Any]:
    found = shown(request.desk, kind, wanted.key, version)
    rows, pager = page_of(request, found.restated)
    return {
        "shown": found,
        "late": max((found.close.day - found.close.due).days, 0),
        "figures": figures_told(found.frozen["figures"]),
        "reopened": found.reopened,
        "restated": [(one, FIELDS.get(one.field, "地块")) for one in rows],
        **pager,
    }


def _open(request: Any, kind: PeriodKind, wanted: Window) -> dict[str, Any]:
    found = blocked(request.desk, kind, wanted.key, here().today())
    what = request.GET.get("what", "")
    chosen = [one for one in found.open if not what or one.what.value == what]
    rows, pager = page_of(request, chosen)
    counts = Counter(one.what for one in found.open)
    return {
        "figures": figures_told(found.figures),
        "blocks": rows,
        "counts": counts.most_common(),
        "what": what,
        "all": len(found.open),
        **pager,
    }


def figures_told(found: dict[str, Any]) -> dict[str, Any]:
    """The figures of a close as tables."""
    county = found["ratio"]["county"]
    return {
        "total": found["total"],
        "tables": [
            (title, [(word(name), row) for name, row in found[key].items()])
            for title, key, word in (
                ("乡镇", "by_township", str),
                ("类别", "by_category", category),
                ("判定", "by_determination", determination),
            )
        ],
        "ratios": [*([("全县", _ratio(county))] if county else []),
                   *((name, _ratio(one)) for name, one in found["ratio"]["townships"].items())],
        "lacking": [(Blocks(what).label, count) for what, count in found["blocks"].items()],
        "reconcile": found["reconcile"],
    }  # fmt: skip


def _ratio(block: dict[str, Any]) -> dict[str, Any]:
    after = block["after"]
    return {
        "before": percent(block["before"]["ratio"]),
        "after": percent(after["ratio"]),
        "sums": f"{mu(after['numerator_mu'])}／{mu(after['denominator_mu'])}",
        "in_scope": block["in_scope"],
        "left": block["not_final_plots"],
    }


ROUTES = (
    Route("closing/", closing, "closing", label="期末关闭", group="账和图"),
    Route("closing/<str:kind>/<str:key>/", period, "closing-period"),
)
