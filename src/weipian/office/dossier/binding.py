"""装订: a township's whole, unchanged dossiers as a volume: cover, spine, list, every page numbered through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.office.dossier.composing import Stamp, composed, says
from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.gathering import gathered
from weipian.office.dossier.issuing import write
from weipian.office.dossier.reading import wanted
from weipian.office.figures.writing import safe_name
from weipian.papers.model import Cover, Grid, Heading, Paper, Spine, Text
from weipian.papers.pool import Job, press_all, press_alone
from weipian.papers.seal import Issue, sealed
from weipian.papers.typesetting import Built, built
from weipian.programme.report.dossier.binding import bind, require_bindable
from weipian.record.head import head_mark
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.dossiers import Issued, issues, last_volume
from weipian.store.queries.log import head_now
from weipian.store.seeing import seen
from weipian.store.signing import signer
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

FEW = 3
FRONT = "000-封面书脊目录.pdf"


@dataclass(frozen=True, slots=True)
class Bound:
    """A volume as it was written."""

    volume: int
    number: int
    township: str
    pages: int
    plots: tuple[str, ...]
    left: int
    folder: Path


def bind_township(desk: Desk, township: str, output: Path, today: date) -> Bound:
    """All of a township's editions that are whole and still say what the books say; the others are counted.

    Raises InputError where none is, or one was issued before something was done since.
    """
    require_may(desk.policy, desk.actor, Act.VOLUME_BOUND, township)
    every, chosen = wanted(desk, (), township)
    known = {one.plot: one for one in issues(seen(desk, township), {one.line.id for one in chosen})}
    whole = [one for one in chosen if one.line.plot in known and not known[one.line.plot].gaps]
    order = [known[one.line.plot] for one in whole]
    require_bindable(order, township)
    number, head = last_volume(township) + 1, head_mark(head_now())
    folder = output / f"{safe_name(township)}-第{number}册"
    volume = _Volume(desk, township, number, head, today, folder, order)
    pages = volume.front()
    failed = (press_alone if len(order) <= FEW else press_all)(
        volume.jobs(gathered(desk, every, whole, today)), volume.take, len(order)
    )
    if failed:
        raise InputError("paper_not_set", where=failed[0].name, reason=failed[0].reason)
    key, number = bind(desk, township, order, today)
    return Bound(key, number, township, pages, tuple(one.plot for one in order), len(chosen) - len(order), folder)


class _Volume:
    """`starts`: with which page each begins, after the front."""

    def __init__(
        self, desk: Desk, township: str, number: int, head: str, today: date, folder: Path, order: Sequence[Issued]
    ) -> None:
        self.desk, self.township, self.number, self.head = desk, township, number, head
        self.today, self.folder, self.order = today, folder, order
        self.key, self.sign = signer(desk.workspace.key)
        self.starts: dict[str, int] = {}
        self.pages = 0

    def front(self) -> int:
        """Cover, spine, list: set twice, since the list says where each begins."""
        made = self._front(0)
        made = self._front(made.pages)
        self._put(FRONT, f"{self.township}第{self.number}册", made)
        return self.pages

    def _front(self, own: int) -> Built:
        at = own + 1
        for one in self.order:
            self.starts[one.plot] = at
            at += one.pages
        self.pages = at - 1
        return built(self._front_paper())

    def _front_paper(self) -> Paper:
        county, year = self.desk.policy.place_label, self.desk.policy.year
        rows = tuple(
            (
                str(n), one.plot, f"第 {one.edition} 版", str(one.day),
                f"{self.starts[one.plot]}—{self.starts[one.plot] + one.pages - 1}", one.sha256[:16],
            )
            for n, one in enumerate(self.order, 1)
        )  # fmt: skip
        title = f"{self.township}　第 {self.number} 册"
        return Paper(
            title=f"{county}卷宗　{title}",
            author=f"{county}卫片办",
            day=self.today,
            parts=(
                Cover(
                    title=title,
                    kicker=f"{county}{year}年自然资源卫片执法卷宗",
                    rows=(
                        ("卷数", f"{len(self.order)} 卷"),
                        ("页数", f"共 {self.pages} 页"),
                        ("装订日期", self.today.isoformat()),
                    ),
                    owner=f"{county}卫片执法工作办公室",
                ),
                Spine((f"{county}{year}年卫片执法", title, f"{len(self.order)} 卷")),
                Heading("册内卷宗目录"),
                Grid(
                    ("序号", "图斑（地块）", "版次", "出具日期", "页码", "散列值"),
                    rows,
                    widths=(2, 6, 3, 4, 4, 5),
                    none="没有",
                ),
                Text((f"装订时日志位置 {self.head}。各卷原件另存，散列值为出具时的原件。",), small=True),
            ),
            number=title,
            head=f"{county}卷宗",
            foot=f"第 {self.number} 册　{self.head}",
            pages_of=self.pages,
        )

    def jobs(self, dossiers: Iterator[Dossier]) -> Iterator[Job]:
        by_plot = {one.plot: one for one in self.order}
        for one in dossiers:
            old = by_plot[one.number]
            if says(one) != old.says:
                raise InputError("volume_stale", where=self.township, plots=old.plot, count=1)
            stamp = Stamp(old.edition, old.head, self.desk.workspace.id, old.day)
            paper = composed(one, stamp, first_page=self.starts[old.plot], pages_of=self.pages)
            yield Job(old.plot, paper)

    def take(self, plot: str, made: Built) -> None:
        at = [one.plot for one in self.order].index(plot) + 1
        self._put(f"{at:03}-{safe_name(plot)}.pdf", plot, made)

    def _put(self, name: str, paper: str, made: Built) -> None:
        about = Issue(self.desk.workspace.id, paper, f"第{self.number}册", self.head, self.today.isoformat(), self.key)
        write(self.folder / name, sealed(made.pdf, about, self.sign))
