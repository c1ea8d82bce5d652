"""A guard against the wrong layer: a land-use survey's classes must be land classes."""

from __future__ import annotations

from weipian.fence.ids import as_id
from weipian.fence.vector import VectorTable
from weipian.geometry.cultivated import LandClass
from weipian.terms.errors import InputError

SHOWN = 3


def require_land_classes(table: VectorTable, column: str) -> None:
    """Raises InputError where most of the classes are none."""
    texts = {text for value in table.columns[column] if (text := as_id(value))}
    strange = sorted(text for text in texts if not _is_class(text))
    if not texts or len(strange) * 2 > len(texts):
        samples = "、".join(f"「{text}」" for text in strange[:SHOWN]) or "空"
        raise InputError("layer_not_land_classes", where=table.source, column=column, samples=samples)


def _is_class(text: str) -> bool:
    try:
        LandClass.read(text)
    except InputError:
        return False
    return True
