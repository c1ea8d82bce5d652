"""Starting the reading process, and saying plainly how it ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import weipian
from weipian.fence import drivers
from weipian.fence.kinds import Kind, detect
from weipian.fence.limits import Fence, Profile, environment
from weipian.terms.errors import InputError, WeipianError


@dataclass(frozen=True, slots=True)
class Request:
    """What to read and how: all rows, or `span` of them (first, count), or with `survey` only how much there is."""

    path: Path
    layer: str | None
    encoding: str | None
    columns: tuple[str, ...] | None
    profile: Profile
    firm: bool = True
    span: tuple[int, int] | None = None
    survey: bool = False


@contextmanager
def reading(request: Request) -> Iterator[tuple[dict[str, Any], Path]]:
    """Read behind the fence: the answer, and the folder with the Arrow file, gone afterwards."""
    kind = detect(request.path)
    with tempfile.TemporaryDirectory(prefix="weipian-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path, layer = request.path, request.layer
        if kind is Kind.ZIP:
            path = Path(_ask(request, path, kind, layer, folder)["inside"])
            kind = detect(path)
            layer = None if layer in (path.name, path.stem) and kind is not Kind.FILE_GDB else layer
        yield _ask(request, path, kind, layer, folder), folder


def probe(profile: Profile) -> Fence:
    """Which bounds hold here, as a real reading process finds them."""
    answer = _run({"probe": True, "profile": asdict(profile), "seconds": 10, "where": ""}, "", 10, "")
    return Fence(**answer["fence"])


def _ask(request: Request, path: Path, kind: Kind, layer: str | None, folder: Path) -> dict[str, Any]:
    seconds = request.profile.time(size_of(path))
    message = {
        "path": str(path.resolve()),
        "kind": kind.key,
        "layer": layer,
        "encoding": request.encoding,
        "firm": request.firm,
        "span": request.span,
        "survey": request.survey,
        "columns": None if request.columns is None else list(request.columns),
        "folder": str(folder),
        "profile": asdict(request.profile),
        "seconds": seconds,
        "where": request.path.name,
    }
    return _run(message, kind.driver, seconds, request.path.name)


def size_of(path: Path) -> int:
    """Bytes of a source with its parts."""
    if path.is_dir():
        return sum(item.stat().st_size for item in path.iterdir() if item.is_file())
    if path.suffix.lower() == ".shp":
        return sum(item.stat().st_size for item in path.parent.glob(f"{_literal(path.stem)}.*"))
    return path.stat().st_size


def _literal(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "[]*?" else sign for sign in stem)


def _run(message: dict[str, Any], driver: str, seconds: int, where: str) -> dict[str, Any]:
    home = str(Path(weipian.__file__).resolve().parents[1])
    try:
        done = subprocess.run(
            [sys.executable, "-s", "-P", "-m", "weipian.fence.worker"],
            input=json.dumps(message).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds * 2 + 20,
            env=environment(home, drivers.skipped(driver)),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError("reader_timeout", where=where, seconds=seconds) from None
    return _answer(done, where, seconds)


def _answer(done: subprocess.CompletedProcess[bytes], where: str, seconds: int) -> dict[str, Any]:
    if done.returncode != 0:
        raise _ended(done.returncode, where, seconds)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise InputError("reader_crashed", where=where) from None
    if "error" in answer:
        fault = answer["error"]
        raise InputError(fault["code"], where=fault["where"] or where, **fault["params"])
    return answer


def _ended(code: int, where: str, seconds: int) -> WeipianError:
    """A process that a signal ended: out of time, out of memory, or broken by the source."""
    if os.name == "posix" and -code == signal.SIGXCPU:
        return InputError("reader_timeout", where=where, seconds=seconds)
    if os.name == "posix" and -code in (signal.SIGKILL, signal.SIGABRT):
        return InputError("reader_memory", where=where)
    return InputError("reader_crashed", where=where)
