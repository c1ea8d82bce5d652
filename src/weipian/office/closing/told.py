"""Figures of a close, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from weipian.office.closing.asked import Blocked, Shown
from weipian.office.closing.open_now import Standing
from weipian.office.closing.restated import FIELDS, Restated
from weipian.terms.closing import Blocks, PeriodKind
from weipian.terms.errors import InputError
from weipian.terms.words import Category, Conclusion, Determination

MOST = 40
"""Lines listed on screen; all of them are in the JSON and in the workbook."""


def shown_text(found: Shown) -> str:
    close = found.close
    lines = [
        f"{close.key} {PeriodKind(close.kind).label}　第 {close.version} 版　{'有效' if close.current else '已重开'}",
        f"{close.day} 由{close.by}关闭（截止 {close.due}；下发到 {close.until} 止）",
        f"政策 {close.policy}　日志 {close.head_seq} 号 {close.head_hash[:16]}…",
    ]
    if close.despite:
        lines.append(f"未办完而关闭的理由：{close.despite}")
    lines += figures_text(found.frozen["figures"])
    lines += [f"书面意见·{point}：{text}" for point, text in found.opinions if text]
    if found.reopened:
        reason, by, at = found.reopened
        lines.append(f"{at[:10]} 由{by}重开：{reason or ''}")
    return "\n".join([*lines, *restated_text(found.restated)])


def figures_text(found: Mapping[str, Any]) -> Iterator[str]:
    total = found["total"]
    yield (
        f"共 {total['patches']} 个图斑、{total['plots']} 个地块，"
        f"其中上级终判 {total['final']} 个、未终判 {total['not_final']} 个"
    )
    yield (
        f"面积：填报 {total['area_filed_mu']} 亩（{total['area_filed_plots']} 个地块已填报）、"
        f"实测 {total['area_measured_mu']} 亩；"
        f"耕地：填报 {total['cultivated_filed_mu']} 亩、实测 {total['cultivated_measured_mu']} 亩"
    )
    for title, rows, word in (
        ("乡镇", found["by_township"], str),
        ("类别", found["by_category"], category),
        ("判定", found["by_determination"], determination),
    ):
        said = "；".join(f"{word(name)} {row['plots']} 个 {row['area_measured_mu']} 亩" for name, row in rows.items())
        yield f"按{title}：{said or '无'}"
    county = found["ratio"]["county"]
    if county:
        before, after = (_percent(county[name]) for name in ("before", "after"))
        yield f"比例：整改前 {before}、整改后 {after}（未终判 {county['not_final_plots']} 个）"
    blocked = "、".join(f"{Blocks(what).label} {count} 个" for what, count in found["blocks"].items())
    yield f"未办完：{blocked or '无'}"
    yield from reconcile_text(found["reconcile"])


def category(key: str) -> str:
    return Category(key).label


def determination(key: str) -> str:
    """Of land, or of a mining plot."""
    return Conclusion(key).label if key in set(Conclusion) else Determination(key).label


def _percent(sums: Mapping[str, Any]) -> str:
    return (
        "无新增建设"
        if sums["ratio"] is None
        else f"{sums['ratio']}（{sums['numerator_mu']}÷{sums['denominator_mu']} 亩）"
    )


def reconcile_text(found: Mapping[str, Any]) -> Iterator[str]:
    """Months against quarters."""
    yield f"月与季对账（{'相符' if found['agrees'] else '不符'}）："
    for row in found["cells"]:
        counted = f"{row['patches']} 个图斑 {row['plots']} 个地块 {row['area_measured_mu']} 亩"
        yield f"  {row['month']}　{row['quarter']}　{counted}"
    half = found["half_year"]
    yield (
        f"  半年（按下发日）{half['total']['plots']} 个地块 = 前两季 − 截止日后下发的 "
        f"{half['of_its_quarters_issued_later']['plots']} 个 + 其他季截止日前下发的 "
        f"{half['of_other_quarters_issued_before']['plots']} 个"
    )


def restated_text(found: Sequence[Restated]) -> Iterator[str]:
    if not found:
        yield "关闭以后没有变动"
        return
    yield f"关闭以后的变动 {len(found)} 处（上面的数不变）："
    for one in found[:MOST]:
        by = f"{one.at[:10]}「{one.act}」{one.actor}" if one.act else "已不在本期"
        because = f"，理由：{one.because}" if one.because else ""
        yield f"  {one.plot}　{FIELDS.get(one.field, '地块')}：{one.was or '无'} → {one.now or '无'}　{by}{because}"
    if len(found) > MOST:
        yield f"  ……另有 {len(found) - MOST} 处"


def blocked_text(found: Blocked) -> str:
    lines = [f"{found.period}（按现在的数）", *figures_text(found.figures)]
    if not found.open:
        return "\n".join([*lines, "没有拦住关闭的事项"])
    lines.append(f"拦住关闭的 {len(found.open)} 项：")
    lines += [f"  {one.plot}　{one.township}　{one.label}　找：{one.whom}" for one in found.open[:MOST]]
    if len(found.open) > MOST:
        lines.append(f"  ……另有 {len(found.open) - MOST} 项")
    return "\n".join(lines)


def standing_json(found: Iterable[Standing]) -> list[dict[str, object]]:
    return [
        {
            "plot": one.plot,
            "township": one.township,
            "what": one.what.value,
            "label": one.label,
            "who": one.who,
            "holder": one.holder or None,
            "person": one.person or None,
            "acts": [able.as_json() for able in one.ables],
        }
        for one in found
    ]


def opinion_of(texts: Iterable[tuple[str, str]], points: Sequence[str]) -> dict[str, str]:
    """The opinion by point, out of written texts: a line that begins with a point's name and a colon opens it.

    `texts`: name of the file, text. Raises InputError for words that stand under no point.
    """
    found: dict[str, list[str]] = {}
    for name, text in texts:
        point = ""
        for line in filter(str.strip, text.splitlines()):
            head, sign, rest = line.strip().replace(":", "：", 1).partition("：")
            if sign and head in points:
                point = head
                found.setdefault(point, []).append(rest)
            elif not point:
                raise InputError("opinion_no_point", where=name, line=line.strip()[:20], points="、".join(points))
            else:
                found[point].append(line.strip())
    return {point: "\n".join(filter(None, lines)).strip() for point, lines in found.items()}
