"""The checklist of each township as it stands: figures, points, findings, conclusion; who lags (plan 二(七))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.office.accepting.figures import Shown, Told, figures, told_of
from weipian.office.accepting.pressed import read
from weipian.office.inspecting.able import Able, Ables
from weipian.programme.report.acceptance.rules import Item, items, suggested, total
from weipian.store.acting import Desk
from weipian.store.actors import About
from weipian.store.queries.acceptance import (
    AcceptanceHere,
    FindingHere,
    ScoreHere,
    SupervisionHere,
    acceptances,
    findings,
    plots_with_evidence,
    scores,
    supervisions,
)
from weipian.store.queries.clues import clues
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed
from weipian.terms.acceptance import Appraisal
from weipian.terms.acting import Act

ACTS = (Act.TOWNSHIP_SCORED, Act.TOWNSHIP_MENDED, Act.TOWNSHIP_ACCEPTED, Act.TOWNSHIP_SUPERVISED)


@dataclass(frozen=True, slots=True)
class ItemHere:
    """One line: the item, what the books show beside it, the points that somebody gave it."""

    item: Item
    shown: tuple[Shown, ...]
    score: ScoreHere | None


@dataclass(frozen=True, slots=True)
class TownshipHere:
    """A township's checklist. `hint`: where its sum lies against the policy's lines, once all items have points.

    `lags`: why it is to be supervised, () where it need not be.
    """

    township: str
    lines: tuple[ItemHere, ...]
    findings: tuple[FindingHere, ...]
    reached: Fraction
    hint: Appraisal | None
    conclusion: AcceptanceHere | None
    lags: tuple[str, ...]
    supervised: tuple[SupervisionHere, ...]
    ables: tuple[Able, ...]

    @property
    def scored(self) -> int:
        return sum(one.score is not None for one in self.lines)


def checklists(desk: Desk, today: date, township: str | None = None) -> list[TownshipHere]:
    """Of the townships in sight, in the county's order. Raises InputError."""
    sight = summed(desk, township)
    wanting, given = findings(sight), scores(sight)
    concluded, supervised = acceptances(sight), supervisions(desk.sight)
    books = read(desk.sight, supervised)
    told = told_of(lines(sight), desk.policy, today, plots_with_evidence(), clues(sight), wanting, books)
    ables = Ables(desk, ACTS)
    own = [sight.one_township] if sight.one_township else list(desk.policy.townships)
    return [
        _here(desk, town, told[town], today, given, concluded.get(town), supervised, ables)
        for town in own
        if town in told
    ]


def _here(
    desk: Desk,
    town: str,
    told: Told,
    today: date,
    given: dict[tuple[str, str], ScoreHere],
    concluded: AcceptanceHere | None,
    supervised: Sequence[SupervisionHere],
    ables: Ables,
) -> TownshipHere:
    rows = tuple(
        ItemHere(item, tuple(figures(told, item.figures)), given.get((town, key)))
        for key, item in items(desk.policy).items()
    )
    reached = total(one.score.score for one in rows if one.score)
    whole = all(one.score for one in rows)
    return TownshipHere(
        town,
        rows,
        tuple(told.findings),
        reached,
        suggested(desk.policy, reached) if whole else None,
        concluded,
        lagging(desk, told, today),
        tuple(one for one in supervised if one.township == town),
        ables.of(About(town)),
    )


def lagging(desk: Desk, told: Told, today: date) -> tuple[str, ...]:
    """Why a township is on the list of those to be supervised: by the policy's words, with figures."""
    late = sum(one.is_overdue(today) for one in told.findings)
    words = {
        "overdue": f"逾期未办事项 {told.overdue} 件" if told.overdue else "",
        "ratio_reached": "达到比例线" if told.reached else "",
        "findings_overdue": f"验收问题逾期未改 {late} 个" if late else "",
    }
    return tuple(filter(None, (words[key] for key in desk.policy.value("acceptance.laggard").items)))
