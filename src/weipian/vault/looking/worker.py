"""The looking process: one question a line on standard input, one answer a line.

`python -m weipian.vault.looking.worker`; it shuts itself in before it loads what decodes pictures: little memory, no
network.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from weipian.fence.limits import Profile, close
from weipian.terms.errors import InputError
from weipian.vault import kinds
from weipian.vault.kinds import BY_TYPE, MediaKind
from weipian.vault.looking.looked import Looked
from weipian.vault.looking.signs import HEAD, claimed

BOUNDS = Profile("evidence", 2 * 2**30, 3600, 0.0, 2**30)
Question = dict[str, Any]


def main() -> None:
    fence = close(BOUNDS, BOUNDS.seconds)
    _say({"fence": fence.as_json()})
    for line in sys.stdin:
        _say(_answer(json.loads(line)))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, default=str) + "\n")
    sys.stdout.flush()


def _answer(question: Question) -> dict[str, Any]:
    """A failure that people can mend is an answer too."""
    path, views = Path(question["path"]), {int(side): Path(into) for side, into in question["views"].items()}
    try:
        if question.get("kind"):
            from weipian.vault.looking.pictures import show

            show(path, BY_TYPE[question["kind"]], views)
            return {"shown": True}
        found = look(path, question["suffix"], views)
    except InputError as error:
        return {"error": {"code": error.code, "params": error.params}}
    except MemoryError:
        return {"error": {"code": "reader_memory", "params": {}}}
    notes = [{"code": note.code, "params": note.params} for note in found.notes]
    return {"media_type": found.kind.media_type, "facts": found.facts, "notes": notes}


def look(path: Path, suffix: str, views: dict[int, Path]) -> Looked:
    """What a file is, to its end. Raises InputError where it is nothing that is kept."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise InputError("evidence_empty")
    kind = claimed(head)
    if kind is not None and kind.pillow:
        from weipian.vault.looking.pictures import look_at_picture

        return look_at_picture(path, kind, views)
    return _other(kind, suffix)(path)


def _other(kind: MediaKind | None, suffix: str) -> Callable[[Path], Looked]:
    """Who looks at what is no picture."""
    from weipian.vault.looking import films, others, papers

    if kind is None:
        return lambda path: others.look_at_text(path, suffix)
    if kind is kinds.PDF:
        return papers.look_at_pdf
    if kind is kinds.GPKG:
        return others.look_at_geopackage
    if kind is kinds.SHAPEFILE:
        return papers.look_at_zip
    return lambda path: films.look_at_film(path, kind)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
