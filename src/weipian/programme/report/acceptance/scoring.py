"""评分、列问题: a person gives points and writes down what is wanting; a table of them is one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.programme.report.acceptance.rules import item_named, points
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import SheetTaken, TownshipFinding, TownshipScore
from weipian.store.past import require_past
from weipian.store.queries.acceptance import (
    AcceptanceHere,
    ScoreHere,
    acceptances,
    former_scores,
    scored_by,
    scores,
    townships_of,
)
from weipian.store.queries.sheets import SheetHere, sheets
from weipian.store.seeing import require_township, seen
from weipian.terms.acceptance import Appraisal
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import SheetKind


@dataclass(frozen=True, slots=True)
class Scoring:
    """One item of one township: points ("" gives none), a finding ("" for none) and by when it is to be mended."""

    township: str
    item: str
    score: str = ""
    note: str = ""
    finding: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """What one line writes."""

    score: Mapping[str, object] | None
    finding: Mapping[str, object] | None
    old: int | None


@dataclass(frozen=True, slots=True)
class Scored:
    """How many points and findings were written; the number of the table."""

    scores: int
    findings: tuple[int, ...]
    sheet: int | None = None


class Checklist:
    """Checks what is asked against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        sight = seen(desk)
        self.scores: Mapping[tuple[str, str], ScoreHere] = scores(sight)
        self.concluded: Mapping[str, AcceptanceHere] = acceptances(sight)

    def ready(self, one: Scoring, day: date) -> Ready | None:
        """None where it says nothing new. Raises InputError."""
        require_township(self.desk, one.township)
        require_may(self.desk.policy, self.desk.actor, Act.TOWNSHIP_SCORED, one.township)
        require_unconcluded(self.concluded, one.township)
        item = item_named(self.desk.policy, one.item)
        score = finding = None
        now = self.scores.get((one.township, item.key))
        row = {"township": one.township, "item": item.key, "day": day, "account_id": self.desk.actor.account}
        if one.score.strip():
            said, note = points(item, one.score), one.note.strip()
            if now is None or (now.score, now.note) != (Fraction(said), note):
                score = {**row, "score": said, "note": note or None, "replaces_id": now.id if now else None}
        if one.finding.strip():
            if one.due is not None and one.due < day:
                raise InputError("acceptance_due", where=one.township, due=one.due, day=day)
            finding = {**row, "text": one.finding.strip(), "due": one.due}
        if score is None and finding is None:
            return None
        return Ready(score, finding, now.id if now and score else None)


def require_unconcluded(concluded: Mapping[str, AcceptanceHere], township: str) -> None:
    """Raises InputError where the township's conclusion stands."""
    now = concluded.get(township)
    if now is not None and now.appraisal is not Appraisal.RETRACTED:
        raise InputError("acceptance_concluded", where=township, day=now.day, by=now.by)


def score(desk: Desk, wanted: Sequence[Scoring], day: date, sheet: tuple[str, str] | None = None) -> Scored:
    """All or none, as one act; `sheet`: name and hash of the table that they came from. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_SCORED)
    if len({(one.township, one.item) for one in wanted}) != len(wanted):
        raise InputError("acceptance_twice", where="、".join(dict.fromkeys(one.township for one in wanted)))
    with acting(desk, Act.TOWNSHIP_SCORED, "scores") as act:
        require_past(act, day, "验收日期")
        books = Checklist(desk)
        ready = [found for one in wanted if (found := books.ready(one, day)) is not None]
        if not ready:
            raise InputError("acceptance_nothing_new", where="、".join(dict.fromkeys(one.township for one in wanted)))
        number = None
        if sheet is not None:
            values = {"name": sheet[0], "sha256": sheet[1], "rows": len(wanted)}
            number = act.add(SheetTaken, kind=SheetKind.ACCEPTANCE.value, **values)
            act.subject = f"sheet:{number}"
        old = [one.old for one in ready if one.old is not None]
        rows = [{**one.score, "sheet_id": number} for one in ready if one.score is not None]
        act.replace(TownshipScore, old, rows)
        wanting = [{**one.finding, "sheet_id": number} for one in ready if one.finding is not None]
        keys = act.add_many(TownshipFinding, wanting)
    return Scored(len(rows), tuple(keys), number)


def undo_scores(desk: Desk, number: int | None) -> SheetHere:
    """A table taken in is undone: what stood before stands again as new rows. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_SCORED)
    known = [one for one in sheets() if one.kind is SheetKind.ACCEPTANCE and not one.undone]
    wanted = next((one for one in reversed(known) if number in (None, one.number)), None)
    if wanted is None:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    with acting(desk, Act.TOWNSHIP_SCORED, f"sheet:{wanted.number}") as act:
        concluded = acceptances(seen(desk))
        for township in townships_of(wanted.number):
            require_unconcluded(concluded, township)
        scored, late, found = scored_by(wanted.number)
        if late:
            raise InputError("acceptance_built_on", where=str(wanted.number), count=len(late))
        rows = former_scores([old for _, old in scored if old is not None])
        act.replace(TownshipScore, [key for key, _ in scored], rows)
        act.replace(TownshipFinding, found, [])
        act.change(SheetTaken, wanted.number, current=False)
    return wanted
