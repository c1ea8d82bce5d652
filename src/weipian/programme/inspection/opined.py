"""What an opinion at a gate was given on, so that it is seen when the facts have changed since (plan 二(二)(八))."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

BETWEEN = re.compile(r"[、，,；;\s]+")


def basis(asked: Mapping[str, Any]) -> dict[str, str]:
    """What a gate was asked on: each line that it reached, the area in 亩 as shown, and what was not known."""
    lines = [asked, *asked.get("also", ())]
    found = {str(one["rule"]): str(one["measured_mu"]) for one in lines}
    return {**found, "unknown": "、".join(asked.get("unknown", ()))}


def names(present: str) -> tuple[str, ...]:
    """Who was there, each once."""
    return tuple(dict.fromkeys(filter(None, BETWEEN.split(present))))
