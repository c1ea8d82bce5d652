"""The demo county's year in a workspace, and its papers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from weipian.cli.answer import say, tell_listed
from weipian.cli.desk import system_user
from weipian.cli.run import follow
from weipian.work.progress import Progress

if TYPE_CHECKING:
    from weipian.demo.days.diary import Diary
    from weipian.office.county import CountyFiles
    from weipian.office.year.kept import Kept
    from weipian.office.year.working import Worked
    from weipian.store.acting import Desk
    from weipian.store.making import Made

WORKSPACE, NOTES, DIARY = "工作区", "导入说明.txt", "一年经过.txt"


def worked_year(source: Path, origin: str, output: Path, *, by_day: bool = False) -> tuple[str, int]:
    """What to show, and the exit code. `by_day`: forty-two people live it day by day, else one works it in bulk."""
    from weipian.office.county import read_county
    from weipian.office.year.kept import year_workspace

    county = read_county(source)
    done: list[tuple[Worked, Diary | None]] = []

    def work(desk: Desk, made: Made) -> None:
        done.append(_lived(desk, made, county) if by_day else (_worked(desk, county), None))

    output.mkdir(parents=True, exist_ok=True)
    whole = f"{origin}-{'days-' if by_day else ''}{program_hash()}"
    kept = year_workspace(output / WORKSPACE, whole, county.policy, system_user(), work)
    _say_kept(kept)
    shown = _papers(kept.desk, county, output)
    return shown, _tell(*done[0], output) if done else 0


def _worked(desk: Desk, county: CountyFiles) -> Worked:
    from weipian.office.year.working import work_year

    with Progress("办理", total=1) as bar:
        return work_year(desk, county, follow(bar))


def _lived(desk: Desk, made: Made, county: CountyFiles) -> tuple[Worked, Diary]:
    from weipian.demo.days.year import live

    with Progress("办理", total=1) as bar:
        lived = live(desk, made, county, follow(bar))
    return lived.worked, lived.diary


def _say_kept(kept: Kept) -> None:
    if not kept.fresh:
        say([f"用的是已办完的工作区（同一种子、同一程序造出，核验无误）：{kept.desk.workspace.folder}"])
    if kept.aside is not None:
        say([f"原有的工作区不是这个种子或这版程序办的，已挪到：{kept.aside}"])


def _papers(desk: Desk, county: CountyFiles, output: Path) -> str:
    """Page, lists and ledger from one and the same rows; the summary for people."""
    from weipian.office.ledger.saving import save
    from weipian.office.ledger.standing import ratio_now
    from weipian.office.summary.desk import seen_book, written
    from weipian.programme.account.text import ratio_text

    book = seen_book(desk, county.as_of)
    book = replace(book, notices=(county.notice, *book.notices))
    page, ledger = written(desk, book, output).page, output / "台账.xlsx"
    save(ledger, book)
    gates = sum(len(row.gates) for row in book.rows)
    counted = f"{len(county.patches.files)} 批 {len(book.rows)} 个地块，{len(county.layers)} 个图层；闸门 {gates} 处"
    lines = [book.title, *book.notices, "", counted, "", ratio_text(ratio_now(desk).answer), ""]
    return "\n".join([*lines, f"台账：{ledger}", f"一页纸：{page}", f"工作区：{desk.workspace.folder}"])


def _tell(worked: Worked, diary: Diary | None, output: Path) -> int:
    """What was guessed goes into a file: there is a sentence for every layer and batch. The year's diary comes last."""
    (output / NOTES).write_text("\n".join(worked.said) + "\n", encoding="utf-8")
    say([f"导入时的说明 {len(worked.said)} 条（列的认定、密级、覆盖范围等）：{output / NOTES}"])
    if diary is not None:
        (output / DIARY).write_text(diary.text() + "\n", encoding="utf-8")
        say([diary.text(), f"一年经过另存为：{output / DIARY}"])
    return tell_listed(worked.refused, None)


def program_hash() -> str:
    """Changes with the program or the law: a year that another version worked is not shown as this one's."""
    found = hashlib.sha256()
    for each in _sources(files("weipian")):
        found.update(each.read_bytes())
    return found.hexdigest()[:12]


def _sources(folder: Traversable) -> list[Traversable]:
    """All program and law files below, in a fixed order."""
    found: list[Traversable] = []
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            found += _sources(each)
        elif each.name.endswith((".py", ".toml")):
            found.append(each)
    return found
