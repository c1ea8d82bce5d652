"""What came after: case papers, rectification and acceptance, handover and objections, the end sheet."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.office.dossier.dossier import Dossier
from weipian.office.dossier.sections.photos import plates
from weipian.office.dossier.sections.words import (
    NONE,
    Pictures,
    body_named,
    day,
    gaps,
    heading,
    joined,
    rows,
    said,
    wide,
)
from weipian.papers.model import Box, End, Facts, Grid, Heading, Part, Remark, Sheet, Text
from weipian.store.queries.beside_cases import Said
from weipian.store.queries.cases import CaseHere, Turn
from weipian.store.queries.handover import AnswerHere
from weipian.store.queries.objection import StepHere
from weipian.store.queries.rectification_records import Accepted
from weipian.terms.cases import ApprovalStage, Penalty, Stop, WithoutCase
from weipian.terms.dossier import Section
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Conclusion, Outcome


def case(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    beside = d.beside
    there = bool(beside.stops or beside.cases or beside.less)
    yield heading(Section.CASE, d.whole, new_page=there)
    for one in beside.stops:
        yield Facts(_stop(one), title="责令停止违法行为")
    for each in beside.cases:
        yield from _case(each)
    for less in beside.less:
        values = less.values
        pairs = rows((
            ("处理方式", WithoutCase(values["how"]).label), ("日期", day(values["day"])), ("文号", values["number"]),
            ("批准人", values["approver"]), ("批准文件", values["approver_paper"]), ("理由", said(values["reason"])),
        ))  # fmt: skip
        yield Facts(pairs, wide=wide(pairs), title="非立案处理")
    if not there:
        yield Text((_untouched(d, "没有责令停止、立案或非立案处理的记录。", "查处"),))
    papers = [one for one in d.evidence if one.kind is EvidenceKind.CASE]
    if papers:
        yield Text((f"存入案件处理材料 {len(papers)} 份：{joined(f'证据 {one.id} 号' for one in papers)}。",))
    yield from gaps(Section.CASE, d.whole, d.township)


def _stop(one: Said) -> tuple[tuple[str, str], ...]:
    values = one.values
    return rows((
        ("日期", day(values["day"])), ("文号", values["number"]), ("送达", day(values["served"])),
        ("送达方式", said(values["service"])), ("复查", day(values["visited"])),
        ("复查结果", Stop(values["outcome"]).label if values["outcome"] else "没有复查"),
        ("复查所见", said(values["found"])),
    ))  # fmt: skip


def _untouched(d: Dossier, unlawful: str, what: str) -> str:
    """Why there is nothing: not asked for, not yet decided, or not done."""
    if not d.row.decided:
        return f"尚未判定，没有{what}记录。"
    return unlawful if d.row.conclusion is Conclusion.UNLAWFUL else f"不涉及：没有判定为违法，也没有{what}记录。"


def _case(one: CaseHere) -> Iterator[Part]:
    from weipian.office.dossier.gathering import PAPER_EYES

    party = PAPER_EYES.name(one.party, one.party_kind) if one.party else "没有登记"
    plots = joined(plot.number for plot in one.plots)
    pairs = rows((
        ("案号", one.number), ("立案机关", body_named(one.body)), ("违法类型", one.breach.label), ("当事人", party),
        ("项目", said(one.project)), ("涉及地块", plots),
    ))  # fmt: skip
    yield Facts(pairs, wide=wide(pairs), title="立案查处")
    yield Grid(
        head=("日期", "步骤", "文号", "送达", "内容", "经办"),
        rows=tuple(
            (
                day(turn.day), turn.step.label, turn.number or NONE, day(turn.served),
                _more(turn), turn.by,
            )
            for turn in one.turns
        ),
        widths=(4, 4, 6, 4, 7, 5),
        title="办理经过",
        none="没有步骤",
    )  # fmt: skip


def _more(turn: Turn) -> str:
    """Penalties, who carries them out, why, and who approved it by which paper."""
    told = dict(turn.more)
    approver, paper = turn.approver or turn.approver_account, turn.approver_paper
    approved = f"批准：{approver}" + (f"（{paper}）" if paper else "") if approver else ""
    parts = ["、".join(Penalty(kind).label for kind in told.get("penalties", ()))]
    parts += [
        f"罚款 {told['fine']} 元" if told.get("fine") else "",
        f"由{told['executor']}组织实施" if told.get("executor") else "",
    ]
    return "；".join(filter(None, (*parts, said(turn.reason) if turn.reason else "", approved))) or NONE


def right(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    records = d.right
    there = bool(records.newest() or d.beside.later or d.row.outcome is not Outcome.NONE)
    yield heading(Section.RIGHT, d.whole, new_page=there)
    if d.row.outcome is not Outcome.NONE:
        when = f"（{day(d.row.outcome_on)}）" if d.row.outcome_on else ""
        yield Text((f"整改结果：{d.row.outcome.label}{when}。",))
    elif not there:
        yield Text((_untouched(d, "没有整改记录。", "整改"),))
    if records.order:
        one = records.order
        measures = joined(measure.label for measure in (one.measure, *one.also))
        pairs = rows((("文号", one.number), ("日期", day(one.day)), ("措施", measures), ("责任乡镇", one.township),
                      ("责任人", one.person), ("期限", day(one.due) if one.due else "按方案"),
                      ("内容", said(one.told))))  # fmt: skip
        yield Facts(pairs, wide=wide(pairs), title="整改通知")
    done = [(each.day, each.step.label, said(each.told), each.by) for each in records.progress]
    done += [(each.day, "整改到位", said(each.told), each.by) for each in records.in_place]
    if done:
        rows_done = tuple((day(when), what, text, by) for when, what, text, by in sorted(done))
        yield Grid(("日期", "事项", "内容", "登记人"), rows_done, widths=(3, 4, 9, 4), title="整改经过")
    for taken in records.accepted:
        yield acceptance_sheet(d, taken)
    for asked in records.applications:
        answer = asked.answer
        text = _spaced(answer.result.label, answer.number, day(answer.day), answer.told) if answer else "还没有答复"
        lines = (_spaced(f"{day(asked.day)} 申请", asked.told), f"核验结果：{text}")
        yield Remark(f"申请市级核验　{asked.number}", lines)
    for later in d.beside.later:
        values = later.values
        pairs = rows((("进度", ApprovalStage(values["stage"]).label), ("日期", day(values["day"])),
                      ("文号", values["number"]),
                      ("批准机关", values["authority"]), ("理由", said(values["reason"]))))  # fmt: skip
        yield Facts(pairs, wide=wide(pairs), title="补办用地手续")
    before_after = [one for one in d.evidence if one.kind in (EvidenceKind.PHOTO_BEFORE, EvidenceKind.PHOTO_AFTER)]
    if before_after:
        yield Heading("整改前后照片", level=2)
        yield from plates(before_after, d, pictures, "整改照片")
    yield from gaps(Section.RIGHT, d.whole, d.township)


def acceptance_sheet(d: Dossier, taken: Accepted) -> Sheet:
    """验收表 of a township's own acceptance, with what the county confirmed after it."""
    when, order = day(taken.day), d.right.order
    found = [one for one in d.right.in_place if one.part == taken.part and one.day >= taken.day]
    county = Box("县卫片办认定", "")
    if found:
        last = found[-1]
        county = Box("县卫片办认定", _spaced("整改到位", last.told), signed=last.by, day=day(last.day))
    return Sheet(
        title="整改验收表",
        facts=rows((
            ("图斑（地块）", d.number), ("部分", taken.part or "整个地块"), ("乡镇", d.township), ("验收日期", when),
            ("整改措施", order.measure.label if order else NONE), ("整改通知", order.number if order else NONE),
        )),
        boxes=(Box("乡镇验收情况", said(taken.told), signed=taken.accepted_by, day=when), county),
    )  # fmt: skip


