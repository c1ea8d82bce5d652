"""The acts that are cut off: small, of several events, a batch, a ledger taken in and undone, an export, a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from campaign.durability.judging import Told, head_of_now
from weipian.terms.acting import Act

Do = Callable[[Any, Path, int], str]
"""(desk, a folder for files, a number that is used once) → which file or folder was made, if any."""
ROWS, AN_EVENT = 70, 20
"""A large act's rows, and the rows of an event in these trials: the same way as 2,000, in less time."""


def small(desk: Any, _folder: Path, number: int) -> str:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    with acting(desk, Act.RECORD_KEPT, f"party:{number}") as act:
        key = act.add(Party, name=f"单位{number}", kind="企业")
        act.change(Party, key, note="核对过")
    return ""


def large(desk: Any, _folder: Path, number: int) -> str:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    rows = [{"name": f"农户{number}-{one}", "note": "长" * 60} for one in range(ROWS)]
    with patch("weipian.store.writing.MOST_ROWS", AN_EVENT), acting(desk, Act.RECORD_KEPT, "party:*") as act:
        act.add_many(Party, rows)
    return ""


def batch(desk: Any, _folder: Path, number: int) -> str:
    from made_books import SOME, Given, issue

    issue(desk, [Given(f"{number}-{one.number}", one.township, one.category) for one in SOME], f"批{number}")
    return ""


def ledger(desk: Any, folder: Path, number: int) -> str:
    """What the workbook says is taken in, and undone again."""
    from edited_ledger import take
    from weipian.office.ledger.undoing import undo
    from weipian.store.models import LedgerImport

    last = LedgerImport.objects.order_by("-id").first()
    if last is None or not last.current:
        take(desk, folder / "台账.xlsx", review=f"会审{number}")
    else:
        undo(desk, last.id)
    return ""


def export(desk: Any, folder: Path, number: int) -> str:
    from weipian.store.queries.log import export_log

    target = folder / f"日志{number % 3}.jsonl"
    export_log(desk, target)
    return str(target)


def new(desk: Any, folder: Path, number: int) -> str:
    from weipian.store.making import make
    from weipian.store.start import start

    make(folder / f"县{number}", "demo-2023", "clerk")
    start(desk.workspace.folder)
    return str(folder / f"县{number}")


ACTS: Mapping[str, Do] = {
    "small": small, "large": large, "batch": batch, "ledger": ledger, "export": export, "new": new,
}  # fmt: skip


def done(desk: Any, do: Do, folder: Path, number: int) -> Told:
    """One act, and what its caller may say of it."""
    made = do(desk, folder, number)
    return Told(*head_of_now(), made)


def prepared(folder: Path) -> Any:
    """A workspace with a batch in it; beside it, in `folder`, an edited ledger that can be taken in."""
    from edited_ledger import exported, write_cells
    from made_books import issue, made_desk

    desk = made_desk(folder / "county")
    issue(desk)
    path = exported(desk, folder / "台账.xlsx")
    write_cells(path, {"P1": {"determination": "新增建设用地违法"}})
    return desk
