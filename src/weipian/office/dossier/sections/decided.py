"""判定意见: what was determined by which review and why, what stood before, what the rules had proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, Pictures, day, gaps, heading, in_particular, rows, said
from weipian.papers.model import Box, Grid, Part, Remark, Sheet
from weipian.programme.report.explain.text import outcome
from weipian.store.queries.dossier_past import Decided
from weipian.terms.dossier import Section
from weipian.terms.review import Above
from weipian.terms.words import Answer, Conclusion, Determination, GateName

GATE = {Answer.HOLDS: "达到", Answer.FAILS: "没有达到", Answer.NOT_ENOUGH_EVIDENCE: "证据不足"}
"""A gate is reached or not; it does not hold or fail."""


def determination(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.DETERMINATION, d.whole)
    yield decided_sheet(d)
    yield from gaps(Section.DETERMINATION, d.whole, d.township)
    if len(d.decided) > 1:
        yield _past(d)
    if d.told.story.proposed is not None:
        answer = d.told.story.proposed.values["answer"]
        yield Remark(
            "系统建议（不是判定）",
            tuple(filter(None, (f"{outcome(answer)}：{answer['because']}", d.told.policy.notice,
                                f"建议时还缺：{'；'.join(answer['missing'])}" if answer["missing"] else ""))),
        )  # fmt: skip
        yield Grid(
            head=("规则", "回答", "理由", "依据"),
            rows=tuple((_rule(one), _answer(one), _because(one), one["clause"]) for one in d.told.findings),
            widths=(5, 3, 10, 6),
            title="逐条结论与面积线",
            none="没有逐条结论",
        )


def word_of(d: Dossier) -> str:
    """As it stands; "" where nobody has determined."""
    if not d.row.decided:
        return ""
    land = d.row.category.is_land
    word = Determination(d.row.decided).label if land else Conclusion(d.row.decided).label
    return in_particular(word, d.row.nature.label if d.row.nature else "")


def decided_sheet(d: Dossier) -> Sheet:
    """判定意见表."""
    row = d.row
    final = f"{Above(d.final.level).label}　{d.final.document}　{day(d.final.on)}" if d.final else "没有收到上级终判"
    return Sheet(
        title="",
        facts=rows((("图斑（地块）", d.number), ("判定", word_of(d) or "尚未判定"), ("会审编号", row.review),
                    ("会审日期", day(row.reviewed)), ("登记判定", _by(d)), ("上级终判", final))),
        boxes=(
            Box("判定理由", said(row.because) if row.decided else "", to_sign=False, owed=not row.decided),
            Box("县卫片办负责人", "", to_sign=True),
        ),
        note="卫星影像只是线索；判定经集体会审由县级作出，以上级终判为准。",
    )  # fmt: skip


def _by(d: Dossier) -> str:
    """Whose act in the log it is."""
    written = d.told.story.determined
    event = d.told.story.events.get(written.event) if written and d.row.decided else None
    return event.actor.rpartition("(")[0] or event.actor if event else NONE


def _past(d: Dossier) -> Grid:
    return Grid(
        head=("会审或终判", "日期", "判定", "理由", "现在"),
        rows=tuple(_turn(one) for one in d.decided),
        widths=(5, 3, 5, 8, 3),
        title="判定经过",
        note="改判的，原判定保留在此。",
        none=NONE,
    )


def _turn(one: Decided) -> tuple[str, ...]:
    where = one.above or one.review or NONE
    stands = "有效" if one.current else "已被替代"
    return where, day(one.day), in_particular(one.word, one.nature) or NONE, said(one.because), stands


def _is_gate(one: Mapping[str, Any]) -> bool:
    return str(one["label"]).startswith("闸门")


def _rule(one: Mapping[str, Any]) -> str:
    """A gate by what is done there."""
    if not _is_gate(one):
        return str(one["label"])
    return f"面积线：{GateName(str(one['label']).removeprefix('闸门')).label.partition('：')[2]}"


def _answer(one: Mapping[str, Any]) -> str:
    word = Answer(one["answer"])
    return GATE[word] if _is_gate(one) else word.label


def _because(one: Mapping[str, Any]) -> str:
    missing = "；".join(one["missing"])
    return f"{one['because']}；还缺：{missing}" if missing else str(one["because"])
