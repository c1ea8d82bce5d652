"""Error workbooks beside what was handed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from weipian.cli.answer import say
from weipian.terms.errors import Refusal
from weipian.terms.messages import sentence
from weipian.work.placing import reason_of

if TYPE_CHECKING:
    from weipian.programme.overlay.measured import RefusedRow


def list_beside(path: Path, refused: Sequence[tuple[str, Refusal]]) -> Path | None:
    """The refused rows listed; an old workbook goes away where nothing was refused."""
    from weipian.workbook.errors import write_list

    return beside(path, bool(refused), lambda: write_list(path, refused))


def beside(path: Path, wanted: bool, write: Callable[[], None]) -> Path | None:
    """Write it, or say why it can't be written: the rows are on the screen too."""
    if not wanted:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None
    try:
        write()
    except OSError as error:
        say([sentence("workbook_not_written", {"path": str(path), "reason": reason_of(error)})])
        return None
    return path


def beside_output(refused: Sequence[RefusedRow], output: Path) -> Path | None:
    """The refused rows of several sources in a workbook beside the output."""
    path = output.with_name(f"{output.stem}-错误行.xlsx")
    return list_beside(path, [(row.source, row.refusal) for row in refused])
