"""How much of personal data somebody sees: the one place by which records and plots are masked on their way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weipian.terms.personal import (
    GONE,
    PERSONAL,
    Mask,
    is_of_person,
    masked_cell,
    masked_name,
    masked_number,
    without_numbers,
)

HIDDEN = "（已遮盖）"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Eyes:
    """`names`: whether people's names may be seen. Their numbers and telephones nobody sees without asking."""

    names: bool

    def name(self, name: str | None, kind: str = "") -> str:
        """A party's name: a body's as it is."""
        if name is None:
            return GONE
        shown = without_numbers(name)
        return masked_name(shown) if not self.names and is_of_person(name, kind) else shown

    def record(self, table: str, values: Values) -> dict[str, Any]:
        """A row's values by column, as they may be shown; links and other columns as they are."""
        masks = PERSONAL.get(table, {})
        person = table == "party" and is_of_person(values.get("name") or "", values.get("kind") or "")
        return {
            column: self._shown(masks[column], value, values, person) if column in masks else value
            for column, value in values.items()
        }

    def _shown(self, mask: Mask, value: Any, row: Values, person: bool) -> Any:
        if value is None:
            return GONE
        text = str(value)
        match mask:
            case Mask.NAME:
                return self.name(text, str(row.get("kind") or ""))
            case Mask.NUMBER:
                return masked_number(text) if person else without_numbers(text)
            case Mask.TEXT:
                return HIDDEN if text and person and not self.names else without_numbers(text)

    def cells(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """Cells of a source by the names of their columns."""
        return {
            column: masked_cell(column, text, names=self.names) if isinstance(text, str) else text
            for column, text in cells.items()
        }

    def deep(self, value: Any) -> Any:
        """Texts and cells at any depth."""
        if isinstance(value, str):
            return without_numbers(value)
        if isinstance(value, Mapping):
            plain = self.cells({key: one for key, one in value.items() if isinstance(one, str)})
            return {key: plain[key] if key in plain else self.deep(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.deep(one) for one in value)
        return value
