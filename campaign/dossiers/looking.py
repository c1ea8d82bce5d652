"""Pages as pictures: every page, and contact sheets of nine pages to read quickly."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

DPI, SMALL = 80, 75
ACROSS = 4


def drawn(pdf: Path, folder: Path) -> list[Path]:
    """Each page as PNG."""
    tool = shutil.which("pdftoppm")
    assert tool, "pdftoppm (poppler-utils) draws the pages"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    subprocess.run([tool, "-r", str(DPI), "-png", str(pdf), str(folder / "p")], check=True)
    return sorted(folder.glob("p-*.png"))


def contact_sheets(pages: Sequence[Path], folder: Path, grey: bool = False) -> Iterator[Path]:
    """Eight pages a sheet."""
    for start in range(0, len(pages), ACROSS * 2):
        some = [Image.open(page) for page in pages[start : start + ACROSS * 2]]
        wide, tall = (int(side * SMALL / DPI) for side in some[0].size)
        sheet = Image.new("RGB", (wide * ACROSS + 5 * (ACROSS + 1), (tall + 5) * 2 + 5), (90, 90, 90))
        for at, page in enumerate(some):
            small = page.convert("L" if grey else "RGB").convert("RGB").resize((wide, tall), Image.Resampling.LANCZOS)
            sheet.paste(small, (5 + (wide + 5) * (at % ACROSS), 5 + (tall + 5) * (at // ACROSS)))
        path = folder / f"sheet-{start // (ACROSS * 2) + 1}.png"
        sheet.save(path)
        yield path
