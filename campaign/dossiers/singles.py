"""Single papers of the chosen plots, in PDF and Word: as many pages in LibreOffice as in the PDF, both to look at."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from campaign.dossiers.added import DAY
from campaign.dossiers.looking import contact_sheets, drawn


def singles(desk: Any, chosen: Mapping[str, str], folder: Path) -> Iterator[str]:
    """What is wrong. Every kind of paper of every plot that has one."""
    from weipian.office.dossier.singles import write_single
    from weipian.terms.dossier import SinglePaper
    from weipian.terms.errors import InputError

    pairs = []
    for number in chosen.values():
        for kind in SinglePaper:
            try:
                pairs.append(write_single(desk, number, kind, folder, DAY))
            except InputError as error:
                if error.code != "dossier_paper_kind":
                    raise
    office = _converted([word for _, word in pairs], folder / "word")
    for pdf, word in pairs:
        theirs = office / f"{word.stem}.pdf"
        if _pages(pdf) != _pages(theirs):
            yield f"{word.name}: {_pages(theirs)} pages in LibreOffice, {_pages(pdf)} in the PDF"
        for one, name in ((pdf, "pdf"), (theirs, "docx")):
            place = folder / "pages" / f"{word.stem}-{name}"
            list(contact_sheets(drawn(one, place), place))


def _converted(words: list[Path], folder: Path) -> Path:
    program = shutil.which("soffice")
    assert program, "LibreOffice opens the Word files"
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    asked = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*asked, *map(str, words)], check=True, capture_output=True, timeout=600)
    return folder


def _pages(path: Path) -> int:
    with pikepdf.open(path) as file:
        return len(file.pages)
