"""The checklist out, filled by hand, taken in, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import TOWNSHIPS, clean, issue, made_desk
from refusing import refuses
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("D6")
DAY = date(2023, 12, 10)
TOWN = TOWNSHIPS[0]


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = made_desk(tmp_path / "county")
    issue(made)
    from weipian.store.actors import Door

    roles = frozenset({Role.BUREAU_ACCEPTOR, Role.COUNTY_CLERK})
    return replace(made, actor=replace(made.actor, roles=roles, door=Door.CREDENTIAL))


def exported(desk: Any, path: Path) -> Any:
    from weipian.office.accepting.sheets import export_checklist

    export_checklist(desk, path, DAY)
    return openpyxl.load_workbook(path)


def take(desk: Any, path: Path, *, dry_run: bool = False) -> Any:
    from weipian.office.accepting.sheets import take_checklist

    return take_checklist(desk, path, DAY, mapping={}, encoding=None, dry_run=dry_run)


def stored(desk: Any) -> dict[tuple[str, str], str]:
    from weipian.store.queries.acceptance import scores

    return {key: str(one.score) for key, one in scores(desk.sight).items()}


def fill(book: Any, path: Path, rows: dict[tuple[str, str], tuple[str, str]]) -> None:
    sheet = book.active
    names = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=3):
        said = rows.get((row[0].value, row[1].value))
        if said:
            row[names.index("得分")].value, row[names.index("发现的问题")].value = said
    book.save(path)


def test_out_filled_in_and_undone(desk: Any, tmp_path: Path) -> None:
    from weipian.office.accepting.checklist import checklists
    from weipian.programme.report.acceptance.scoring import Scoring, score, undo_scores

    score(desk, [Scoring(TOWN, "图斑核查", "9")], DAY)
    path = tmp_path / "验收.xlsx"
    book = exported(desk, path)
    assert book.active.max_row == 2 + 10 * len(desk.policy.townships)
    fill(
        book,
        path,
        {(TOWN, "图斑核查"): ("11", ""), (TOWN, "集体会审"): ("80", ""), (TOWN, "立卷归档"): ("7.5", "缺图")},
    )
    before = stored(desk)
    rehearsed = take(desk, path, dry_run=True)
    assert (rehearsed.rows, len(rehearsed.table.refused), stored(desk)) == (2, 1, before)
    taken = take(desk, path)
    assert stored(desk) == {(TOWN, "verification"): "11", (TOWN, "archive"): "15/2"}
    assert taken.table.refused[0].code == "acceptance_points"
    with refuses("sheet_unknown"):
        undo_scores(desk, 99)
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.undoing import undo_sheet

    with refuses("sheet_unknown"):
        undo_sheet(desk, taken.scored.sheet, follow)
    undo_scores(desk, taken.scored.sheet)
    assert stored(desk) == before
    assert next(iter(checklists(desk, DAY))).findings == ()
    assert clean(desk)


def test_what_stands_on_a_table_keeps_it(desk: Any, tmp_path: Path) -> None:
    from weipian.programme.report.acceptance.scoring import Scoring, score, undo_scores

    path = tmp_path / "验收.xlsx"
    fill(exported(desk, path), path, {(TOWN, "图斑核查"): ("11", "")})
    number = take(desk, path).scored.sheet
    score(desk, [Scoring(TOWN, "图斑核查", "12")], DAY)
    with refuses("acceptance_built_on"):
        undo_scores(desk, number)
