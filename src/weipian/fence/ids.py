"""Which column names a row, where nobody said: a column that is called like one and does tell rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LIKELY = (
    "图斑编号",
    "patch",
    "jcbh",
    "tbbh",
    "tbybh",
    "监测编号",
    "id",
    "编号",
    "图斑号",
    "bsm",
    "tbid",
    "objectid",
    "fid",
)
_ENOUGH = 0.5
"""Share of distinct values from which a column still names rows; the doubled ones are refused one by one."""


def guess_id_column(columns: Mapping[str, Sequence[object]]) -> str | None:
    """The column that names the rows, None where no column is called like one or its values repeat."""
    by_name = {name.strip().lower(): name for name in reversed(list(columns))}
    called = [by_name[name] for name in LIKELY if name in by_name]
    for least in (1.0, _ENOUGH):
        for name in called:
            if distinctness(columns[name]) >= least:
                return name
    return None


def distinctness(values: Sequence[object]) -> float:
    """The share of rows whose value stands once; empty cells count as repeats."""
    texts = as_ids(values)
    return len({text for text in texts if text}) / len(texts) if texts else 0.0


def as_ids(values: Sequence[object]) -> list[str]:
    """All of a column; texts, as almost all ids are, the short way."""
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        return list(map(str.strip, texts))
    return [as_id(value) for value in values]


def as_id(value: object) -> str:
    """An id is an opaque text; a whole number that a float column made of it loses its point."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()
