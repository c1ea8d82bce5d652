"""Excel workbooks from outside, read cell by cell in a fenced process: every cell comes out as text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from weipian.fence.limits import OFFICE, Profile
from weipian.fence.process import run_worker, size_of
from weipian.terms.errors import InputError

SUFFIXES = (".xlsx", ".xlsm")
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that hold anything, by row number as a person sees it (from 1)."""

    name: str
    rows: dict[int, tuple[str, ...]]


def read_sheets(path: Path, *, wanted: tuple[str, ...] = (), profile: Profile = OFFICE) -> dict[str, Sheet]:
    """Every sheet of an .xlsx, the values as they were last computed; where the first of `wanted` is there, only those.

    Raises InputError.
    """
    where = path.name
    _require_workbook(path, where)
    seconds = profile.time(size_of(path) * 20)
    message = {
        "sheets": True,
        "path": str(path.resolve()),
        "wanted": list(wanted),
        "profile": asdict(profile),
        "seconds": seconds,
        "where": where,
    }
    answer = run_worker(message, "", seconds, where)
    return {
        name: Sheet(name, {number: tuple(cells) for number, cells in rows}) for name, rows in answer["sheets"].items()
    }


def _require_workbook(path: Path, where: str) -> None:
    if not path.is_file():
        raise InputError("no_such_table", where=str(path))
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError:
        raise InputError("unreadable_table", where=str(path)) from None
    if head.startswith(_OLD):
        raise InputError("workbook_old_or_locked", where=where)
    if not head.startswith(_ZIP):
        raise InputError("workbook_broken", where=where)
