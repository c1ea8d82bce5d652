"""A year's workspace made once: found again and verified the next time; nobody's work in it is thrown away."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from weipian.policy import load
from weipian.record.audit import audit_workspace
from weipian.store.making import Made, make
from weipian.store.start import start

if TYPE_CHECKING:
    from weipian.store.acting import Desk

STAMP = "year.json"
FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Kept:
    """The desk in the workspace; `fresh`: made just now; `aside`: where another one that stood here was put."""

    desk: Desk
    fresh: bool
    aside: Path | None = None


def year_workspace(folder: Path, origin: str, policy: str, os_user: str, work: Callable[[Desk, Made], None]) -> Kept:
    """The finished workspace of this origin; else a new one in which `work` is done, with the administrator's link.

    Raises InputError.
    """
    if _is_whole(folder, origin):
        return Kept(desk_in(folder, os_user), fresh=False)
    aside = _cleared(folder)
    made = make(folder, policy, os_user)
    _stamp(folder, origin, finished=False)
    desk = desk_in(folder, os_user)
    work(desk, made)
    _stamp(folder, origin, finished=True)
    return Kept(desk, fresh=True, aside=aside)


def desk_in(folder: Path, os_user: str) -> Desk:
    workspace = start(folder)
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    return Desk(workspace, load(workspace.policy), actor_of_system_user(os_user))


def _is_whole(folder: Path, origin: str) -> bool:
    """Finished, of the same origin, and every row as the log has it."""
    stamp = _stamped(folder)
    return stamp.get("origin") == origin and stamp.get(FINISHED) is True and audit_workspace(folder).clean


def _stamped(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _stamp(folder: Path, origin: str, *, finished: bool) -> None:
    (folder / STAMP).write_text(json.dumps({"origin": origin, FINISHED: finished}), encoding="utf-8")


def _cleared(folder: Path) -> Path | None:
    """An unfinished one of ours goes away; whatever else stands there is put aside."""
    if not folder.exists():
        return None
    if _stamped(folder).get(FINISHED) is False:
        shutil.rmtree(folder)
        return None
    number = 1
    while (aside := folder.with_name(f"{folder.name}-旧{number}")).exists():
        number += 1
    return folder.rename(aside)
