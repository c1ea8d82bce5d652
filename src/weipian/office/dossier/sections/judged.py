"""What was found and judged: inspections and opinions, reviews, the determination, approvals and papers, the return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, Pictures, day, gaps, heading, joined, rows, said, wide
from weipian.papers.model import Box, Facts, Grid, Part, Remark, Sheet, Text
from weipian.programme.determination.review.rules import label_of
from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.programme.report.explain.text import outcome
from weipian.programme.submission.values import shown
from weipian.store.queries.dossiers import Heard
from weipian.store.queries.inspected import InspectionHere, OpinionHere
from weipian.terms.dossier import Section
from weipian.terms.inspection import ApprovalSystem, CheckAnswer, InspectionKind
from weipian.terms.review import Above, ReviewForm, ReviewState, Why
from weipian.terms.words import Answer, Conclusion, Determination, GateName

FIELDS = {field.key: field for field in INSPECTION_FIELDS}
AREAS = {
    "cultivated": "耕地",
    "farmland": "永久基本农田",
    "redline": "生态保护红线",
    "mining": "疑似违法开采",
}


def opinion(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.OPINION, d.whole)
    if not (d.inspections or d.opinions or d.uppers):
        yield from _site_facts(d)
    for one in d.inspections:
        yield inspection_sheet(one)
    for each in d.opinions:
        yield opinion_sheet(d, each)
    if d.uppers:
        yield Grid(
            head=("日期", "检查单位", "陪同", "发现", "县级答复"),
            rows=tuple(
                (day(one.day), joined((one.body, one.unit)), said(one.accompanied), said(one.finding), _answer(one))
                for one in d.uppers
            ),
            widths=(3, 4, 3, 6, 5),
            title="上级实地核查",
        )
    yield from gaps(Section.OPINION, d.whole, d.township)


def _answer(one: object) -> str:
    answer = getattr(one, "answer", "")
    return f"{CheckAnswer(answer).label}　{said(getattr(one, 'reason', ''))}" if answer else "没有答复"


def _site_facts(d: Dossier) -> Iterator[Part]:
    """As a ledger brought them, where no inspection was recorded by itself."""
    site = d.told.story.site
    pairs = facts_of(site.values["facts"]) if site else ()
    if pairs:
        yield Facts(pairs, wide=wide(pairs), title="核查所记")
    else:
        yield Text(("没有核查记录。",))


def facts_of(facts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Inspection facts by their labels, masked."""
    found = []
    for key, text in facts.items():
        if key in FIELDS and text and key not in ("patch", "township"):
            try:
                found.append((FIELDS[key].label, said(shown(FIELDS[key], str(text)))))
            except ValueError:
                found.append((FIELDS[key].label, said(str(text))))
    return tuple(found)


def inspection_sheet(one: InspectionHere) -> Sheet:
    """核查意见表 of one inspection."""
    kind = InspectionKind(one.kind)
    return Sheet(
        title=f"{kind.label}记录",
        facts=rows((("图斑（地块）", one.plot), ("乡镇", one.township), ("日期", day(one.day)), ("登记人", one.by))),
        boxes=(
            Box(
                "核查情况",
                "\n".join(f"{label}：{text}" for label, text in facts_of(dict(one.facts))) or NONE,
                to_sign=False,
            ),
            Box("核查意见", said(one.told), signed=one.inspectors, day=day(one.day)),
        ),
        note=f"所附证据：{joined(str(key) for key in one.evidence)}",
    )


def _last(name: str) -> str:
    return name.removesuffix("_mu").rpartition(".")[2]


def opinion_sheet(d: Dossier, one: OpinionHere) -> Sheet:
    """书面核查意见 at a gate."""
    basis = "；".join(f"{AREAS.get(_last(name), name)} {text} 亩" for name, text in one.basis.items() if text)
    who = "领导小组到场成员" if one.gate == GateName.D.value else "参加人"
    return Sheet(
        title=f"{GateName(one.gate).label.partition('：')[2] or one.gate}意见",
        facts=rows((("图斑", one.patch), ("乡镇", d.township), ("依据面积", basis), ("核查日期", day(one.day)))),
        boxes=(
            Box(who, said(one.present), to_sign=False),
            Box("核查意见", said(one.opinion), signed=one.responsible, day=day(one.day)),
        ),
        note=f"登记人：{one.by}" + (f"；签字扫描件为证据 {one.scan} 号" if one.scan else "；没有签字扫描件"),
    )


def review(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.REVIEW, d.whole)
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
            ("列入原因", joined(Why(word).label for word in one.why.split(",") if word)),
            ("到会", joined(f"{each['department']}{_person(each)}" for each in one.came)),
            (
                "回避",
                joined(
                    f"{each['department']} {each['person'] or ''}（{each['reason'] or '未写原因'}）"
                    for each in one.away
                ),
            ),
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
        word = label_of(mining, str(one.decision["word"]))
        different = [each["department"] for each in one.opinions if each["word"] != one.decision["word"]]
        lines = [f"决定：{word}。理由：{said(str(one.decision['because'] or ''))}"]
        lines += [f"保留不同意见：{'、'.join(different)}。"] if different else []
        yield Remark("会审决定", tuple(lines))
    if one.minutes:
        lines = [line.lstrip("#- ").strip() for line in one.minutes.splitlines() if line.strip()]
        yield Text(("纪要中关于本地块的部分（确认稿）：", *(said(line) for line in lines)), small=True)
    yield Text((f"签字纪要扫描件：{f'证据 {one.scan} 号' if one.scan else '没有'}",), small=True)


