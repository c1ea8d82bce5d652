"""单件: inspection opinion, panel minutes, acceptance sheet of a plot, out of the dossier's own parts; PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.gathering import gathered
from weipian.office.dossier.issuing import chosen_for
from weipian.office.dossier.sections.after import acceptance_sheet
from weipian.office.dossier.sections.judged import inspection_sheet, opinion_sheet
from weipian.office.dossier.sections.review import review_parts
from weipian.office.dossier.writing import write
from weipian.office.figures.writing import safe_name
from weipian.papers.model import Heading, Paper, Part
from weipian.papers.seal import Issue, sealed
from weipian.papers.typesetting import built
from weipian.papers.word import written
from weipian.record.head import head_mark
from weipian.store.acting import Desk
from weipian.store.queries.log import head_now
from weipian.store.signing import signer
from weipian.terms.dossier import SinglePaper
from weipian.terms.errors import InputError


def write_single(desk: Desk, number: str, kind: SinglePaper, folder: Path, today: date) -> tuple[Path, Path]:
    """The PDF and the Word file. Raises InputError `dossier_paper_kind` where there is nothing to write."""
    every, chosen = chosen_for(desk, [number], None)
    one = next(gathered(desk, every, chosen[:1], today))
    parts = tuple(_parts(one, kind))
    if not parts:
        raise InputError("dossier_paper_kind", where=number, paper=kind.label)
    paper = single(one, kind, parts, head_mark(head_now()), today)
    key, sign = signer(desk.workspace.key)
    about = Issue(desk.workspace.id, f"{one.number} {kind.label}", "1", paper.foot, today.isoformat(), key)
    stem = f"{safe_name(one.number)}-{kind.label}"
    pdf, word = folder / f"{stem}.pdf", folder / f"{stem}.docx"
    write(pdf, sealed(built(paper).pdf, about, sign))
    write(word, written(paper))
    return pdf, word


def single(one: Dossier, kind: SinglePaper, parts: tuple[Part, ...], head: str, today: date) -> Paper:
    """A paper of its own."""
    return Paper(
        title=f"{kind.label}　{one.number}",
        author=f"{one.county}卫片办",
        day=today,
        parts=parts,
        number=one.number,
        head=f"{one.county}{kind.label}",
        foot=head,
        secrecy=one.secrecy,
    )


def _parts(one: Dossier, kind: SinglePaper) -> Iterator[Part]:
    match kind:
        case SinglePaper.INSPECTION:
            yield from (inspection_sheet(each) for each in one.inspections)
            yield from (opinion_sheet(one, each) for each in one.opinions)
        case SinglePaper.MINUTES:
            for heard in one.heard:
                yield Heading(f"会审纪要（地块 {one.number}）", new_page=False)
                yield from review_parts(one, heard)
        case SinglePaper.ACCEPTANCE:
            for taken in one.right.accepted:
                yield acceptance_sheet(one, taken)
