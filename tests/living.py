"""Run in a process of its own: the year lived in a new workspace until a day, or its closes asked for again."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any


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

    closes = lived(desk, made, files, lambda *_: None, last).diary.closes
    return [[one.kind, one.key, one.version, json.loads(one.figures)] for one in closes]


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
