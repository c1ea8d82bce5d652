"""`weipian evidence show|history|export`: copies to look at, originals out, and who had them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.evidence import as_number, as_row
from weipian.cli.options import as_json
from weipian.terms.errors import InputError, UsageError
from weipian.work.placing import is_full

if TYPE_CHECKING:
    from weipian.store.acting import Desk

number_argument = click.argument("number", metavar="证据号", callback=as_number)
output_option = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="文件或文件夹")


@click.command(
    cls=ChineseCommand,
    help="取出查看副本（JPEG，长边不超过 1600 像素，不带拍摄位置等信息）。"
    "--original 取原件：先核对没有改动，调阅记入日志。",
)
@number_argument
@output_option
@click.option("--original", is_flag=True, help="取原件，记入日志")
@click.option("--thumbnail", is_flag=True, help="取缩略图")
@click.option("--why", default="", metavar="理由", help="调阅原件的理由，记入日志")
@at_desk
@as_json
def show(desk: Desk, number: int, output: Path, original: bool, thumbnail: bool, why: str, as_json: bool) -> None:
    if original and thumbnail:
        raise UsageError("needs_one", names="--original、--thumbnail")
    try:
        which = _original(desk, number, output, why) if original else _copy(desk, number, output, thumbnail)
    except OSError as error:
        raise InputError("output_disk_full" if is_full(error) else "output_locked", where=str(output)) from None
    give({"evidence": number, "output": str(output), "which": which}, f"{_WORDS[which]}：{output}", as_json)


_WORDS = {"original": "原件（调阅已记入日志）", "view": "查看副本", "thumbnail": "缩略图"}


def _original(desk: Desk, number: int, output: Path, why: str) -> str:
    from weipian.programme.inspection.acts.evidence import view_original

    view_original(desk, number, output, why)
    return "original"


def _copy(desk: Desk, number: int, output: Path, thumbnail: bool) -> str:
    from weipian.store.queries.evidence import evidence_of
    from weipian.store.seeing import seen
    from weipian.vault.places import Places
    from weipian.vault.viewing import view_of

    which = "thumbnail" if thumbnail else "view"
    found = evidence_of(number, seen(desk))
    shutil.copyfile(view_of(Places(desk.workspace.folder), found.sha256, found.media_type, which), output)
    return which


@click.command(cls=ChineseCommand, help="一份证据由谁何时存入，原件谁何时看过、导出过。")
@number_argument
@at_desk
@as_json
def history(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.store.queries.evidence import evidence_of, handled
    from weipian.store.seeing import seen

    one = evidence_of(number, seen(desk))
    done = handled(number)
    lines = [f"{one.at:%Y-%m-%d %H:%M}　{one.by}　存入　{one.name}"]
    lines += [f"{each.at:%Y-%m-%d %H:%M}　{each.by}　{each.what.label}　{each.why}".rstrip() for each in done]
    rows = [
        {
            "at": each.at.isoformat(timespec="seconds"),
            "by": each.by,
            "what": each.what.value,
            "why": each.why,
            "event": each.seq,
        }
        for each in done
    ]
    give({**as_row(one), "custody": rows}, "\n".join(lines), as_json)


@click.command(
    cls=ChineseCommand,
    help="导出原件到一个新文件夹：文件按证据号命名，附清单（清单.csv）和校验值（sha256sum -c 可核）。导出记入日志。",
)
@click.option("--plot", "plots", multiple=True, required=True, metavar="地块", help="哪个地块的，可多次给出")
@output_option
@click.option("--why", default="", metavar="理由", help="交给谁、作什么用，记入日志")
@at_desk
@as_json
def export(desk: Desk, plots: tuple[str, ...], output: Path, why: str, as_json: bool) -> None:
    from weipian.programme.inspection.acts.giving import chosen, give_out
    from weipian.work.progress import Progress

    found = chosen(desk, plots)
    with Progress("导出原件", total=len(found)) as step:
        given = give_out(desk, found, output, why, step)
    answer = {
        "output": str(output),
        "evidence": [one.id for one in given.found],
        "sheet_sha256": given.sheet_sha256,
    }
    text = f"已导出 {len(found)} 份原件：{output}\n清单的校验值：{given.sheet_sha256}"
    give(answer, text, as_json)
