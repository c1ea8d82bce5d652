"""Excel both ways for final determinations: out with what stands, in again as one batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind
from weipian.fence.table import Table
from weipian.office.keyed_tables import read_keyed, write_keyed
from weipian.office.ledger.following import follow
from weipian.office.review_tables import PLOT
from weipian.programme.determination.review.convening import is_final
from weipian.programme.determination.review.finals import Final, TakenIn, take_finals
from weipian.programme.determination.review.rules import MINING, label_of
from weipian.programme.determination.review.written import Step
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.finals import Paper, final_papers
from weipian.store.queries.reviews import PlotAsked, plots_asked
from weipian.store.seeing import seen
from weipian.terms.acting import Act, State
from weipian.terms.errors import InputError, Refusal
from weipian.terms.review import Above
from weipian.terms.words import Determination
from weipian.workbook.review import Sheet

WORD = Field("word", "终判", ("判定", "上级判定", "终判结果"), required=True)
LEVEL = Field("level", "判定层级", ("层级",), Kind.WORD, required=True, word=Above)
DOCUMENT = Field("document", "文件", ("文号", "依据文件"), required=True)
DAY = Field("on", "日期", ("判定日期", "文件日期"), Kind.DATE, required=True)
BECAUSE = Field("because", "理由", ("上级理由",))
NAME, FINAL = "终判", (PLOT, WORD, LEVEL, DOCUMENT, DAY, BECAUSE)
ABOUT = {"township": "乡镇", "category": "图斑类别", "own": "现在的判定"}


def export_finals(desk: Desk, target: Path, day: date) -> int:
    """What is determined, to be filled with what the level above says, with what it said already; how many plots.

    Raises InputError.
    """
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    require_may(desk.policy, desk.actor, Act.FINAL_DETERMINATION_TAKEN)
    papers = final_papers()
    found = [one for one in plots_asked(seen(desk)).values() if one.determined]
    rows = [_row(one, papers.get(one.id)) for one in found if one.about.state is not State.WITHDRAWN]
    heads = {PLOT.key: PLOT.label, **ABOUT, **{one.key: one.label for one in FINAL[1:]}}
    words = [one.label for one in Determination if one is not Determination.UNDETERMINED]
    choice = {WORD.key: [*words, *(one.label for one in MINING[1:])], LEVEL.key: [one.label for one in Above]}
    write_keyed(desk, target, [Sheet(NAME, heads, rows, frozenset(one.key for one in FINAL[1:]), choice)], day)
    return len(rows)


def _row(plot: PlotAsked, paper: Paper | None) -> dict[str, str]:
    now = plot.determined or {}
    word = label_of(plot.mining, str(now["conclusion" if plot.mining else "determination"]))
    own = {"plot": plot.plot, "township": plot.about.township, "category": plot.category.label, "own": word}
    if paper is None or not is_final(plot):
        return own
    said = {"level": Above(paper.level).label, "document": paper.document, "on": paper.on.isoformat()}
    return {**own, "word": word, **said, "because": str(now["because"])}


def take_finals_of(
    desk: Desk,
    path: Path,
    mapping: Mapping[str, str],
    encoding: str | None,
    *,
    dry_run: bool,
    begin: Callable[[int], Step] = lambda _rows: int,
) -> tuple[Table, TakenIn]:
    """The final determinations of a table, as one batch; a row in which nothing is filled asks nothing.

    Raises InputError.
    """
    require_may(desk.policy, desk.actor, Act.FINAL_DETERMINATION_TAKEN)
    read = read_keyed(path, {NAME: FINAL}, mapping, encoding)
    table = next(iter(read.tables.values()))
    finals = []
    for row, at in zip(table.rows, table.numbers, strict=True):
        missing = [one for one in FINAL[1:5] if not row[one.key]]
        if len(missing) == len(FINAL[1:5]):
            continue
        if missing:
            error = InputError("empty_cell")
            table.refused.append(Refusal.of(at, missing[0].label, "", error))
            continue
        said = {key: "" if value is None else value for key, value in row.items()}
        finals.append(Final(**said, row=at))  # type: ignore[arg-type]
    step = begin(len(finals))
    return table, take_finals(desk, finals, follow, name=path.name, sha256=read.sha256, dry_run=dry_run, step=step)
