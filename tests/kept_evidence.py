"""Evidence put in by single acts, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from made_evidence import ZIYUAN, docx, photo
from weipian.terms.acting import Act
from weipian.terms.evidence import EvidenceKind
from weipian.vault.places import Places


def add(desk: Any, *files: Path, plot: str = "P1", note: str = "", dry_run: bool = False) -> Any:
    from weipian.programme.inspection.acts.evidence import about, add_evidence

    what = about(desk, plot, EvidenceKind.DESK_EVIDENCE, note)
    return add_evidence(desk, files, what, int, dry_run=dry_run)


def events(act: Act) -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.filter(act=act.value).order_by("seq").values_list("subject", flat=True))


def originals(desk: Any) -> list[Path]:
    return list(Places(desk.workspace.folder).originals())


def handed_in(folder: Path) -> dict[str, Path]:
    """A photo, minutes, and what is no picture."""
    folder.mkdir()
    made = {"照片.jpg": photo(ZIYUAN, taken="2023:09:24 10:11:12"), "纪要.docx": docx(), "坏.jpg": b"<html>"}
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in made}
