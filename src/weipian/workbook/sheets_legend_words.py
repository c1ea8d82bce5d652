"""What is told of a column: its meaning, who fills it, its clause."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Told:
    """`who` is empty where the system fills the column."""

    tip: str = ""
    who: str = ""
    clause: str = ""


def told_of(key: str) -> Told:
    return _all().get(key, Told())


@cache
def _all() -> dict[str, Told]:
    found = tomllib.loads(files("weipian.workbook").joinpath("legend.toml").read_text(encoding="utf-8"))
    who = found["who"]
    return {
        key: Told(one["tip"], who[one["who"]] if "who" in one else "", one.get("clause", ""))
        for key, one in found["columns"].items()
    }
