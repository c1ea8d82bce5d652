"""The refused rows of a batch as the error workbook wants them."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.programme.intake.comparing import Plan
from weipian.terms.errors import Refusal


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """Header, the refused rows' cells by row number, refusals."""

    header: tuple[str, ...]
    source_rows: dict[int, tuple[str, ...]]
    refused: list[Refusal]

    @classmethod
    def of(cls, plan: Plan) -> RefusedRows:
        incoming = plan.incoming
        cells = dict(incoming.cells)
        by_row = {one.row: one for one in incoming.issued}
        for refusal in plan.refused:
            if refusal.row in by_row:  # good in itself, but it stands in another batch
                cells[refusal.row] = incoming.cells_of(by_row[refusal.row])
        return cls(incoming.header, cells, list(plan.refused))
