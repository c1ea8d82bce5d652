"""装订: a township's whole, unchanged dossiers as volumes, each no thicker than it may be, pages numbered through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from weipian.office.dossier.composing import Stamp, composed, says
from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.front import front
from weipian.office.dossier.gathering import gathered
from weipian.office.dossier.reading import wanted
from weipian.office.dossier.verifying_books import front_of
from weipian.office.dossier.writing import write
from weipian.office.figures.writing import safe_name
from weipian.papers.pool import Job, press_all, press_alone
from weipian.papers.seal import Issue, sealed
from weipian.papers.typesetting import Built, built
from weipian.programme.report.dossier.binding import ToBind, bind, require_bindable
from weipian.programme.report.dossier.packing import packed
from weipian.record.head import head_mark
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.dossiers import Issued, issues
from weipian.store.queries.log import head_now
from weipian.store.queries.volumes import Volume, last_editions, volumes
from weipian.store.seeing import seen
from weipian.store.signing import signer
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.workbook.tables import unwritable

FEW = 3
FRONT = "000-封面书脊目录.pdf"


@dataclass(frozen=True, slots=True)
class Bound:
    """A volume as it was written. `fresh`: a new edition; else the one that stands, unchanged."""

    volume: Volume
    fresh: bool
    folder: Path


@dataclass(frozen=True, slots=True)
class Binding:
    """A township's volumes; how many plots are `left` unbound; numbers of volumes that are `gone`."""

    township: str
    bound: tuple[Bound, ...]
    left: int
    gone: tuple[int, ...]


def bind_township(desk: Desk, township: str, output: Path, today: date) -> Binding:
    """All of a township's editions that are whole and still say what the books say; the others are counted.

    Raises InputError where none is, or one was issued before something was done since.
    """
    require_may(desk.policy, desk.actor, Act.VOLUME_BOUND, township)
    every, chosen = wanted(desk, (), township)
    known = {one.plot: one for one in issues(seen(desk, township), {one.line.id for one in chosen})}
    whole = {one.line.plot: one for one in chosen if one.line.plot in known and not known[one.line.plot].gaps}
    require_bindable([known[plot] for plot in whole], township)
    plan = planned(desk, township, [known[plot] for plot in whole], today)
    shown = [volume for volume, _ in plan if volume.issues]
    order = [whole[one.plot] for volume in shown for one in volume.issues]
    with _folder(output) as beside:
        press = _Press(desk, shown, Path(beside))
        run = press_alone if len(order) <= FEW else press_all
        failed = run(press.jobs(gathered(desk, every, order, today)), press.take, len(order))
        if failed:
            raise InputError("paper_not_set", where=failed[0].name, reason=failed[0].reason)
        press.fronts()
        done = [_booked(desk, volume, fresh, press, output, today) for volume, fresh in plan]
    gone = tuple(volume.number for volume, _ in plan if not volume.issues)
    return Binding(township, tuple(one for one in done if one), len(chosen) - len(order), gone)


def _folder(output: Path) -> TemporaryDirectory[str]:
    try:
        output.mkdir(parents=True, exist_ok=True)
        return TemporaryDirectory(prefix=".装订-", dir=output)
    except OSError as error:
        raise unwritable(output, error) from None


def planned(desk: Desk, township: str, found: Sequence[Issued], today: date) -> list[tuple[Volume, bool]]:
    """Each volume as it is to be, and whether it is a new edition; one that is no more has no dossiers."""
    stand = {one.number: one for one in volumes(seen(desk, township)) if one.township == township}
    last, by_plot = last_editions(township), {one.plot: one for one in found}
    head, most = head_mark(head_now()), desk.policy.value("dossier.volume_pages").whole
    before = {number: [one.plot for one in volume.issues] for number, volume in stand.items()}
    plan = []
    for number, plots in sorted(packed(before, {one.plot: one.pages for one in found}, most).items()):
        held = tuple(by_plot[plot] for plot in plots)
        old = stand.get(number)
        if old is not None and old.head and [one.id for one in old.issues] == [one.id for one in held]:
            plan.append((old, False))
            continue
        edition, key, day = last.get(number, (0, None, None))
        made = Volume(0, township, number, edition + 1, today, head, desk.actor.label, key, day, held)
        plan.append((made, True))
    return plan


def _booked(desk: Desk, one: Volume, fresh: bool, press: _Press, output: Path, today: date) -> Bound | None:
    """Booked, then under its own name."""
    if fresh:
        bind(desk, one.township, ToBind(one.number, one.edition, one.head, one.replaces, one.issues), today)
    if not one.issues:
        return None
    folder = output / name_of(one)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(press.folder(one).iterdir()):
            path.replace(folder / path.name)
    except OSError as error:
        raise unwritable(folder, error) from None
    return Bound(one, fresh, folder)


def name_of(one: Volume) -> str:
    return f"{safe_name(one.township)}-第{one.number}册-第{one.edition}版"


class _Press:
    """Sets the dossiers of several volumes anew, each with its running pages, into a folder a volume."""

    def __init__(self, desk: Desk, shown: Sequence[Volume], beside: Path) -> None:
        self.desk, self.shown, self.beside = desk, shown, beside
        self.key, self.sign = signer(desk.workspace.key)
        self.of: Mapping[str, Volume] = {one.plot: volume for volume in shown for one in volume.issues}

    def folder(self, one: Volume) -> Path:
        return self.beside / str(one.number)

    def jobs(self, dossiers: Iterator[Dossier]) -> Iterator[Job]:
        for one in dossiers:
            volume = self.of[one.number]
            old = next(each for each in volume.issues if each.plot == one.number)
            if says(one) != old.says:
                raise InputError("volume_stale", where=volume.township, plots=old.plot, count=1)
            stamp = Stamp(old.edition, old.head, self.desk.workspace.id, old.day)
            first, _ = volume.starts[old.plot]
            yield Job(old.plot, composed(one, stamp, first_page=first, pages_of=volume.pages))

    def take(self, plot: str, made: Built) -> None:
        volume = self.of[plot]
        at = [one.plot for one in volume.issues].index(plot) + 1
        self._put(volume, f"{at:03}-{safe_name(plot)}.pdf", plot, made)

    def fronts(self) -> None:
        """Cover, spine and list of each."""
        for one in self.shown:
            self._put(one, FRONT, front_of(one), built(front(self.desk, one)))

    def _put(self, one: Volume, name: str, paper: str, made: Built) -> None:
        edition = f"{one.township}第{one.number}册第{one.edition}版"
        about = Issue(self.desk.workspace.id, paper, edition, one.head, one.day.isoformat(), self.key)
        write(self.folder(one) / name, sealed(made.pdf, about, self.sign))
