"""What a one-time link says: when it was made, then what nobody guesses."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

DATED = re.compile(r"([0-9a-f]{8})-")


def new_link(made: float | None = None) -> str:
    return f"{int(now() if made is None else made):08x}-{secrets.token_urlsafe(24)}"


def made_at(token: str) -> int | None:
    """Seconds; None of a link from before links said it."""
    dated = DATED.match(token)
    return int(dated[1], 16) if dated else None


def now() -> float:
    return datetime.now(UTC).timestamp()
