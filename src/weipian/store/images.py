"""From an act's values to what is stored and what is logged: one form for both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from weipian.record.canon import Value, text_of

Stored = dict[str, Value]
"""Column → the raw value that the database keeps."""


def stored(model: type[models.Model], values: Mapping[str, Any]) -> Stored:
    """Values by column, as the database keeps them. Raises KeyError for a column that the table lacks."""
    return {field.column: raw(values[field.attname]) for field in fields_of(model, values)}


def fields_of(model: type[models.Model], values: Mapping[str, Any]) -> list[Any]:
    """The fields that values are given for, in the table's order."""
    found = [field for field in model._meta.concrete_fields if field.attname in values]
    if len(found) != len(values):
        known = {field.attname for field in model._meta.concrete_fields}
        raise KeyError(f"{model._meta.db_table}: {sorted(set(values) - known)}")
    return found


def with_defaults(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """A new row's values; what is not given is the field's default, or NULL."""
    given = dict(values)
    for field in model._meta.concrete_fields:
        if field.attname not in given:
            given[field.attname] = field.get_default()
    return given


def raw(value: Any) -> Value:
    """One value as the database keeps it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list | tuple):
        return text_of(value)
    if isinstance(value, str):
        return str(value)
    assert value is None or isinstance(value, int | bytes), type(value)
    return value


def table_of(model: type[models.Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def columns_of(model: type[models.Model], values: Mapping[str, Value]) -> list[Any]:
    """Raw values in their order, as the connection takes them: a server's flags are not numbers."""
    if connection.vendor == "sqlite":
        return list(values.values())
    flags = flags_of(model._meta.label)
    return [bool(value) if name in flags and value is not None else value for name, value in values.items()]


@cache
def flags_of(label: str) -> frozenset[str]:
    """A table's columns that are flags."""
    model = apps.get_model(label)
    return frozenset(field.column for field in model._meta.concrete_fields if isinstance(field, models.BooleanField))
