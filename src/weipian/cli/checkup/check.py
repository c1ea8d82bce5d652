"""One line of the check-up."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, RISK, MISSING = "good", "risk", "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and how to mend it."""

    what: str
    health: str
    found: str
    mend: str = ""
