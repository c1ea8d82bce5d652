"""What a password has to be, by the profile that the office chose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from weipian.terms.errors import InputError

KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^\w\s]|[\u4e00-\u9fff]")


class Profile(StrEnum):
    """How strict the office is."""

    ORDINARY = "ordinary"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Asks:
    """So many characters, of so many kinds (small, capital, digit, sign)."""

    least: int
    kinds: int


PROFILES = {Profile.ORDINARY: Asks(10, 2), Profile.STRICT: Asks(14, 3)}


def require_password(profile: Profile, name: str, first: str, second: str) -> None:
    """Raises InputError that says what is missing."""
    asks = PROFILES[profile]
    if first != second:
        raise InputError("password_unlike", where="密码")
    if len(first) < asks.least:
        raise InputError("password_short", where="密码", least=asks.least)
    kinds = sum(bool(re.search(kind, first)) for kind in KINDS)
    try:
        validate_password(first)
        simple = kinds < asks.kinds or name.lower() in first.lower()
    except ValidationError:
        simple = True
    if simple:
        raise InputError("password_simple", where="密码", kinds=f"大写、小写、数字、符号至少 {asks.kinds} 种")
