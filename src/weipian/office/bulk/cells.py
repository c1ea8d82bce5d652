"""Cells of a row as an act's values; what is missing is refused with its column."""

from __future__ import annotations

import re
from datetime import date

from weipian.office.bulk.evidence import EVIDENCE, LONGEST
from weipian.office.given_rows import Row, text
from weipian.terms.errors import InputError


def day_of(row: Row, key: str, label: str) -> date:
    """Raises InputError."""
    value = row.get(key)
    if not isinstance(value, date):
        raise InputError("inspection_needs", where=key, name=label)
    return value


def number_of(row: Row, key: str, label: str) -> int:
    """A number of ours. Raises InputError."""
    words = text(row, key)
    if words and not (words.isascii() and words.isdecimal() and len(words) <= LONGEST):
        raise InputError("not_our_number", where=key, text=words)
    if not words:
        raise InputError("inspection_needs", where=key, name=label)
    return int(words)


def several(row: Row, key: str) -> tuple[str, ...]:
    """Words divided by anything, each once."""
    return tuple(dict.fromkeys(word for word in re.split(r"[、，,；;\s]+", text(row, key)) if word))


def proofs_of(row: Row) -> tuple[int, ...]:
    found = row[EVIDENCE]
    assert isinstance(found, tuple)
    return found


def proof_of(row: Row) -> int | None:
    """One at the most. Raises InputError."""
    found = proofs_of(row)
    if len(found) > 1:
        raise InputError("evidence_one", where=EVIDENCE)
    return found[0] if found else None