def _person(each: object) -> str:
    person = each["person"] if isinstance(each, dict) else ""
    return f"（{person}）" if person else ""


def determination(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.DETERMINATION, d.whole)
    yield decided_sheet(d)
    if d.told.story.proposed is not None:
        answer = d.told.story.proposed.values["answer"]
        yield Remark(
            "系统建议（不是判定）",
            tuple(filter(None, (f"{outcome(answer)}：{answer['because']}", d.told.policy.notice,
                                f"建议时还缺：{'；'.join(answer['missing'])}" if answer["missing"] else ""))),
        )  # fmt: skip
        yield Grid(
            head=("规则", "回答", "理由", "依据"),
            rows=tuple(
                (one["label"], Answer(one["answer"]).label, _because(one), one["clause"]) for one in d.told.findings
            ),
            widths=(5, 3, 10, 6),
            title="逐条结论与面积线",
            none="没有逐条结论",
        )
    yield from gaps(Section.DETERMINATION, d.whole, d.township)


def _because(one: Mapping[str, Any]) -> str:
    missing = "；".join(one["missing"])
    return f"{one['because']}；还缺：{missing}" if missing else str(one["because"])


def decided_sheet(d: Dossier) -> Sheet:
    """判定意见表."""
    row = d.row
    word = ""
    if row.decided:
        word = (Determination(row.decided) if row.category.is_land else Conclusion(row.decided)).label
    nature = row.nature.label if row.nature else NONE
    final = f"{Above(d.final.level).label}　{d.final.document}　{day(d.final.on)}" if d.final else "没有收到上级终判"
    return Sheet(
        title="",
        facts=rows((("图斑（地块）", d.number), ("判定", word or "尚未判定"), ("性质", nature),
                    ("会审编号", row.review),
                    ("会审日期", day(row.reviewed)), ("上级终判", final))),
        boxes=(
            Box("判定理由", said(row.because) if row.decided else "", to_sign=False, owed=not row.decided),
            Box("县卫片办负责人", "", to_sign=True),
        ),
        note="卫星影像只是线索；判定经集体会审由县级作出，以上级终判为准。",
    )  # fmt: skip


def evidence(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.EVIDENCE, d.whole)
    yield Grid(
        head=("文号", "种类", "批准机关", "批准日期", "覆盖", "系统查询"),
        rows=tuple(
            (
                one.number or NONE, one.kind.label if one.kind else NONE, one.authority or NONE, day(one.effective),
                f"{float(one.cover) * 100:.1f}%" if one.cover is not None else NONE,
                "没有查" if one.in_systems is None else "查到" if one.in_systems else "没有查到",
            )
            for one in d.row.approvals
        ),
        widths=(6, 5, 5, 4, 3, 3),
        title="压占的批准",
        none="没有压占的批准红线（或没有查）",
    )  # fmt: skip
    yield Grid(
        head=("查询日期", "系统", "文号", "查询人", "结果"),
        rows=tuple(
            (
                day(one.day), ApprovalSystem(one.system).label, one.number, one.person or NONE,
                f"{'查到' if one.found else '没有查到'}　{said(one.result) if one.result else ''}",
            )
            for one in d.looked
        ),
        widths=(3, 3, 5, 3, 6),
        title="审批备案系统查询",
        none="没有登记查询",
    )  # fmt: skip
    yield Grid(
        head=("证据号", "种类", "名称", "说明", "存入"),
        rows=tuple(
            (str(one.id), one.kind.label, said(one.name), said(one.note), f"{one.by} {one.at:%Y-%m-%d}")
            for one in d.evidence
            if not one.kind.is_photo
        ),
        widths=(2, 4, 6, 5, 5),
        title="举证材料目录",
        none="没有存入材料",
        note="材料原件存证据库，按散列值核对；散列值清单见备考表。",
    )
    yield from gaps(Section.EVIDENCE, d.whole, d.township)


def submission(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.SUBMISSION, d.whole)
    sub = d.returned
    if sub is None:
        yield Text(("没有填报。",))
    else:
        yield Facts(
            rows((
                ("填报状态", sub.state.label), ("填报人", f"{sub.filled_by}　{day(sub.filled_on)}"),
                ("自检", day(sub.self_checked_on)),
                ("审核人", f"{sub.checked_by}　{day(sub.checked_on)}" if sub.checked_by else NONE),
                ("上报", day(sub.released_on)), ("首次上报", day(sub.first_released_on)),
            )),
            title="填报与审核",
        )  # fmt: skip
        if sub.reason:
            yield Remark("退回原因", (said(sub.reason),))
        yield Facts(d.cells, wide=wide(d.cells), title="填报内容")
    yield from gaps(Section.SUBMISSION, d.whole, d.township)
