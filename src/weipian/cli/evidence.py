"""`weipian evidence`: files put in, listed, corrected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, ROWS_REFUSED, SHOWN, give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import OneOf
from weipian.terms.errors import InputError, UsageError
from weipian.terms.evidence import EvidenceKind

if TYPE_CHECKING:
    from weipian.programme.inspection.acts.evidence import Added, Kept
    from weipian.store.acting import Desk
    from weipian.store.queries.evidence import EvidenceHere

evidence = ChineseGroup(
    "evidence",
    {
        "add": ("weipian.cli.evidence:add", "存入照片、批文、纪要等"),
        "list": ("weipian.cli.evidence:listed", "存了哪些"),
        "correct": ("weipian.cli.evidence:correct", "改正地块、种类或说明；原记录保留"),
        "show": ("weipian.cli.evidence_out:show", "取出查看副本；取原件须加 --original，记入日志"),
        "history": ("weipian.cli.evidence_out:history", "一份证据由谁存入，原件谁看过、谁导出过"),
        "export": ("weipian.cli.evidence_out:export", "导出原件，附清单和校验值，记入日志"),
        "check": ("weipian.cli.evidence_state:check", "逐个核对原件：少了、改了、多了"),
        "growth": ("weipian.cli.evidence_state:growth", "每月、各乡镇存了多少，磁盘还够多久"),
    },
    help="证据：原件按内容的校验值存放并封存，从不修改；平时看的是另做的副本，不带拍摄位置等信息。",
)
KIND = OneOf(EvidenceKind, "证据种类")
KINDS = "、".join(kind.label for kind in EvidenceKind)


def as_number(_ctx: click.Context, _param: click.Parameter, text: str) -> int:
    """A piece of evidence's number as a person writes it. Raises InputError."""
    digits = text.strip().removesuffix("号").removeprefix("证据").strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 18:
        raise InputError("evidence_unknown", where=text)
    return int(digits)


