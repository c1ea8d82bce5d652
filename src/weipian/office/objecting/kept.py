"""A plot's records as an answer keeps them: what the ratio counts, and the events that wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from weipian.office.ledger.counting import counted, in_parts
from weipian.office.ledger.following import determined
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.report.objection.answering import Keep
from weipian.store.queries.ledger import Line, lines
from weipian.terms.acting import State
from weipian.terms.words import Determination, LayerKind, Outcome


def kept_of(line: Line) -> dict[str, Any]:
    """Values as texts; `counts` the rows of the ratio, none where the plot is in none."""
    land = line.laid.get(LayerKind.LAND_USE)
    said = line.determined
    return {
        "determination": determined(line),
        "review": said.values["review"] if said else "",
        "final": said.values["final"] == "1" if said else False,
        "determined_event": said.event if said else 0,
        "township": line.township,
        "outcome": line.right.values["outcome"] if line.right else "",
        "area": line.filed_areas.get("area", ""),
        "cultivated": line.filed_areas.get("cultivated", ""),
        "area_um2": line.area_um2,
        "cultivated_um2": land.detail.get("cultivated_um2") if land else None,
        "counts": _rows_kept(line),
    }


def _rows_kept(line: Line) -> list[dict[str, Any]]:
    row = counted(line)
    return [] if row is None else [_row_kept(part) for part in in_parts(row, line)]


def _row_kept(row: LedgerRow) -> dict[str, Any]:
    return {
        "plot": row.plot,
        "township": row.township,
        "determination": row.determination.value,
        "cultivated": str(row.cultivated),
        "outcome": row.outcome.value,
        "supplementary": row.supplementary,
        "accepted_above": row.accepted_above,
    }


def rows_then(kept: Mapping[str, Any]) -> list[LedgerRow]:
    """The rows of the ratio as they were kept: one, or one a part."""
    return [_row_then(said) for said in kept.get("counts") or ()]


def _row_then(said: Mapping[str, Any]) -> LedgerRow:
    return LedgerRow(
        said["plot"],
        said["township"],
        Determination(said["determination"]),
        Fraction(said["cultivated"]),
        Outcome(said["outcome"]),
        supplementary=said["supplementary"],
        accepted_above=said["accepted_above"],
    )


def keeping(found: Iterable[Line] | None = None) -> Keep:
    """Looks a plot up; the books are read when it is first asked."""
    known: dict[str, Line] = {}

    def keep(plot: str) -> Mapping[str, Any] | None:
        if not known:
            every = lines(reasons=False) if found is None else found
            known.update({line.plot: line for line in every if line.state is not State.WITHDRAWN})
        line = known.get(plot)
        return kept_of(line) if line is not None else None

    return keep
