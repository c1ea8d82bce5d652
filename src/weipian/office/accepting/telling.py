"""Checklists for people and programs, the table of all townships, the year's result for the prefecture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from weipian.office.accepting.checklist import ItemHere, TownshipHere
from weipian.office.inspecting.able import told
from weipian.policy import Policy
from weipian.programme.report.acceptance.rules import most
from weipian.store.queries.acceptance import FindingHere
from weipian.terms.acceptance import Appraisal
from weipian.terms.area import decimals

OURS = "分值为本系统所设，方案没有规定；数字取自本系统登记，分数和结论由人作出"


def points_text(value: Any) -> str:
    return decimals(value, 1).removesuffix(".0")


def as_json(one: TownshipHere, today: date) -> dict[str, Any]:
    return {
        "township": one.township,
        "items": [_item(row) for row in one.lines],
        "total": points_text(one.reached),
        "scored": one.scored,
        "hint": one.hint.value if one.hint else None,
        "findings": [_finding(row, today) for row in one.findings],
        "conclusion": _conclusion(one),
        "lags": list(one.lags),
        "supervised": [
            {"on": row.day.isoformat(), "why": row.why, "told": row.told, "by": row.by} for row in one.supervised
        ],
        "acts": [able.as_json() for able in one.ables],
    }


def _item(row: ItemHere) -> dict[str, Any]:
    return {
        "item": row.item.key,
        "label": row.item.label,
        "clause": row.item.clause,
        "weight": points_text(row.item.weight),
        "weight_note": row.item.note,
        "figures": [
            {
                "figure": one.key,
                "label": one.label,
                "value": one.value,
                "source": one.source,
                "rows": list(one.rows),
                "why": one.why,
            }
            for one in row.shown
        ],
        "by_person_alone": not row.shown,
        "score": points_text(row.score.score) if row.score else None,
        "note": row.score.note if row.score else "",
        "by": row.score.by if row.score else None,
        "on": row.score.day.isoformat() if row.score else None,
    }


def _finding(row: FindingHere, today: date) -> dict[str, Any]:
    return {
        "finding": row.id,
        "item": row.item,
        "text": row.text,
        "on": row.day.isoformat(),
        "due": row.due.isoformat() if row.due else None,
        "overdue": row.is_overdue(today),
        "open": row.is_open,
        "mends": [
            {"kind": one.kind.value, "text": one.text, "on": one.day.isoformat(), "by": one.by} for one in row.mends
        ],
    }


def _conclusion(one: TownshipHere) -> dict[str, Any] | None:
    said = one.conclusion
    if said is None:
        return None
    return {"appraisal": said.appraisal.value, "text": said.text, "on": said.day.isoformat(), "by": said.by}


def checklist_text(one: TownshipHere, policy: Policy, today: date) -> str:
    """One township, item by item."""
    lines = [f"{one.township}　验收表（{OURS}）"]
    for row in one.lines:
        figures = "，".join(shown.opened for shown in row.shown) or "没有可取的数字，由人查看"
        given = f"{points_text(row.score.score)} 分（{row.score.by}）{row.score.note}" if row.score else "未评分"
        lines.append(f"  {row.item.label}　满分 {points_text(row.item.weight)}　{given}　{figures}　{row.item.clause}")
    lines += [f"  {_finding_text(finding, today)}" for finding in one.findings]
    lines += [f"  {_sum_text(one, policy)}", f"  {told(one.ables)}"]
    return "\n".join(lines)


def _finding_text(row: FindingHere, today: date) -> str:
    stands = row.stands.label if row.stands else "待整改"
    due = f"，{row.due} 前整改" if row.due else ""
    late = "，已逾期" if row.is_overdue(today) else ""
    return f"问题 {row.id}：{row.text}（{row.day}{due}{late}；{stands}）"


def _sum_text(one: TownshipHere, policy: Policy) -> str:
    whole = f"合计 {points_text(one.reached)} / {points_text(most(policy))}（已评 {one.scored} 项）"
    hint = f"；按分数线提示：{one.hint.label}" if one.hint else ""
    return f"{whole}{hint}；结论：{conclusion_text(one)}"


def conclusion_text(one: TownshipHere) -> str:
    said = one.conclusion
    if said is None:
        return "还没有作出"
    word = said.appraisal
    return (
        f"{word.label}（{said.day} {said.by}）{said.text}" if word is not Appraisal.RETRACTED else "已撤回，待重新作出"
    )


def table_text(found: Sequence[TownshipHere], policy: Policy) -> str:
    """All townships, a line each."""
    lines = [f"各乡镇验收（{OURS}）"]
    for one in found:
        open_ = sum(row.is_open for row in one.findings)
        lags = f"　督导：{'、'.join(one.lags)}" if one.lags else ""
        lines.append(f"{one.township}　{_sum_text(one, policy)}　未复查通过的问题 {open_} 个{lags}　{told(one.ables)}")
    return "\n".join(lines)


def laggards_text(found: Sequence[TownshipHere]) -> str:
    """督导名单: who lags, why, and when it was supervised last."""
    lines = []
    for one in found:
        last = one.supervised[-1] if one.supervised else None
        done = f"最近督导 {last.day}（{last.by}）{last.told}" if last else "还没有督导"
        lines.append(f"{one.township}　{'、'.join(one.lags)}　{done}　{told(one.ables)}")
    return "\n".join([*lines, f"共 {len(lines)} 个乡镇（依据：违法问题突出、查处整改滞后，二(七)；情形由政策包设定）"])


def result_text(found: Sequence[TownshipHere], policy: Policy, today: date) -> str:
    """The year's result, to be reported to the prefecture; what is not concluded is said to be so."""
    open_ = [one.township for one in found if one.conclusion is None or one.conclusion.appraisal is Appraisal.RETRACTED]
    words = [word for word in Appraisal if word is not Appraisal.RETRACTED]
    each = {
        word: [one.township for one in found if one.conclusion and one.conclusion.appraisal is word] for word in words
    }
    summary = "；".join(f"{word.label} {len(towns)} 个（{'、'.join(towns) or '无'}）" for word, towns in each.items())
    wanting = [row for one in found for row in one.findings]
    mended = sum(not row.is_open for row in wanting)
    undone = f"未作结论 {len(open_)} 个（{'、'.join(open_) or '无'}）"
    paragraphs = [
        f"{policy.place_label}{policy.year}年自然资源卫片执法验收成果（截至 {today}）",
        f"一、县自然资源局专人对 {len(found)} 个乡镇开展验收：{summary}；{undone}。",
        "二、各乡镇情况",
        *(f"（{place}）{one.township}：{_town(one, policy)}" for place, one in enumerate(found, start=1)),
        f"三、共发现问题 {len(wanting)} 个，复查通过 {mended} 个，未通过 {len(wanting) - mended} 个。",
        f"四、督导：{_supervised(found)}。",
        f"说明：{OURS}。依据 {policy.value('acceptance.by').clause}。{policy.notice}",
    ]
    return "\n".join(paragraphs)


def _town(one: TownshipHere, policy: Policy) -> str:
    wanted = {shown.key: shown for row in one.lines for shown in row.shown}
    said = "，".join(wanted[key].said for key in ("plots", "unlawful", "settled", "overdue") if key in wanted)
    return f"{said}；{_sum_text(one, policy)}"


def _supervised(found: Sequence[TownshipHere]) -> str:
    said = [f"{one.township} {len(one.supervised)} 次" for one in found if one.supervised]
    waiting = [one.township for one in found if one.lags and not one.supervised]
    return f"{'、'.join(said) or '没有登记'}；在名单上还没有督导的：{'、'.join(waiting) or '无'}"
