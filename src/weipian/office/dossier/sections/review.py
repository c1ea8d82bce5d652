"""What collective reviews said of the plot, and what was asked of the level above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import (
    NONE,
    Pictures,
    day,
    gaps,
    heading,
    in_particular,
    joined,
    rows,
    said,
    wide,
)
from weipian.papers.model import Facts, Grid, Part, Remark, Text
from weipian.programme.determination.review.rules import label_of
from weipian.store.queries.dossiers import Heard
from weipian.store.queries.instructions import Asked
from weipian.terms.determination import Nature
from weipian.terms.dossier import Section
from weipian.terms.review import ReviewForm, ReviewState, Why


def review(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.REVIEW, d.whole)
    for asked in d.asked:
        yield _asked(asked)
    for one in d.heard:
        yield from review_parts(d, one)
    if not d.heard and d.row.review:
        yield Text((f"判定出自 {d.row.review}（{day(d.row.reviewed)}），由台账转录，会审不在本系统举行。",))
    elif not d.heard:
        yield Text(("没有列入会审。",))
    yield from gaps(Section.REVIEW, d.whole, d.township)


def review_parts(d: Dossier, one: Heard) -> Iterator[Part]:
    """A review as far as it is about this plot."""
    mining = not d.row.category.is_land
    pairs = rows(
        (
            ("会审编号", one.review),
            ("形式", ReviewForm(one.form).label),
            ("日期", day(one.on)),
            ("主持", one.chair),
            ("进度", ReviewState(one.state).label),
            ("列入原因", joined(_why(Why(word)) for word in one.why.split(",") if word)),
            ("到会", "；".join(map(_there, one.came))),
            ("回避", "；".join(f"{_there(each)}（{each['reason'] or '未写原因'}）" for each in one.away) or "没有登记"),
        )
    )
    yield Facts(pairs, wide=wide(pairs), title=one.review)
    yield Grid(
        head=("部门", "发言人", "意见", "理由"),
        rows=tuple(
            (each["department"], each["person"] or NONE, label_of(mining, each["word"]), said(each["because"]))
            for each in one.opinions
        ),
        widths=(4, 3, 4, 8),
        title="各部门意见",
        none="没有登记部门意见",
    )
    if one.decision:
        word = _named(label_of(mining, str(one.decision["word"])), str(one.decision["nature"] or ""))
        different = [each["department"] for each in one.opinions if each["word"] != one.decision["word"]]
        lines = [f"决定：{word}。", f"理由：{said(str(one.decision['because'] or '')).rstrip('。')}。"]
        lines += [f"保留不同意见：{'、'.join(different)}。"] if different else []
        yield Remark("会审决定", tuple(lines))
    if one.minutes:
        lines = [line.lstrip("#- ").strip() for line in one.minutes.splitlines() if line.strip()]
        yield Text(("纪要中关于本地块的部分（确认稿）：", *(said(line) for line in lines)), small=True)
    yield Text((f"签字纪要扫描件：{f'证据 {one.scan} 号' if one.scan else '没有'}",), small=True)


def _why(word: Why) -> str:
    return "县卫片办列入" if word is Why.BY_HAND else word.label


def _there(one: Mapping[str, object]) -> str:
    """「自然资源：某某，执法」."""
    person = "，".join(str(one[name]) for name in ("person", "post") if one.get(name))
    return f"{one['department']}：{person}" if person else str(one["department"])


def _named(word: str, nature: str) -> str:
    """With what it is in particular, where that says more."""
    return in_particular(word, Nature(nature).label if nature else "")


def _asked(one: Asked) -> Remark:
    """请示 and its answer."""
    asked = f"{day(one.asked)} 向{one.addressee}请示：{said(one.matter).rstrip('。')}。"
    if one.answered is None:
        return Remark(f"请示　{one.number}", (asked, "还没有答复；答复以前不判定。"))
    number = f"（{one.answer_number}）" if one.answer_number else ""
    return Remark(
        f"请示　{one.number}", (asked, f"{day(one.answered)} 答复{number}：{said(one.answer).rstrip('。')}。")
    )
