"""The paper of an objection's answer: what was asked, what is answered, and what this paper is not."""

from __future__ import annotations

from weipian.store.acting import Desk
from weipian.store.eyes import eyes_of
from weipian.store.queries.objection import objection_here
from weipian.store.seeing import seen
from weipian.terms.errors import InputError
from weipian.terms.objection import NO_REMEDY, ObjectionStepKind


def paper_of(desk: Desk, number: int) -> str:
    """Raises InputError where nothing is answered yet."""
    found, eyes = objection_here(number, seen(desk)), eyes_of(desk.policy, desk.actor)
    last = found.step(ObjectionStepKind.ANSWERED, ObjectionStepKind.NOT_TAKEN)
    if last is None:
        raise InputError(
            "objection_turn", where=str(number), stands=found.steps[-1].kind.label if found.steps else "待受理"
        )
    who = eyes.name(found.party) if found.party else found.township
    said = last.result.label if last.result else last.kind.label
    more = "县卫片办将另行办理改正，改正结果在异议一览中列明。" if last.result and last.result.wants_correction else ""
    return "\n".join(
        [
            "异议答复（稿）",
            f"文号：{last.paper or '（未编号）'}　日期：{last.day}",
            f"{who}：",
            f"你方于 {found.day} 对地块 {found.plot} 的{found.about.label}提出异议：{eyes.deep(found.reason)}",
            f"经核对，异议{said}。理由：{eyes.deep(last.reason)}",
            more,
            f"说明：{NO_REMEDY}",
            f"办理期限由县卫片办自定（{desk.policy.value('objection.answer').note}）。",
        ]
    )
