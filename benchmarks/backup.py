"""How long a backup and a restore take: `python -m benchmarks.backup [PATCHES] [FOLDER]`, files and rows by number.

A workspace is filled through `acting()` with patches, plots, standings and four measurements a plot; then backed up,
checked, restored and drilled. Wall seconds and the process's own CPU seconds; the machine's load is printed beside.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from weipian.store.making import make

POLICY, USER = "demo-2023", "clerk"
AT_ONCE = 20_000
KINDS = ("land_use", "permanent_basic_farmland", "ecological_redline", "approval_boundary")


def filled(folder: Path, count: int) -> Any:
    """A desk in a workspace of so many patches."""
    made = make(folder, POLICY, USER)
    from weipian.policy import load
    from weipian.store.acting import Desk, acting
    from weipian.store.models import Batch, Measurement, Patch, Plot, Standing
    from weipian.store.queries.people import actor_of_system_user
    from weipian.terms.acting import Act

    desk, day = Desk(made.workspace, load(POLICY), actor_of_system_user(USER)), date(2023, 8, 1)
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        with acting(desk, Act.BATCH_ADDED, f"batch:{start}") as act:
            batch = act.add(
                Batch, name=str(start), version=1, year=2023, period="2023-08", issued=day, received=day,
                source="x.shp", source_sha256="", patches=len(numbers), refused=0,
            )  # fmt: skip
            keys = act.add_many(Patch, [patch_row(number, batch, day) for number in numbers])
            whole = {"area_um2": 2_333_000_000, "township": "星原镇", "state": "measured"}
            named = list(zip(numbers, keys, strict=True))
            plots = act.add_many(
                Plot,
                [{"number": f"P{number}", "patch_id": key, **whole} for number, key in named],
            )
            act.add_many(
                Standing,
                [
                    {
                        "number": f"P{number}",
                        "patch_id": key,
                        "batch_id": batch,
                        "category": "new",
                        "issued": day,
                        **whole,
                    }
                    for number, key in named
                ],
            )
            laid = {"checked": "found", "area_um2": 2_333_000_000, "detail": {"cultivated_um2": 1_200_000_000}}
            act.add_many(Measurement, [{"plot_id": plot, "kind": kind, **laid} for plot in plots for kind in KINDS])
    return desk


def patch_row(number: int, batch: int, day: date) -> dict[str, Any]:
    return {
        "number": f"P{number}", "version": 1, "batch_id": batch, "category": "new", "supplementary": False,
        "issued": day, "issued_area": "3.5", "issued_unit": "mu", "township": "星原镇",
        "attributes": {"XZQMC": "星原镇", "TBLX": "新增非农建设类", "QSX": "20220722", "HSX": "20221219"},
        "crs": "EPSG:4490", "wkb": os.urandom(400), "area_um2": 2_333_000_000,
        "west": number, "south": number, "east": number + 1, "north": number + 1,
    }  # fmt: skip


def timed(what: str, work: Callable[[], Any]) -> Any:
    begun, used = time.perf_counter(), time.process_time()
    found = work()
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    print(f"{what}: {wall:.1f} s, CPU {cpu:.1f} s, load {os.getloadavg()[0]:.0f}", flush=True)  # noqa: T201
    return found


def main(words: list[str]) -> None:
    from weipian.store.backup.checking import check
    from weipian.store.backup.continuing import Wish
    from weipian.store.backup.drilling import drill
    from weipian.store.backup.restoring import restore
    from weipian.store.backup.taking import take

    count = int(words[0]) if words else 100_000
    folder = Path(tempfile.mkdtemp(prefix="weipian-backup-bench-", dir=words[1] if len(words) > 1 else None))
    try:
        desk = timed(f"filling {count} patches", lambda: filled(folder / "county", count))
        made = timed("backup", lambda: take(desk, folder / "a.zip", lambda _: None))
        size = (folder / "county/weipian.sqlite3").stat().st_size
        print(f"{sum(made.manifest.tables.values())} rows, {size / 1e6:.0f} MB -> {made.bytes / 1e6:.0f} MB")  # noqa: T201
        timed("check", lambda: check(made.path, lambda _: None))
        timed("restore", lambda: restore(made.path, folder / "back", Wish(USER), lambda _: None))
        found = timed("drill", lambda: drill(made.path, USER, folder / "county", lambda _: None))
        if not found.passed:
            raise SystemExit(str(found.differences or found.findings))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
