"""What was written down on site, as cells of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from weipian.programme.submission.fields import SITE
from weipian.terms.words import Word

Cell = str | Fraction | date | None
OWN = frozenset({"project", "remark", "mining_mu"})
"""These have a place of their own in the ledger."""


def site_cells(visit: Mapping[str, object]) -> dict[str, Cell]:
    """The facts of a visit by column."""
    return {field.key: cell_of(visit.get(field.key)) for field in SITE if field.key not in OWN}


def cell_of(value: object) -> Cell:
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case Word():
            return value.label
        case Fraction() | date():
            return value
    return str(value)
