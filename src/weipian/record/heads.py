"""The signed heads, in the database and beside it, against the log."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from weipian.record.findings import Finding
from weipian.record.head import NAME, Head, head_of
from weipian.record.paper import Mark
from weipian.record.walk import Walk


def read_head(path: Path) -> Head | None:
    """A head's text; None where there is none that can be read."""
    try:
        return head_of(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def spoken_of(beside: Head | None, marks: Iterable[Mark]) -> frozenset[int]:
    """The events whose hashes are asked for."""
    return frozenset({mark.seq for mark in marks} | ({beside.seq} if beside else set()))


def check_heads(inside: Head | None, beside: Head | None, walk: Walk) -> None:
    """Both heads; adds to the walk's report."""
    add = walk.report.add
    if inside is None:
        add(Finding("head_missing", "log_head"))
        return
    check_head(inside, walk, "log_head")
    if beside is None:
        add(Finding("head_missing", NAME))
    elif not beside.genuine() or (beside.key, beside.workspace) != (inside.key, inside.workspace):
        add(Finding("head_forged", NAME))
    elif beside.seq > walk.seq:
        add(Finding("database_behind_head", NAME, params=_ends(beside, walk), seq=walk.seq + 1))
    elif walk.hashes.get(beside.seq) != beside.hash:
        add(Finding("log_rewritten", NAME, params={"head": beside.seq}, seq=beside.seq))
    elif beside.seq < inside.seq:
        add(Finding("tail_unsigned", NAME, grave=False, params=_ends(beside, walk)))


def check_head(head: Head | None, walk: Walk, where: str) -> None:
    """A head that must be the end of the log."""
    add = walk.report.add
    if head is None:
        add(Finding("head_missing", where))
    elif not head.genuine():
        add(Finding("head_forged", where))
    elif (head.seq, head.hash) != (walk.seq, walk.last):
        first = head.seq if head.seq == walk.seq else min(head.seq, walk.seq) + 1
        add(Finding("head_elsewhere", where, params=_ends(head, walk), seq=max(first, 1)))


def _ends(head: Head, walk: Walk) -> dict[str, object]:
    return {"head": head.seq, "log": walk.seq}
