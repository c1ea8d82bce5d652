"""From a paper's value to the bytes of a PDF/A-2b: the same value, the same bytes, in this process or another.

The typesetter knows only the fonts given here, no clock; whatever it warns of is an error.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from weipian.papers.fonts import fonts
from weipian.papers.model import Paper
from weipian.papers.preparing import prepared
from weipian.papers.seal import fits, room
from weipian.terms.errors import InputError

PARTS = Path(__file__).with_name("parts")
RENEWED = 20
"""Papers that one compiler sets: a longer one keeps more and more in memory (measured)."""
STANDARD = ["a-2b"]


@dataclass(frozen=True, slots=True)
class Built:
    """`lost`: notes of characters that no font has. Not yet sealed: `seal.sealed` fills the place that is kept."""

    pdf: bytes
    pages: int
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class _Press:
    """A compiler with its folder, and how many papers it has set: each lies in a folder of its own, then goes."""

    compiler: Any
    root: TemporaryDirectory[str]
    used: int = 0

    @contextmanager
    def laid(self, files: dict[str, bytes]) -> Iterator[str]:
        """The files where the compiler finds them; no name is used twice, since it keeps what it has read."""
        self.used += 1
        folder = Path(self.root.name) / f"n{self.used}"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        try:
            yield f"/{folder.name}"
        finally:
            shutil.rmtree(folder)


_presses: list[_Press] = []


def press() -> _Press:
    """This process's compiler, a new one after some papers."""
    import typst

    if not _presses or _presses[0].used >= RENEWED:
        root = TemporaryDirectory(prefix="weipian-papers-")
        for path in PARTS.glob("*.typ"):
            shutil.copyfile(path, Path(root.name) / path.name)
        _presses[:] = [_Press(typst.Compiler(root=root.name, font_paths=_book()), root)]
    return _presses[0]


@cache
def _book() -> Any:
    import typst

    folders = list(dict.fromkeys(str(one.path.parent) for one in fonts()))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def built(paper: Paper) -> Built:
    """The paper's bytes. Raises InputError for what can't be set; the paper's title says which it is."""
    pieces, pages, enough = 40 + 12 * len(paper.parts), 3 * len(paper.parts), False
    while not enough:
        ready = prepared(paper, room(pieces, pages))
        pdf = _compiled(paper, ready.files, "pdf")
        enough, pieces, pages = fits(pdf)
    return Built(pdf, pages, ready.lost)


def pictured(paper: Paper, ppi: int = 100) -> list[bytes]:
    """Every page as PNG: for looking."""
    made = _compiled(paper, prepared(paper, room(1, 1)).files, "png", ppi)
    return made if isinstance(made, list) else [made]


def _compiled(paper: Paper, files: dict[str, bytes], form: str, ppi: int | None = None) -> Any:
    import typst

    day = datetime(paper.day.year, paper.day.month, paper.day.day, tzinfo=UTC)
    how: dict[str, Any] = {"pdf_standards": STANDARD, "pdf_tags": False} if form == "pdf" else {"ppi": ppi}
    own = press()
    try:
        with own.laid(files) as folder:
            made, warnings = own.compiler.compile_with_warnings(
                input=str(Path(own.root.name) / "main.typ"), format=form, timestamp=day,
                sys_inputs={"dir": folder}, **how,
            )  # fmt: skip
    except typst.TypstError as error:
        raise InputError("paper_not_set", where=paper.title, reason=str(error.message)) from error
    if warnings:
        raise InputError("paper_not_set", where=paper.title, reason="；".join(str(one.message) for one in warnings))
    return made
