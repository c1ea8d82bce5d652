"""纪要: drafted from what was recorded, a part a plot, without names of people; names stand in rows of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weipian.programme.determination.review.opening import opinions_by_plot, why_now
from weipian.programme.determination.review.rules import label_of
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.queries.reviews import PlotAsked, ReviewHere, Said, attendance, plots_asked, said_in
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import STAMP
from weipian.terms.review import ReviewState
from weipian.terms.words import GateName

NOT_FINAL = "卫片是线索，不是认定；判定为县级自判，待上级终判。"


def draft(desk: Desk, review: ReviewHere, sight: Sight = EVERYTHING) -> list[tuple[int | None, str]]:
    """Plot → its part, of the plots in sight; the first part, of no plot, is the head."""
    numbers = [str(one["plot"]) for one in said_in(models.AgendaItem, review.id, sight)]
    plots = plots_asked(sight, numbers)
    agenda = said_in(models.AgendaItem, review.id, sight)
    opinions, out = _by_plot(models.Opinion, review, sight), _by_plot(models.ConflictOfInterest, review, sight)
    decided = _by_plot(models.Decision, review, sight)
    words = opinions_by_plot([one for each in opinions.values() for one in each])
    parts: list[tuple[int | None, str]] = [(None, _head(desk, review))]
    for item in agenda:
        plot = plots.get(str(item["plot"]))
        if plot is not None:
            why = "、".join(one.label for one in why_now(plot, item, words.get(plot.plot, frozenset())))
            told = [
                f"## {plot.plot}（{plot.about.township}，{plot.category.label}）",
                f"列入原因：{why}",
                _proposal(plot),
                *_missing(plot),
                *_gates(plot),
            ]
            told += [f"回避：{one['department']}" for one in out.get(plot.id, ())]
            told += _argued(plot, opinions.get(plot.id, ()), decided.get(plot.id, ()))
            parts.append((plot.id, "\n\n".join(told)))
    return parts


def _by_plot(model: object, review: ReviewHere, sight: Sight) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = {}
    for one in said_in(model, review.id, sight):
        found.setdefault(one.plot_id, []).append(one)
    return found


def _head(desk: Desk, review: ReviewHere) -> str:
    came = dict.fromkeys(str(one["department"]) for one in attendance(review.id))
    told = [f"# {review.title}", f"编号：{review.number}", f"形式：{review.form.label}", f"日期：{review.on}"]
    told += [f"到会单位：{'、'.join(came) or '未登记'}"]
    told += [f"更正：本次更正 {review.corrects} 号会审"] if review.corrects else []
    return "\n\n".join([*told, NOT_FINAL, *filter(None, (desk.policy.notice, STAMP))])


def _proposal(plot: PlotAsked) -> str:
    if plot.proposed is None:
        return "机器建议：没有"
    said = label_of(plot.mining, "" if plot.proposed["conclusion"] == "in_doubt" else plot.proposal) or "存疑"
    return f"机器建议：{said}"


def _missing(plot: PlotAsked) -> list[str]:
    """What the proposal still wants; nothing proposed is not nothing missing."""
    return [f"尚缺材料：{'；'.join(plot.missing)}"] if plot.missing else []


def _gates(plot: PlotAsked) -> list[str]:
    """The inspections that the plot's areas ask for, as they were when it was proposed."""
    named = [GateName(one["gate"]).label + ("" if one.get("certain") else "（事实未全，待确认）") for one in plot.gates]
    return [f"到核查面积线：{'；'.join(named)}"] if named else []


def _argued(plot: PlotAsked, opinions: Sequence[Said], decided: Sequence[Said]) -> list[str]:
    word = str(decided[0]["word"]) if decided else ""
    told = [_opinion(plot, one.values, word) for one in opinions]
    if not decided:
        return [*told, "决定：尚未作出"]
    because = str(decided[0]["because"])
    return [*told, f"决定：{label_of(plot.mining, word)}" + (f"。理由：{because}" if because else "")]


def _opinion(plot: PlotAsked, said: Mapping[str, object], word: str) -> str:
    because = f"（{said['because']}）" if said["because"] else ""
    other = "【不同意见，保留】" if word and said["word"] != word else ""
    return f"- {said['department']}：{label_of(plot.mining, str(said['word']))}{because}{other}"


def minutes(desk: Desk, review: ReviewHere, sight: Sight) -> str:
    """The minutes as they stand: what was confirmed, else the draft; with names for who sees the county."""
    if review.state in (ReviewState.CONFIRMED, ReviewState.LOCKED):
        parts = [str(one["text"]) for one in said_in(models.MinutesPart, review.id, sight)]
        if not (sight.everything and not sight.within):
            parts = [_head(desk, review), *parts]
    else:
        parts = [text for _, text in draft(desk, review, sight)]
    names = [
        f"- {one['department']}　{one['person'] or ''}　{one['post']}".rstrip("　") for one in attendance(review.id)
    ]
    if sight.everything and not sight.within:
        chair = [f"主持：{review.chair}"] if review.chair else []
        parts += ["\n\n".join([*chair, "到会人员：", "\n".join(names)])]
    state = (
        f"（{review.state.label}）"
        if review.state is not ReviewState.LOCKED
        else f"（签字扫描件 SHA-256 {review.scan_sha256 or '已移出'}）"
    )
    return "\n\n".join([*parts, state])
