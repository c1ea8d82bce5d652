"""`weipian dossier general`: a township's or a unit's general volume (综合卷): papers put in, listed, issued."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, ROWS_REFUSED, SHOWN, give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.dossier import GeneralKind, GeneralStage

if TYPE_CHECKING:
    from weipian.store.acting import Desk

HELP = ("-h", "--help")


class GeneralGroup(ChineseGroup):
    """`dossier general TOWNSHIP` is `dossier general issue TOWNSHIP`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.lazy and args[0] not in HELP:
            args = ["issue", *args]
        return super().parse_args(ctx, args)


general = GeneralGroup(
    "general",
    {
        "issue": ("weipian.cli.dossier_general:issue", "出具综合卷：PDF，缺的印待补"),
        "add": ("weipian.cli.dossier_general:add", "存入一份或几份材料：方案、通知、会议、通报、函件、报告、约谈等"),
        "list": ("weipian.cli.dossier_general_list:listed", "各乡镇、单位的综合卷：有什么、缺什么、出具到第几版"),
        "take-back": ("weipian.cli.dossier_general:take_back", "撤回一份存错的材料，写明原因；原件保留"),
        "export": ("weipian.cli.dossier_general:export", "导出综合卷材料的原件，附清单和校验值，记入日志"),
    },
    help="综合卷：乡镇、县直单位、县卫片办各一卷，按工作部署、开展、推进、成效编。出具时可省去 issue 一词。",
)
owner_argument = click.argument("owner", metavar="乡镇或单位")


@click.command(
    cls=ChineseCommand,
    help="出具综合卷：封面、目录、按阶段列台账里登记的函件、会审、通报、约谈、关闭等和存入的材料，图片排成图版，"
    "其他文件各有一页隔页写明散列值、原件另附，末页备考表；PDF/A，带封签。没有变化的交还原版，有变化的是新版。",
)
@owner_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("综合卷"),
    metavar="文件夹",
    help="写到哪里，默认「综合卷」",
)
@click.option("--on", "day", type=DAY, metavar="日期", help="出具日期（默认今天）")
@at_desk
@as_json
def issue(desk: Desk, owner: str, output: Path, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.dossier.general.issuing import out_general
    from weipian.programme.report.dossier.general.keeping import owner_named

    one = out_general(desk, owner_named(desk.policy, owner), output, day or clock())
    say(list(one.lost))
    answer = {
        "owner": one.owner.label,
        "edition": one.edition,
        "file": str(one.path),
        "pages": one.pages,
        "gaps": one.gaps,
        "papers": one.papers,
        "fresh": one.fresh,
    }
    gaps = f"待补 {one.gaps} 项" if one.gaps else "齐全"
    again = "" if one.fresh else "，没有变化，交还原版"
    give(answer, f"{one.path}（第 {one.edition} 版，{one.pages} 页，材料 {one.papers} 份，{gaps}{again}）", as_json)


@click.command(
    cls=ChineseCommand,
    help="存入综合卷的材料：写明种类、阶段、日期；标题不写的用文件名。文件是什么以内容为准，坏文件列出，其余照存。",
)
@owner_argument
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=OneOf(GeneralKind, "种类"),
    required=True,
    metavar="种类",
    help="、".join(one.label for one in GeneralKind),
)
@click.option(
    "--stage",
    type=OneOf(GeneralStage, "阶段"),
    required=True,
    metavar="阶段",
    help="、".join(one.label for one in GeneralStage),
)
@click.option("--day", "day", type=DAY, required=True, metavar="日期", help="材料自己的日期")
@click.option("--title", default="", metavar="文字", help="标题（默认文件名）")
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
def add(
    desk: Desk,
    owner: str,
    files: tuple[Path, ...],
    kind: GeneralKind,
    stage: GeneralStage,
    day: dt.date,
    title: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    import time

    from weipian.programme.report.dossier.general.keeping import Said, owner_named, put_in
    from weipian.vault.keeping import sweep
    from weipian.vault.places import Places
    from weipian.work.progress import Progress

    what = Said(owner_named(desk.policy, owner), kind, stage, day, title.strip())
    sweep(Places(desk.workspace.folder), time.time())
    with Progress("存入综合卷", total=len(files)) as step:
        kept, refused = put_in(desk, files, what, step, dry_run=dry_run)
    rows = [
        {"paper": one.id or None, "title": one.title, "name": one.taken.name, "sha256": one.taken.sums.sha256}
        for one in kept
    ]
    answer = {"owner": owner, "dry_run": dry_run, "papers": rows, "refused": [error.as_json() for error in refused]}
    head = f"{'（演练，没有写入）' if dry_run else ''}{owner}综合卷：存入 {len(kept)} 份"
    give(
        answer, "\n".join([head, *(f"  {one.id or ''}　{one.title}　{one.taken.kind.label}" for one in kept)]), as_json
    )
    say([f"{one.taken.name}：{note}" for one in kept for note in one.taken.notes])
    say([f"没有存入：{error}" for error in refused[:SHOWN]])
    return ROWS_REFUSED if refused else DONE


@click.command("take-back", cls=ChineseCommand, help="撤回一份存错的综合卷材料，写明原因；原件和原登记保留。")
@click.argument("number", metavar="材料号", type=click.IntRange(1))
@click.option("--reason", required=True, metavar="文字", help="为什么撤回")
@click.option("--on", "day", type=DAY, metavar="日期", help="撤回日期（默认今天）")
@at_desk
@as_json
def take_back(desk: Desk, number: int, reason: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.dossier.general.keeping import take_back as taken_back

    one = taken_back(desk, number, reason, day or clock())
    give({"paper": number, "reason": reason}, f"已撤回：{one.owner.label}综合卷　{one.title}", as_json)


@click.command(
    cls=ChineseCommand,
    help="导出一个综合卷的全部材料原件到一个新文件夹：文件按证据号命名，附清单和校验值。导出记入日志。",
)
@owner_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="写到哪里")
@click.option("--why", default="", metavar="理由", help="交给谁、作什么用，记入日志")
@at_desk
@as_json
def export(desk: Desk, owner: str, output: Path, why: str, as_json: bool) -> None:
    from weipian.office.dossier.general.exporting import exported
    from weipian.programme.report.dossier.general.keeping import owner_named

    given = exported(desk, owner_named(desk.policy, owner), output, why)
    answer = {
        "output": str(output),
        "evidence": [one.id for one in given.found],
        "sheet_sha256": given.sheet_sha256,
    }
    give(answer, f"已导出 {len(given.found)} 份原件：{output}\n清单的校验值：{given.sheet_sha256}", as_json)
