"""`explain` for somebody who knows the plan only: what it is, how big, on what, what the rules say, what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.programme.intake.keys import keys_of
from weipian.programme.report.explain.answer import Told
from weipian.programme.report.explain.figures import MEASURED, Figure
from weipian.programme.submission.values import shown
from weipian.store.queries.explain import Happened, Story
from weipian.terms.acting import Checked
from weipian.terms.area import Area, decimals
from weipian.terms.determination import Nature
from weipian.terms.here import BEIJING
from weipian.terms.words import Answer, Conclusion, Determination, LayerKind

UNITS = {"m2": "平方米", "mu": "亩"}
FIELDS = {field.key: field for field in INSPECTION_FIELDS}
MACHINE = ("area", "land", "layer", "rest")
WITH_AREA = ("issued", "filed", "area", "land", "rest")
SHOWN_RECORDS = 8


def as_text(one: Told) -> str:
    """Section by section."""
    sections = (
        ("一、这是什么", _what(one.story)),
        ("二、面积（下发、填报、实测各是各的，不混用；1 亩 = 2000/3 平方米）", _areas(one)),
        ("三、压在什么上面", _layers(one)),
        ("四、现场核查和登记查询所记", _site(one.story)),
        ("五、判定建议（机器按规则的先后逐条问，不是判定）", _proposal(one)),
        ("六、按面积启动的核查、核验（闸门，按整个图斑问）", _gates(one)),
        ("七、判定与整改", _decided(one.story)),
        ("八、期限", _duties(one)),
        ("九、经过", _history(one.story)),
    )
    lines = [f"地块 {one.story.plot.number} 的说明"]
    for title, body in sections:
        lines += [title, *(f"  {line}" for line in body)]
    return "\n".join([*lines, one.policy.notice, "卫星影像只是线索；判定须经集体会审，由县级作出。"])


def _what(story: Story) -> Iterator[str]:
    issue, plot = story.issue, story.plot
    extra = "（补充图斑）" if issue.supplementary else ""
    yield f"图斑 {issue.number}，{issue.category.label}{extra}，{plot.township or '乡镇未定'}"
    batch = f"批次「{issue.batch}」第{issue.batch_version}版"
    yield f"{issue.issued} 下发，{batch}（{issue.source or '—'}），{issue.received} 收到"
    if issue.earlier_image or issue.later_image:
        yield f"前时相 {issue.earlier_image or '未注明'}，后时相 {issue.later_image or '未注明'}"
    if story.parent:
        yield f"由 {story.parent} 拆出：{plot.how}"
    if story.parts:
        yield f"曾拆为 {'、'.join(story.parts)}"
    closed = "，已关闭（办理在拆出的地块上）" if plot.closed else ""
    yield f"办到：{plot.state.label}{closed}"
    if story.project or story.party:
        yield f"项目：{story.project or '未登记'}　责任主体：{story.party or '未登记'}"


def _areas(one: Told) -> Iterator[str]:
    for figure in one.figures:
        if figure.how in WITH_AREA and not figure.figure.startswith("land_use:"):
            yield _figure(figure, one.story)
    classes = [figure for figure in one.figures if figure.figure.startswith("land_use:")]
    if classes:
        parts = "，".join(f"{figure.figure.partition(':')[2]} {figure.value}" for figure in classes)
        yield f"地类构成（平方米，已调平到图斑）：{parts}"
    yield f"实测都由 {MEASURED} 量得"


def _figure(figure: Figure, story: Story) -> str:
    """A figure with its layer, its rule, who and when; with what it was measured is said once, below."""
    event = story.events.get(figure.event)
    value = "不清楚" if figure.value is None else f"{figure.value} {UNITS[figure.unit]}{_in_mu(figure)}"
    by = "" if figure.how in MACHINE else figure.measured_by
    unseen = figure.checked.label if figure.checked and figure.value is None else ""
    sources = [by, unseen, figure.layer.label if figure.layer else "", figure.note, f"依据 {figure.clause}"]
    who = f"；{event.actor} {_when(event)[:10]}" if event else ""
    return f"{figure.label}：{value}（{'；'.join(filter(None, sources))}{who}）"


def _in_mu(figure: Figure) -> str:
    if figure.unit != "m2" or figure.value is None:
        return ""
    return f"，合 {Area(Fraction(figure.value)).text_mu(2)} 亩"


def _layers(one: Told) -> Iterator[str]:
    """Found, looked at and nothing there, not looked at: three different things."""
    own = [figure for figure in one.figures if figure.how == "layer" and figure.checked]
    for figure in own:
        if figure.checked in (Checked.FOUND, Checked.PARTLY):
            yield f"{figure.checked.label}——{_figure(figure, one.story)}"
            yield from _records(one.story, LayerKind(figure.figure))
    none = [figure for figure in own if figure.checked is Checked.NONE]
    if none:
        yield f"{Checked.NONE.label}：{'、'.join(figure.layer.label for figure in none if figure.layer)}"
    for word in (Checked.OUTSIDE, Checked.NOT_YET, Checked.NOT_CHECKED):
        names = [_kind_of(figure) for figure in one.figures if _unseen(figure, word)]
        if names:
            yield f"{word.label}：{'、'.join(names)}"


def _unseen(figure: Figure, word: Checked) -> bool:
    """One figure speaks for the land-use survey, which has several."""
    return figure.checked is word and (figure.how == "layer" or figure.figure == "cultivated")


def _kind_of(figure: Figure) -> str:
    return figure.layer.kind.label if figure.layer else figure.label.removesuffix("·实测")


MARKS = {"likely_neighbour": "很窄，疑为相邻地物", "sliver_left": "只差窄边，疑为勾绘误差"}


def _records(story: Story, kind: LayerKind) -> Iterator[str]:
    records = next((one.detail.get("records", ()) for one in story.figures if one.kind is kind), ())
    labels = {key.key: key.label for key in keys_of(kind)}
    for record in records[:SHOWN_RECORDS]:
        named = "，".join(f"{labels.get(key, key)} {text}" for key, text in record["values"].items())
        mark = MARKS.get(record.get("mark", ""), "")
        area = Area.of_um2(record["area_um2"]).text_m2()
        yield f"  · 第{record['row']}行 {area} 平方米　{named}{f'　（{mark}）' if mark else ''}"
    if len(records) > SHOWN_RECORDS:
        yield f"  · 另有 {len(records) - SHOWN_RECORDS} 处"


def _site(story: Story) -> Iterator[str]:
    if story.site is None:
        yield "还没有核查记录"
        return
    facts = story.site.values["facts"]
    yield "；".join(f"{FIELDS[key].label}：{_cell(key, text)}" for key, text in facts.items() if key in FIELDS and text)
    event = story.events.get(story.site.event)
    if event:
        yield f"录入：{event.actor} {_when(event)[:10]}"


def _cell(key: str, text: str) -> str:
    try:
        return shown(FIELDS[key], text)
    except ValueError:  # as somebody wrote it, before words were closed lists
        return text


def _proposal(one: Told) -> Iterator[str]:
    if one.story.proposed is None:
        yield "还没有提出建议"
        return
    answer = one.story.proposed.values["answer"]
    yield f"建议：{outcome(answer)}。{answer['because']}"
    rules = (finding for finding in one.findings if not str(finding["rule"]).startswith("gates."))
    for _, same in groupby(rules, key=lambda each: (each["answer"], each["because"], each["clause"])):
        yield _finding(list(same))
    for title, lines in (("还缺", answer["missing"]), ("数据里读不懂的", answer.get("doubts", []))):
        if lines:
            yield f"{title}：{'；'.join(lines)}"
    for hint in answer["hints"]:
        yield f"提示：{hint['text']}（{hint['clause']}）"


def outcome(answer: dict[str, Any]) -> str:
    """The conclusion, with its nature where it has one."""
    label = Conclusion(answer["conclusion"]).label
    return f"{label}：{Nature(answer['nature']).label}" if answer["nature"] else label


def _finding(same: list[dict[str, Any]]) -> str:
    """Neighbouring rules that say the same share a line."""
    first, labels = same[0], " / ".join(one["label"] for one in same)
    line = f"{Answer(first['answer']).label}　{labels}：{first['because']}（{first['clause']}）"
    missing = f"；还缺：{'；'.join(first['missing'])}" if first["missing"] else ""
    if first["threshold"] is None:
        return f"{line}{missing}"
    return f"{line}；实为 {first['measured']}，界线 {first['threshold']}，相差 {first['margin']}{missing}"


GATES = {"holds": "启动", "not_enough_evidence": "待确认", "fails": "接近但未达到"}


def _gates(one: Told) -> Iterator[str]:
    gates = [finding for finding in one.findings if str(finding["rule"]).startswith("gates.")]
    for gate in gates:
        margin = gate["margin"]
        over = margin is not None and Fraction(margin) >= 0
        far = "" if margin is None else f"，{'超出' if over else '还差'} {decimals(abs(Fraction(margin)), 4)} 亩"
        missing = f"；要先弄清：{'、'.join(gate['missing'])}" if gate["missing"] else ""
        yield f"{gate['label']} {GATES[gate['answer']]}：{gate['because']}{far}（{gate['clause']}）{missing}"
    if not gates:
        yield "没有达到或接近任何一道面积线" if one.story.proposed else "还没有问"


def _decided(story: Story) -> Iterator[str]:
    if story.determined is None:
        yield "还没有判定"
    else:
        values, event = story.determined.values, story.events.get(story.determined.event)
        word = values["determination"]
        said = Determination(word).label if word else Conclusion(values["conclusion"]).label
        who = f"；{event.actor} {_when(event)[:10]}" if event else ""
        yield f"判定：{said}（会审 {values['review']}）{values['because']}{who}"
    if story.right is not None and story.right.values["ordered"]:
        yield f"整改通知：{story.right.values['ordered']}"


def _duties(one: Told) -> Iterator[str]:
    for duty in one.duties:
        if duty.duty in one.done:
            yield f"已办　{duty.label}（{duty.clause}）"
        else:
            yield duty.text(one.today).splitlines()[0]


def _history(story: Story) -> Iterator[str]:
    for event in story.events.values():
        yield f"{_when(event)}　{event.label}　{event.actor}（日志第 {event.seq} 条）"


def _when(event: Happened) -> str:
    """The log keeps universal time; people read the county's."""
    return datetime.fromisoformat(event.at).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
