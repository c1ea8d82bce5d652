"""Asking the looking process. It lives for a batch; one that a file broke, or that took too long, is started again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

import weipian
from weipian.fence.limits import environment
from weipian.terms.errors import InputError
from weipian.vault.kinds import BY_TYPE, MediaKind
from weipian.vault.looking.looked import Looked, Note

PATIENCE = 60
"""Seconds for one file."""


@dataclass(slots=True)
class Eye:
    """`with Eye() as eye: eye.look(path, ".jpg", {})`."""

    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.shut()

    def look(self, path: Path, suffix: str, views: Mapping[int, Path]) -> Looked:
        """What the file is; viewing copies are written where `views` says, longer side → place. Raises InputError."""
        said = self._asked({"path": str(path), "suffix": suffix, "views": _texts(views)})
        notes = tuple(Note(str(one["code"]), one["params"]) for one in said["notes"])
        return Looked(BY_TYPE[said["media_type"]], said["facts"], notes)

    def show(self, path: Path, kind: MediaKind, views: Mapping[int, Path]) -> None:
        """Viewing copies of an original. Raises InputError."""
        self._asked({"path": str(path), "kind": kind.media_type, "views": _texts(views)})

    def _asked(self, question: dict[str, Any]) -> dict[str, Any]:
        process = self._open()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(PATIENCE, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            late = not timer.is_alive()
            self.shut()
            raise InputError("reader_timeout" if late else "reader_crashed", seconds=PATIENCE) from None
        finally:
            timer.cancel()
        if "error" in answer:
            raise InputError(str(answer["error"]["code"]), **answer["error"]["params"])
        return answer

    def _open(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.shut()
            home = str(Path(weipian.__file__).resolve().parents[1])
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-P", "-m", "weipian.vault.looking.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(home, ""),
            )
            assert self.process.stdout is not None
            self.process.stdout.readline()  # it is shut in now
        return self.process

    def shut(self) -> None:
        """It holds nothing that is worth an orderly end."""
        if self.process is not None:
            self.process.kill()
            with self.process:
                pass
            self.process = None


def _texts(views: Mapping[int, Path]) -> dict[str, str]:
    return {str(side): str(path) for side, path in views.items()}
