"""How fast acts are kept: `python -m benchmarks.books [FOLDER …]`, one figure a folder, memory-backed ones and disks.

A single act is one row in a transaction of its own with its event, signed head and the head's text, all of it synced
as the folder's disk does it; a bulk act is 20,000 rows in one transaction; an audit reads all of it again.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from weipian.store.making import make

POLICY, USER = "demo-2023", "clerk"
SINGLE, BULK, ROUNDS = 1_000, 20_000, 5


def measured(folder: Path) -> dict[str, float]:
    """Medians of several rounds in a workspace of its own."""
    made = make(folder / "workspace", POLICY, USER)
    from weipian.policy import load
    from weipian.record.audit import audit_workspace
    from weipian.store.acting import Desk, acting
    from weipian.store.models import Party
    from weipian.store.queries.people import actor_of_system_user
    from weipian.terms.acting import Act

    desk = Desk(made.workspace, load(POLICY), actor_of_system_user(USER))

    def singles() -> float:
        start = time.perf_counter()
        for number in range(SINGLE):
            with acting(desk, Act.RECORD_KEPT, f"party:{number}") as act:
                act.add(Party, name=f"单位{number}", kind="企业")
        return SINGLE / (time.perf_counter() - start)

    def bulk() -> float:
        rows = [{"name": f"农户{number}", "kind": "农户", "number": str(number)} for number in range(BULK)]
        start = time.perf_counter()
        with acting(desk, Act.RECORD_KEPT, "party:many") as act:
            act.add_many(Party, rows)
        return BULK / (time.perf_counter() - start)

    found = {
        "single acts/s": statistics.median(singles() for _ in range(ROUNDS)),
        "bulk rows/s": statistics.median(bulk() for _ in range(ROUNDS)),
    }
    start = time.perf_counter()
    report = audit_workspace(made.workspace.folder)
    if report.findings:
        raise SystemExit(str(report.findings[0]))
    return {**found, "audited columns/s": report.columns / (time.perf_counter() - start)}


def main(folders: list[str]) -> None:
    for name in folders or ["/dev/shm", tempfile.gettempdir()]:  # noqa: S108 - a memory-backed folder on purpose
        folder = Path(tempfile.mkdtemp(prefix="weipian-books-", dir=name))
        try:
            figures = measured(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{name}: " + ", ".join(f"{what} {value:,.0f}" for what, value in figures.items()))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
