"""Run in a process of its own: the year lived in a new workspace until a day, or its closes asked for again."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

EVERY = 9
"""Steps of the year between two looks at what is kept."""


def live(county: Path, folder: Path, last: date) -> list[Any]:
    """The figures of every close on its day, with kind, key and version, in their order."""
    from weipian.cli.desk import system_user
    from weipian.office.county import read_county
    from weipian.office.year.kept import desk_in
    from weipian.store.making import make

    files = read_county(county / "county.toml")
    made = make(folder, files.policy, system_user())
    desk = desk_in(folder, system_user())
    from weipian.demo.days.year import live as lived

    def tell(_what: str, done: int, _of: int) -> None:
        if done % EVERY == 0:
            kept_is_anew(desk)

    closes = lived(desk, made, files, tell, last).diary.closes
    return [[one.kind, one.key, one.version, json.loads(one.figures)] for one in closes]


def kept_is_anew(desk: Any) -> None:
    """What a process keeps by patch, and follows along the log, is what another reads and works out anew."""
    from weipian.office.inspecting.gates import gates_now
    from weipian.store.queries.kept_by_patch import keep_by_patch
    from weipian.store.queries.ledger import lines

    told = []
    for on in (True, False):
        keep_by_patch(on=on)
        found = lines(reasons=False)
        told.append((found, gates_now(desk.policy)(sorted({line.patch for line in found}))))
    assert told[0] == told[1]


def closes_now(folder: Path) -> list[Any]:
    """The same, as they are shown now."""
    from weipian.cli.desk import system_user
    from weipian.office.year.kept import desk_in

    desk = desk_in(folder, system_user())
    from weipian.office.closing.asked import shown
    from weipian.store.queries.closing import closes
    from weipian.terms.closing import PeriodKind

    return [
        [one.kind, one.key, one.version, shown(desk, PeriodKind(one.kind), one.key, one.version).frozen]
        for one in closes()
    ]


if __name__ == "__main__":
    where, *more = sys.argv[1:]
    said = live(Path(where), Path(more[0]), date.fromisoformat(more[1])) if more else closes_now(Path(where))
    print(json.dumps(said, ensure_ascii=False, sort_keys=True))
