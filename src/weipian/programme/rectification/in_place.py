"""整改到位: what still stands in the way, and who can mend it. Nothing here decides; a person does (plan 二(五))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.programme.inspection.opined import basis
from weipian.programme.rectification.evidence import Found
from weipian.programme.rectification.progressing import last_application
from weipian.store.queries.rectification_records import Records
from weipian.terms.acting import Act
from weipian.terms.rectification import CheckResult
from weipian.terms.words import GateName

Json = Mapping[str, Any]
AREA_WORDS = {"cultivated_mu": "耕地面积", "farmland_mu": "永久基本农田面积", "redline_mu": "生态保护红线面积"}


@dataclass(frozen=True, slots=True)
class Stop:
    """Why not yet, and the act that mends it."""

    why: str
    act: Act


@dataclass(frozen=True, slots=True)
class Asked:
    """The patch's gates of now (B and C alone count here), the basis of the opinion at gate B, "" where none is."""

    gates: Sequence[Json]
    opinion: Mapping[str, str] | None

    def of(self, gate: GateName) -> Json | None:
        return next((one for one in self.gates if one["gate"] == gate.value), None)


def stops(
    records: Records, asked: Asked, accepted: bool, evidence: Sequence[Found], *, evidence_bars: bool
) -> list[Stop]:
    """In the order in which they are to be mended."""
    found = [] if accepted else [Stop("乡镇还没有自验", Act.SELF_ACCEPTED)]
    found += [Stop(f"{one.said}", Act.EVIDENCE_ADDED) for one in evidence if one.bars and evidence_bars]
    return [*found, *at_gate_b(asked), *at_gate_c(records, asked)]


def at_gate_b(asked: Asked) -> list[Stop]:
    """The county office's inspection of the whole patch, on the facts of now."""
    gate = asked.of(GateName.B)
    if gate is None:
        return []
    if not gate["certain"]:
        return [unknown(gate)]
    if asked.opinion is None:
        return [Stop("闸门 B：县卫片办还没有逐一核查、出具意见", Act.OFFICE_OPINION_GIVEN)]
    if dict(asked.opinion) != basis(gate):
        return [Stop("闸门 B：出具意见以后事实有变，须重新核查", Act.OFFICE_OPINION_GIVEN)]
    return []


def at_gate_c(records: Records, asked: Asked) -> list[Stop]:
    """The prefecture's check, passed on the facts of now."""
    gate = asked.of(GateName.C)
    if gate is None:
        return []
    if not gate["certain"]:
        return [unknown(gate)]
    applied = last_application(records)
    if applied is None:
        return [Stop("闸门 C：还没有向市卫片办申请核验", Act.UPPER_ACCEPTANCE_APPLIED)]
    if applied.answer is None:
        return [Stop("闸门 C：市卫片办还没有答复核验", Act.UPPER_ACCEPTANCE_ANSWERED)]
    if applied.answer.result is CheckResult.FAILED:
        return [Stop("闸门 C：市卫片办核验未通过，须整改后重新申请", Act.UPPER_ACCEPTANCE_APPLIED)]
    if dict(applied.basis) != basis(gate):
        return [Stop("闸门 C：核验以后面积有变，须重新申请", Act.UPPER_ACCEPTANCE_APPLIED)]
    return []


def unknown(gate: Json) -> Stop:
    """Whether a gate fires hangs on something that nobody knows: 待确认 stops too."""
    what = "、".join(AREA_WORDS.get(name, name) for name in gate.get("unknown", ()))
    return Stop(f"闸门 {gate['gate']} 待确认：{what}不明，请先套合或填报", Act.MEASURED)
