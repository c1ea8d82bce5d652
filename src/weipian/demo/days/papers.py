"""Evidence as people hand it in: made files, the same in every run, put in by the acts of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.demo.days.picture import photo
from weipian.programme.inspection.acts.evidence import about, add_evidence
from weipian.store.acting import Desk
from weipian.terms.evidence import EvidenceKind as Kind
from weipian.vault.looking.eye import Eye


@dataclass(frozen=True, slots=True)
class Hands:
    """What a run hands files in with: where they are made, and one looking process for all of them."""

    folder: Path
    eye: Eye


TURNS = (20, 110, 200, 290)
SHOTS = (Kind.PHOTO_FAR, Kind.PHOTO_FAR, Kind.PHOTO_NEAR, Kind.PHOTO_INSIDE)
PICTURES = (Kind.IMAGE_EARLIER, Kind.IMAGE_LATER)
DOSSIER = (*PICTURES, Kind.OVERLAY_MAP, Kind.ACCOUNT, Kind.INSPECTION)
"""What every return needs besides the photos of the site."""
OF_NATURE = {
    "实地未变化": (),
    "设施农业用地": (Kind.FACILITY, Kind.AGREEMENT),
    "临时用地": (Kind.PERMIT,),
    "农村道路": (Kind.WIDTH, Kind.NETWORK),
    "合法新增建设用地": (Kind.APPROVAL, Kind.LOOK_UP, Kind.START),
    "新增建设用地违法": (Kind.START, Kind.CASE),
    "合法勘查开采": (Kind.LICENCE, Kind.ELEVATION),
}
"""What the ground needs besides; plots of other natures get no whole dossier in this run."""


def add_photos(desk: Desk, plot: str, day: date, hands: Hands) -> tuple[int, ...]:
    """Four directions of a plot; their numbers."""
    return tuple(
        key
        for turn, kind in zip(TURNS, SHOTS, strict=True)
        for key in _added(desk, hands, (plot, kind), f"{plot}-{turn}.jpg", photo(f"{plot} {turn}", day, turn))
    )


def add_turned(desk: Desk, plot: str, kind: Kind, day: date, hands: Hands, turn: int) -> int:
    """One photo of a plot in one direction; its number."""
    name = f"{plot}-{kind.value}-{day:%m%d}"
    return _added(desk, hands, (plot, kind), f"{name}.jpg", photo(name, day, turn))[0]


def add_dossier(desk: Desk, plot: str, nature: str, day: date, hands: Hands) -> None:
    """Images, map and papers."""
    for kind in (*DOSSIER, *OF_NATURE[nature]):
        add_paper(desk, plot, kind, day, hands)


def add_paper(desk: Desk, plot: str, kind: Kind, day: date, hands: Hands, of: str = "") -> int:
    """One made paper, or a picture where the kind is one; its number."""
    name = f"{plot}-{kind.value}{of}"
    if kind in PICTURES:
        return _added(desk, hands, (plot, kind), f"{name}.jpg", photo(name, day, 0))[0]
    return _added(desk, hands, (plot, kind), f"{name}.pdf", _pdf(f"{name} {day}"))[0]


def _pdf(said: str) -> bytes:
    """A document with nothing on its page: what it is of stands in a remark."""
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%" + said.encode() + b"\n"
    return head + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def _added(desk: Desk, hands: Hands, of: tuple[str, Kind], name: str, data: bytes) -> Sequence[int]:
    path = hands.folder / name
    path.write_bytes(data)
    done = add_evidence(desk, [path], about(desk, *of, "虚构数据"), int, eye=hands.eye)
    if done.refused:
        raise done.refused[0]
    return [one.id for one in done.kept]
