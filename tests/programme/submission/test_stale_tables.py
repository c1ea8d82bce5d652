"""A template that goes out, is filled and comes in: what others wrote meanwhile is noticed, row by row (C4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from made_books import clean
from made_people import add_person
from made_returns import CELLS, DAY, as_person, county, numbered
from made_submitted import LOOKED
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("C4")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county", numbered(3), papers=False)


@pytest.fixture
def other(desk: Any) -> Any:
    """Another clerk of the county."""
    add_person(desk.workspace.folder, "other", Role.COUNTY_CLERK)
    return as_person(desk, "other")


def sent_out(desk: Any, path: Path) -> Path:
    from weipian.office.submitting.template import template

    template(desk, path)
    return path


def write(path: Path, plot: str, **cells: str) -> None:
    """Into the row of a plot, by header."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    places = {cell.value: cell.column for cell in sheet[1]}
    line = next(row[0].row for row in sheet.iter_rows() if row[0].value == plot)
    for header, text in cells.items():
        sheet.cell(line, places[header]).value = text
    book.save(path)


def come_in(desk: Any, path: Path) -> Any:
    from weipian.office.submitting.reading import returns_in
    from weipian.programme.submission.acts.tables import fill_table

    given = returns_in(path, {}, None)
    return fill_table(desk, given.wanted, DAY, stood=given.stood)


def party(plot: str) -> str:
    import json

    from weipian.store.models import Submission

    return str(json.loads(Submission.objects.get(current=True, plot__number=plot).entries)["party"])


def test_what_a_colleague_wrote_since_is_not_overwritten(desk: Any, other: Any, tmp_path: Path) -> None:
    from weipian.programme.submission.acts.filling import fill

    fill(desk, ["P1", "P2"], {**CELLS, "party": "旧"}, DAY)
    path = sent_out(desk, tmp_path / "填报表.xlsx")
    for plot in ("P1", "P3"):
        write(path, plot, 项目主体="表里的")
    fill(other, ["P1", "P2", "P3"], {**CELLS, "party": "同事"}, DAY)
    write(path, "P2", 项目名称="")  # as it went out
    done = come_in(desk, path)
    assert (done.plots, done.number, [one.where for one in done.refused]) == ((), None, ["P1", "P3"])
    assert all("other(other) 已于" in str(one) for one in done.refused)
    fill(other, ["P2"], {"party": "又改"}, DAY)
    assert [party(plot) for plot in ("P1", "P2", "P3")] == ["同事", "又改", "同事"]
    again = sent_out(desk, path)
    write(again, "P1", 项目主体="看过再填")
    done = come_in(desk, again)
    assert (done.plots, done.refused, party("P1")) == (("P1",), (), "看过再填")
    assert clean(desk)


def test_good_rows_of_a_stale_table_go_on(desk: Any, other: Any, tmp_path: Path) -> None:
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.tables import undo_table

    path = sent_out(desk, tmp_path / "填报表.xlsx")
    for plot in ("P1", "P2"):
        write(path, plot, 项目主体="表里的")
    fill(desk, ["P2"], {**CELLS, "party": "自己先填"}, DAY)
    fill(other, ["P1"], CELLS, DAY)
    done = come_in(desk, path)
    assert (done.plots, [(one.where, one.code) for one in done.refused]) == (
        ("P2", "P3"),
        [("P1", "submission_changed_since")],
    )
    assert party("P2") == "表里的"
    undo_table(desk, None)
    assert party("P2") == "自己先填"
    assert come_in(desk, path).plots == ("P2", "P3")
    self_check(desk, ["P3"], LOOKED, DAY)
    assert clean(desk)


def test_the_column_is_hidden_and_may_not_be_changed(desk: Any, tmp_path: Path) -> None:
    from weipian.office.submitting.reading import returns_in
    from weipian.programme.submission.acts.filling import fill

    fill(desk, ["P2"], CELLS, DAY)
    path = sent_out(desk, tmp_path / "填报表.xlsx")
    sheet = load_workbook(path).active
    assert sheet is not None
    last = sheet[1][-1]
    assert (last.value, sheet.column_dimensions[last.column_letter].hidden) == ("版本", True)
    assert returns_in(path, {}, None).stood == {"P1": 0, "P2": 1, "P3": 0}
    write(path, "P2", 版本="一")
    given = returns_in(path, {}, None)
    assert [(one.row, one.field) for one in given.read.table.refused] == [(4, "版本")]
    assert set(given.wanted) == {"P1", "P3"}


@pytest.mark.requirement("F3")
def test_an_error_workbook_comes_in_again(desk: Any, tmp_path: Path) -> None:
    """Refused rows keep their version, so that a mended one is taken."""
    from weipian.office.submitting.reading import returns_in
    from weipian.workbook.errors import write_refusals

    path = sent_out(desk, tmp_path / "填报表.xlsx")
    write(path, "P1", **{"占耕地面积(亩)": "三亩"})
    given = returns_in(path, {}, None)
    from weipian.programme.submission.acts.tables import fill_table

    done = fill_table(desk, given.wanted, DAY, stood=given.stood)
    given.read.refuse({error.where: error for error in done.refused}, "plot")
    errors = tmp_path / "错误.xlsx"
    write_refusals(errors, given.read.table)
    write(errors, "P1", **{"占耕地面积(亩)": "3"})
    assert come_in(desk, errors).plots == ("P1",)
