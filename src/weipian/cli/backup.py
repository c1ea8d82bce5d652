"""`weipian backup`: a workspace in one file; looked at, and tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk, place_options
from weipian.cli.options import as_json
from weipian.terms.messages import sentence
from weipian.work.progress import Progress

if TYPE_CHECKING:
    from weipian.record.findings import Report
    from weipian.store.acting import Desk
    from weipian.store.backup.layout import Manifest
    from weipian.store.backup.taking import Taken

Result = TypeVar("Result")
DEFAULT = "make"
ALTERED = 1
SHOWN = 20
WITH_VALUE = ("--workspace", "--as", "--key-file")


class BackupGroup(ChineseGroup):
    """`backup FILE` is `backup make FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = first_word(args)
        if first is not None and first not in self.lazy:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


def first_word(args: list[str]) -> str | None:
    """The first argument that is no option or an option's value."""
    rest = iter(args)
    for word in rest:
        if word in WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None


backup = BackupGroup(
    "backup",
    {
        DEFAULT: ("weipian.cli.backup:make", "做备份；make 可以省去不写"),
        "check": ("weipian.cli.backup:check", "检查备份件：逐字节核对，并核验其中的日志和数据"),
        "drill": ("weipian.cli.drill:drill", "还原演练：在临时文件夹里还原、逐条比对、试办、核验，写出记录"),
    },
    help="备份。weipian backup FILE 把整个工作区（数据、日志、图层、证据原件、密钥）做成一个文件；不覆盖已有的文件。",
    params=place_options(),
    subcommand_metavar="FILE | 命令 …",
)


@click.command(
    DEFAULT,
    cls=ChineseCommand,
    help="把整个工作区做成一个文件（ZIP，不用本系统也能读）；给出文件夹则自动取名。别人可以照常办理。"
    "备份件含全部数据和签名密钥，请放到另一个磁盘，按同样的密级保管。",
)
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@at_desk
@as_json
def make(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.store.backup.newest import on_one_disk
    from weipian.store.backup.taking import size_of, take

    with Progress("备份", total=size_of(desk.workspace)) as step:
        made = take(desk, target, step)
    give(answer_of(made), text_of(made), as_json)
    say([sentence("said_backup_left_out", {"tables": "、".join(made.left_out)})] if made.left_out else [])
    say([sentence("said_backup_altered", {"files": "、".join(made.altered)})] if made.altered else [])
    if on_one_disk(desk.workspace.folder, made.path):
        say([sentence("said_backup_same_disk", {})])


def answer_of(made: Taken) -> dict[str, object]:
    return {
        "backup": str(made.path),
        "sha256": made.sha256,
        "bytes": made.bytes,
        **told(made.manifest),
        "left_out": list(made.left_out),
        "altered": list(made.altered),
    }


def told(manifest: Manifest) -> dict[str, object]:
    """What a manifest says, for JSON."""
    return {
        "workspace": manifest.workspace,
        "policy": manifest.policy,
        "form": manifest.form,
        "made_at": manifest.made_at,
        "head": {"seq": manifest.head.seq, "hash": manifest.head.hash},
        "tables": dict(manifest.tables),
        "rows": sum(manifest.tables.values()),
        "files": sum(member.name.startswith("files/") for member in manifest.members),
    }


def text_of(made: Taken) -> str:
    manifest = made.manifest
    rows, files = sum(manifest.tables.values()), sum(one.name.startswith("files/") for one in manifest.members)
    return "\n".join(
        [
            f"备份已做成：{made.path}（{made.bytes / 1e6:,.1f} MB）",
            f"记录 {rows} 条、文件 {files} 个；日志到第 {manifest.head.seq} 条 {manifest.head.hash[:16]}…",
            f"备份件的 SHA-256：{made.sha256}（请另行记下）",
        ]
    )


@click.command(cls=ChineseCommand, help="检查备份件：逐字节核对，并核验其中的日志和数据；不还原。")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@as_json
def check(source: Path, as_json: bool) -> int:
    from weipian.store.backup.checking import check as checked

    found = watched(source, "检查", lambda step: checked(source, step))
    whole = {"backup": str(source), "sha256": found.sha256, **told(found.manifest)}
    give({**whole, **audit_of(found.report)}, f"备份件完好：{source}\n{found.report.verdict()}", as_json)
    tell_findings(found.report)
    return 0 if found.report.clean else ALTERED


def watched(source: Path, label: str, work: Callable[[Callable[[int], None]], Result]) -> Result:
    """Work on a backup file, with progress."""
    from weipian.store.backup.opening import size_to_check

    with Progress(label, total=size_to_check(source)) as step:
        return work(step)


def audit_of(report: Report) -> dict[str, object]:
    return {"clean": report.clean, "findings": [finding.as_json() for finding in report.findings]}


def tell_findings(report: Report) -> None:
    say([str(finding) for finding in report.findings[:SHOWN]])
    if len(report.findings) > SHOWN:
        say([f"……另有 {len(report.findings) - SHOWN} 处，加 --json 看全部"])
