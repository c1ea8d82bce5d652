"""`weipian dossier list|reword`: how whole the dossiers are; an account in somebody's own words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.dossier import Whole
from weipian.terms.errors import InputError, UsageError

if TYPE_CHECKING:
    from weipian.office.dossier.listing import Listed
    from weipian.store.acting import Desk
    from weipian.store.queries.volumes import Volume


@click.command(
    "list",
    cls=ChineseCommand,
    help="看得到的地块，缺的多的在前：卷宗齐不齐、缺什么、由谁补、出具到第几版、出具后有没有新的办理。",
)
@click.option("--township", metavar="乡镇", help="只看某乡镇")
@click.option("--whole", type=OneOf(Whole, "齐全"), metavar="齐全|待补|尚未判定", help="只看其中一种")
@click.option("--limit", type=click.IntRange(1), metavar="数", help="只列前几个")
@at_desk
@as_json
def listed(desk: Desk, township: str | None, whole: Whole | None, limit: int | None, as_json: bool) -> None:
    from weipian.office.dossier.listing import counts, listing

    found, bound = listing(desk, township)
    summed = counts(found)
    shown = [one for one in found if whole is None or one.whole is whole]
    rows = [_row(one) for one in shown[:limit]]
    text = [_text(one) for one in shown[:limit]]
    text.append(f"齐全 {summed[Whole.COMPLETE]}，待补 {summed[Whole.GAPS]}，尚未判定 {summed[Whole.EARLY]}")
    text += [_volume_text(one) for one in bound]
    answer = {
        "dossiers": rows,
        "counts": {word.value: count for word, count in summed.items()},
        "volumes": [_volume_row(one) for one in bound],
    }
    give(answer, "\n".join(text), as_json)


def _row(one: Listed) -> dict[str, object]:
    return {
        "plot": one.plot,
        "patch": one.patch,
        "township": one.township,
        "whole": one.whole.value,
        "has": one.has,
        "asked": one.asked,
        "gaps": [
            {"what": need.key, "label": need.label, "who": need.who.value, "clause": need.clause} for need in one.gaps
        ],
        "edition": one.edition or None,
        "issued": one.issued.isoformat() if one.issued else None,
        "issue": one.issue,
        "volume": one.bound.number if one.bound else None,
        "bound": f"第{one.bound.number}册 {one.bound.first}—{one.bound.last} 页" if one.bound else None,
        "rebind": bool(one.bound and one.bound.former),
        "acts": [able.as_json() for able in one.ables],
    }


def _volume_row(one: Volume) -> dict[str, object]:
    return {
        "township": one.township,
        "volume": one.number,
        "edition": one.edition,
        "day": one.day.isoformat(),
        "by": one.by,
        "dossiers": len(one.issues),
        "pages": one.pages,
        "rebind": list(one.former),
    }


def _volume_text(one: Volume) -> str:
    head = f"{one.township}第 {one.number} 册第 {one.edition} 版　{one.day}　{len(one.issues)} 卷 {one.pages} 页"
    return f"{head}　有 {len(one.former)} 卷已有新版，须重新装订" if one.former else head


def _text(one: Listed) -> str:
    owed = "；".join(f"{who.label}：{'、'.join(need.label for need in needs)}" for who, needs in one.owed.items())
    edition = f"第 {one.edition} 版 {one.issued}" if one.edition else "没有出具"
    volume = f"第 {one.bound.number} 册{'（有新版，须重新装订）' if one.bound.former else ''}" if one.bound else ""
    score = f"{one.whole.label} {one.has}/{one.asked}"
    return "　".join(filter(None, (one.plot, one.township, score, edition, volume, owed)))


@click.command(
    cls=ChineseCommand,
    help="改写一个地块卷宗的情况说明：--text 文字，或 --file 文本文件；--keep 照系统所拟确认；--take-back 撤回改写。"
    "记入日志；系统所拟的文字并存卷内。不写这些就只显示系统所拟的。",
)
@click.argument("plot", metavar="PLOT")
@click.option("--text", default="", metavar="文字", help="改写为")
@click.option("--file", "source", type=click.Path(path_type=Path), metavar="文件", help="改写的文字在这个文本文件里")
@click.option("--keep", is_flag=True, help="照系统所拟的确认")
@click.option("--take-back", "back", is_flag=True, help="撤回改写")
@click.option("--on", "day", type=DAY, metavar="日期", help="改写日期（默认今天）")
@at_desk
@as_json
def reword(
    desk: Desk, plot: str, text: str, source: Path | None, keep: bool, back: bool, day: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.dossier.listing import made_account
    from weipian.programme.report.dossier.wording import reword as write
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    if sum((bool(text), source is not None, keep, back)) > 1:
        raise UsageError("needs_one", names="--text、--file、--keep、--take-back")
    if text or source or keep or back:
        require_may(desk.policy, desk.actor, Act.DOSSIER_WORDED)
    made, own = made_account(desk, plot, day or clock())
    words = _read(source) if source else made if keep else text
    if not words and not back:
        give({"plot": plot, "made": made, "text": own}, f"系统所拟：\n{made}\n\n改写：{own or '没有改写'}", as_json)
        return
    number = write(desk, plot, words, made, day or clock())
    give(
        {"plot": plot, "account": number, "text": words or None},
        f"{plot}：情况说明已{'撤回改写' if back else '改写'}",
        as_json,
    )


def _read(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InputError("dossier_text_unreadable", where=str(source)) from None
