"""Starting the reading process, and saying plainly how it ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from weipian.fence.kinds import Kind, detect
from weipian.fence.limits import Fence, Profile
from weipian.fence.starting import standing, start
from weipian.terms.errors import InputError, WeipianError

Started = Callable[[], object]

MEMORY = Path("/dev/shm")  # noqa: S108


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
def reading(request: Request, started: Started = int) -> Iterator[tuple[dict[str, Any], Path]]:
    """Read behind the fence: the answer, and the folder with the Arrow file, gone afterwards.

    `started` is called as soon as the process runs.
    """
    kind = detect(request.path)
    path, layer = request.path, request.layer
    with _folder(in_memory(request.profile)) as folder, ExitStack() as unpacked:
        if kind is Kind.ZIP:
            space = unpacked.enter_context(_folder(None))
            path = Path(_ask(request, path, kind, layer, space, started)["inside"])
            kind = detect(path)
            layer = None if layer in (path.name, path.stem) and kind is not Kind.FILE_GDB else layer
        yield _ask(request, path, kind, layer, folder, started), folder


@contextmanager
def _folder(where: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="weipian-", ignore_cleanup_errors=True, dir=where) as name:
        yield Path(name)


def in_memory(profile: Profile) -> Path | None:
    """A disk in memory with room for all that a reading process can hold, where there is one."""
    if sys.platform.startswith("linux") and os.access(MEMORY, os.W_OK | os.X_OK):
        free = os.statvfs(MEMORY)
        if free.f_bavail * free.f_frsize >= profile.memory:
            return MEMORY
    return None


def probe(profile: Profile) -> Fence:
    """Which bounds hold here, as a real reading process finds them."""
    answer = run_worker({"probe": True, "profile": asdict(profile), "seconds": 10, "where": ""}, "", 10, "")
    return Fence(**answer["fence"])


def _ask(request: Request, path: Path, kind: Kind, layer: str | None, folder: Path, started: Started) -> dict[str, Any]:
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
    return run_worker(message, kind.driver, seconds, request.path.name, started, ready=kind is Kind.PARQUET)


def look_at_odd(request: Request, folder: Path) -> None:
    """Have `fence.odd` look at the geometries that the caller has laid into the folder."""
    seconds, where = request.profile.time(size_of(request.path)), request.path.name
    message = {"odd": True, "folder": str(folder), "profile": asdict(request.profile), "seconds": seconds}
    run_worker(message | {"where": where}, "", seconds, where)


def size_of(path: Path) -> int:
    """Bytes of a source with its parts."""
    if path.is_dir():
        return sum(item.stat().st_size for item in path.iterdir() if item.is_file())
    if path.suffix.lower() == ".shp":
        return sum(item.stat().st_size for item in path.parent.glob(f"{_literal(path.stem)}.*"))
    return path.stat().st_size


def _literal(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "[]*?" else sign for sign in stem)


def run_worker(
    message: dict[str, Any], driver: str, seconds: int, where: str, started: Started = int, *, ready: bool = False
) -> dict[str, Any]:
    """One question to a worker of its own; `ready` where one that stands ready can answer it. Raises InputError."""
    with (standing() if ready else None) or start(driver) as process:
        started()
        try:
            told, _ = process.communicate(json.dumps(message).encode(), timeout=seconds * 2 + 20)
        except subprocess.TimeoutExpired:
            raise InputError("reader_timeout", where=where, seconds=seconds) from None
        finally:
            process.kill()  # nothing where it has ended
    return _answer(process.returncode, told, where, seconds)


def _answer(code: int, told: bytes, where: str, seconds: int) -> dict[str, Any]:
    if code != 0:
        raise _ended(code, where, seconds)
    try:
        answer: dict[str, Any] = json.loads(told)
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
