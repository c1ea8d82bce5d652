"""Mechanisms, projects' steps, referrals and townships' own beginnings as they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.report.pressing.acts.mechanisms import decider_error
from weipian.programme.report.pressing.acts.recording import START_ACTS
from weipian.programme.report.pressing.seeing import require_some, seen_referrals, sees_mechanism, sees_start
from weipian.programme.report.pressing.starts import stands
from weipian.store.acting import Desk
from weipian.store.actors import may, who_can, who_named
from weipian.store.eyes import eyes_of
from weipian.store.queries.accountability import StartHere, starts
from weipian.store.queries.mechanisms import MechanismHere, mechanisms, steps_of
from weipian.terms.acting import Act
from weipian.terms.pressing import MechanismState, Trigger


@dataclass(frozen=True, slots=True)
class CanDo:
    """An act on a row: `why` empty where this person can do it now; who can."""

    act: Act
    why: str
    who: str

    def as_json(self) -> dict[str, object]:
        return {"act": self.act.value, "label": self.act.label, "can": not self.why, "why": self.why, "who": self.who}


ABOUT_STATE = {
    MechanismState.PROPOSED: (Act.MECHANISM_DECIDED,),
    MechanismState.DECIDED: (Act.MECHANISM_LIFTED,),
}


def listed(desk: Desk, today: date) -> list[dict[str, Any]]:
    """Those in sight. Raises InputError for who sees none at all."""
    require_some(desk)
    return [_mechanism(desk, one, today) for one in mechanisms() if sees_mechanism(desk, one)]


def _mechanism(desk: Desk, one: MechanismHere, today: date) -> dict[str, Any]:
    values = {"person": one.person, "because": one.because, "decision": one.decision, "ground": one.ground,
              "signer": one.signer, "reason": one.reason}  # fmt: skip
    eyes = eyes_of(desk.policy, desk.actor)
    shown = eyes.record("mechanism", {name: text for name, text in values.items() if text is not None})
    ended = one.state is MechanismState.DECIDED and one.ends_on is not None and today > one.ends_on
    return {
        "mechanism": one.mechanism,
        "kind": one.kind.value,
        "label": one.kind.label,
        "state": one.state.value,
        "state_label": "已到期" if ended else one.state.label,
        "township": one.township or None,
        "project": one.project or None,
        "department": one.department or None,
        "triggers": list(one.triggers),
        "trigger_labels": [Trigger(name).label for name in one.triggers],
        **{name: shown.get(name) for name in values},
        "proposed_by": one.proposed_by,
        "proposed_on": one.proposed_on.isoformat(),
        "decided_by": one.decided_by or None,
        **{name: _day(getattr(one, name)) for name in ("decided_on", "ends_on", "held_on", "lifted_on")},
        "ended": ended,
        "acts": [_can(desk, act, one).as_json() for act in ABOUT_STATE.get(one.state, ())],
    }


def _can(desk: Desk, act: Act, one: MechanismHere) -> CanDo:
    refused = decider_error(desk, act, one)
    return CanDo(act, refused.message if refused else "", who_named(desk.policy, f"pressing.decides_{one.kind.value}"))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def mechanism_line(one: dict[str, Any]) -> str:
    whom = one["township"] or one["project"]
    can = "；".join(act["label"] if act["can"] else f"{act['label']}由{act['who']}办" for act in one["acts"])
    ends = f"　至 {one['ends_on']}" if one["ends_on"] else ""
    grounds = "、".join(one["trigger_labels"])
    return f"{one['mechanism']}　{one['label']}　{whom}　{one['state_label']}{ends}　{grounds}　{can}".rstrip()


def steps_listed(desk: Desk) -> list[dict[str, Any]]:
    """What was recorded of projects: of all for the county, of its own for a department."""
    require_some(desk)
    own = desk.sight.department
    found = [one for one in steps_of() if desk.sight.everything or (own and one.department == own)]
    eyes = eyes_of(desk.policy, desk.actor)
    return [
        {
            "step": one.id,
            "project": one.project,
            "kind": one.kind.value,
            "label": one.kind.label,
            "day": one.day.isoformat(),
            "department": one.department,
            "number": one.number,
            "note": eyes.record("project_step", {"note": one.note})["note"] if one.note else None,
        }
        for one in found
    ]


def referrals_listed(desk: Desk) -> list[dict[str, Any]]:
    """Number, day, receiver, receipt; for who sees escalation papers, and what somebody entered for themselves."""
    require_some(desk)
    schema = desk.policy.schema
    return [
        {
            "referral": one.referral,
            "number": one.number,
            "day": one.day.isoformat(),
            "receiver": one.receiver,
            "receiver_label": schema.bodies.get(one.receiver, schema.words.get(one.receiver, one.receiver)),
            "receipt": one.receipt,
            "receipt_on": _day(one.receipt_on),
        }
        for one in seen_referrals(desk)
    ]


def starts_listed(desk: Desk, today: date) -> list[dict[str, Any]]:
    """Townships' own interviews and accountability procedures, by when their papers were due, and how late."""
    require_some(desk)
    return [_start(desk, one, today) for one in starts() if sees_start(desk, one)]


def _start(desk: Desk, one: StartHere, today: date) -> dict[str, Any]:
    found = stands(desk.policy, one.kind, one.day, one.papers, today)
    refused = may(desk.policy, desk.actor, Act.PAPERS_SENT)
    able = CanDo(
        Act.PAPERS_SENT,
        refused.error(desk.actor.label).message if refused else "",
        who_can(desk.policy, Act.PAPERS_SENT),
    )
    return {
        "start": one.start,
        "kind": one.kind.value,
        "label": one.kind.label,
        "act": START_ACTS[one.kind].value,
        "township": one.township,
        "day": one.day.isoformat(),
        "due": _day(found.due),
        "sent": {name: day.isoformat() for name, day in sorted(one.papers.items())},
        "missing": [paper.value for paper in found.missing],
        "missing_labels": [paper.label for paper in found.missing],
        "complete_on": _day(found.complete_on),
        "late_working_days": found.late,
        "acts": [able.as_json()] if found.missing else [],
    }


def start_line(one: dict[str, Any]) -> str:
    missing = "、".join(one["missing_labels"])
    papers = f"还缺 {missing}" if missing else f"已报齐（{one['complete_on']}）"
    late = one["late_working_days"]
    said = "工作日推算不出" if late is None else f"已迟 {late} 个工作日" if late else "未逾期"
    due = one["due"] or "日期待定"
    return f"{one['start']}　{one['township']}　{one['label']}　{one['day']}　{due} 前报　{papers}　{said}"
