"""`weipian restore`: a workspace from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.backup import audit_of, tell_findings, told, watched
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, system_user, wanted
from weipian.cli.options import as_json
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence

if TYPE_CHECKING:
    from weipian.record.head import Head
    from weipian.store.backup.continuing import Wish
    from weipian.store.backup.restoring import Restored


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="从备份件建立工作区，放到一个新的或空的文件夹；设了 DATABASE_URL 的，数据放到 PostgreSQL"
    "（两种数据库可以互换）。先逐字节核对，再写，再核验；有一处损坏就什么也不建立。还原本身记入日志。不能还原到正在用的工作区上。",
)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--reason", default="", metavar="原因", help="为什么还原；永久留在日志里，不要写个人信息")
@click.option(
    "--head", type=click.Path(path_type=Path), metavar="FILE", help="还找得到的日志头（log-head.json）：说明丢了几条"
)
@click.option("--bind", default="", metavar="账号", help="换了电脑的：把本机当前用户认定为这个账号")
@click.option("--with-findings", is_flag=True, help="做备份之前数据就有核验问题的，也还原；日志会写明")
@click.option("--dry-run", is_flag=True, help="只检查、只说明会怎样，不建立")
@as_json
@click.pass_context
def restore(
    ctx: click.Context,
    source: Path,
    folder: Path,
    reason: str,
    head: Path | None,
    bind: str,
    with_findings: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    from weipian.store.address import asked_for
    from weipian.store.backup.continuing import Wish

    place, url = wanted(ctx), asked_for()
    known = None if head is None else _head(head)
    who = (place.name, place.credential() if place.name else None)
    wish = Wish(system_user(), reason, url, *who, bind, known, with_findings)
    return _tried(source, folder, wish, as_json) if dry_run else _done(source, folder, wish, as_json)


def _tried(source: Path, folder: Path, wish: Wish, as_json: bool) -> int:
    from weipian.store.backup.checking import check
    from weipian.store.backup.restoring import require_empty, require_possible

    require_empty(folder)
    found = watched(source, "检查", lambda step: check(source, step))
    lost = require_possible(found.path, found.manifest, wish)
    where = "PostgreSQL" if wish.url else "文件（SQLite）"
    text = f"可以还原到 {folder}，数据放在 {where}；现在什么也没有建立。\n{found.report.verdict()}"
    answer = {"dry_run": True, **told(found.manifest), "lost": lost, **audit_of(found.report)}
    give(answer, text, as_json)
    tell_findings(found.report)
    return 0 if found.report.clean or wish.with_findings else 1


def _done(source: Path, folder: Path, wish: Wish, as_json: bool) -> int:
    from weipian.store.backup.restoring import restore as restored

    found = watched(source, "还原", lambda step: restored(source, folder, wish, step))
    answer = {
        "workspace": str(found.folder),
        "database": "postgresql" if wish.url else "sqlite",
        "event": found.event,
        "lost": found.lost,
        "restored": told(found.manifest),
        **audit_of(found.report),
    }
    give(answer, f"已还原到 {found.folder}\n{found.report.verdict()}", as_json)
    tell_findings(found.report)
    say(_remarks(found, wish))
    return 0


def _remarks(found: Restored, wish: Wish) -> list[str]:
    seq, made = found.manifest.head.seq, found.manifest.made_at
    said = [sentence("said_restore_after", {"seq": seq, "made": made})]
    if wish.known is not None and found.lost:
        said.append(sentence("said_restore_lost", {"known": wish.known.seq, "seq": seq, "lost": found.lost}))
    if found.nobody:
        said.append(sentence("said_restore_nobody", {}))
    said.append(sentence("said_restore_door", {}))
    from weipian.store.template import form_of_today

    if found.manifest.form != form_of_today():
        said.append(sentence("said_restore_old_form", {"form": found.manifest.form}))
    return said


def _head(path: Path) -> Head:
    from weipian.record.head import head_of

    try:
        return head_of(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError("restore_other_head", where=str(path)) from None
