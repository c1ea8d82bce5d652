"""A cell as it is kept in the books: one plain text a value."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

from weipian.fence.field import Field
from weipian.terms.words import Word


def kept_text(field: Field, cell: str) -> str:
    """A cell as it is kept: words by key, flags 1 and 0, dates ISO, numbers as written. Raises InputError."""
    value = field.read(cell)
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case date():
            return value.isoformat()
        case Word():
            return value.value
        case Fraction():
            return unicodedata.normalize("NFKC", cell).strip().removeprefix("+")
    return str(value).strip()