def _spaced(*words: str | None) -> str:
    """What is said, in one line; what is not said leaves no mark."""
    return "　".join(said(one) for one in words if one and one.strip())


def handover(d: Dossier, pictures: Pictures) -> Iterator[Part]:
    yield heading(Section.HANDOVER, d.whole, new_page=bool(d.handovers or d.objections))
    for one in d.handovers:
        yield Facts(
            rows((("移交部门", one.department), ("事项", one.matter), ("日期", day(one.given)), ("文号", one.document),
                  ("期限", day(one.due)), ("状态", one.stage.label))),
            title=f"移交{body_named(one.department)}",
        )  # fmt: skip
        yield Grid(
            ("日期", "答复", "内容", "登记人", "审核"),
            tuple(
                (day(each.day), each.kind.label, said(each.told), each.by,
                 _verdict(each))
                for each in one.answers
            ),
            widths=(3, 3, 8, 4, 4),
            none="部门还没有答复",
        )  # fmt: skip
    if not d.handovers:
        yield Text(("没有移交。",))
    for each in d.objections:
        lines = [_spaced(day(each.day), f"提出，针对{each.about.label}", each.reason)]
        lines += [
            _spaced(day(step.day), step.kind.label + _result(step), step.reason, step.paper) for step in each.steps
        ]
        yield Remark(f"异议　第 {each.id} 号", tuple(lines))
    yield from gaps(Section.HANDOVER, d.whole, d.township)


def _result(step: StepHere) -> str:
    return f"：{step.result.label}" if step.result else ""


def _verdict(one: AnswerHere) -> str:
    if one.accepted is None:
        return "没有审核"
    return "认可" if one.accepted else f"退回：{said(one.reason)}"


def end(d: Dossier, head: str, edition: str, replaces: str, workspace: str) -> Iterator[Part]:
    """The end sheet: how whole, which edition, each file's digest, where the log stood."""
    yield heading(Section.END, d.whole)
    has, asked = d.whole.score
    hashes = [(f"证据 {one.id} {one.kind.label}", one.sha256) for one in d.evidence]
    hashes += [(one.moment.label + "影像（裁片）", one.sha256) for one in (d.chips.chips if d.chips else ())]
    hashes += [
        (f"影像 {used.number} 号（全幅）", used.sha256)
        for one in (d.chips.chips if d.chips else ())
        for used in one.used
    ]
    layers = {one.layer.id: one.layer for one in d.told.figures if one.layer}
    hashes += [(f"{one.kind.label}图层 第{one.version}版", one.kept_sha256) for one in layers.values()]
    yield End(
        rows=rows((
            ("图斑（地块）", d.number), ("版次", edition), ("替代", replaces or "没有"),
            ("齐全", f"{has}/{asked}　{d.whole.whole.label}"),
            ("证据", f"{len(d.evidence)} 份"), ("日志位置", head), ("规则", d.told.policy.notice or "已与原文核对"),
            ("密级", d.secrecy),
        )),
        hashes=tuple(dict.fromkeys(hashes)),
        head=head,
        qr=f"weipian:{workspace}:{head}:{d.number}:{edition}",
        title="",
    )  # fmt: skip
