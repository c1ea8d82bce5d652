"""What another policy would change, for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from weipian.office.outcomes import Json, Outcomes
from weipian.programme.account.text import line_words, percent_of

SHOWN = 20


def outcomes_text(found: Outcomes, a: str, b: str) -> str:
    """Counts, then the first of each sort."""
    lines = [f"对工作区 {found.plots} 个地块的影响（{a} → {b}；只重新推算，没有写入）"]
    lines += _section(
        "判定建议不同", found.proposals, lambda row: f"{row['plot']}　{_label(row['a'])} → {_label(row['b'])}"
    )
    lines += _section("闸门不同", found.gates, lambda row: f"{row['patch']}　{_gates(row['a'])} → {_gates(row['b'])}")
    lines += _section("期限不同", found.duties, _duty)
    lines += _section(
        "问责比例不同", found.ratio, lambda row: f"{row['scope']}　{_ratio(row['a'])} → {_ratio(row['b'])}"
    )
    lines += _section(
        "计入办法不同", found.counted, lambda row: f"{row['plot']}　{_sides(row['a'])} → {_sides(row['b'])}"
    )
    lines += _section(
        "达到或未达比例线不同", found.scope, lambda row: f"{row['scope']}　{_words(row['a'])} → {_words(row['b'])}"
    )
    lines += _section(
        "达到比例线的日子不同", found.days, lambda row: f"{row['scope']}　{_spans(row['a'])} → {_spans(row['b'])}"
    )
    return "\n".join(lines)


def _sides(side: object) -> str:
    return f"分子 {side['numerator']} 分母 {side['denominator']}" if isinstance(side, dict) else "无"


def _words(side: object) -> str:
    return line_words(side["in_scope"] is True) if isinstance(side, dict) else "无"


def _spans(side: object) -> str:
    return "、".join(f"{since} 至 {until}" for since, until in side) if isinstance(side, list) and side else "没有"


def _section(title: str, rows: Sequence[Json], told: Callable[[Json], str]) -> list[str]:
    more = [f"  ……另有 {len(rows) - SHOWN} 处，加 --json 看全部"] if len(rows) > SHOWN else []
    return [f"{title}：{len(rows)} 处", *(f"  {told(row)}" for row in rows[:SHOWN]), *more]


def _label(side: object) -> str:
    return str(side["label"]) if isinstance(side, dict) else "无"


def _gates(side: object) -> str:
    return "、".join(side) if isinstance(side, list) and side else "无"


def _duty(row: Json) -> str:
    a, b = row["a"], row["b"]
    known = a if isinstance(a, dict) else b
    return f"{row['subject']}　{_label(known)}　{_date(a)} → {_date(b)}"


def _date(side: object) -> str:
    if not isinstance(side, dict):
        return "无"
    return f"{side['due']}（有效期限 {side['effective_due']}）"


def _ratio(side: object) -> str:
    if not isinstance(side, dict):
        return "无"
    after, words = side["after"], line_words(side["in_scope"])
    left = f"{'超出' if side['in_scope'] else '还差'} {side['margin_mu']} 亩"
    return f"{after['numerator_mu']}/{after['denominator_mu']} 亩 {percent_of(after['ratio'])} {words}，{left}"
