"""A proposal told: plain Chinese for an officer, and as JSON for programs."""

from __future__ import annotations

from itertools import groupby

from weipian.programme.determination.finding import HOLDS, UNKNOWN, Check, Field, Finding, Proposal
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion

MARK = {"holds": "✓", "fails": "✗", "not_enough_evidence": "？"}


def explain(proposal: Proposal) -> str:
    """A short account: what is proposed, why, rule by rule, what to bring, what to look at."""
    lines = [
        headline(proposal),
        *told(proposal),
        *section("须补材料", proposal.missing),
        *section("处理方式（由办案单位定）", tuple(word.label for word in proposal.handling)),
        *section("提示", tuple(f"{hint.text}（{hint.clause}）" for hint in proposal.hints)),
        proposal.notice,
        "以上为系统建议，不是判定；卫星影像只是线索。判定须经集体会审，由县级作出。",
    ]
    return "\n".join(line for line in lines if line)


def headline(proposal: Proposal) -> str:
    """The conclusion; where in doubt, what the evidence does not yet rule out."""
    if proposal.conclusion is not Conclusion.IN_DOUBT:
        return f"地块 {proposal.plot}：建议“{outcome_text(proposal.conclusion, proposal.nature)}”。"
    open_still = [pair for pair in proposal.possible if pair[0] is not Conclusion.IN_DOUBT]
    if not open_still:
        return f"地块 {proposal.plot}：存疑。{proposal.because}。"
    few = len(open_still) <= FEW
    names = dict.fromkeys(outcome_text(c, n if few else None) for c, n in open_still)
    return f"地块 {proposal.plot}：存疑，证据不足以提出建议。尚不能排除：{'、'.join(names)}。"


FEW = 3


def outcome_text(conclusion: Conclusion, nature: Nature | None) -> str:
    return f"{conclusion.label}：{nature.label}" if nature is not None else conclusion.label


def told(proposal: Proposal) -> list[str]:
    """Rule by rule: name, answer, why, clause; neighbours that say the same share a line."""
    lines = []
    grouped = groupby(proposal.findings, key=lambda one: (one.answer, one.because, one.clause))
    for (answer, because, clause), same in grouped:
        labels = " / ".join(one.label for one in same)
        held_back = proposal.conclusion is Conclusion.IN_DOUBT and answer is HOLDS
        rest = "；但前面尚有未查清的，不据此建议" if held_back else ""
        lines.append(f"  {MARK[answer.value]} {labels}：{answer.label}。{because}（{clause}）{rest}")
    return lines


def section(title: str, lines: tuple[str, ...]) -> list[str]:
    return [f"{title}：", *(f"  · {line}" for line in lines)] if lines else []


def as_json(proposal: Proposal) -> dict[str, object]:
    """The proposal as JSON carries it (contract: explain → findings)."""
    return {
        "plot": proposal.plot,
        "policy": proposal.policy,
        "conclusion": proposal.conclusion.value,
        "nature": nature_key(proposal.nature),
        "determination": proposal.determination.value,
        "rule": proposal.rule,
        "because": proposal.because,
        "findings": [finding_json(one) for one in proposal.findings],
        "missing": list(proposal.missing),
        "hints": [{"kind": one.kind, "text": one.text, "clause": one.clause} for one in proposal.hints],
        "handling": [word.value for word in proposal.handling],
        "possible": [{"conclusion": c.value, "nature": nature_key(n)} for c, n in proposal.possible],
        "notice": proposal.notice,
    }


def nature_key(nature: Nature | None) -> str | None:
    return nature.value if nature is not None else None


def finding_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "label": finding.label,
        "clause": finding.clause,
        "answer": finding.answer.value,
        "because": finding.because,
        "missing": list(finding.missing),
        "measured": finding.measured,
        "threshold": finding.threshold,
        "margin": finding.margin,
        "sure": finding.sure.value,
        "fields": [field_json(used) for used in finding.fields],
        "checks": [check_json(check) for check in finding.checks],
    }


def check_json(check: Check) -> dict[str, object]:
    return {
        "check": check.name,
        "subject": check.subject,
        "answer": check.answer.value,
        "because": check.because,
        "missing": list(check.missing) if check.answer is UNKNOWN else [],
        "clause": check.clause,
        "sure": check.sure.value,
        "measured": check.measured,
        "threshold": check.threshold,
        "margin": check.margin,
        "fields": [field_json(used) for used in check.fields],
    }


def field_json(used: Field) -> dict[str, str]:
    return {"name": used.name, "value": used.value, "source": used.source}
