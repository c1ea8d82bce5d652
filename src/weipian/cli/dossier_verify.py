"""`weipian dossier verify FILE…`: is it what was issued, and if not, which page or picture was changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, wanted
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.office.dossier.verifying import Checked
    from weipian.store.acting import Desk

ALTERED = 1
SHOWN = 12


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="核对卷宗：单凭文件看封签、看哪一页哪一幅图被改动；在工作区里（或给出 --workspace）再看是不是出具过的原件；"
    "--log 则凭日志导出件看。",
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--log", "export", type=click.Path(path_type=Path), metavar="EXPORT", help="日志导出件（weipian log export）"
)
@click.option("--alone", is_flag=True, help="只看文件，不看工作区")
@as_json
@click.pass_context
def verify(ctx: click.Context, files: tuple[Path, ...], export: Path | None, alone: bool, as_json: bool) -> int:
    from weipian.office.dossier.verifying import checked

    desk = None if alone else _desk(ctx)
    found = [(path, checked(path, desk, export)) for path in files]
    give(
        {"files": [_row(path, one) for path, one in found], "good": all(one.good for _, one in found)},
        "\n".join(_text(path, one) for path, one in found),
        as_json,
    )
    return DONE if all(one.good for _, one in found) else ALTERED


def _desk(ctx: click.Context) -> Desk | None:
    """Where one stands in a workspace, or names one."""
    from weipian.record.audit import CARD

    asked = wanted(ctx)
    if asked.seated is None and not ((asked.workspace or Path()) / CARD).is_file():
        return None
    return asked.desk()


def _row(path: Path, one: Checked) -> dict[str, object]:
    about = one.seal.issue
    return {
        "file": str(path),
        "sha256": one.sha256,
        "good": one.good,
        "standing": one.seal.standing.value,
        "issued": one.issued,
        "paper": about.paper if about else None,
        "edition": about.edition if about else None,
        "head": about.head if about else None,
        "changes": [
            {"spot": each.spot.value, "page": each.page, "at": each.at, "start": each.start, "end": each.end}
            for each in one.seal.changes
        ],
        "said": list(one.said),
    }


def _text(path: Path, one: Checked) -> str:
    about = one.seal.issue
    head = f"{path}：{one.seal.standing.label}"
    lines = [head]
    if about is not None:
        edition = f"第 {about.edition} 版" if about.edition.isdecimal() else f"（{about.edition}）"
        lines.append(f"  封签写明：{about.paper} {edition}，{about.day}，日志 {about.head}，{one.seal.pages} 页")
    lines += [f"  {each}" for each in one.seal.changes[:SHOWN]]
    lines += [f"  ……另有 {len(one.seal.changes) - SHOWN} 处"] if len(one.seal.changes) > SHOWN else []
    lines += [f"  {text}" for text in one.said]
    if one.issued is None:
        lines.append("  没有核对工作区或日志：只凭文件自身，不能证明它是这个县出具的")
    return "\n".join(lines)
