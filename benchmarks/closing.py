"""How fast a period is counted and closed: `python -m benchmarks.closing [--patches 3000] [FOLDER]`.

A year of patches in 36 batches, each measured on three layers, proposed (an answer of 20 kB, as the rules write it),
inspected, filed and determined. Then: the recount of the whole year, the office's check of a month, a month's close, a
year's close, and the year shown with what changed since. All of them as one person at the desk, best of three where
nothing is written.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from weipian.store.making import make

POLICY, USER = "demo-2023", "clerk"
RECOUNT_MOST, CLOSE_MOST = 1.0, 5.0
LONG = "依据和理由。" * 3_300
KINDS = ("new_nonfarm_construction", "continuing_change", "other_new_construction", "mining")
ROUNDS, BATCHES = 3, 36
Took = tuple[float, float]
"""Seconds of the processor, and by the clock."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closing", description=__doc__)
    parser.add_argument("--patches", type=int, default=3_000)
    parser.add_argument("folder", nargs="?", default=tempfile.gettempdir())
    said = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="weipian-closing-", dir=said.folder))
    try:
        found = measured(folder, said.patches)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, (worked, seconds) in found.items():
        print(f"{name}: {seconds:.2f} s, of the processor {worked:.2f} s")  # noqa: T201
    good = found["recount of the year"][1] <= RECOUNT_MOST and found["close of a month"][1] <= CLOSE_MOST
    print("达到" if good else "未达到")  # noqa: T201
    return 0 if good else 1


def measured(folder: Path, patches: int) -> dict[str, Took]:
    made = make(folder / "workspace", POLICY, USER)
    from weipian.office.closing.acts import Closing, check_period, close_period
    from weipian.office.closing.asked import shown
    from weipian.office.closing.figures import figures, terms_of
    from weipian.office.closing.rows import recount
    from weipian.policy import load
    from weipian.programme.submission.periods.windows import window
    from weipian.store.acting import Desk
    from weipian.store.queries.ledger import lines
    from weipian.store.queries.people import actor_of_system_user
    from weipian.terms.acting import Role
    from weipian.terms.closing import PeriodKind

    desk = Desk(made.workspace, load(POLICY), actor_of_system_user(USER))
    fill(desk, patches)
    roles = frozenset({Role.COUNTY_REVIEWER, Role.COUNTY_LEADER})
    leader = replace(desk, actor=replace(desk.actor, roles=roles))
    year, day = window(desk.policy, PeriodKind.YEAR, "2023"), date(2024, 2, 20)

    def counted() -> None:
        figures(recount(desk.policy, year, lines(reasons=False), day).plots, terms_of(desk.policy))

    how = Closing({}, "示例")
    return {
        "recount of the year": min(timed(counted) for _ in range(ROUNDS)),
        "check of a month": timed(lambda: check_period(leader, PeriodKind.MONTH, "2024-02", day)),
        "close of a month": timed(lambda: close_period(leader, PeriodKind.MONTH, "2024-02", how, day)),
        "close of the year": timed(lambda: close_period(leader, PeriodKind.YEAR, "2023", how, day)),
        "the year shown": min(timed(lambda: shown(desk, PeriodKind.YEAR, "2023")) for _ in range(ROUNDS)),
    }


MM, SIDE = 111_000_000, 111_000
"""About so many millimetres in a degree and in an outline's side: the boxes only have to lie apart as these do."""


def timed(what: Callable[[], object]) -> Took:
    start, worked = time.perf_counter(), time.process_time()
    what()
    return time.process_time() - worked, time.perf_counter() - start


def fill(desk: Any, patches: int) -> None:
    """A year's patches, with all that the books keep of each."""
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.terms.acting import Act

    days = [date(2023, 1, 5) + timedelta(days=10 * (number * BATCHES // patches)) for number in range(patches)]
    townships, ids = desk.policy.townships, range(1, patches + 1)
    with acting(desk, Act.BATCH_ADDED, "batch") as act:
        batch = act.add(
            models.Batch, name="年", version=1, year=2023, period="", issued=days[0], received=days[0], source="x",
            source_sha256="", patches=patches, refused=0,
        )  # fmt: skip
        own = [
            (f"P{key:05}", KINDS[key % 4], townships[key % len(townships)], day)
            for key, day in zip(ids, days, strict=True)
        ]
        plain = {"version": 1, "batch_id": batch, "supplementary": False, "issued_area": "3.5", "issued_unit": "mu",
                 "attributes": {}, "crs": "EPSG:4490", "area_um2": 2_333_000_000}  # fmt: skip
        act.add_many(models.Patch, [{**plain, **row} for row in map(_laid, own, ids)])
        area = {"area_um2": 2_333_000_000, "state": "determined"}
        act.add_many(
            models.Plot,
            [
                {**area, "number": one[0], "patch_id": key, "township": one[2]}
                for key, one in zip(ids, own, strict=True)
            ],
        )
        act.add_many(
            models.Standing,
            [{**area, "number": name, "patch_id": key, "batch_id": batch, "category": kind, "township": town,
              "issued": day} for key, (name, kind, town, day) in zip(ids, own, strict=True)],
        )  # fmt: skip
        for kind in ("land_use", "permanent_basic_farmland", "ecological_redline"):
            laid = {"kind": kind, "checked": "found", "area_um2": 2_000_000_000, "detail": {"cultivated_um2": 10**9}}
            act.add_many(models.Measurement, [{**laid, "plot_id": key} for key in ids])
        told = {"policy": POLICY, "conclusion": "unlawful", "nature": "unlawful_new", "rule": "x",
                "answer": {"because": LONG}, "gates": [{"gate": "A", "certain": True}]}  # fmt: skip
        act.add_many(models.Proposal, [{**told, "plot_id": key} for key in ids])
        act.add_many(models.SiteFacts, [{"plot_id": key, "facts": {"inspected": "2023-12-31"}} for key in ids])
        act.add_many(models.Filed, [{"areas": _areas(key), "marks": {}, "plot_id": key} for key in ids])
        act.add_many(models.Determination, [_determined(key, one[1]) for key, one in zip(ids, own, strict=True)])


def _areas(key: int) -> dict[str, str]:
    """No two plots alike: nothing may be remembered of another plot's area."""
    return {"area": f"{3.5 + key / 10_000:.4f}", "cultivated": f"{1.5 + key / 10_000:.4f}"}


def _laid(one: tuple[str, str, str, date], key: int) -> dict[str, Any]:
    """A patch in a place of its own: the month's check lays those on one another whose boxes meet."""
    import shapely

    name, kind, town, day = one
    x, y = 110.3 + key % 60 * 0.005, 26.0 + key // 60 * 0.005
    west, south = round(x * MM), round(y * MM)
    box = {"west": west, "south": south, "east": west + SIDE, "north": south + SIDE}
    outline = shapely.to_wkb(shapely.box(x, y, x + 0.001, y + 0.001))
    return {"number": name, "category": kind, "township": town, "issued": day, "wkb": outline, **box}


def _determined(plot: int, kind: str) -> dict[str, Any]:
    word = "" if kind == "mining" else "unlawful_new"
    return {"plot_id": plot, "review": "会审1", "determination": word, "conclusion": "unlawful", "because": "现场"}


if __name__ == "__main__":
    raise SystemExit(main())
