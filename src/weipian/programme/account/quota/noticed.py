"""The notices' book: each line as it is written, and what does not fit, which is shown and never refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.account.quota.books import Entry, Sizes, book
from weipian.terms.area import decimals
from weipian.terms.quota import Misfit, NoticeKind, QuotaAccount, Size


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A line of a notice. `written`: the place as the notice says; `township`: ours that it means, "" none.

    `plots` with the townships that they lie in; `strangers`: how many it names that the books don't have.
    """

    notice: int
    number: str
    kind: NoticeKind
    day: date
    written: str
    township: str
    village: str
    sizes: Sizes
    grade: str
    plots: tuple[tuple[str, str], ...] = ()
    strangers: int = 0

    @property
    def entry(self) -> Entry:
        return Entry(self.day, self.kind, self.township, self.village, self.grade, self.sizes, self.number)


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that does not fit (账实不符), with the notices behind it."""

    misfit: Misfit
    township: str
    told: str
    notices: tuple[str, ...]


def township_meant(written: str, townships: Sequence[str]) -> str:
    """Our township that a place means: by its name, or where just one name stands in it; else ""."""
    text = written.replace(" ", "").replace("\u3000", "")
    found = [name for name in townships if name in text]
    return text if text in townships else found[0] if len(found) == 1 else ""


def odd_lines(lines: Sequence[NoticeLine], day: date) -> list[Odd]:
    """Of the notices up to a day."""
    held = [line for line in lines if line.day <= day]
    return [*_overdrawn(held, day), *_of_lines(held), *_repeated(held)]


def _overdrawn(lines: Sequence[NoticeLine], day: date) -> Iterable[Odd]:
    """More released and debited than was frozen, of a place, a size or a grade: quality has to be the same too."""
    found = book((line.entry for line in lines), day)
    for township in found.townships():
        for size in Size:
            for grade in sorted({line.grade for line in lines if line.township == township}):
                amount = found.at(QuotaAccount.FROZEN, size, township, grade)
                if amount.is_known and amount.known < 0:
                    numbers = {line.number for line in lines if (line.township, line.grade) == (township, grade)}
                    told = f"{size.label} 超出 {decimals(-amount.known, 4)}，等别 {grade or '不明'}"
                    yield Odd(Misfit.OVERDRAWN, township, told, tuple(sorted(numbers)))


def _of_lines(lines: Sequence[NoticeLine]) -> Iterable[Odd]:
    for line in lines:
        if not line.township:
            yield Odd(Misfit.UNPLACED, "", line.written or "没有写地点", (line.number,))
        if line.strangers:
            yield Odd(Misfit.STRANGERS, line.township, f"{line.strangers} 个，编号见原件", (line.number,))
        away = [plot for plot, township in line.plots if line.township and township != line.township]
        if away:
            yield Odd(Misfit.ELSEWHERE, line.township, "、".join(away), (line.number,))


def _repeated(lines: Sequence[NoticeLine]) -> Iterable[Odd]:
    pairs = {(line.notice, line.number, line.kind) for line in lines}
    times = Counter((number, kind) for _, number, kind in pairs)
    for (number, kind), count in sorted(times.items()):
        if count > 1:
            yield Odd(Misfit.REPEATED, "", f"{kind.label} {count} 次", (number,))
