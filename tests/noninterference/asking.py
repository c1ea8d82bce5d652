"""A command run as a person would run it, in this process: its output, its exit code."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def asked(*words: str, cwd: Path | None = None, err: io.StringIO | None = None) -> Answer:
    """Raises nothing that the command would not let a person see. `err`: where it says what it says beside."""
    from weipian.cli.frame import main

    out, err = io.StringIO(), err or io.StringIO()
    before, there = sys.argv, Path.cwd()
    try:
        sys.argv = ["weipian", *words]
        os.chdir(cwd or there)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
    finally:
        sys.argv = before
        os.chdir(there)
    return Answer(code, out.getvalue(), err.getvalue())
