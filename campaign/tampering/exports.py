"""Exports altered."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from campaign.tampering.copies import Copy, Expected
from campaign.tampering.worlds import World
from weipian.record.head import NAME

Lines = list[str]


def _altered(world: World, copy: Copy, change: Callable[[Lines], Lines], first: int) -> Expected:
    path = copy.folder / "log.jsonl"
    shutil.copyfile(world.export.with_name(NAME), copy.folder / NAME)
    lines = change(world.export.read_text("utf-8").splitlines())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Expected(first, export=path)


def _length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def letter_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Any one letter of any line: another, one more, one less."""
    lines = world.export.read_text("utf-8").splitlines()
    at = chance.randrange(len(lines))
    line, place = lines[at], chance.randrange(len(lines[at]))
    new = line[:place] + chance.choice(("", "x", "9", " ", '"', "甲", line[place] * 2)) + line[place + 1 :]
    if new == line:
        return None
    return _altered(world, copy, lambda all_of: [*all_of[:at], new, *all_of[at + 1 :]], at + 1)


def line_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    at = chance.randrange(_length(world.export))
    return _altered(world, copy, lambda lines: lines[:at] + lines[at + 1 :], at + 1)


def line_doubled(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    at = chance.randrange(_length(world.export))
    return _altered(world, copy, lambda lines: lines[: at + 1] + lines[at:], at + 2)


def lines_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    one, other = sorted(chance.sample(range(_length(world.export)), 2))

    def swapped(lines: Lines) -> Lines:
        lines[one], lines[other] = lines[other], lines[one]
        return lines

    return _altered(world, copy, swapped, one + 1)


def tail_of_lines_cut(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    left = chance.randrange(_length(world.export))
    return _altered(world, copy, lambda lines: lines[:left], left + 1)


def sorted_otherwise(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Its lines by the text, or a line's keys in another order."""
    lines = world.export.read_text("utf-8").splitlines()
    if chance.random() < 0.5:
        new = sorted(lines)
        first = next((at for at, (mine, old) in enumerate(zip(new, lines, strict=True)) if mine != old), None)
        return None if first is None else _altered(world, copy, lambda _: new, first + 1)
    at = chance.randrange(len(lines))
    said = json.loads(lines[at])
    turned = json.dumps(dict(reversed(said.items())), ensure_ascii=False, separators=(",", ":"))
    return _altered(world, copy, lambda all_of: [*all_of[:at], turned, *all_of[at + 1 :]], at + 1)


KINDS = (letter_edited, line_removed, line_doubled, lines_swapped, tail_of_lines_cut, sorted_otherwise)
