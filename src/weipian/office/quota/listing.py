"""The pieces of the expected book with what is missing and what one may do; the notices with the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.inspecting.able import Able, Ables
from weipian.office.quota.books import Both
from weipian.programme.account.quota.expected import Expected
from weipian.programme.account.quota.noticed import NoticeLine
from weipian.store.acting import Desk
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.quota import NoticeHere, notices
from weipian.terms.acting import Act
from weipian.terms.quota import NoticeKind

ON_PLOTS = (Act.PREFECTURE_ACCEPTED, Act.REGION_CONFIRMED, Act.QUOTA_STEP_UNDONE)
ON_NOTICES = (Act.QUOTA_NOTICE_TAKEN, Act.QUOTA_NOTICE_UNDONE)


@dataclass(frozen=True, slots=True)
class PieceHere:
    """A piece as of a day: frozen, released or debited; None where it was determined later."""

    expected: Expected
    stands: NoticeKind | None
    ables: tuple[Able, ...]


def pieces_here(desk: Desk, books: Both, *, every: bool = False) -> list[PieceHere]:
    """What is open; `every`: what is closed too."""
    handed = departments_of(list({one.line.patch for one in books.plots}))
    ables, found = Ables(desk, ON_PLOTS), []
    for one, expected in zip(books.plots, books.pieces, strict=True):
        stands = expected.stands(books.day)
        if every or stands is NoticeKind.FREEZE:
            about = About(one.line.township, one.line.state, handed.get(one.line.patch, frozenset()))
            found.append(PieceHere(expected, stands, ables.of(about)))
    return found


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """A notice with those of its lines that are in sight."""

    notice: NoticeHere
    lines: tuple[NoticeLine, ...]
    ables: tuple[Able, ...]


def notices_here(desk: Desk, books: Both) -> list[NoticeShown]:
    """By day, those with a line in sight."""
    own: dict[int, list[NoticeLine]] = {}
    for line in books.lines:
        own.setdefault(line.notice, []).append(line)
    ables = Ables(desk, ON_NOTICES).of(None)
    return [NoticeShown(one, tuple(own[one.id]), ables) for one in notices() if one.id in own]


def told_waits(expected: Expected) -> str:
    return "、".join(one.label for one in expected.waits)


def dated(day: date | None) -> str:
    return str(day) if day else "日期不明"


def numbers(texts: Sequence[str], most: int = 6) -> str:
    """The first of them, and how many there are."""
    more = f" 等 {len(texts)} 个" if len(texts) > most else ""
    return "、".join(texts[:most]) + more
