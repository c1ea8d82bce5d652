"""Run in a process of its own: the year lived in a new workspace until a day; its closes as JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path


def live(county: Path, folder: Path, last: date) -> list[dict[str, object]]:
    from weipian.cli.desk import system_user
    from weipian.office.county import read_county
    from weipian.office.year.kept import desk_in
    from weipian.store.making import make

    files = read_county(county / "county.toml")
    made = make(folder, files.policy, system_user())
    desk = desk_in(folder, system_user())
    from weipian.demo.days.year import live

    lived = live(desk, made, files, lambda *_: None, last)
    closes = lived.diary.closes
    return [
        {"kind": one.kind, "key": one.key, "version": one.version, "figures": json.loads(one.figures)} for one in closes
    ]


if __name__ == "__main__":
    print(json.dumps(live(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])), ensure_ascii=False))
