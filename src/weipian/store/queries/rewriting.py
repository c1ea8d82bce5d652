"""Rows as they are stored, to write them anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from weipian.store import models


def values_of(model: Any, keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Rows as they are stored, without what every row has, by id: to write them anew."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    rows = model._default_manager.filter(id__in=list(keys)).order_by("id").values("id", *names)
    return {row.pop("id"): row for row in rows}


def former(model: type[models.Superseded], key: int) -> dict[str, Any]:
    """A row that was replaced, as values to write anew."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    found: dict[str, Any] = model._default_manager.filter(id=key).values(*names).get()
    return found
