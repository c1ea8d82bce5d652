"""Both books as of a day, of the county or of one township, side by side and never mixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.office.quota.facts import OfPlot, Sources, pieces, unknown_land, unlawful
from weipian.office.quota.kept import KEPT
from weipian.programme.account.quota.books import Book, book
from weipian.programme.account.quota.expected import Expected, expect
from weipian.programme.account.quota.gaps import Gap, compare, grades_unknown
from weipian.programme.account.quota.law import QuotaLaw
from weipian.programme.account.quota.noticed import NoticeLine, Odd, odd_lines, township_meant
from weipian.store.acting import Desk
from weipian.store.queries.quota import LineHere, NoticeHere, notices
from weipian.store.seeing import summed
from weipian.terms.messages import sentence
from weipian.terms.quota import Size

NAMED = 5


@dataclass(frozen=True, slots=True)
class Both:
    """The notices' lines and the expected pieces in sight, with what follows from them as of a day."""

    day: date
    lines: tuple[NoticeLine, ...]
    plots: tuple[OfPlot, ...]
    pieces: tuple[Expected, ...]
    noticed: Book
    expected: Book
    gaps: tuple[Gap, ...]
    odd: tuple[Odd, ...]
    said: tuple[str, ...]
    townships: tuple[str, ...]
    clause: str


def both(desk: Desk, day: date, township: str | None = None, sources: Sources = KEPT) -> Both:
    """Raises InputError for who sees no such sum."""
    sight, law = summed(desk, township), QuotaLaw.of(desk.policy)
    one = sight.one_township
    lines = [line for line in noticed_lines(desk.policy.townships) if one in (None, line.township)]
    own = unlawful(sight, law)
    plots = pieces(own, sight, law, sources)
    found = [expect(each.piece, law) for each in plots]
    townships = _townships(desk.policy.townships, lines, found) if one is None else [one]
    compared = [*townships, *((None,) if one is None else ())]
    return Both(
        day=day,
        lines=tuple(lines),
        plots=tuple(plots),
        pieces=tuple(found),
        noticed=book((line.entry for line in lines), day),
        expected=book((entry for each in found for entry in each.entries), day),
        gaps=tuple(compare(lines, found, compared, day)),
        odd=tuple(odd_lines(lines, day)),
        said=tuple(_said(lines, found, unknown_land(own), day)),
        townships=tuple(townships),
        clause=law.clause,
    )


def _townships(ours: Iterable[str], lines: Iterable[NoticeLine], found: Iterable[Expected]) -> list[str]:
    """Ours in the county's own order, those of plots that are none of ours, then "" for what could not be placed."""
    there = dict.fromkeys([*(one.piece.township for one in found), *(line.township for line in lines)])
    return list(dict.fromkeys([*ours, *filter(None, there), *([""] if "" in there else [])]))


def noticed_lines(townships: tuple[str, ...]) -> list[NoticeLine]:
    """Every line of every notice, its place as our township where it means one."""
    return [_line(notice, line, townships) for notice in notices() for line in notice.lines]


def _line(notice: NoticeHere, line: LineHere, townships: tuple[str, ...]) -> NoticeLine:
    sizes = {Size.QUANTITY: line.quantity, Size.PADDY: line.paddy, Size.CAPACITY: line.capacity}
    return NoticeLine(
        notice=notice.id,
        number=notice.number,
        kind=notice.kind,
        day=notice.day,
        written=" ".join(filter(None, (line.township, line.village))),
        township=township_meant(line.township, townships),
        village=line.village,
        sizes={size: Fraction(text) if text else None for size, text in sizes.items()},
        grade=line.grade,
        plots=line.plots,
        strangers=line.strangers,
    )


def _said(lines: list[NoticeLine], found: list[Expected], unknown: list[str], day: date) -> Iterable[str]:
    """What a reader must know: what is left out, what could not be compared, what the figures are not."""
    undated = [one.piece.name for one in found if one.piece.determined is None]
    for code, names in (("said_quota_land_unknown", unknown), ("said_quota_undated", undated)):
        if names:
            yield sentence(code, {"count": len(names), "names": "、".join(names[:NAMED])})
    if (lines or found) and grades_unknown(lines, found, day):
        yield sentence("said_quota_grades", {})
    yield sentence("said_quota_mirror", {})