@click.command(
    cls=ChineseCommand,
    help="存入证据。文件是什么以内容为准，与扩展名不符的按内容存并说明；网页、程序、带宏的文档、残缺的、一个文件里"
    "藏着另一个的不存。坏文件列出，其余照存。照片里没有拍摄位置的照存，不作为疑点。",
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--plot", required=True, metavar="地块", help="属于哪个地块")
@click.option("--kind", required=True, type=KIND, metavar="种类", help=KINDS)
@click.option("--note", default="", metavar="说明", help="说明")
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
def add(
    desk: Desk, files: tuple[Path, ...], plot: str, kind: EvidenceKind, note: str, dry_run: bool, as_json: bool
) -> int:
    import time

    from weipian.programme.inspection.acts.evidence import about, add_evidence
    from weipian.vault.keeping import sweep
    from weipian.vault.places import Places
    from weipian.work.progress import Progress

    what = about(desk, plot, kind, note)
    sweep(Places(desk.workspace.folder), time.time())
    with Progress("存入证据", total=len(files)) as step:
        added = add_evidence(desk, files, what, step, dry_run=dry_run)
    give(_answer(added, plot, dry_run), _text(added, plot, dry_run), as_json)
    say([f"{one.taken.name}：{note}" for one in added.kept for note in one.taken.notes])
    return _tell(added)


def _answer(added: Added, plot: str, dry_run: bool) -> dict[str, object]:
    return {
        "plot": plot,
        "dry_run": dry_run,
        "evidence": [_kept(one) for one in added.kept],
        "refused": [error.as_json() for error in added.refused],
    }


def _kept(one: Kept) -> dict[str, object]:
    taken = one.taken
    return {
        "evidence": one.id or None,
        "name": taken.name,
        "media_type": taken.kind.media_type,
        "size": taken.sums.size,
        "sha256": taken.sums.sha256,
        "sm3": taken.sums.sm3,
        "known_bytes": not taken.fresh,
        "facts": taken.facts,
        "said": [str(note) for note in taken.notes],
    }


def _text(added: Added, plot: str, dry_run: bool) -> str:
    head = "（演练，没有写入）" if dry_run else ""
    lines = [f"{head}地块 {plot}：存入 {len(added.kept)} 份"]
    for one in added.kept:
        again = "　内容与已存的相同，只登记、不重复占用磁盘" if not one.taken.fresh else ""
        number = f"证据 {one.id} 号　" if one.id else ""
        lines.append(f"  {number}{one.taken.name}　{one.taken.kind.label}　{_place(one.taken.facts)}{again}")
    from weipian.vault.sums import has_sm3

    return "\n".join([*lines, *([] if has_sm3() else ["本机的 OpenSSL 没有 SM3，只算了 SHA-256"])])


def _place(facts: object) -> str:
    """What the camera wrote down, in a few words."""
    assert isinstance(facts, dict)
    gps = facts.get("gps", {})
    said = [
        f"拍摄 {str(facts['taken']).replace('T', ' ')}" if "taken" in facts else "",
        f"位置 {gps['latitude']}, {gps['longitude']}" if "latitude" in gps else "",
        f"方位 {gps['heading']}°" if "heading" in gps else "",
    ]
    return "　".join(filter(None, said)) or "无拍摄信息"


def _tell(added: Added) -> int:
    if not added.refused:
        return DONE
    say([f"有 {len(added.refused)} 个文件没有存入，其余已照常存入："])
    say([f"  {error}" for error in added.refused[:SHOWN]])
    if len(added.refused) > SHOWN:
        say([f"  ……另有 {len(added.refused) - SHOWN} 个"])
    return ROWS_REFUSED


@click.command("list", cls=ChineseCommand, help="存了哪些证据。乡镇账号只看到本乡镇的。")
@click.option("--plot", metavar="地块", help="只看某地块，含拆分前原地块的")
@at_desk
@as_json
def listed(desk: Desk, plot: str | None, as_json: bool) -> None:
    from weipian.store.queries.evidence import listed, plot_of
    from weipian.store.seeing import seen

    own = seen(desk)
    found = listed(own, None if plot is None else plot_of(plot, own))
    lines = [_line(one) for one in found]
    give({"evidence": [as_row(one) for one in found]}, "\n".join([*lines, f"共 {len(found)} 份"]), as_json)


def _line(one: EvidenceHere) -> str:
    when = f"{one.at:%Y-%m-%d %H:%M} {one.by} 存入"
    return f"{one.id}　{one.plot}　{one.kind.label}　{one.name}　{_place(one.facts)}　{when}"


def as_row(one: EvidenceHere) -> dict[str, object]:
    return {
        "evidence": one.id,
        "plot": one.plot,
        "patch": one.patch,
        "township": one.township,
        "kind": one.kind.value,
        "name": one.name,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "sm3": one.sm3,
        "taken_at": one.taken_at or None,
        "facts": one.facts,
        "note": one.note,
        "by": one.by,
        "at": one.at.isoformat(timespec="seconds"),
        "replaces": one.replaces,
    }


@click.command(cls=ChineseCommand, help="改正一份证据的地块、种类或说明：登记新的一条，原来那条保留；原件不动。")
@click.argument("number", metavar="证据号", callback=as_number)
@click.option("--plot", metavar="地块", help="应属于哪个地块")
@click.option("--kind", type=KIND, metavar="种类", help=KINDS)
@click.option("--note", metavar="说明", help="说明；留空则去掉")
@at_desk
@as_json
def correct(
    desk: Desk, number: int, plot: str | None, kind: EvidenceKind | None, note: str | None, as_json: bool
) -> None:
    from weipian.programme.inspection.acts.evidence import Correction
    from weipian.programme.inspection.acts.evidence import correct as put_right

    if plot is None and kind is None and note is None:
        raise UsageError("needs_one", names="--plot、--kind、--note")
    made = put_right(desk, number, Correction(plot, kind, note))
    give({"evidence": made, "replaces": number}, f"已改正：证据 {made} 号，代替 {number} 号", as_json)
