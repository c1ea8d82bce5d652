"""Evidence as a row of a table names it: by its number, or by the hash of the original."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from weipian.store.acting import Desk
from weipian.store.queries.bulk import evidence_by_hash
from weipian.store.seeing import seen
from weipian.terms.errors import InputError

EVIDENCE = "evidence"
"""The column's key, in every table that has one."""
HASH = re.compile(r"[0-9a-f]{64}")
LONGEST = 18
SIGNS = re.compile(r"[、，,；;号\s]+")


def with_evidence(desk: Desk, cells: Sequence[str]) -> Callable[[str], tuple[int, ...]]:
    """Reads such cells; the hashes of all of them are looked up at once. Raises InputError, `where` the column."""
    hashes = {word for cell in cells for word in _words(cell) if HASH.fullmatch(word)}
    known = evidence_by_hash(hashes, seen(desk)) if hashes else {}

    def read(cell: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(_number(word, known.get(word, [])) for word in _words(cell)))

    return read


def _words(cell: str) -> list[str]:
    return [word for word in SIGNS.split(cell.strip().lower()) if word]


def _number(word: str, known: Sequence[int]) -> int:
    if HASH.fullmatch(word):
        if len(known) > 1:
            raise InputError("evidence_hash_twice", where=EVIDENCE, numbers="、".join(map(str, known)))
        if known:
            return known[0]
    elif word.isascii() and word.isdecimal() and len(word) <= LONGEST:
        return int(word)
    raise InputError("evidence_unknown", where=EVIDENCE)
