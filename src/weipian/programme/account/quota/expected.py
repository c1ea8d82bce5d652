"""The expected book: cultivated land of open unlawful non-agricultural construction, piece by piece (plan 四(二))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.programme.account.quota.books import Entry
from weipian.programme.account.quota.law import QuotaLaw
from weipian.terms.quota import NoticeKind, Size, Wait
from weipian.terms.words import Outcome


@dataclass(frozen=True, slots=True)
class Penalty:
    """What the case of a plot says: punished or not, and since when."""

    done: bool
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A plot, or a part of it that counts alone. None is not known; `penalty` None: nobody has kept it.

    `accepted`, `confirmed`: the days of 市级验收 and 自治区确认.
    """

    plot: str
    part: str
    township: str
    village: str
    quantity: Fraction
    paddy: Fraction | None
    determined: date | None
    outcome: Outcome
    outcome_on: date | None = None
    accepted: date | None = None
    confirmed: date | None = None
    penalty: Penalty | None = None
    capacity: Fraction | None = None
    grade: str = ""

    @property
    def name(self) -> str:
        return f"{self.plot}（{self.part}）" if self.part else self.plot

    @property
    def sizes(self) -> Mapping[Size, Fraction | None]:
        return {Size.QUANTITY: self.quantity, Size.PADDY: self.paddy, Size.CAPACITY: self.capacity}


@dataclass(frozen=True, slots=True)
class Expected:
    """A piece with its entries; `waits`: what is missing for the way that it is on, nothing where it is closed."""

    piece: Piece
    entries: tuple[Entry, ...]
    waits: tuple[Wait, ...]

    def stands(self, day: date) -> NoticeKind | None:
        """The last that was to be done with its quota up to a day; None: nothing yet."""
        held = [entry.kind for entry in self.entries if entry.holds_on(day)]
        return held[-1] if held else None


def expect(piece: Piece, law: QuotaLaw) -> Expected:
    """Frozen when determined; then released, or debited from what is frozen, of the same quantity and quality."""
    approved = piece.outcome is Outcome.RETROSPECTIVE_APPROVAL
    needs, kind = (law.debit, NoticeKind.DEBIT) if approved else (law.release, NoticeKind.RELEASE)
    days = _days(piece)
    waits = tuple(_wait(need, piece) for need in needs if days[need] is None)
    frozen = _entry(piece, NoticeKind.FREEZE, piece.determined)
    if waits:
        return Expected(piece, (frozen,), waits)
    dated = needs if approved else law.dated_by
    done = max(day for day in (piece.determined, *(days[need] for need in dated)) if day is not None)
    return Expected(piece, (frozen, _entry(piece, kind, done)), ())


def _days(piece: Piece) -> dict[str, date | None]:
    """Need → since when it is there; None: it is not, or its day is not known where the day counts."""
    recultivated = piece.outcome is Outcome.RECULTIVATED
    approved = piece.outcome is Outcome.RETROSPECTIVE_APPROVAL
    done = piece.penalty is not None and piece.penalty.done
    return {
        Wait.RECULTIVATED.value: (piece.outcome_on or date.min) if recultivated else None,
        Wait.ACCEPTANCE.value: piece.accepted,
        Wait.CONFIRMATION.value: piece.confirmed,
        Wait.APPROVAL.value: piece.outcome_on if approved else None,
        Wait.PENALTY.value: (piece.penalty.day or date.min) if piece.penalty and done else None,
    }


def _wait(need: str, piece: Piece) -> Wait:
    """Nobody kept whether it was punished: that is not "not punished"."""
    if need == Wait.PENALTY.value and piece.penalty is None:
        return Wait.PENALTY_UNKNOWN
    return Wait(need)


def _entry(piece: Piece, kind: NoticeKind, day: date | None) -> Entry:
    return Entry(day, kind, piece.township, piece.village, piece.grade, piece.sizes, piece.name)
