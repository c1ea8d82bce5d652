"""The findings of a plot for people: what each rule answered, why, by which clause, what is missing, how near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weipian.terms.words import Answer, Sure

SIGNS = {Answer.HOLDS: ("✓", "holds"), Answer.FAILS: ("✗", "fails"), Answer.NOT_ENOUGH_EVIDENCE: ("？", "unknown")}
GATES = {Answer.HOLDS: "启动", Answer.NOT_ENOUGH_EVIDENCE: "待确认", Answer.FAILS: "接近但未达到"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`line`: what was measured, the line, how far apart. `sure`: how certain the law's reading is, if not stated."""

    sign: str
    kind: str
    answer: str
    label: str
    because: str
    clause: str
    missing: str
    line: str
    sure: str
    gate: bool


def findings_of(found: Sequence[dict[str, Any]]) -> list[Finding]:
    """In the rules' own order."""
    return [_finding(one) for one in found]


def _finding(one: dict[str, Any]) -> Finding:
    answer, gate = Answer(one["answer"]), str(one["rule"]).startswith("gates.")
    sign, kind = SIGNS[answer]
    sure = Sure(one["sure"]) if one.get("sure") else Sure.STATED
    return Finding(
        sign,
        kind,
        GATES[answer] if gate else answer.label,
        str(one["label"]),
        str(one["because"]),
        str(one["clause"]),
        "；".join(map(str, one["missing"])),
        _line(one),
        "" if sure is Sure.STATED else sure.label,
        gate,
    )


def _line(one: dict[str, Any]) -> str:
    if one["threshold"] is None:
        return ""
    has = "不明" if one["measured"] is None else one["measured"]
    apart = "" if one["margin"] is None else f"，相差 {one['margin']}"
    return f"实为 {has}，界线 {one['threshold']}{apart}"
