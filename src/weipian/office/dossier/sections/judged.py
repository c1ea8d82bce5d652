"""What was seen on site and said of it, by the township and at the gates; what was returned to the platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.words import NONE, Pictures, day, gaps, heading, joined, rows, said, wide
from weipian.papers.model import Box, Facts, Grid, Part, Remark, Sheet, Text
from weipian.programme.inspection.fields import INSPECTION_FIELDS
from weipian.programme.submission.values import shown
from weipian.store.queries.inspected import InspectionHere, OpinionHere
from weipian.terms.dossier import Section
from weipian.terms.inspection import CheckAnswer, InspectionKind
from weipian.terms.words import GateName

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
    reason = said(getattr(one, "reason", "")).replace(NONE, "")
    return f"{CheckAnswer(answer).label}　{reason}".rstrip() if answer else "没有答复"


def _site_facts(d: Dossier) -> Iterator[Part]:
    """As a ledger brought them, where no inspection was recorded by itself."""
    site = d.told.story.site
    pairs = facts_of(site.values["facts"]) if site else ()
    if pairs:
        yield Facts(pairs, wide=wide(pairs), title="核查所记")
    else:
        yield Text(("没有核查记录。",))


def facts_of(facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Inspection facts by their labels in the order of the form, masked."""
    return tuple(
        (field.label, said(_cell(key, str(facts[key]))))
        for key, field in FIELDS.items()
        if facts.get(key) and key not in ("patch", "township")
    )


def _cell(key: str, text: str) -> str:
    try:
        return shown(FIELDS[key], text)
    except ValueError:  # as somebody wrote it, before words were closed lists
        return text


def inspection_sheet(one: InspectionHere) -> Sheet:
    """核查意见表 of one inspection."""
    kind = InspectionKind(one.kind)
    base = rows((("图斑（地块）", one.plot), ("乡镇", one.township), ("日期", day(one.day)), ("登记人", one.by)))
    return Sheet(
        title=f"{kind.label}记录",
        facts=(*base, *facts_of(dict(one.facts))),
        boxes=(Box("核查意见", said(one.told), signed=one.inspectors, day=day(one.day)),),
        note=f"所附证据：{joined(str(key) for key in one.evidence)} 号" if one.evidence else "没有附证据",
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
        if d.stale:
            lines = (f"{'、'.join(d.stale)}：台账在填报之后有变化，上表仍是填报时的内容，还没有重新填报。",)
            yield Remark("与现在的台账不一致", lines)
    yield from gaps(Section.SUBMISSION, d.whole, d.township)
