"""出具: dossiers set on two processes, sealed, kept, booked, written out; what has not changed is handed out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from weipian.office.dossier.composing import Stamp, composed, says
from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.gathering import gathered
from weipian.office.dossier.reading import wanted
from weipian.office.figures.writing import safe_name
from weipian.papers.pool import Failed, Job, press_all, press_alone
from weipian.papers.seal import Issue, sealed
from weipian.papers.typesetting import Built
from weipian.programme.report.dossier.issuing import Edition, issue
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
from weipian.vault.keeping import handed_out, require_there
from weipian.vault.places import Places
from weipian.workbook.tables import unwritable, whole

FEW = 3
"""So many are set in this process: starting two others takes longer."""


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
    """Into a folder. Raises InputError, Cancelled; `run` then holds what was done."""
    issuing = _Issuing(desk, {one.line.plot: one for one in chosen}, folder, today, run)
    jobs = issuing.jobs(gathered(desk, every, chosen, today))
    press = press_alone if len(chosen) <= FEW else press_all
    run.failed += press(jobs, issuing.take, len(chosen))


class _Issuing:
    """One run: the log's head as it stood when it began is named by all of its editions."""

    def __init__(self, desk: Desk, chosen: dict[str, Here], folder: Path, today: date, run: Run) -> None:
        self.desk, self.chosen, self.folder, self.today, self.run = desk, chosen, folder, today, run
        self.head = head_mark(head_now())
        self.key, self.sign = signer(desk.workspace.key)
        self.under_way: dict[str, tuple[Stamp, str, int, Issued | None]] = {}

    def jobs(self, dossiers: Iterator[Dossier]) -> Iterator[Job]:
        for one in dossiers:
            said = says(one)
            if one.issued is not None and one.issued.says == said and self._again(one.issued):
                continue
            stamp = stamp_for(self.desk, one, self.head, self.today)
            self.under_way[one.number] = (stamp, said, len(one.whole.gaps), one.issued)
            yield Job(one.number, composed(one, stamp))

    def _again(self, old: Issued) -> bool:
        """The edition that stands, handed out as it is kept; False where its bytes are not there any more."""
        places = Places(self.desk.workspace.folder)
        if not places.original(old.sha256).is_file():
            return False
        require_there(places, old.sha256)
        path = self.folder / name_of(old.plot, old.edition)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            handed_out(places, old.sha256, path)
        except OSError as error:
            raise unwritable(path, error) from None
        self.run.done.append(Out(old.plot, old.township, old.edition, path, old.pages, old.gaps, fresh=False))
        return True

    def take(self, number: str, built: Built) -> None:
        """Sealed, kept, booked, written out."""
        stamp, said, gaps, before = self.under_way.pop(number)
        about = Issue(stamp.workspace, number, str(stamp.edition), stamp.head, stamp.day.isoformat(), self.key)
        pdf = sealed(built.pdf, about, self.sign)
        name = name_of(number, stamp.edition)
        line = self.chosen[number].line
        plot = OfPlot(line.id, number, line.patch_id, self.chosen[number].about)
        made = Edition(stamp.edition, pdf, name, said, built.pages, gaps, stamp.head, before)
        issue(self.desk, plot, made, self.today)
        path = self.folder / name
        write(path, pdf)
        out = Out(number, line.township, stamp.edition, path, built.pages, gaps, fresh=True, lost=built.lost)
        self.run.done.append(out)


def stamp_for(desk: Desk, one: Dossier, head: str, today: date) -> Stamp:
    """Of the edition after the one that stands."""
    old = one.issued
    before = f"第 {old.edition} 版（{old.day}，{old.sha256[:16]}）" if old else ""
    return Stamp(old.edition + 1 if old else 1, head, desk.workspace.id, today, before)


def name_of(plot: str, edition: int) -> str:
    return f"{safe_name(plot)}-卷宗-第{edition}版.pdf"


def write(path: Path, content: bytes) -> None:
    """Whole or not at all. Raises InputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None
    with whole(path, lasting=False) as partial:
        partial.write_bytes(content)
