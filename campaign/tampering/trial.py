"""One alteration tried: made on a copy, audited, and held against what must be found."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from campaign.tampering import exports, files, heads, log, past, rows, schema
from campaign.tampering.copies import Copy, Expected
from campaign.tampering.worlds import World
from weipian.record.audit import DATABASE, audit_export, audit_workspace
from weipian.record.findings import Report
from weipian.record.head import NAME
from weipian.record.quick import in_one
from weipian.record.sqlite import SqliteBooks

Kind = Callable[[World, Copy, random.Random], Expected | None]
KINDS: tuple[Kind, ...] = (
    *rows.KINDS, *log.KINDS, *heads.KINDS, *past.KINDS, *files.KINDS, *schema.KINDS, *exports.KINDS,
)  # fmt: skip
TRIES = 100
"""A kind is drawn anew where the database refuses, or nothing would differ."""
ELSEWHERE = ("head_", "log_rewritten", "database_behind", "tail_", "workspace_", "key_", "paper_", "earlier_", "file_",
             "evidence_file_", "policy_")  # fmt: skip
"""Findings that the quick way leaves to others."""


@dataclass(slots=True)
class Tally:
    """How many of each kind were tried, and what went wrong."""

    tried: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def run(worlds: list[World], place: Path, first: int, last: int, seed: int, kinds: tuple[Kind, ...] = KINDS) -> Tally:
    """Alterations first to last of a seed, kinds and worlds in turn."""
    tally = Tally()
    for number in range(first, last):
        kind, world = kinds[number % len(kinds)], worlds[number // len(kinds) % len(worlds)]
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - the same alteration each time
        wrong = _tried(kind, world, place / f"copy-{number}", chance)
        tally.tried[kind.__name__] = tally.tried.get(kind.__name__, 0) + 1
        tally.wrong += [f"{seed}-{number} {kind.__name__}: {one}" for one in wrong]
    return tally


def _tried(kind: Kind, world: World, folder: Path, chance: random.Random) -> list[str]:
    for _ in range(TRIES):
        copy = Copy.of(world, folder)
        try:
            expected = kind(world, copy, chance)
            if expected is not None:
                return [*_wrong(copy, expected)]
        finally:
            shutil.rmtree(folder)
    return ["nothing could be altered"]


def _wrong(copy: Copy, expected: Expected) -> list[str]:
    report = _audited(copy, expected)
    found = [one for one in report.findings if one.grave]
    wrong = [] if found else ["not found"]
    if expected.first is not None and report.first_bad != expected.first:
        wrong.append(f"first {report.first_bad}, not {expected.first}: {[str(one) for one in found[:3]]}")
    if expected.where and not any(expected.where in one.where for one in found):
        wrong.append(f"{expected.where} is not named: {[str(one) for one in found[:3]]}")
    if expected.export is None and any(not one.code.startswith(ELSEWHERE) for one in found) and _quick_is_content(copy):
        wrong.append("the quick way has no doubt")
    return wrong


def _audited(copy: Copy, expected: Expected) -> Report:
    if expected.export is not None:
        return audit_export(expected.export, copy.folder / NAME, expected.asked)
    return audit_workspace(copy.folder, expected.asked)


def _quick_is_content(copy: Copy) -> bool:
    with closing(SqliteBooks(copy.folder / DATABASE)) as books:
        return in_one(books, 3, frozenset(), False) is not None
