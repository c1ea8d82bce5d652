"""`calc gates`: all four gates of every patch, as JSON and as Chinese text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from weipian.policy import Policy
from weipian.programme.inspection.facts import FACTS_FIELDS, Facts
from weipian.programme.inspection.gates import Asked, Firing, Trigger, gate_table, line
from weipian.programme.inspection.rules import UnionHint, gate_a, gate_d, union_hint
from weipian.programme.rectification.rules import gate_b, gate_c
from weipian.terms.area import decimals
from weipian.terms.words import GateName

__all__ = ["FACTS_FIELDS", "Facts", "gates_answer", "gates_text"]

ASKED = {GateName.A: gate_a, GateName.B: gate_b, GateName.C: gate_c, GateName.D: gate_d}
AREAS = {
    "cultivated": "耕地",
    "farmland": "永久基本农田",
    "redline": "生态保护红线",
    "mining": "疑似违法开采",
}
UNKNOWNS = {"suspected_unlawful": "是否疑似违法", "new_building": "是否新增建（构）筑物"}
BODIES = {
    "county_office": "县卫片办",
    "prefecture_office": "市卫片办",
    "leading_group": "县卫片执法领导小组",
}


def gates_answer(rows: Iterable[Facts | Mapping[str, object]], policy: Policy) -> dict[str, object]:
    """The contract's JSON of `calc gates`; beside it `hints` and `near_misses`, which are no gates."""
    facts = [row if isinstance(row, Facts) else Facts.of(row) for row in rows]
    table, union = gate_table(policy), line(policy, "gates.A.union_hint", "farmland_redline")
    asked = {item.patch: {gate: rule(item, table[gate]) for gate, rule in ASKED.items()} for item in facts}
    hints = [hint for item in facts if (hint := union_hint(item, table[GateName.A], union))]
    return {
        "policy": policy.name,
        "patches": {
            patch: [_firing(answer.firing) for answer in answers.values() if answer.firing]
            for patch, answers in asked.items()
        },
        "near_misses": [
            {"patch": patch, "gate": str(gate), **_trigger(trigger)}
            for patch, answers in asked.items()
            for gate, answer in answers.items()
            for trigger in _missed(answer)
        ],
        "hints": [_hint(hint) for hint in hints],
    }


def _missed(answer: Asked) -> tuple[Trigger, ...]:
    """Values just under a line count as a near miss only where the gate does not fire anyway."""
    return () if answer.firing and answer.firing.certain else answer.near


def _firing(firing: Firing) -> dict[str, object]:
    entry: dict[str, object] = {
        "gate": str(firing.gate),
        "who": firing.who,
        **_trigger(firing.strongest),
        "near": firing.strongest.near,
        "certain": firing.certain,
    }
    if firing.unknown:
        entry["unknown"] = list(firing.unknown)
    if len(firing.triggers) > 1:
        entry["also"] = [_trigger(trigger) for trigger in firing.triggers[1:]]
    return entry


def _trigger(trigger: Trigger) -> dict[str, object]:
    measured = trigger.measured
    return {
        "rule": trigger.threshold.rule,
        "clause": trigger.threshold.clause,
        "measured_mu": None if measured is None else decimals(measured, 4),
        "threshold_mu": decimals(trigger.threshold.mu, 4),
    }


def _hint(hint: UnionHint) -> dict[str, object]:
    return {
        "patch": hint.patch,
        "gate": str(GateName.A),
        "rule": hint.threshold.rule,
        "clause": hint.threshold.clause,
        "measured_mu": decimals(hint.measured, 4),
        "threshold_mu": decimals(hint.threshold.mu, 4),
        "certain": hint.certain,
    }


def gates_text(answer: Mapping[str, object]) -> str:
    """The answer for people, one line a gate."""
    patches = answer["patches"]
    assert isinstance(patches, dict)
    lines = [f"实地核查与核验（政策 {answer['policy']}）"]
    for patch, entries in patches.items():
        if entries:
            lines += [f"{patch}", *(_entry_line(entry) for entry in entries)]
    quiet = sum(not entries for entries in patches.values())
    lines.append(f"共 {len(patches)} 个图斑，其中 {quiet} 个没有触发")
    lines += _listed("接近面积线但未达到：", answer["near_misses"])
    lines += _listed("永久基本农田与生态保护红线合计达到提示线（不是触发，请核对去重面积）：", answer["hints"])
    return "\n".join(lines)


def _entry_line(entry: Mapping[str, object]) -> str:
    gate, who = str(entry["gate"]), BODIES.get(str(entry["who"]), str(entry["who"]))
    near = "，接近面积线" if entry["near"] else ""
    return f"  闸门{gate} {_measured(entry)}，由{who}办理（{entry['clause']}）{near}{_doubt(entry)}"


def _measured(entry: Mapping[str, object]) -> str:
    area = AREAS.get(str(entry["rule"]).rpartition(".")[2], "合计")
    value = "面积不清楚" if entry["measured_mu"] is None else f"{entry['measured_mu']} 亩"
    return f"{area} {value}（线 {entry['threshold_mu']} 亩）"


def _doubt(entry: Mapping[str, object]) -> str:
    unknown = entry.get("unknown")
    if not isinstance(unknown, list):
        return ""
    names = [UNKNOWNS.get(name) or AREAS[name.removesuffix("_mu")] + "面积" for name in unknown]
    return f"——待确认：{'、'.join(names)}未填"


def _listed(title: str, entries: object) -> list[str]:
    assert isinstance(entries, list)
    if not entries:
        return []
    return [title, *(f"  {entry['patch']} 闸门{entry['gate']} {_measured(entry)}" for entry in entries)]
