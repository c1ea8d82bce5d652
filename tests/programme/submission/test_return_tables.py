"""Returns as tables: what is uploaded, what comes back, what is undone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_returns import CELLS, DAY, as_person, county
from made_submitted import take
from refusing import refuses
from returned_plots import begin, check, codes, entries, events, fill, out, state
from weipian.terms.acting import Act
from weipian.terms.submission import ReturnState

pytestmark = pytest.mark.requirement("C2")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def cells_of_row(rows: Any, header: str) -> str:
    return str(rows[2][rows[1].index(header)])


def test_what_the_platform_has_accepted_is_not_uploaded_again(desk: Any, tmp_path: Path) -> None:
    from weipian.office.submitting.package import export
    from weipian.terms.submission import PlatformStatus

    out(desk, "P1", "P2")
    take(desk, ("P1", PlatformStatus.ACCEPTED))
    assert export(desk, tmp_path / "一", [], begin).plots == ("P2",)
    assert export(desk, tmp_path / "二", ["P1"], begin).plots == ("P1",)
    assert export(desk, tmp_path / "三", [], begin, accepted=True).plots == ("P1", "P2")
    take(desk, ("P1", PlatformStatus.ACCEPTED), ("P2", PlatformStatus.ACCEPTED))
    with refuses("submission_all_accepted"):
        export(desk, tmp_path / "四", [], begin)
    assert not (tmp_path / "四").exists()


def test_exactly_what_a_clerk_uploads(desk: Any, tmp_path: Path) -> None:
    from weipian.fence.sheets import read_sheets
    from weipian.office.submitting.package import export
    from weipian.store.models import Copy, Custody

    with refuses("submission_none_released"):
        export(desk, tmp_path / "o", [], begin)
    out(desk)
    with refuses("submission_not_released"):
        export(desk, tmp_path / "o", ["P2"], begin)
    with refuses("act_not_of_role"):
        export(as_person(desk, "leader"), tmp_path / "o", [], begin)
    done = export(desk, tmp_path / "o", [], begin)
    assert (done.plots, done.books) == (("P1",), ("新增非农建设类.xlsx",))
    rows = read_sheets(tmp_path / "o" / "新增非农建设类.xlsx")["填报"].rows
    assert rows[1] == ("图斑编号", *desk.policy.value("submission.columns_land").items)
    assert rows[2][0] == "P1"
    listed = list(csv.DictReader((tmp_path / "o" / "附件清单.csv").read_text(encoding="utf-8-sig").splitlines()))
    files = sorted(path.name for path in (tmp_path / "o" / "附件" / "P1").iterdir())
    assert [Path(one["文件"]).name for one in listed] == files
    assert files[0] == "P1-01-现场远景照片.jpg"
    for one in listed:
        assert (tmp_path / "o" / one["文件"]).stat().st_size == int(one["字节"])
    assert cells_of_row(rows, "占非耕农用地面积(亩)") == "0.25"
    assert cells_of_row(rows, "占未利用地面积(亩)") == "0.00"
    assert events(Act.SUBMISSION_EXPORTED) == ["copy"]
    assert (Copy.objects.get().kind, Copy.objects.get().name, Custody.objects.count()) == (
        "submission",
        "o",
        len(files),
    )
    assert clean(desk)


def test_a_table_of_returns_goes_out_comes_in_and_is_undone(desk: Any, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from weipian.office.submitting.reading import returns_in
    from weipian.office.submitting.template import template
    from weipian.programme.submission.acts.tables import fill_table, undo_table

    fill(desk, "P1", party="某村")
    path = tmp_path / "填报表.xlsx"
    assert template(desk, path) == 2
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    assert sheet.row_dimensions[2].hidden
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, places["项目主体"]).value = ""
    sheet.cell(4, places["占耕地面积(亩)"]).value = "2.75"
    sheet.append(["没有的"])
    book.save(path)
    given = returns_in(path, {}, None)
    read, wanted = given.read, given.wanted
    assert fill_table(desk, wanted, DAY, dry_run=True).plots == ("P1", "P2")
    assert entries()["party"] == "某村"
    done = fill_table(desk, wanted, DAY)
    assert (done.plots, codes(done), done.number) == (("P1", "P2"), ["plot_unknown"], 1)
    read.refuse({error.where: error for error in done.refused}, "plot")
    assert [one.row for one in read.table.refused] == [5]
    assert (entries()["party"], entries("P2")["cultivated"]) == ("", "2.75")
    assert events(Act.SUBMISSION_FILLED)[-1] == "taking:1"
    with refuses("act_not_of_role"):
        undo_table(as_person(desk, "leader"), None)
    assert undo_table(desk, None) == (1, 2)
    assert entries()["party"] == "某村"
    with pytest.raises(Exception, match="does not exist"):
        entries("P2")
    with refuses("taking_unknown"):
        undo_table(desk, 1)
    assert clean(desk)


def test_a_table_whose_returns_went_on_is_not_undone(desk: Any) -> None:
    from weipian.programme.submission.acts.tables import fill_table, undo_table

    fill_table(desk, {"P1": CELLS, "P2": CELLS}, DAY)
    check(desk, "P1")
    with refuses("taking_built_on"):
        undo_table(desk, None)
    assert state("P2") is ReturnState.FILLED
