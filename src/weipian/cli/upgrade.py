"""`weipian upgrade`: an older workspace, when somebody says so."""

from __future__ import annotations

from pathlib import Path

import click

from weipian.cli.answer import give
from weipian.cli.backup import audit_of
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, system_user, wanted
from weipian.cli.options import as_json
from weipian.work.progress import Progress


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="把旧工作区改为本程序的版本：先做备份，再改，再核验，记入日志；有一步不成，工作区仍是原样。升级时请别人先退出。",
)
@click.option(
    "--backup",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="升级前的备份放在哪里；默认在工作区文件夹旁边",
)
@as_json
@click.pass_context
def upgrade(ctx: click.Context, target: Path | None, as_json: bool) -> None:
    from weipian.store.backup.taking import size_of
    from weipian.store.upgrading import Who
    from weipian.store.upgrading import upgrade as upgraded
    from weipian.store.workspace import Workspace

    place = wanted(ctx)
    folder = place.workspace or Path()
    who = Who(system_user(), place.name, place.credential() if place.name else None)
    with Progress("升级", total=size_of(Workspace.at(folder))) as step:
        found = upgraded(folder, who, target, step)
    answer: dict[str, object] = {"workspace": str(found.folder), "before": found.before, "after": found.after}
    if found.backup is None or found.report is None:
        give({**answer, "backup": None}, f"已经是 {found.after} 版，不用升级。", as_json)
        return
    kept = {"backup": str(found.backup.path), "sha256": found.backup.sha256}
    text = (
        f"已由 {found.before} 版升级为 {found.after} 版。\n升级前的备份：{found.backup.path}\n{found.report.verdict()}"
    )
    give({**answer, **kept, **audit_of(found.report)}, text, as_json)
