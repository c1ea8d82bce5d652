"""The findings of a plot: the rules' answers and the gates, with what is missing and how near the line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from weipian.store.queries.explain import Story
from weipian.terms.area import decimals
from weipian.terms.words import Answer

Json = dict[str, Any]
LAND = {"cultivated": "耕地", "farmland": "永久基本农田", "redline": "生态保护红线", "mining": "疑似违法开采"}
UNKNOWN = {
    "suspected_unlawful": "是否疑似违法",
    "new_building": "是否新增建（构）筑物",
    "cultivated_mu": "耕地面积",
    "farmland_mu": "永久基本农田面积",
    "redline_mu": "生态保护红线面积",
    "mining_mu": "疑似违法开采面积",
}
KEYS = ("rule", "label", "clause", "answer", "because", "missing", "measured", "threshold", "margin", "sure")


def findings(story: Story) -> list[Json]:
    """As the contract gives them: the rules first, then the gates of the whole patch."""
    if story.proposed is None:
        return []
    answer = story.proposed.values["answer"]
    rules = [{key: one[key] for key in KEYS} for one in answer["findings"]]
    gates = [_gate(gate) for gate in story.proposed.values["gates"]]
    return [*rules, *gates, *(_near(one) for one in answer.get("near_misses", ()))]


def _gate(gate: Mapping[str, Any]) -> Json:
    unknown = [UNKNOWN.get(name, name) for name in gate.get("unknown", ())]
    answer = Answer.HOLDS if gate["certain"] else Answer.NOT_ENOUGH_EVIDENCE
    return _line(gate, answer, unknown)


def _near(gate: Mapping[str, Any]) -> Json:
    return _line(gate, Answer.FAILS, [])


def _line(gate: Mapping[str, Any], answer: Answer, missing: list[str]) -> Json:
    measured, threshold = gate["measured_mu"], gate["threshold_mu"]
    land = LAND.get(str(gate["rule"]).rpartition(".")[2], "")
    has = "还不清楚" if measured is None else f"{measured} 亩"
    return {
        "rule": gate["rule"],
        "label": f"闸门{gate['gate']}",
        "clause": gate["clause"],
        "answer": answer.value,
        "because": f"整个图斑{land} {has}，面积线 {threshold} 亩",
        "missing": missing,
        "measured": measured,
        "threshold": threshold,
        "margin": None if measured is None else decimals(Fraction(measured) - Fraction(threshold), 4),
        "sure": "stated",
    }
