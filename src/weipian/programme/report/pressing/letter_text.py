"""A letter as plain text that officials edit: facts, ranking, problems, demands, deadline, contact, copies. Pure.

Every figure is summed from the reckoning's plots; no number of a patch and no name of a person is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.programme.account.ratio import line_of
from weipian.programme.report.pressing.ranking import Ranked, method, order_of, value_text
from weipian.programme.report.pressing.tally import Tally
from weipian.programme.report.pressing.triggers import percent
from weipian.terms.acting import STAMP
from weipian.terms.area import decimals
from weipian.terms.pressing import Criterion, LetterKind, LetterStage

UNIT = "县卫片办"
BLANK = "〔待填〕"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the figures. `log`: the head of the log at the letter's last step, its number and hash."""

    kind: LetterKind
    stage: LetterStage
    addressee: str
    is_township: bool
    number: str
    period: str
    day: date
    sent_on: date | None
    due: date | None
    state: str
    signed_by: str
    log: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Own:
    """People's own words; None where they were lawfully taken away."""

    problems: Sequence[str] | None
    demands: Sequence[str] | None
    contact: str | None
    copies: Sequence[str] | None


def letter_text(policy: Policy, head: Head, own: Own, tally: Tally, ranking: Sequence[Ranked]) -> str:
    """The whole letter as Markdown."""
    parts = [
        STAMP,
        f"# {title(head)}",
        head.number or "〔待编号〕",
        f"{head.addressee}：",
        f"　　根据《{policy.title}》二（九）和{head.stage.label}结果（{head.period}，截至 {head.day}），"
        f"{'你乡（镇）' if head.is_township else '你单位'}有关情况如下。",
        "## 一、有关数字",
        table(("项目", "数"), facts(policy, tally, head)),
        *_ranking(policy, head, ranking),
        f"## {'三' if head.is_township else '二'}、存在问题",
        numbered((*findings(tally), *(own.problems if own.problems is not None else ("（已移出）",)))),
        f"## {'四' if head.is_township else '三'}、要求",
        numbered(own.demands if own.demands is not None else ("（已移出）",)),
        f"## {'五' if head.is_township else '四'}、回复",
        f"请于{deadline(policy, head)}书面回复整改落实情况。逾期未回复的，将作为提请约谈的情形。",
        f"联系：{_shown(own.contact)}",
        f"抄送：{'、'.join(own.copies) if own.copies else _shown(None if own.copies is None else '')}",
        *_foot(head),
    ]
    return "\n\n".join(parts) + "\n"


def _shown(text: str | None) -> str:
    return "（已移出）" if text is None else text or BLANK


def title(head: Head) -> str:
    about = "卫片执法工作有关问题"
    return f"{head.kind.label}：关于{head.addressee}{about}"


def deadline(policy: Policy, head: Head) -> str:
    if head.due is not None:
        return f" {head.due} 前"
    period = policy.value("letters.reply_within").period
    return f"本函发出后 {period.count} {policy.schema.units.get(period.unit, period.unit)}内"


def facts(policy: Policy, one: Tally, head: Head) -> list[tuple[str, str]]:
    """Counts, areas, ratio, days late; mining beside."""
    line = line_of(policy, "township")
    land = [
        ("地块", f"{one.plots} 个，已核查 {one.inspected} 个，未判定 {one.undetermined} 个"),
        ("判定为违法的", f"{one.unlawful} 个，已整改到位 {one.settled} 个，未整改到位 {one.open} 个"),
        ("未整改到位的占用耕地", f"{decimals(one.open_cultivated, 2)} 亩"),
        ("其中压永久基本农田（实测）", f"{decimals(one.open_farmland, 2)} 亩"),
    ]
    ratio = [
        ("违法占用耕地（扣减前）", f"{decimals(one.before.numerator, 2)} 亩，比例 {percent(one.before.ratio)}"),
        ("违法占用耕地（扣减后）", f"{decimals(one.after.numerator, 2)} 亩，比例 {percent(one.after.ratio)}"),
        ("问责线", f"{decimals(line.area, 2)} 亩以上且 {percent(line.ratio)} 以上（{line.clause}）"),
        ("是否达线", "达线" if one.after.reaches(line) else "未达线"),
    ]
    rest = [
        ("矿产图斑", f"{one.mining} 个，违法 {one.mining_unlawful} 个，未整改到位 {one.mining_open} 个"),
        ("矿产未整改到位的面积", f"{decimals(one.mining_area, 2)} 亩"),
        ("到期未办", f"{one.overdue} 个地块"),
        ("逾期", f"{one.late_plots} 个地块共 {one.late_days} 天"),
    ]
    return [*land, *(ratio if head.is_township else ()), *rest]


def findings(one: Tally) -> Iterable[str]:
    """What the figures themselves say; nothing is said of what is nought."""
    if one.open:
        area = decimals(one.open_cultivated, 2)
        yield f"判定为违法的 {one.unlawful} 个地块中还有 {one.open} 个未整改到位，涉及耕地 {area} 亩。"
    if one.mining_open:
        yield f"矿产违法 {one.mining_open} 个未整改到位，涉及面积 {decimals(one.mining_area, 2)} 亩。"
    if one.plots - one.inspected:
        yield f"还有 {one.plots - one.inspected} 个地块没有登记核查。"
    if one.late_days:
        yield f"{one.late_plots} 个地块逾期，共 {one.late_days} 天。"


def _ranking(policy: Policy, head: Head, ranking: Sequence[Ranked]) -> list[str]:
    """五(一): a circular carries the ranking; a department stands in none."""
    if not head.is_township:
        return []
    header = ("综合名次", "乡镇", *(each.label for each in order_of(policy)), "说明")
    return ["## 二、各乡镇排名", table(header, [rank_row(one, order_of(policy)) for one in ranking]), method(policy)]


def rank_row(one: Ranked, criteria: Sequence[Criterion]) -> tuple[str, ...]:
    place = str(one.combined) if one.combined is not None else "不排名"
    said = one.why or "；".join(one.small)
    return (place, one.township, *(value_text(one.tally, each) for each in criteria), said)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def numbered(lines: Iterable[str]) -> str:
    found = [f"{at}. {line}" for at, line in enumerate(lines, start=1)]
    return "\n".join(found) or BLANK


def _foot(head: Head) -> list[str]:
    seq, digest = head.log
    signed = f"签发：{head.signed_by}" if head.signed_by else "〔未签发〕"
    sent = str(head.sent_on) if head.sent_on else "〔未发出〕"
    return [f"{UNIT}　{sent}", f"{signed}　状态：{head.state}", f"日志：{seq} {digest}"]


def facts_json(policy: Policy, one: Tally, head: Head) -> Mapping[str, object]:
    return {"figures": [{"item": name, "said": said} for name, said in facts(policy, one, head)]}
