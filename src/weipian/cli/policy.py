"""`weipian policy …`: the year's rules, readable for an officer."""

from __future__ import annotations

from pathlib import Path

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import place_options, wanted
from weipian.cli.options import as_json
from weipian.cli.types import GIVEN
from weipian.policy import load, reading

policy = ChineseGroup(
    "policy",
    {
        "list": ("weipian.cli.policy:list_packs", "有哪些政策包，各是什么状态"),
        "show": ("weipian.cli.policy:show", "逐条显示一个政策包：数值、单位、条款、把握"),
        "check": ("weipian.cli.policy:check", "检查一个政策包是否完整、有哪些没有把握"),
        "diff": ("weipian.cli.policy:diff", "两个政策包有何不同"),
    },
    help="政策包：一年的规则，是数据，不是代码。",
)


@click.command("list", cls=ChineseCommand, help="有哪些政策包。")
@as_json
def list_packs(as_json: bool) -> None:
    give(reading.listing_json(), reading.listing(), as_json)


@click.command(cls=ChineseCommand, help="逐条显示一个政策包；PREFIX 只看一部分，如 gates、ratio、duties。")
@click.argument("name", metavar="政策包")
@click.argument("prefix", default="", metavar="[PREFIX]")
@as_json
def show(name: str, prefix: str, as_json: bool) -> None:
    law = load(name)
    give(reading.show_json(law, prefix), reading.show(law, prefix), as_json)


@click.command(cls=ChineseCommand, help="检查一个政策包。有不能采用的值时以 1 结束。")
@click.argument("name", metavar="政策包")
@as_json
def check(name: str, as_json: bool) -> int:
    checked = reading.check(name)
    give(checked.as_json(), checked.text(), as_json)
    return 1 if checked.problems else 0


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="两个政策包有何不同；--outcomes 再看工作区里哪些地块的建议、闸门、期限、计入办法、比例、"
    "达线的日子会因此不同（只推算，不写入）。",
)
@click.argument("first", metavar="政策包甲")
@click.argument("second", metavar="政策包乙")
@click.option("--outcomes", "with_outcomes", is_flag=True, help="看对工作区各地块的影响")
@click.option(
    "--law",
    "law",
    type=GIVEN,
    metavar="文件夹",
    help="政策包乙从这个文件夹读（与本程序的 law 文件夹同样结构）：试别的数",
)
@as_json
@click.pass_context
def diff(
    ctx: click.Context, first: str, second: str, with_outcomes: bool, law: Path | None, as_json: bool
) -> None:  # fmt: skip
    a, b = load(first), load(second, law)
    other = b.name if law is None else f"{b.name}（{law.name}）"
    answer, text = reading.diff_json(a, b), reading.diff_text(a, b, other)
    if with_outcomes:
        desk = wanted(ctx).desk()
        from weipian.office.outcomes import outcomes
        from weipian.office.outcomes_text import outcomes_text

        found = outcomes(desk, a, b)
        answer = {**answer, "outcomes": found.as_json()}
        text = f"{text}\n\n{outcomes_text(found, a.name, other)}"
    give(answer, text, as_json)
