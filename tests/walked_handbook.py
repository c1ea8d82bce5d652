"""The handbook as a reader follows it: its commands in order, in one folder, with what a person does by hand between.

In the pages, a ```console block holds commands after `$ ` and what they show (`…` stands for what is left out).
Hidden comments tell what a person does: `<!-- 编辑 表.xlsx 地块: 列=值; … -->`, `<!-- 存凭证 文件 -->`,
`<!-- 重新下发 源 新文件 图斑 -->`, `<!-- 结束码 3 -->` before the block it belongs to.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pyogrio.raw

import as_command

HANDBOOK = Path(__file__).resolve().parents[1] / "docs" / "handbook"
PAGES = ("01-first-day.md", "02-first-batch.md", "03-first-ledger.md")
PIECE = re.compile(r"<!-- (?P<hidden>.*?) -->|^ *```(?:console|sh)\n(?P<block>.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK, CREDENTIAL = re.compile(r"/link/[\w-]+"), re.compile(r"凭证（只显示这一次）：(\S+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One command with what the page says it shows, or something done by hand."""

    page: str
    command: str = ""
    by_hand: str = ""
    shown: tuple[str, ...] = ()
    codes: tuple[int, ...] = (0,)


@dataclass(slots=True)
class Reader:
    """Somebody with a folder, who remembers the last link and credential seen."""

    folder: Path
    here: Path = field(init=False)
    link: str = ""
    credential: str = ""

    def __post_init__(self) -> None:
        self.here = self.folder

    def follow(self, step: Step) -> str:
        """What the step showed; raises AssertionError where it is not what the page says."""
        if step.by_hand:
            self._by_hand(step.by_hand)
            return ""
        words = shlex.split(step.command.replace("〈链接〉", self.link))
        if words[0] == "cd":
            self.here = (self.here / words[1]).resolve()
            return ""
        out = self._run(words, step)
        for line in step.shown:
            wanted = ".*".join(re.escape(part.strip()) for part in line.split("…"))
            assert re.search(wanted, out), f"{step.page}: {step.command}\n没有显示：{line}\n{out}"
        self._remember(out)
        return out

    def _run(self, words: list[str], step: Step) -> str:
        assert words[0] == "weipian", f"{step.page}: {step.command}"
        done = as_command.run(*words[1:], cwd=self.here, env={**os.environ, "WEIPIAN_CREDENTIAL": ""})
        out = f"{done.out}\n{done.err}"
        assert "Traceback" not in out
        assert done.code in step.codes, f"{step.page}: {step.command}\n结束码 {done.code}\n{out}"
        return out

    def _remember(self, out: str) -> None:
        if link := LINK.search(out):
            self.link = link[0]
        if credential := CREDENTIAL.search(out):
            self.credential = credential[1]

    def _by_hand(self, told: str) -> None:
        verb, name, rest = (told + "  ").split(" ", 2)
        if verb == "存凭证":
            (self.here / name).write_text(self.credential, encoding="utf-8")
        elif verb == "编辑":
            edit(self.here / name, *rest.strip().split(": ", 1))
        elif verb == "重新下发":
            target, patch = rest.split()
            without(self.here / name, self.here / target, patch)
        else:
            raise AssertionError(f"手册里的隐藏说明看不懂：{told}")


def edit(path: Path, plot: str, cells: str) -> None:
    """Writes into the sheet what a clerk types, by the headers that a clerk sees."""
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    columns = {cell.value: cell.column for row in sheet.iter_rows(min_row=1, max_row=1) for cell in row}
    row = next(row[0].row for row in sheet.iter_rows(min_row=3) if plot in [cell.value for cell in row])
    for pair in cells.split("; "):
        header, _, value = pair.partition("=")
        sheet.cell(row, columns[header], float(value) if re.fullmatch(r"\d+\.\d+", value) else value)
    book.save(path)


def without(source: Path, target: Path, patch: str) -> None:
    """The batch saved again without one patch, as somebody does in a desktop GIS."""
    meta, _, shapes, columns = pyogrio.raw.read(source, encoding="GBK")
    kept = columns[list(meta["fields"]).index("JCBH")] != patch
    columns = [column[kept] for column in columns]
    pyogrio.raw.write(
        target, shapes[kept], columns, meta["fields"], crs=meta["crs"], geometry_type="MultiPolygon", driver="GPKG",
        promote_to_multi=True,
    )  # fmt: skip


def steps() -> Iterator[Step]:
    """Every step of the three days, in the order of the pages."""
    for page in PAGES:
        code = 0
        for found in PIECE.finditer((HANDBOOK / page).read_text(encoding="utf-8")):
            if found["hidden"] is None:
                yield from of_block(page, found["block"], code)
                code = 0
            elif found["hidden"].startswith("结束码 "):
                code = int(found["hidden"].split()[1])
            else:
                yield Step(page, by_hand=found["hidden"])


def of_block(page: str, block: str, code: int) -> Iterator[Step]:
    """The commands of one block; the lines below each are what it shows."""
    command, shown = "", list[str]()
    for line in map(str.strip, block.splitlines()):
        if line.startswith("$ "):
            if command:
                yield Step(page, command, shown=tuple(shown), codes=(code,))
            command, shown = line[2:].split("  #")[0], []
        elif line:
            shown.append(line)
    yield Step(page, command, shown=tuple(shown), codes=(code,))
