"""`weipian calc …`: the calculators. No workspace, no database; pure policy. They start in a blink."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from weipian.cli.answer import DONE, give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.options import as_json, column_map, encoding, errors_to, planned, policy_name
from weipian.cli.types import DAY, GIVEN, OneOf
from weipian.fence.table import Field, Table, read_rows
from weipian.policy import Policy, load
from weipian.terms.errors import Refusal, UsageError
from weipian.terms.here import day_of
from weipian.terms.words import Category
from weipian.work.placing import reason_of

calc = ChineseGroup(
    "calc",
    {
        "ratio": ("weipian.cli.calc:ratio", "问责比例：县和各乡镇，扣减前后"),
        "gates": ("weipian.cli.calc:gates", "闸门：哪些图斑要逐一实地核查或报市核验"),
        "duties": ("weipian.cli.calc:duties", "期限：某批图斑、某个事件，或全年固定任务"),
        "whatif": ("weipian.cli.calc:whatif", "整改测算：最少整改哪些地块可降到比例线以下"),
    },
    help="计算器：不需要工作区，只用政策包。",
)


@click.command(cls=ChineseCommand, help="问责比例。LEDGER 为台账 CSV，一行一个地块（或其一部分）。")
@click.argument("ledger", type=GIVEN, metavar="LEDGER.csv")
@policy_name
@as_json
@encoding
@column_map
@errors_to
def ratio(ledger: Path, policy: str, as_json: bool, encoding: str, columns: dict[str, str], errors: Path) -> int:
    from weipian.programme.account.calc import RATIO_FIELDS, ratio_answer
    from weipian.programme.account.text import ratio_text

    law = load(policy)
    table = taken(ledger, RATIO_FIELDS, encoding, columns)
    answer = ratio_answer(table.rows, law)
    give(with_refusals(answer, table.refused), with_notice(ratio_text(answer), law), as_json)
    return refuse(ledger, table, errors)


@click.command(cls=ChineseCommand, help="闸门 A、B、C、D。FACTS 为图斑情况 CSV，一行一个完整图斑。")
@click.argument("facts", type=GIVEN, metavar="FACTS.csv")
@policy_name
@as_json
@encoding
@column_map
@errors_to
def gates(facts: Path, policy: str, as_json: bool, encoding: str, columns: dict[str, str], errors: Path) -> int:
    from weipian.programme.rectification.calc import FACTS_FIELDS, gates_answer, gates_text

    law = load(policy)
    table = taken(facts, FACTS_FIELDS, encoding, columns)
    answer = gates_answer(table.rows, law)
    give(with_refusals(answer, table.refused), with_notice(gates_text(answer), law), as_json)
    return refuse(facts, table, errors)


@click.command(cls=ChineseCommand, help="期限。给下发日期和类别，或给事件，或都不给（全年固定任务）。")
@policy_name
@click.option("--issued", type=DAY, metavar="日期", help="图斑下发日期")
@click.option("--category", type=OneOf(Category, "类别"), metavar="类别", help="图斑类别，如 新增非农建设类")
@click.option("--quarter", metavar="季度", help="批次自己注明的季度，如 Q4；默认按下发日期")
@click.option("--event", "events", multiple=True, metavar="种类=日期", help="事件，可多次给出")
@click.argument("more_events", nargs=-1, metavar="[种类=日期 …]")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看是否逾期（默认今天）")
@as_json
def duties(
    policy: str,
    issued: dt.date | None,
    category: Category | None,
    quarter: str | None,
    events: Sequence[str],
    more_events: Sequence[str],
    today: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.policy import duties as rules

    if (issued is None) != (category is None):
        raise UsageError("needs_both", names="--issued 与 --category")
    law = load(policy)
    happened = [read_event(text, law) for text in (*events, *more_events)]
    found = [*rules.duties_of_events(law, happened)]
    if issued is not None and category is not None:
        found = [*rules.duties_of_issue(law, issued, category, quarter=quarter), *found]
    elif not happened:
        found = rules.fixed_duties(law)
    day = today or clock()
    answer = {"duties": [duty.as_json(day) for duty in found]}
    give(answer, with_notice(rules.duties_text(found, day), law), as_json)


@click.command(
    cls=ChineseCommand, help="整改测算：最少整改哪些地块，可使乡镇或全县降到比例线以下。只排先后，不改判定。"
)
@click.argument("ledger", type=GIVEN, metavar="LEDGER.csv")
@policy_name
@planned
@as_json
@encoding
@column_map
@errors_to
def whatif(
    ledger: Path,
    policy: str,
    township: str | None,
    county: bool,
    today: dt.date | None,
    minimise: str,
    as_json: bool,
    encoding: str,
    columns: dict[str, str],
    errors: Path,
) -> int:
    from weipian.programme.account.calc import LEDGER_FIELDS, whatif_answer
    from weipian.programme.account.text import whatif_text

    if (township is None) != county:
        raise UsageError("needs_one", names="--township 与 --county")
    law = load(policy)
    table = taken(ledger, LEDGER_FIELDS, encoding, columns)
    answer = whatif_answer(table.rows, law, township=township, today=in_time_from(today, law), minimise=minimise)
    give(with_refusals(answer, table.refused), with_notice(whatif_text(answer), law), as_json)
    return refuse(ledger, table, errors)


def clock() -> dt.date:
    """Today in China, whatever zone the machine is set to; only the command line asks for it."""
    return day_of(dt.datetime.now(dt.UTC))


def in_time_from(today: dt.date | None, law: Policy) -> dt.date | None:
    """From when time is counted; None once the programme's year is over (decision 0004)."""
    if today is not None:
        return today
    from weipian.programme.account.candidates import deadline

    return clock() if clock() <= deadline(law) else None


def read_event(text: str, law: Policy) -> tuple[str, dt.date]:
    """`KIND=DATE` of the command line."""
    from weipian.policy import duties as rules

    kind, _, day = text.partition("=")
    kinds = rules.event_kinds(law)
    try:
        if kind not in kinds:
            raise ValueError
        return kind, DAY.convert(day, None, None)
    except (ValueError, click.BadParameter):
        raise UsageError("bad_event", value=text, allowed="、".join(kinds)) from None


def taken(source: Path, fields: Sequence[Field], encoding: str | None, columns: dict[str, str]) -> Table:
    """The rows of a table, with what had to be guessed said aloud."""
    table = read_rows(source, fields, encoding=encoding, mapping=columns)
    say(table.said)
    return table


def with_refusals(answer: dict[str, object], refused: Sequence[Refusal]) -> dict[str, object]:
    return {**answer, "refused": [refusal.as_json() for refusal in refused]}


def with_notice(text: str, law: Policy) -> str:
    return f"{text}\n\n{law.title}。{law.notice}".rstrip("。") if law.notice else text


def refuse(source: Path, table: Table, errors: Path | None) -> int:
    """Refused rows go into an error workbook; the exit code."""
    if not table.refused:
        return DONE
    from weipian.workbook.errors import write_refusals

    target = errors or Path(f"{source.stem}-错误行.xlsx")
    try:
        write_refusals(target, table)
    except OSError as error:
        say([f"错误工作簿没有写成：{reason_of(error)}"])
        return tell_refusals(source.name, table.refused)
    return tell_refusals(source.name, table.refused, target)
