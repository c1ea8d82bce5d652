"""A plot's records as an answer keeps them: what the ratio counts, and the events that wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from weipian.office.ledger.counting import counted
from weipian.office.ledger.following import determined
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.report.objection.answering import Keep
from weipian.store.queries.ledger import Line, lines
from weipian.terms.acting import State
from weipian.terms.words import Determination, LayerKind, Outcome


def kept_of(line: Line) -> dict[str, Any]:
    """Values as texts; `counts` the row of the ratio, None where the plot is in none."""
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
        "counts": _row_kept(counted(line)),
    }


def _row_kept(row: LedgerRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "plot": row.plot,
        "township": row.township,
        "determination": row.determination.value,
        "cultivated": str(row.cultivated),
        "outcome": row.outcome.value,
        "supplementary": row.supplementary,
        "accepted_above": row.accepted_above,
    }


def row_then(kept: Mapping[str, Any]) -> LedgerRow | None:
    """The row of the ratio as it was kept."""
    said = kept.get("counts")
    if said is None:
        return None
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
