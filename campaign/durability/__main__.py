"""`python -m campaign.durability kills|cuts|faults|rivals|ways --count N --seed S [-o FOLDER]`: figures as JSON."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

Run = Callable[[Path, int, int], dict[str, Any]]


def kills(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """kill −9 in all kinds of acts."""
    from campaign.durability.kills import killing

    return asdict(killing(folder, count, seed))


def cuts(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Power cuts: recordings of acts in every order, every third with a memory so small that a large act spills; a
    tenth of the images are of a workspace that is being made.
    """
    from campaign.durability.acts import ACTS
    from campaign.durability.cuts import Cut, Cutting, record, recording_of
    from made_books import made_desk

    lot, ran, every = random.Random(seed), list[Cut](), [kind for kind in ACTS if kind != "new"]  # noqa: S311
    for turn in range(-(-count // A_RECORDING)):
        place, images = folder / str(turn), min(A_RECORDING, count - turn * A_RECORDING)
        recording = record(place, lot.choices(every, k=8), pragmas="" if turn % 3 else TIGHT)
        ran.append(Cutting(recording, place / "images").run(images - images // 10, seed + turn))
        (place / "new").mkdir()
        recording = recording_of(made_desk(place / "elsewhere"), place / "new", ("new",))
        ran.append(Cutting(recording, place / "new-images").run(images // 10, seed + turn))
    total = {name: sum(getattr(one, name) for one in ran) for name in ("images", "different", "states", "lost")}
    return {**total, "complaints": [text for one in ran for text in one.complaints]}


A_RECORDING = 2_000
"""Images of one recording."""
TIGHT = "PRAGMA cache_size = 10; PRAGMA cache_spill = 1"


def ways(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """The same recording with synchronous FULL: what was lost before, and what EXTRA is for."""
    from campaign.durability.cuts import Cutting, record

    full = Cutting(record(folder / "full", pragmas="PRAGMA synchronous = FULL"), folder / "full-images").run(
        count, seed
    )
    extra = Cutting(record(folder / "extra"), folder / "extra-images").run(count, seed)
    said = {"FULL": full.lost, "EXTRA": extra.lost, "images": count, "example": full.complaints[:2]}
    return {**said, "complaints": extra.complaints}


def rivals(folder: Path, count: int, _seed: int) -> dict[str, Any]:
    """Fifty at once on SQLite, and on a PostgreSQL of the trial's own where there is one."""
    import private_server
    from campaign.durability.rivals import rounds

    os.environ.pop("DATABASE_URL", None)
    ran = {"sqlite": rounds(folder / "sqlite", count)}
    if private_server.found("postgres"):
        with private_server.server() as address:
            os.environ["DATABASE_URL"] = address
            ran["postgresql"] = rounds(folder / "postgresql", count)
    told = {name: asdict(one) for name, one in ran.items()}
    return {**told, "complaints": [text for one in ran.values() for text in one.complaints]}


def faults(folder: Path, _count: int, _seed: int) -> dict[str, Any]:
    """Every call of every kind of act fails."""
    from campaign.durability.acts import prepared
    from campaign.durability.faults import failing

    ran = {kind: failing(prepared(folder / kind), folder / kind, (kind,)) for kind in FAILING}
    codes: dict[str, int] = {}
    for one in ran.values():
        codes |= {code: codes.get(code, 0) + times for code, times in one.codes.items()}
    total = {"faults": sum(one.faults for one in ran.values()), "codes": codes}
    return {**total, "complaints": [text for one in ran.values() for text in one.complaints]}


FAILING = ("small", "batch", "ledger", "export", "large")
RUNS: dict[str, Run] = {"kills": kills, "cuts": cuts, "ways": ways, "rivals": rivals, "faults": faults}
USUAL = {"kills": 10_000, "cuts": 100_000, "ways": 10_000, "rivals": 1_000, "faults": 0}


def main() -> int:
    parser = argparse.ArgumentParser(
        "python -m campaign.durability", description="办成的一件不丢：强行结束、断电、并发"
    )
    parser.add_argument(
        "run",
        choices=RUNS,
        help="kills 强行结束，cuts 断电，ways 两种同步方式，rivals 五十人同时办，faults 磁盘每一步出错",
    )
    parser.add_argument(
        "--count", type=int, help="次数（默认 " + "、".join(f"{k} {v}" for k, v in USUAL.items()) + "）"
    )
    parser.add_argument("--seed", type=int, default=1, help="种子（默认 1）")
    parser.add_argument("-o", "--output", type=Path, help="放现场的文件夹；默认临时文件夹，没有问题就删掉")
    asked = parser.parse_args()
    folder = asked.output or Path(tempfile.mkdtemp(prefix="weipian-durability-"))
    folder.mkdir(parents=True, exist_ok=True)
    begun, count = time.monotonic(), asked.count or USUAL[asked.run]
    figures = RUNS[asked.run](folder.resolve(), count, asked.seed)
    day = datetime.now().astimezone().date().isoformat()
    about = {
        "run": asked.run,
        "date": day,
        "count": count,
        "seed": asked.seed,
        "version": f"SQLite {sqlite3.sqlite_version}",
    }
    about["seconds"] = round(time.monotonic() - begun)
    sys.stdout.write(json.dumps(about | figures, ensure_ascii=False, indent=1, default=str) + "\n")
    if figures["complaints"]:
        return 1
    if asked.output is None:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
