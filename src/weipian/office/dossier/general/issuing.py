"""出具综合卷: set, sealed, kept, booked, written out; what has not changed is handed out again byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.office.dossier.composing import Stamp
from weipian.office.dossier.general.composing import composed, says
from weipian.office.dossier.general.gathering import General, gathered
from weipian.office.dossier.writing import hand_again, write
from weipian.office.figures.writing import safe_name
from weipian.papers.seal import Issue, sealed
from weipian.papers.typesetting import built
from weipian.programme.report.dossier.edition import Edition
from weipian.programme.report.dossier.general.issuing import issue_general
from weipian.programme.report.dossier.general.keeping import require_may_for
from weipian.record.head import head_mark
from weipian.store.acting import Desk
from weipian.store.queries.general import Owner
from weipian.store.queries.log import head_now
from weipian.store.signing import signer
from weipian.terms.acting import Act
from weipian.terms.personal import GONE
from weipian.vault.places import Places


@dataclass(frozen=True, slots=True)
class OutGeneral:
    """A general volume that was handed out. `fresh`: a new edition; else the one that stands, unchanged."""

    owner: Owner
    edition: int
    path: Path
    pages: int
    gaps: int
    papers: int
    fresh: bool
    lost: tuple[str, ...] = ()


def out_general(desk: Desk, owner: Owner, folder: Path, today: date) -> OutGeneral:
    """Into a folder. Raises InputError."""
    require_may_for(desk, Act.GENERAL_ISSUED, owner)
    g = gathered(desk, owner)
    said, old = says(g), g.issued
    places = Places(desk.workspace.folder)
    if old is not None and old.says == said and old.sha256 and places.original(old.sha256).is_file():
        path = folder / name_of(owner, old.edition)
        hand_again(places, old.sha256, path)
        return OutGeneral(owner, old.edition, path, old.pages, old.gaps, len(g.papers), fresh=False)
    return _new(desk, g, said, folder, today)


def _new(desk: Desk, g: General, said: str, folder: Path, today: date) -> OutGeneral:
    owner, old, head = g.owner, g.issued, head_mark(head_now())
    before = f"第 {old.edition} 版{f'（{old.day}，{old.sha256[:16]}）' if old.sha256 else GONE}" if old else ""
    stamp = Stamp(old.edition + 1 if old else 1, head, desk.workspace.id, today, before)
    made = built(composed(g, stamp))
    key, sign = signer(desk.workspace.key)
    about = Issue(stamp.workspace, paper_of(owner), str(stamp.edition), head, today.isoformat(), key)
    pdf, name, gaps = sealed(made.pdf, about, sign), name_of(owner, stamp.edition), len(g.held.gaps)
    issue_general(desk, owner, Edition(stamp.edition, pdf, name, said, made.pages, gaps, head, old), today)
    write(folder / name, pdf)
    return OutGeneral(owner, stamp.edition, folder / name, made.pages, gaps, len(g.papers), fresh=True, lost=made.lost)


def paper_of(owner: Owner) -> str:
    """As a seal names it."""
    return f"综合卷 {owner.label}"


def name_of(owner: Owner, edition: int) -> str:
    return f"{safe_name(owner.label)}-综合卷-第{edition}版.pdf"
