"""What a look-up in the ministry's systems gave, as registers write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from weipian.fence.field import NO, YES

FOUND, NOT_FOUND = "已查到", "未查到"


def flag_of(text: str) -> bool | None:
    """Yes, no, or neither; look-ups have words of their own."""
    if text in (*YES, FOUND, "True", "true"):
        return True
    return False if text in (*NO, NOT_FOUND, "False", "false") else None


def is_confirmed(values: Mapping[str, str], looked_up: Mapping[str, bool]) -> bool:
    """Do the systems know an approval: by the last look-up that is booked, else by what its layer says."""
    booked = looked_up.get(values.get("number", ""))
    return flag_of(values.get("in_systems", "")) is True if booked is None else booked


def confirmed(records: Iterable[Mapping[str, Any]], looked_up: Mapping[str, bool]) -> list[str]:
    """The confirmed ones among booked records, by number, or by row where they have none."""
    return sorted({name_of(one) for one in records if is_confirmed(one["values"], looked_up)})


def name_of(record: Mapping[str, Any]) -> str:
    """What a record is called."""
    return str(record["values"].get("number") or f"#{record['row']}")
