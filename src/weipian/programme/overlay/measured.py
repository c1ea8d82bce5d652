"""What `weipian measure` answers with: the table, what was refused, what a person must know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weipian.terms.errors import Refusal

if TYPE_CHECKING:
    from weipian.programme.overlay.contradictions import Contradiction
    from weipian.programme.overlay.ground import Ground
    from weipian.programme.overlay.measure import Overlay
    from weipian.workbook.columns import Columns


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused row and the source that it stands in."""

    source: str
    refusal: Refusal

    def __str__(self) -> str:
        return f"{self.source} {self.refusal}"

    def as_json(self) -> dict[str, object]:
        return {**self.refusal.as_json(), "where": f"{self.source} 第{self.refusal.row}行"}


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """`table` has the contract's columns; `patches` and `ids` go with `overlay.rows.patch`."""

    table: Columns
    refused: tuple[RefusedRow, ...]
    said: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    patches: Ground
    ids: list[str]
    overlay: Overlay

    @property
    def columns(self) -> dict[str, list[str]]:
        """The table with every cell as text; made anew each time."""
        return {name: column.texts() for name, column in self.table.items()}

    def contradictions_json(self) -> list[dict[str, object]]:
        """All contradictions for --json; `said` names only the first twenty."""
        return [
            {
                "layer": one.layer,
                "rows": [one.row_a, one.row_b],
                "area_m2": one.area.text_m2(),
                "patches": [self.ids[patch] for patch in one.patches],
            }
            for one in self.contradictions
        ]
