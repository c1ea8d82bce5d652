"""What an inspection may say of a plot: the ledger's own columns, each as the books keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weipian.fence.field import Field, folded_name
from weipian.fence.kept import kept_text
from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.terms.errors import InputError

ELSEWHERE = frozenset(
    {"patch", "township", "filed_mu", "filed_cultivated_mu", "nonfarm_conversion", "unlawful_housing", "sensitive"}
)
"""Columns of an inspection's table that are no facts of the ground: they are filed, or marks."""
SITE_FIELDS: Mapping[str, Field] = {one.key: one for one in INSPECTION_FIELDS if one.key not in ELSEWHERE}
OWN = frozenset({"inspected", "inspector", "account"})
"""Facts that the record itself gives: when, who, the written account."""


def fact(name: str, text: str) -> tuple[str, str]:
    """One fact by key, label or alias → key and kept text; an empty text takes the fact away. Raises InputError."""
    wanted = folded_name(name)
    field = next((one for one in SITE_FIELDS.values() if wanted in one.names()), None)
    if field is None or field.key in OWN:
        allowed = "、".join(f"{one.label}" for one in SITE_FIELDS.values() if one.key not in OWN)
        raise InputError("inspection_fact", where=name, fields=allowed)
    try:
        return field.key, kept_text(field, text)
    except InputError as error:
        raise InputError(error.code, where=field.label, **error.params) from None


def merged(old: Mapping[str, str], said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The facts with what was said now in them."""
    found = {**old, **dict(said)}
    return {key: text for key, text in found.items() if text}
