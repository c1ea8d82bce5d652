"""`weipian review list|show|minutes`: reviews as this person sees them, and what can be done with each now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.office.inspecting.gates import GateHere
    from weipian.store.acting import Desk
    from weipian.store.queries.reviews import ReviewHere


@click.command(
    "list", cls=ChineseCommand, help="有哪些会审、走到哪一步、您现在能办什么；乡镇、部门只看到议题中有自己图斑的。"
)
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.reviews import reviews
    from weipian.store.seeing import seen

    found = reviews(seen(desk))
    told = [f"{one.number}　{one.on}　{one.form.label}　{one.state.label}　{_now(desk, one)}" for one in found]
    rows = [_row(desk, one) for one in found]
    give({"reviews": rows}, "\n".join([*told, f"共 {len(found)} 次"]), as_json)


def _row(desk: Desk, one: ReviewHere) -> dict[str, object]:
    return {
        "review": one.number,
        "form": one.form.value,
        "on": one.on.isoformat(),
        "state": one.state.value,
        "corrects": one.corrects or None,
        "scan_sha256": one.scan_sha256,
        "acts": [
            {"act": act.value, "label": act.label, "can": can, "why": why, "who": who}
            for act, can, why, who in _possible(desk, one)
        ],
    }


def _possible(desk: Desk, one: ReviewHere) -> list[tuple[Any, bool, str, str]]:
    from weipian.programme.determination.review.opening import possible_on

    return possible_on(desk, one)


def _now(desk: Desk, one: ReviewHere) -> str:
    able = [act.label for act, now, _, _ in _possible(desk, one) if now]
    if able:
        return f"现在可以：{'、'.join(able)}"
    waits = [f"{act.label}（{who}）" for act, _, why, who in _possible(desk, one) if not why.startswith("会审")]
    return f"您现在没有要办的；等待：{'、'.join(waits)}" if waits else "已经办完"


@click.command(
    cls=ChineseCommand,
    help="看一次会审：议题和原因、建议和尚缺的材料、会审前核查、回避、各单位意见、决定；只列您看得到的地块。",
)
@click.argument("number", metavar="编号")
@at_desk
@as_json
def show(desk: Desk, number: str, as_json: bool) -> None:
    from weipian.store import models
    from weipian.store.queries.reviews import review_named, said_in
    from weipian.store.seeing import seen

    sight = seen(desk)
    found = review_named(number, sight)
    kinds = {
        "agenda": models.AgendaItem,
        "conflicts": models.ConflictOfInterest,
        "opinions": models.Opinion,
        "decisions": models.Decision,
    }
    said = {name: [_said(one.values) for one in said_in(model, found.id, sight)] for name, model in kinds.items()}
    from weipian.office.agenda import acts_on
    from weipian.office.review_gates import gates_of_review
    from weipian.programme.determination.review.minutes import minutes
    from weipian.store.queries.sent_back import all_back

    acts = acts_on(desk, found, [str(one["plot"]) for one in said["agenda"]])
    said["agenda"] = [
        {**one, "acts": [able.as_json() for able in acts.get(str(one["plot"]), ())]} for one in said["agenda"]
    ]
    gates = gates_of_review(desk, found.id)
    backs = all_back(sight)
    back = {plot: [one.words for one in backs.get(plot, ())] for plot in (str(one["plot"]) for one in said["agenda"])}
    extra = [*([gates_told(gates)] if gates else []), *([_back_told(back)] if any(back.values()) else [])]
    told = [minutes(desk, found, sight), *extra, _now(desk, found)]
    rows = [{"patch": one.patch.number, "gate": one.gate.value, "stands": one.stands} for one in gates]
    sent = {plot: words for plot, words in back.items() if words}
    give({**_row(desk, found), **said, "gates": rows, "sent_back": sent}, "\n\n".join(told), as_json)


def gates_told(gates: Sequence[GateHere]) -> str:
    """How the inspections before the review stand, and what was opined, for who chairs it."""
    from weipian.office.inspecting.gates import STANDS

    lines = [f"- {one.patch.number}　{one.gate.label}　{STANDS[one.stands]}{_opined(one)}" for one in gates]
    return "\n".join(["会审前的逐一核查（现在）：", *lines])


def _back_told(back: Mapping[str, Sequence[str]]) -> str:
    lines = [f"- {plot}　{one}" for plot, words in back.items() for one in words]
    return "\n".join(["退回、问题清单还没有办结的（现在）：", *lines])


def _opined(one: GateHere) -> str:
    said = one.opinion
    return f"　{said.day} {said.opinion}（责任人 {said.responsible}）" if said else ""


def _said(values: Mapping[str, Any]) -> dict[str, object]:
    """Without the names of people, which the minutes tell who sees the county."""
    return {name: value for name, value in values.items() if name not in ("person", "account_id", "replaces_id")}


@click.command(cls=ChineseCommand, help="纪要（Markdown）：确认之前是草稿，确认之后是确认的那一份。")
@click.argument("number", metavar="编号")
@at_desk
@as_json
def minutes(desk: Desk, number: str, as_json: bool) -> None:
    from weipian.programme.determination.review.minutes import minutes
    from weipian.store.queries.reviews import review_named
    from weipian.store.seeing import seen

    sight = seen(desk)
    found = review_named(number, sight)
    text = minutes(desk, found, sight)
    give({"review": number, "state": found.state.value, "minutes": text}, text, as_json)
