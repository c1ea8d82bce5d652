"""`weipian refer|share|suggest undo`: what was written wrongly is taken back with its reason; it stays in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.programme.rectification.handover.taking_back import Back
    from weipian.store.acting import Desk

ANSWER = click.option("--answer", is_flag=True, help="只撤销答复，登记保留")


def _asked(function: Callable[..., None]) -> Callable[..., None]:
    reason = click.option("--reason", default="", metavar="文字", help="为什么撤销（必填）")
    day = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天撤销（默认今天）")
    return click.argument("number", metavar="编号", type=int)(reason(day(at_desk(as_json(function)))))


def _back(reason: str, day: dt.date | None) -> Back:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.taking_back import Back

    return Back(reason, day or clock())


@click.command("undo", cls=ChineseCommand, help="撤销登记有误的移送，须写理由；有回执的先用 --receipt 撤销回执。")
@click.option("--receipt", is_flag=True, help="只撤销回执，移送保留")
@_asked
def undo_referral(desk: Desk, number: int, reason: str, day: dt.date | None, receipt: bool, as_json: bool) -> None:
    from weipian.programme.rectification.handover import taking_back

    if receipt:
        key = taking_back.undo_receipt(desk, number, _back(reason, day))
        answer = {"undone": "receipt", "referral": key, "before": number}
        give(answer, f"已撤销回执，移送现在的编号 {key}", as_json)
        return
    taking_back.undo_referral(desk, number, _back(reason, day))
    give({"undone": "referral", "referral": number}, f"已撤销移送 {number}；正确的请重新登记", as_json)


@click.command("undo", cls=ChineseCommand, help="撤销登记有误的共享，须写理由；有答复的先用 --answer 撤销答复。")
@ANSWER
@_asked
def undo_sharing(desk: Desk, number: int, reason: str, day: dt.date | None, answer: bool, as_json: bool) -> None:
    from weipian.programme.rectification.handover import taking_back

    taking_back.undo_sharing(desk, number, _back(reason, day), answer=answer)
    _told("sharing", f"第 {number} 次共享", number, answer, as_json)


@click.command("undo", cls=ChineseCommand, help="撤销登记有误的检察建议，须写理由；有答复的先用 --answer 撤销答复。")
@ANSWER
@_asked
def undo_suggestion(desk: Desk, number: int, reason: str, day: dt.date | None, answer: bool, as_json: bool) -> None:
    from weipian.programme.rectification.handover import taking_back

    taking_back.undo_suggestion(desk, number, _back(reason, day), answer=answer)
    _told("suggestion", f"第 {number} 件检察建议", number, answer, as_json)


def _told(name: str, what: str, number: int, answer: bool, as_json: bool) -> None:
    text = f"已撤销{what}的答复" if answer else f"已撤销{what}；正确的请重新登记"
    give({"undone": "answer" if answer else name, name: number}, text, as_json)


def last_line(found: Sequence[object], gone: Sequence[object], unit: str, output: Path | None) -> str:
    """How many stand, and that others were taken back."""
    back = f"；另有 {len(gone)} {unit}已撤销，不计在内（--all 可看）" if gone else ""
    return f"共 {len(found)} {unit}{back}" + (f"，已导出：{output}" if output else "")
