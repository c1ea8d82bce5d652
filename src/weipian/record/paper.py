"""Heads in other hands: what a stamped paper shows, or an earlier head's text, held against the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weipian.record.findings import Finding
from weipian.record.head import MARK, head_of
from weipian.record.walk import Walk

PRINTED = re.compile(rf"(?P<seq>\d{{1,18}})\s*[:：]\s*(?P<hash>[0-9A-Fa-f]{{{MARK},64}})(?![0-9A-Fa-f])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """An event's number, and how its hash begins (16 to 64 hexadecimal digits)."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


class NoMark(ValueError):
    """A text that is no mark; its argument is the text."""


def mark_of(text: str) -> Mark:
    """One mark as it is printed. Raises NoMark."""
    found = PRINTED.fullmatch(text.strip())
    if found is None:
        raise NoMark(text)
    return Mark(int(found["seq"]), found["hash"].lower())


def marks_of(text: str) -> list[Mark]:
    """Every mark of a text: one a line, other words beside it allowed; or a head's own text. Raises NoMark."""
    try:
        head = head_of(text)
        return [Mark(head.seq, head.hash.lower())]
    except ValueError:
        pass
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = [PRINTED.search(line) for line in lines]
    wrong = [line for line, one in zip(lines, found, strict=True) if one is None]
    if wrong or not lines:
        raise NoMark(wrong[0] if wrong else "")
    return [Mark(int(one["seq"]), one["hash"].lower()) for one in found if one]


def hold_against(marks: Iterable[Mark], walk: Walk) -> Iterator[Finding]:
    """Papers that don't fit. The first event that may be false comes after the last paper that fits before it."""
    fits = 0
    for mark in sorted(set(marks)):
        place = f"纸面日志头 {mark.seq}:{mark.hash[:MARK]}"
        if mark.seq > walk.seq:
            ends = {"log": walk.seq, "head": mark.seq}
            yield Finding("paper_beyond_log", place, params=ends, seq=walk.seq + 1)
        elif walk.hashes.get(mark.seq, "").startswith(mark.hash):
            fits = mark.seq
        else:
            between = {"first": fits + 1, "head": mark.seq, "fits": fits}
            code = "paper_differs_after" if fits else "paper_differs"
            yield Finding(code, place, params=between, seq=fits + 1)
