"""出具: dossiers set on two processes, sealed, kept, booked, written out; what has not changed is handed out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from weipian.office.dossier.apart import ready
from weipian.office.dossier.bundling import Bundle
from weipian.office.dossier.composing import Stamp
from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.gathering import BUNDLED, bundles
from weipian.office.dossier.making import Made, Making, Order
from weipian.office.dossier.reading import wanted
from weipian.office.dossier.writing import hand_again, write
from weipian.office.figures.writing import safe_name
from weipian.papers.pool import Failed, here, spread
from weipian.papers.seal import Draft
from weipian.programme.report.dossier.edition import Edition
from weipian.programme.report.dossier.issuing import issue
from weipian.programme.submission.acts.loading import Here
from weipian.record.head import head_mark
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.dossiers import Issued
from weipian.store.queries.evidence import OfPlot
from weipian.store.queries.log import head_now
from weipian.store.seeing import workable
from weipian.store.signing import signer
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.vault.places import Places
from weipian.work.progress import Step

FEW = 3
"""So many are set in this process: starting two others takes longer."""
SHARES = 4
"""Of few plots each process gets two bundles."""
WAITING = 2
"""Bundles a process."""
BOOKED = 50
"""Editions in one act: a run that is killed loses no more than the making of so many."""


@dataclass(frozen=True, slots=True)
class Out:
    """A dossier that was handed out. `fresh`: a new edition; else the one that stands, unchanged."""

    plot: str
    township: str
    edition: int
    path: Path
    pages: int
    gaps: int
    fresh: bool
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class Run:
    """What comes of a run; whoever stops it keeps what is there."""

    done: list[Out] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)


def chosen_for(desk: Desk, names: Sequence[str], township: str | None) -> tuple[dict[str, Here], list[Here]]:
    """What may be issued. Raises InputError for a named plot that may not."""
    require_may(desk.policy, desk.actor, Act.DOSSIER_ISSUED)
    every, found = wanted(desk, names, township)
    lines = {one.line.plot: one for one in found}
    able = workable(desk, Act.DOSSIER_ISSUED, [one.line for one in found], named=bool(names))
    return every, [lines[line.plot] for line in able]


def issue_dossiers(
    desk: Desk, every: dict[str, Here], chosen: Sequence[Here], folder: Path, today: date, run: Run
) -> None:
    """Into a folder. Raises InputError, Cancelled; `run` then holds what was done, and all of that is booked."""
    issuing = _Issuing(desk, {one.line.plot: one for one in chosen}, folder, today, run)
    size = max(min(len(chosen) // SHARES, BUNDLED), 1)
    works = issuing.works(bundles(desk, every, chosen, today, size))
    try:
        if len(chosen) <= FEW:
            here(works, issuing.take, len(chosen))
        else:
            spread(works, issuing.take, len(chosen), ready=ready, ahead=WAITING)
    finally:
        issuing.book()


@dataclass(frozen=True, slots=True)
class _Ready:
    """Sealed, not booked yet."""

    plot: OfPlot
    township: str
    edition: Edition[Issued]
    lost: tuple[str, ...]


class _Issuing:
    """One run: the log's head as it stood when it began is named by all of its editions.

    Other processes make, this one alone signs, keeps, books and writes out: some dozens of editions in one act.
    """

    def __init__(self, desk: Desk, chosen: dict[str, Here], folder: Path, today: date, run: Run) -> None:
        self.desk, self.chosen, self.folder, self.today, self.run = desk, chosen, folder, today, run
        self.head = head_mark(head_now())
        self.key, self.sign = signer(desk.workspace.key)
        self.places = Places(desk.workspace.folder)
        self.under_way: dict[str, tuple[Stamp, Issued | None]] = {}
        self.sealed: list[_Ready] = []

    def works(self, found: Iterable[Bundle]) -> Iterator[Making]:
        for bundle in found:
            yield Making(bundle, tuple(self._order(one.dossier) for one in bundle.undrawn))

    def _order(self, one: Dossier) -> Order:
        old, stamp = one.issued, stamp_for(self.desk, one, self.head, self.today)
        self.under_way[one.number] = (stamp, old)
        there = old is not None and self.places.original(old.sha256).is_file()
        return Order(stamp, self.key, old.says if old is not None and there else "")

    def take(self, found: Sequence[Made | Failed], step: Step) -> None:
        """What came of a bundle."""
        for one in found:
            if isinstance(one, Failed):
                self.run.failed.append(one)
                continue
            stamp, old = self.under_way.pop(one.number)
            if one.draft is not None:
                self._seal(one, one.draft, stamp, old)
            elif old is not None:
                self._again(old)
        step(len(found))

    def _again(self, old: Issued) -> None:
        """The edition that stands, handed out as it is kept."""
        path = self.folder / name_of(old.plot, old.edition)
        hand_again(self.places, old.sha256, path)
        self.run.done.append(Out(old.plot, old.township, old.edition, path, old.pages, old.gaps, fresh=False))

    def _seal(self, made: Made, draft: Draft, stamp: Stamp, before: Issued | None) -> None:
        pdf = draft.filled(self.sign(draft.message()))
        one = self.chosen[made.number]
        plot = OfPlot(one.line.id, made.number, one.line.patch_id, one.about)
        name = name_of(made.number, stamp.edition)
        edition = Edition(stamp.edition, pdf, name, made.says, made.pages, made.gaps, stamp.head, before)
        self.sealed.append(_Ready(plot, one.line.township, edition, made.lost))
        if len(self.sealed) >= BOOKED:
            self.book()

    def book(self) -> None:
        """Kept, booked, written out. Where one of many can't be booked, each goes by itself up to that one."""
        some, self.sealed = self.sealed, []
        try:
            self._book(some)
        except InputError:
            if len(some) < 2:
                raise
            for one in some:
                self._book([one])

    def _book(self, some: Sequence[_Ready]) -> None:
        issue(self.desk, [(one.plot, one.edition) for one in some], self.today)
        for one in some:
            made, path = one.edition, self.folder / one.edition.name
            write(path, made.pdf)
            plot, town = one.plot.number, one.township
            out = Out(plot, town, made.number, path, made.pages, made.gaps, fresh=True, lost=one.lost)
            self.run.done.append(out)


def stamp_for(desk: Desk, one: Dossier, head: str, today: date) -> Stamp:
    """Of the edition after the one that stands."""
    old = one.issued
    before = f"第 {old.edition} 版（{old.day}，{old.sha256[:16]}）" if old else ""
    return Stamp(old.edition + 1 if old else 1, head, desk.workspace.id, today, before)


def name_of(plot: str, edition: int) -> str:
    return f"{safe_name(plot)}-卷宗-第{edition}版.pdf"
