"""`weipian run`: a county's year from its files to its papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_listed
from weipian.cli.chinese import ChineseCommand
from weipian.cli.options import as_json
from weipian.work.progress import Progress

if TYPE_CHECKING:
    from weipian.office.papers import Papers
    from weipian.office.run import Year


@click.command(
    cls=ChineseCommand,
    help="从文件办完一年：读图斑和图层，套合，提判定建议，问闸门，列期限，算问责比例，写出台账和一页纸。"
    "COUNTY 为 county.toml（写法见 docs/county-toml.md）。判定取自会审结果，机器只提建议。",
)
@click.argument("county", metavar="COUNTY.toml", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("成果"),
    metavar="文件夹",
    help="写到哪里，默认「成果」",
)
@as_json
def run(county: Path, output: Path, as_json: bool) -> int:
    year, papers = work(county, output)
    give(year.answer(), told(year, papers), as_json)
    return tell_year(year, papers)


def work(county: Path, output: Path) -> tuple[Year, Papers]:
    """Runs the year with its progress shown and writes the papers."""
    from weipian.office.county import read_county
    from weipian.office.papers import write_papers
    from weipian.office.run import run_year

    with Progress("办理", total=1) as bar:
        year = run_year(read_county(county), follow(bar))
    return year, write_papers(year, output)


def follow(bar: Progress) -> Callable[[str, int, int], None]:
    """A progress bar that learns its length from the work."""

    def step(what: str, _done: int, total: int) -> None:
        bar.total, bar.label = total, f"{what:　<16.16}"
        bar()

    return step


def told(year: Year, papers: Papers) -> str:
    """The year in a few lines, and where the papers lie."""
    from weipian.programme.account.text import ratio_text

    lines = [year.county.title, *filter(None, (year.county.notice, year.policy.notice)), ""]
    lines += [year.headline(), "", ratio_text(year.ratio), ""]
    return "\n".join([*lines, f"台账：{papers.ledger}", f"一页纸：{papers.page}"])


def tell_year(year: Year, papers: Papers) -> int:
    """What was guessed and what was refused, on standard error; the exit code."""
    say(year.said)
    return tell_listed(year.refused, papers.errors)
