"""`ratio --history`, `ratio --as-of`: the ratio as it was at each day, in one pass over what the books once said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from weipian.office.account.beside import Json, Scope
from weipian.office.account.stories import stories
from weipian.office.ledger.standing import named
from weipian.policy import Policy
from weipian.programme.account.calc import account_json, ratio_answer
from weipian.programme.account.history import Point, Span, Story, history, rows_at
from weipian.programme.account.ratio import Counts, Line, line_of
from weipian.programme.account.text import line_words, percent_of
from weipian.store.acting import Desk
from weipian.store.queries.account import books
from weipian.store.seeing import summed
from weipian.terms.account import By
from weipian.terms.area import decimals
from weipian.terms.errors import UsageError

WHOLE = "全县"


@dataclass(frozen=True, slots=True)
class Days:
    """What is asked: whose, in which days, and which days are meant."""

    since: date | None
    until: date
    by: By = By.DAY
    township: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The points of the county (`WHOLE`) and of every township."""

    by: By
    span: Span
    policy: Policy
    points: dict[str, list[Point]]


def course(desk: Desk, asked: Days) -> Course:
    """Raises InputError for who may not see these sums, UsageError for days that run backwards."""
    sight = summed(desk, asked.township)
    return course_of(stories(books(sight), asked.by), desk.policy, Scope.of(desk.policy, sight), asked)


def course_of(found: Sequence[Story], policy: Policy, scope: Scope, asked: Days) -> Course:
    """The same of plots that are at hand, by any policy."""
    span = Span(asked.since or min(first_day(found, asked.until), asked.until), asked.until)
    if span.since > span.until:
        raise UsageError("ratio_span", since=span.since, until=span.until)
    points = history(found, Counts(policy), lines_for(policy, scope, found), span, WHOLE if scope.county else None)
    return Course(asked.by, span, policy, points)


def reached(found: Course) -> dict[str, list[list[str]]]:
    """Scope → the spans of days on which it reached the line; the last day of the last one is the course's."""
    spans: dict[str, list[list[str]]] = {name: [] for name in found.points}
    for name, points in found.points.items():
        ends = [one.day - timedelta(days=1) for one in points[1:]] + [found.span.until]
        for one, end in zip(points, ends, strict=True):
            if not one.account.in_scope:
                continue
            own = spans[name]
            if own and date.fromisoformat(own[-1][1]) + timedelta(days=1) == one.day:
                own[-1][1] = end.isoformat()
            else:
                own.append([one.day.isoformat(), end.isoformat()])
    return spans


def first_day(found: Sequence[Story], otherwise: date) -> date:
    """The day on which the first plot came."""
    return min((one.changes[0][0] for one in found if one.changes), default=otherwise)


def lines_for(policy: Policy, scope: Scope, found: Sequence[Story]) -> dict[str, Line]:
    """Every scope that is named with its line."""
    township = line_of(policy, "township")
    names = dict.fromkeys([*scope.townships, *(one.township for one in found if one.changes)])
    return {**({WHOLE: line_of(policy, "county")} if scope.county else {}), **dict.fromkeys(names, township)}


def ratio_on(desk: Desk, day: date, by: By, township: str | None = None) -> Json:
    """The ratio's own answer as it was at the end of a day."""
    sight, policy = summed(desk, township), desk.policy
    rows = rows_at(stories(books(sight), by), day)
    answer = named(ratio_answer(rows, policy), policy, Scope.of(policy, sight))
    return {**answer, "as_of": day.isoformat(), "by": by.value}


def course_json(found: Course) -> Json:
    return {
        "policy": found.policy.name,
        "by": found.by.value,
        "from": found.span.since.isoformat(),
        "to": found.span.until.isoformat(),
        "county": None if WHOLE not in found.points else _points_json(found.points[WHOLE]),
        "townships": {name: _points_json(own) for name, own in found.points.items() if name != WHOLE},
    }


def _points_json(points: Sequence[Point]) -> list[Json]:
    return [point_json(one) for one in points]


def point_json(one: Point) -> Json:
    """The account from a day on; `final` by final determinations alone."""
    ratio = one.final.ratio
    return {
        "day": one.day.isoformat(),
        **account_json(one.account),
        "final_ratio": None if ratio is None else decimals(ratio, 6),
        "not_final_plots": one.not_final,
    }


def course_text(found: Course) -> str:
    """For people: the days on which each scope changed."""
    told = [f"问责比例逐日（{found.by.label}；{found.span.since} 至 {found.span.until}；没有列出的日子与前一行相同）"]
    for name, points in found.points.items():
        told.append(name)
        told += [f"  {_line(one)}" for one in points]
    return "\n".join(told)


def _line(one: Point) -> str:
    after = one.account.after
    ratio = percent_of(None if after.ratio is None else decimals(after.ratio, 6))
    sums = f"{decimals(after.numerator, 4)}/{decimals(after.denominator, 4)} 亩"
    waits = f"　未终判 {one.not_final} 个" if one.not_final else ""
    left = one.account.undetermined
    undetermined = f"　未判定 {decimals(left, 4)} 亩" if left else ""
    return f"{one.day}　{sums}　{ratio}　{line_words(one.account.in_scope)}{waits}{undetermined}"
