"""Cases in words and as JSON; people's names and texts as the person at the desk may see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from weipian.office.cases.listing import CaseStands
from weipian.office.inspecting.able import told
from weipian.programme.rectification.cases.clocks import CaseClock
from weipian.store.acting import Desk
from weipian.store.eyes import eyes_of
from weipian.store.queries.beside_cases import Said
from weipian.store.queries.cases import Turn
from weipian.terms.cases import ApprovalStage, Child, Penalty, Stop, WithoutCase
from weipian.terms.words import Sure

ROW = Mapping[str, object]


def case_json(desk: Desk, one: CaseStands, *, whole: bool = False) -> dict[str, object]:
    case, now = one.case, one.now
    eyes = eyes_of(desk.policy, desk.actor)
    answer: dict[str, object] = {
        "case": case.number,
        "id": case.id,
        "breach": case.breach.value,
        "body": case.body,
        "party": eyes.name(case.party, case.party_kind) if case.party is not None else None,
        "project": case.project,
        "plots": [plot.number for plot in case.plots],
        "stage": now.stage.value,
        "suspended": now.suspended,
        "over": now.over,
        "children": [child.value for child in Child if child in now.children],
        "opened": case.turns[0].day.isoformat(),
        "penalties": [kind.value for kind in Penalty if kind in now.penalties],
        "next_steps": [step.value for step in one.next_steps],
        "deadlines": [clock.as_json() for clock in one.clocks],
        "hints": [hint.as_json() for hint in one.hints],
        "acts": [able.as_json() for able in one.ables],
    }
    if whole:
        answer["steps"] = [turn_json(desk, turn) for turn in case.turns]
    return answer


def turn_json(desk: Desk, turn: Turn) -> dict[str, object]:
    values = {"service": turn.service, "reason": turn.reason, "approver": turn.approver}
    shown = eyes_of(desk.policy, desk.actor).record("case_move", {k: v for k, v in values.items() if v is not None})
    return {
        "step": turn.step.value,
        "on": turn.day.isoformat(),
        "clue": turn.clue.isoformat() if turn.clue else None,
        "number": turn.number,
        "served": turn.served.isoformat() if turn.served else None,
        "service": shown.get("service", ""),
        "reason": shown.get("reason", ""),
        "approver": turn.approver_account or shown.get("approver", ""),
        "approver_paper": turn.approver_paper,
        **turn.more,
        "evidence": list(turn.evidence),
        "by": turn.by,
    }


def case_line(one: CaseStands) -> str:
    case, now, clock = one.case, one.now, one.next_clock
    children = "、".join(child.label for child in Child if child in now.children)
    reached = [hint.label for hint in one.hints if hint.reached]
    unknown = [hint.label for hint in one.hints if hint.reached is None]
    parts = (
        case.number,
        case.body,
        case.breach.label,
        "、".join(plot.number for plot in case.plots),
        f"{now.stage.label}{'（中止）' if now.suspended else ''}",
        f"未办结：{children}" if children else "",
        clock_line(clock) if clock else "",
        f"提示：{'、'.join(reached)}达到移送线，是否移送由人认定" if reached else "",
        f"提示：{'、'.join(unknown)}不明，没有比" if unknown and not case.breach.is_mining else "",
        f"下一步可为 {'、'.join(step.label for step in one.next_steps)}" if one.next_steps else "",
        told(one.ables),
    )
    return "　".join(filter(None, parts))


def clock_line(clock: CaseClock) -> str:
    due = f"到 {clock.due}" if clock.due else "到期日不能确定"
    period = f"（{clock.period}）" if clock.period else ""
    sure = f"，{clock.sure.label}" if clock.sure and clock.sure is not Sure.STATED else ""
    note = f"：{clock.note}" if clock.note and clock.due is None else ""
    return f"{clock.label}：从 {clock.starts} 起{period}{due}，{clock.state.label}{sure}{note}"


def case_text(desk: Desk, one: CaseStands) -> str:
    """Everything of one case, a line each."""
    steps = []
    for row in (turn_json(desk, turn) for turn in one.case.turns):
        label = next(turn.step.label for turn in one.case.turns if turn.step.value == row["step"])
        kinds = row.get("penalties", ())
        penalties = "、".join(Penalty(kind).label for kind in kinds) if isinstance(kinds, list | tuple) else ""
        said = (
            f"{row['on']}　{label}",
            str(row["number"]),
            f"送达 {row['served']}" if row["served"] else "",
            penalties,
            f"罚款 {row['fine']} 元" if row.get("fine") else "",
            f"由{row['executor']}组织实施" if row.get("executor") else "",
            str(row["reason"]),
            f"批准 {row['approver']} {row['approver_paper']}" if row["approver"] else "",
            f"经办 {row['by']}",
        )
        steps.append("　".join(filter(None, said)))
    hints = [hint.text for hint in one.hints if hint.reached]
    return "\n".join([case_line(one), *steps, *map(clock_line, one.clocks), *hints])


def said_json(desk: Desk, table: str, one: Said) -> dict[str, object]:
    """A record of a plot outside of cases, by its columns; links left out."""
    values = {name: value for name, value in one.values.items() if not name.endswith("_id") and name != "origin"}
    given = {name: value for name, value in values.items() if value is not None}
    shown = {**values, **eyes_of(desk.policy, desk.actor).record(table, given)}
    texts = {name: value.isoformat() if isinstance(value, date) else value for name, value in shown.items()}
    place = {"plot": one.plot.number, "patch": one.plot.patch, "township": one.plot.about.township}
    counted = {"counts": one.values["right_id"] is not None} if "right_id" in one.values else {}
    return {"id": one.id, **place, **texts, "evidence": one.values.get("evidence_id"), **counted, "by": one.by}


def stop_line(row: ROW) -> str:
    outcome = f"{row['visited']} 复查：{Stop(str(row['outcome'])).label}" if row["outcome"] else "没有复查"
    served = f"{row['served']} 送达" if row["served"] else "没有送达"
    parts = (row["plot"], row["township"], row["day"], row["number"], served, outcome, row["found"])
    return "　".join(str(part) for part in parts if part)


def less_line(row: ROW) -> str:
    how = WithoutCase(str(row["how"])).label
    approved = f"批准 {row['approver'] or '（账号）'} {row['approver_paper'] or ''}"
    parts = (row["plot"], row["township"], row["day"], how, row["number"], row["reason"], approved)
    return "　".join(str(part) for part in parts if part)


def approval_line(row: ROW) -> str:
    stage = ApprovalStage(str(row["stage"])).label
    counts = "算已补办" if row["counts"] else "还不算已补办"
    linked = f"增减挂钩，{'已勾选' if row['ticked'] else '没有勾选'}" if row["linked"] else ""
    higher = "上级直接批准" if row["higher"] else ""
    paper = (row["number"], row["authority"])
    parts = (row["plot"], row["township"], row["day"], stage, *paper, linked, higher, counts, row["reason"])
    return "　".join(str(part) for part in parts if part)
