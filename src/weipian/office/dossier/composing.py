"""A dossier as a paper: cover, index, sections in their order, end sheet; and the digest of all that it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections import after, decided, evidence, ground, judged, photos, review
from weipian.office.dossier.sections.words import Pictures, day, rows
from weipian.papers.model import Cover, Index, Paper, Part
from weipian.terms.dossier import Section

Compose = Callable[[Dossier, Pictures], Iterator[Part]]
SECTIONS: Mapping[Section, Compose] = {
    Section.FACTS: ground.facts,
    Section.ACCOUNT: ground.account,
    Section.IMAGES: ground.images,
    Section.OVERLAY: ground.overlay,
    Section.PHOTOS: photos.photos,
    Section.OPINION: judged.opinion,
    Section.REVIEW: review.review,
    Section.DETERMINATION: decided.determination,
    Section.EVIDENCE: evidence.evidence,
    Section.SUBMISSION: judged.submission,
    Section.CASE: after.case,
    Section.RIGHT: after.right,
    Section.HANDOVER: after.handover,
}
"""In the order of the words; the end sheet comes last, with the edition."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an edition says of itself. `head`: where the log stood; `before`: the edition that it replaces."""

    edition: int
    head: str
    workspace: str
    day: date
    before: str = ""

    @property
    def label(self) -> str:
        return f"第 {self.edition} 版"


def composed(d: Dossier, stamp: Stamp, *, first_page: int = 1, pages_of: int = 0) -> Paper:
    """The whole paper."""
    pictures = Pictures()
    body = [part for section in Section if section in SECTIONS for part in SECTIONS[section](d, pictures)]
    last = after.end(d, stamp.head, stamp.label, stamp.before, stamp.workspace)
    owed = len(d.whole.gaps)
    return Paper(
        title=f"{d.county}自然资源卫片执法卷宗　{d.number}",
        author=f"{d.county}卫片办",
        day=stamp.day,
        parts=(_cover(d, stamp), Index(), *body, *last),
        number=d.number,
        head=f"{d.county}卫片执法卷宗",
        foot=f"{stamp.label}　{stamp.head}",
        secrecy=d.secrecy,
        mark=f"待补 {owed} 项" if owed else "",
        first_page=first_page,
        pages_of=pages_of,
        subject=f"{d.number} {stamp.label}",
        pictures=pictures.found,
    )


def _cover(d: Dossier, stamp: Stamp) -> Cover:
    story, owed = d.told.story, len(d.whole.gaps)
    note = ""
    if owed:
        note = f"本卷尚缺 {owed} 项，不得装订"
    elif not d.whole.may_be_bound:
        note = "尚未判定，不得装订"
    return Cover(
        title="一图斑（地块）一卷宗",
        kicker=f"{d.county}{d.told.policy.year}年自然资源卫片执法",
        rows=rows((
            ("图斑编号", story.issue.number), ("地块编号", d.number), ("类别", ground.category_of(d)),
            ("乡镇", d.township or "乡镇未定"), ("下发日期", day(story.issue.issued)),
            ("判定", decided.word_of(d) or "尚未判定"),
            ("版次", stamp.label + (f"（替代{stamp.before}）" if stamp.before else "")), ("出具日期", day(stamp.day)),
        )),
        owner=f"{d.county}卫片执法工作办公室",
        note=note,
    )  # fmt: skip


def says(d: Dossier) -> str:
    """SHA-256 of all that a dossier says, whatever its edition, day, and place in the log."""
    return digest_of(composed(d, Stamp(0, "", "", date(2000, 1, 1))))


def digest_of(paper: Paper) -> str:
    """SHA-256 of a paper's parts and pictures."""
    parts = [[type(one).__name__, asdict(one)] for one in paper.parts]
    pictures = {name: hashlib.sha256(content).hexdigest() for name, content in paper.pictures.items()}
    whole = json.dumps([parts, pictures, paper.mark], ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(whole.encode()).hexdigest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)
