"""More patches than memory should hold: measured block by block, each kept as soon as it is done.

A block's areas are its own: they depend on its patches and the layers, never on other blocks. So the blocks' rows put
one after the other are the rows of one run, whether it was stopped in between or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weipian.atlas.ready import Store
from weipian.programme.overlay.blocks_told import Large, told_of_all
from weipian.programme.overlay.files import require_layers
from weipian.programme.overlay.joining import Asked
from weipian.programme.overlay.journal import Journal
from weipian.programme.overlay.large_run import Run
from weipian.terms.errors import Cancelled, InputError
from weipian.terms.messages import sentence
from weipian.workbook import joined


def measure_large(patches: str, output: Path, asked: Asked, store: Store, *, dry: bool = False) -> Large:
    """Measure, and write the output; or go on where a run of the same was stopped. Raises InputError, Cancelled."""
    require_layers(asked.layers, asked.partition)
    journal = Journal.beside(output)
    run = Run.of(patches, asked, store, journal)
    before = run.about()
    _begin(journal, before, run)
    try:
        layers = run.measure()
        if run.about() != before:
            raise InputError("source_changed", where=run.path.name)
        found = told_of_all(run.notes, run.ids, layers, journal)
        if not dry:
            joined.join(output, [journal.rows(number) for number in range(len(run.spans))])
    except KeyboardInterrupt:
        done = sum(note is not None for note in run.notes)
        raise Cancelled("cancelled_kept", folder=str(journal.folder), done=done, total=len(run.spans)) from None
    journal.drop()
    return found


def _begin(journal: Journal, about: dict[str, Any], run: Run) -> None:
    """Say what is found of an earlier run, and take over what is done of this one."""
    same = journal.begin(about)
    if same is False:
        run.asked.tell(sentence("blocks_not_resumed", {"folder": str(journal.folder)}))
    run.notes[:] = [journal.note(number) for number in range(len(run.spans))]
    done = sum(note is not None for note in run.notes)
    code = "blocks_resumed" if done else "blocks_said"
    run.asked.tell(sentence(code, {"count": len(run.spans), "done": done, "folder": str(journal.folder)}))
