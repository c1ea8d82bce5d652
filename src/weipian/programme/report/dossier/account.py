"""情况说明 made from the findings: plain sentences, each from a record; what is not known is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from weipian.programme.report.explain.answer import Told
from weipian.programme.report.explain.text import outcome
from weipian.programme.submission.checking.row import Row
from weipian.store.queries.rectification_records import Records
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.submission import ReturnState
from weipian.terms.words import Category, Conclusion, Determination, LayerKind

LAID = (
    LayerKind.PERMANENT_BASIC_FARMLAND, LayerKind.ECOLOGICAL_REDLINE, LayerKind.URBAN_GROWTH_BOUNDARY,
    LayerKind.APPROVAL_BOUNDARY, LayerKind.MINING_LICENCE,
)  # fmt: skip
WITHIN = (LayerKind.URBAN_GROWTH_BOUNDARY, LayerKind.MINING_LICENCE)
"""What a plot lies in, not on."""
UNSEEN = (Checked.NOT_CHECKED, Checked.NOT_YET, Checked.OUTSIDE)


def account(told: Told, row: Row, state: ReturnState, right: Records) -> tuple[str, ...]:
    """Paragraphs."""
    parts = (_what(told), _land(told), _site(row), _proposed(told), _decided(told, row), _done(row, state, right))
    return tuple(filter(None, ("".join(sentences) for sentences in parts)))


def day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else "日期不明"


def _what(told: Told) -> Iterator[str]:
    issue, plot = told.story.issue, told.story.plot
    yield f"图斑 {issue.number} "
    if plot.number != issue.number:
        yield f"（地块 {plot.number}）"
    yield f"位于{plot.township or '（乡镇未定）'}，{day(issue.issued)}随批次「{issue.batch}」下发，"
    extra = "（补充图斑）" if issue.supplementary and issue.category is not Category.SUPPLEMENTARY else ""
    unit = "平方米" if issue.unit == "m2" else "亩"
    area = f"{issue.area} {unit}" if issue.area else "未注明"
    yield f"类别为{issue.category.label}{extra}，下发面积 {area}"
    if issue.earlier_image or issue.later_image:
        yield f"，前时相{day(issue.earlier_image)}，后时相{day(issue.later_image)}"
    yield "。"
    if plot.number != issue.number:
        yield f"本地块由图斑拆分而来（{plot.how}）。"
    if told.story.project:
        yield f"项目为{told.story.project}。"
    if told.story.party:
        yield f"责任主体登记为{told.story.party}。"


def _land(told: Told) -> Iterator[str]:
    whole = Area.of_um2(told.story.plot.area_um2).text_mu(2)
    yield f"经套合量算，地块面积 {whole} 亩"
    named = {figure.figure: figure for figure in told.figures}
    cultivated = named.get("cultivated")
    if cultivated is not None and cultivated.value is not None:
        yield f"，其中耕地（扣除田坎）{_mu(cultivated.value)} 亩"
    found: list[str] = []
    within: list[str] = []
    none, unseen = [], []
    for kind in LAID:
        figure = named.get(kind.value)
        if figure is None or figure.checked in UNSEEN:
            unseen.append(kind.label)
        elif figure.checked is Checked.NONE:
            none.append(kind.label)
        elif figure.value is not None:
            (within if kind in WITHIN else found).append(f"{kind.label} {_mu(figure.value)} 亩")
        else:
            unseen.append(f"{kind.label}（{figure.note or '查得不全'}）")
    yield "。"
    if found:
        yield f"压占{'、'.join(found)}。"
    if within:
        yield f"在范围之内：{'、'.join(within)}。"
    if none:
        yield f"与{'、'.join(none)}不相交（查过，没有）。"
    if unseen:
        yield f"{'、'.join(unseen)}没有查或查得不全，不能说没有。"


def _mu(text: str) -> str:
    from fractions import Fraction

    return Area(Fraction(text)).text_mu(2)


def _site(row: Row) -> Iterator[str]:
    if row.inspected is None:
        yield "尚无现场核查记录。"
        return
    yield f"{day(row.inspected)}{f'由{row.inspector}' if row.inspector else ''}核查"
    if row.changed is not None:
        yield f"，实地{'有' if row.changed else '无'}变化"
    if row.actual_use is not None:
        yield f"，实际用途为{row.actual_use.label}"
    if row.mining_trace is not None:
        yield f"，{'有' if row.mining_trace else '没有'}勘查开采痕迹"
    if row.construction_start is not None:
        yield f"，动工时间为{day(row.construction_start)}"
    yield "。"
    if row.reason:
        yield f"未变化的原因：{row.reason.rstrip('。')}。"
    if row.account.strip():
        yield f"登记的情况说明：{row.account.strip().rstrip('。')}。"


def _proposed(told: Told) -> Iterator[str]:
    if told.story.proposed is None:
        yield "系统没有提出判定建议。"
        return
    answer = told.story.proposed.values["answer"]
    yield f"系统按规则建议为「{outcome(answer)}」，理由：{str(answer['because']).rstrip('。')}；建议不是判定。"
    if answer["missing"]:
        yield f"建议时还缺：{'；'.join(answer['missing'])}。"


def _decided(told: Told, row: Row) -> Iterator[str]:
    if not row.decided or told.story.determined is None:
        yield "尚未判定。"
        return
    land = row.category.is_land
    word = Determination(row.decided).label if land else Conclusion(row.decided).label
    nature = f"（{row.nature.label}）" if row.nature and not row.nature.label.startswith(word) else ""
    when = day(row.reviewed) if row.reviewed else ""
    review = row.review or "会审编号未登记"
    yield f"{when}经集体会审（{review}）判定为{word}{nature}"
    yield f"，理由：{row.because.rstrip('。')}。" if row.because else "，没有另写理由。"


def _done(row: Row, state: ReturnState, right: Records) -> Iterator[str]:
    yield f"填报：{state.label}。"
    if row.case_number:
        yield f"查处案号为{row.case_number}。"
    if row.handling is not None:
        yield f"处理方式为{row.handling.label}。"
    if right.order:
        yield f"{day(right.order.day)}下达整改通知（{right.order.number}），措施为{right.order.measure.label}。"
    if row.outcome.value:
        yield f"整改结果：{row.outcome.label}{f'（{day(row.outcome_on)}）' if row.outcome_on else ''}。"
