"""The ledger out, edited, in again: exactly the edited cells, and an undoing that leaves the history."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edited_ledger import exported, take, write_cells
from made_books import TOWNSHIPS, as_clerk_of, clean, issue, made_desk

Edit = Callable[..., Path]


def lines() -> dict[str, Any]:
    from weipian.store.queries.ledger import lines as found

    return {line.plot: line for line in found()}


def undo(desk: Any, number: int | None = None) -> Any:
    from weipian.office.ledger.undoing import undo as undone

    return undone(desk, number)


@pytest.mark.requirement("A4", "B3")
def test_the_same_workspace_gives_the_same_bytes_and_says_what_was_not_looked_at(desk: Any, tmp_path: Path) -> None:
    one, other = exported(desk, tmp_path / "a.xlsx"), exported(desk, tmp_path / "b.xlsx")
    assert one.read_bytes() == other.read_bytes()
    sheet = openpyxl.load_workbook(one)["台账"]
    keys = {cell.value: cell.column - 1 for cell in sheet[2]}
    rows = {row[keys["plot"]].value: row for row in sheet.iter_rows(min_row=3)}
    wanted = {"plot", "township", "determination", "cultivated_mu", "outcome", "patch", "category", "issued"}
    assert wanted <= set(keys)
    assert sheet.row_dimensions[2].hidden
    assert rows["P1"][keys["cultivated_measured_mu"]].value == 3.0
    assert rows["P4"][keys["cultivated_measured_mu"]].value == "没有查：没有这个图层"
    assert rows["P1"][keys["farmland_mu"]].value == "没有查：没有这个图层"
    assert rows["P1"][keys["gates"]].value == "A（待确认）"
    assert not rows["M1"][keys["determination"]].value


@pytest.mark.requirement("F3")
def test_an_unedited_ledger_changes_nothing(desk: Any, edited: Edit) -> None:
    from weipian.store.queries.imports import imports

    taken = take(desk, edited({}))
    assert (taken.plan.edits, taken.plan.refused, taken.number) == ((), [], None)
    assert imports() == []


def test_exactly_the_edited_cells_are_taken(desk: Any, edited: Edit) -> None:
    path = edited(
        {
            "P1": {"determination": "新增建设用地违法", "measure": "拆除复耕", "ordered": date(2023, 9, 1)},
            "P3": {"cultivated_filed_mu": 2.75, "sensitive": "是", "inspected": "2023-08-05"},
        }
    )
    dry = take(desk, path, "会审2023-08", dry_run=True)
    assert dry.number is None
    assert {(edit.plot, edit.key, edit.new) for edit in dry.plan.edits} == {
        ("P1", "determination", "unlawful_new"),
        ("P1", "review", "会审2023-08"),
        ("P1", "measure", "demolish_and_recultivate"),
        ("P1", "ordered", "2023-09-01"),
        ("P3", "cultivated_filed_mu", "2.75"),
        ("P3", "sensitive", "1"),
        ("P3", "inspected", "2023-08-05"),
    }
    assert take(desk, path, "会审2023-08").number == 1
    found = lines()
    assert found["P1"].determined.values["review"] == "会审2023-08"
    assert found["P1"].determined.values["conclusion"] == "unlawful"
    assert found["P1"].state.value == "rectifying"
    assert found["P3"].filed_areas == {"cultivated": "2.75"}
    assert found["P3"].marks == {"sensitive": "1"}
    assert found["P2"].determined is None
    assert clean(desk)
    assert take(desk, path, "会审2023-08").plan.edits == ()


def test_the_list_of_patches_follows(desk: Any, edited: Edit) -> None:
    from weipian.store.models import Standing

    take(desk, edited({"P1": {"inspected": "2023-08-05"}}))
    take(
        desk,
        edited({"P1": {"determination": "新增建设用地违法", "measure": "拆除复耕", "ordered": "2023-09-01"}}),
        "会审1",
    )
    row = Standing.objects.get(number="P1")
    assert (row.state, row.determination, row.due) == ("rectifying", "unlawful_new", date(2023, 10, 1))
    take(desk, edited({"P1": {"outcome": "已拆除复耕到位"}}))
    row = Standing.objects.get(number="P1")
    assert (row.state, row.due) == ("settled", None)


@pytest.mark.requirement("C3")
@pytest.mark.parametrize(
    ("plot", "cells", "review", "code"),
    [
        ("P1", {"determination": "新增建设用地违法"}, "", "ledger_review_missing"),
        ("P1", {"determination": "合法新增建设用地"}, "会审1", "ledger_because_missing"),
        ("P2", {"determination": "合法新增建设用地"}, "会审1", "ledger_because_missing"),
        ("P1", {"nature": "临时用地"}, "会审1", "ledger_determination_missing"),
        ("M1", {"because": "理由"}, "会审1", "ledger_determination_missing"),
        ("P3", {"because": "证据不足，下次再议"}, "", "ledger_review_missing"),
        ("P1", {"determination": "违章"}, "会审1", "unknown_word"),
        ("P3", {"mining_determination": "违法"}, "会审1", "ledger_not_mining"),
        ("M1", {"mining_determination": "存疑"}, "会审1", "ledger_mining_word"),
        ("P3", {"cultivated_filed_mu": "三亩"}, "", "not_a_number"),
        ("P3", {"township": "星原镇"}, "", "ledger_cell_not_edited"),
        ("P3", {"cultivated_mu": 1}, "", "ledger_cell_not_edited"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_go_on(
    desk: Any, edited: Edit, plot: str, cells: dict[str, object], review: str, code: str
) -> None:
    other = {"P4": {"nonfarm_conversion": "是"}}
    taken = take(desk, edited({plot: cells, **other}), review)
    assert [refusal.code for refusal in taken.plan.refused] == [code]
    assert [edit.plot for edit in taken.plan.edits] == ["P4"]
    assert clean(desk)


@pytest.mark.requirement("C2")
def test_mining_is_determined_in_words_of_its_own(desk: Any, edited: Edit) -> None:
    take(desk, edited({"M1": {"determination": "违法"}}), "会审1")
    found = lines()["M1"].determined.values
    assert (found["determination"], found["conclusion"]) == ("", "unlawful")


@pytest.mark.requirement("F2")
def test_a_cell_that_somebody_else_changed_meanwhile_is_kept_and_shown(desk: Any, edited: Edit, tmp_path: Path) -> None:
    from weipian.store.queries.imports import imports

    mine = edited({"P3": {"cultivated_filed_mu": 2, "sensitive": "是"}, "P4": {"cultivated_filed_mu": 1}}, "mine.xlsx")
    take(desk, edited({"P3": {"cultivated_filed_mu": 5}}, "theirs.xlsx"))
    taken = take(desk, mine)
    assert [(c.plot, c.key, c.exported, c.old, c.new) for c in taken.plan.conflicts] == [
        ("P3", "cultivated_filed_mu", "", "5", "2")
    ]
    assert [refusal.code for refusal in taken.plan.refused] == ["ledger_conflict"]
    found = lines()
    assert (found["P3"].filed_areas, found["P3"].marks) == ({"cultivated": "5"}, {})
    assert found["P4"].filed_areas == {"cultivated": "1"}
    assert len(imports()[-1].conflicts) == 1


@pytest.mark.requirement("B4")
def test_a_plot_that_was_cut_since_asks_for_nothing_unless_its_row_was_edited(desk: Any, edited: Edit) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot
    from weipian.terms.acting import Act

    plain, changed = edited({}, "plain.xlsx"), edited({"P3": {"sensitive": "是"}}, "changed.xlsx")
    whole = Plot.objects.get(number="P3")
    with acting(desk, Act.PLOT_SPLIT, "plot:P3") as act:
        part = {"patch_id": whole.patch_id, "parent_id": whole.id, "township": whole.township, "state": whole.state}
        act.add_many(Plot, [{**part, "number": f"P3-{n}", "wkb": b"", "area_um2": 1} for n in (1, 2)])
        act.change(Plot, whole.id, closed=True)
    assert take(desk, plain).plan.refused == []
    refused = take(desk, changed).plan.refused
    assert [refusal.code for refusal in refused] == ["ledger_plot_split"]
    assert "P3-1、P3-2" in refused[0].message


@pytest.mark.requirement("F1")
def test_an_undoing_brings_the_former_values_back_as_new_rows(desk: Any, edited: Edit) -> None:
    from weipian.store.models import Filed

    take(desk, edited({"P3": {"cultivated_filed_mu": 2}}))
    take(desk, edited({"P3": {"cultivated_filed_mu": 3}, "P4": {"cultivated_filed_mu": 4}}))
    undo(desk)
    found = lines()
    assert (found["P3"].filed_areas, found["P4"].filed_areas) == ({"cultivated": "2"}, {})
    assert Filed.objects.filter(plot__number="P3").count() == 3
    undo(desk)
    assert lines()["P3"].filed_areas == {}
    assert clean(desk)


def test_an_undoing_refuses_where_later_edits_stand_on_top(desk: Any, edited: Edit) -> None:
    from weipian.terms.errors import InputError

    take(desk, edited({"P3": {"cultivated_filed_mu": 2}, "P4": {"cultivated_filed_mu": 2}}))
    take(desk, edited({"P3": {"cultivated_filed_mu": 3}}))
    with pytest.raises(InputError) as caught:
        undo(desk, 1)
    assert caught.value.code == "ledger_import_built_on"
    assert "P3" in str(caught.value)
    assert "P4" not in str(caught.value)


def test_a_csv_of_a_visit_needs_no_export(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "核查.csv"
    path.write_text(
        "图斑编号,核查日期,填报耕地面积(亩),敏感\nP3,2023-08-05,2.50,\nP9,2023-08-05,1,\n", encoding="utf-8"
    )
    taken = take(desk, path)
    assert {(edit.key, edit.new) for edit in taken.plan.edits} == {
        ("inspected", "2023-08-05"),
        ("cultivated_filed_mu", "2.50"),
    }
    assert [refusal.code for refusal in taken.plan.refused] == ["ledger_plot_unknown"]


def test_a_ledger_of_other_books_is_refused(desk: Any, edited: Edit, tmp_path: Path) -> None:
    from weipian.terms.errors import InputError

    path = edited({"P1": {"sensitive": "是"}})
    other = made_desk(tmp_path / "other")
    issue(other)
    with pytest.raises(InputError) as caught:
        take(other, path)
    assert caught.value.code == "ledger_other_workspace"


@pytest.mark.requirement("A3")
def test_a_township_exports_its_own_and_imports_nothing(desk: Any, edited: Edit) -> None:
    from weipian.office.ledger.book import ledger_book
    from weipian.terms.errors import InputError

    theirs = as_clerk_of(desk, TOWNSHIPS[1])
    book = ledger_book(theirs, date(2023, 9, 30))
    assert {row.plot for row in book.rows} == {"P3", "P4", "M1"}
    assert [row.name for row in book.ratios] == [TOWNSHIPS[1]]
    with pytest.raises(InputError):
        ledger_book(theirs, date(2023, 9, 30), TOWNSHIPS[0])
    with pytest.raises(InputError) as caught:
        take(theirs, edited({"P3": {"sensitive": "是"}}))
    assert caught.value.code == "act_not_of_role"


@pytest.mark.tool("soffice")
def test_a_ledger_that_libreoffice_saved_again_is_the_same_ledger(desk: Any, edited: Edit, tmp_path: Path) -> None:
    take(
        desk,
        edited(
            {"P3": {"cultivated_filed_mu": 1.2345678901234567, "account": "第一行\n第二行", "inspected": "2023-08-05"}}
        ),
    )
    path = exported(desk, tmp_path / "台账.xlsx")
    out = tmp_path / "saved"
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    again = out / path.name
    taken = take(desk, again)
    assert (taken.plan.edits, taken.plan.refused) == ((), [])
    write_cells(again, {"P4": {"sensitive": "是"}})
    assert [(edit.plot, edit.key) for edit in take(desk, again).plan.edits] == [("P4", "sensitive")]


@pytest.mark.requirement("A3", "F3")
def test_a_withdrawn_plots_row_is_refused_and_the_others_go_on(desk: Any, edited: Edit) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot
    from weipian.terms.acting import Act, State

    path = edited({"P1": {"sensitive": "是"}, "P3": {"sensitive": "是"}})
    with acting(desk, Act.MEASURED, "plot:P1") as act:
        act.change(Plot, Plot.objects.get(number="P1").id, state=State.WITHDRAWN.value)
    taken = take(desk, path)
    assert [edit.plot for edit in taken.plan.edits] == ["P3"]
    assert [refusal.code for refusal in taken.plan.refused] == ["act_not_in_state"]
    assert "已移出" in taken.plan.refused[0].message


@pytest.mark.requirement("A3", "F1")
def test_who_took_the_ledger_is_in_the_log_with_the_files_hash(desk: Any, tmp_path: Path) -> None:
    import hashlib

    from weipian.office.ledger.handing_out import export_ledger
    from weipian.store.models import Copy, Event
    from weipian.terms.errors import InputError

    target = tmp_path / "台账.xlsx"
    export_ledger(desk, target, date(2023, 9, 30))
    last = Event.objects.latest("seq")
    sha256 = hashlib.sha256(target.read_bytes()).hexdigest()
    assert (last.act, last.subject) == ("ledger_exported", "copy")
    assert list(Copy.objects.values_list("event", "name", "sha256")) == [(last.seq, "台账.xlsx", sha256)]
    with pytest.raises(InputError):
        export_ledger(desk, tmp_path / "没有" / "台账.xlsx", date(2023, 9, 30))
    assert Event.objects.latest("seq").seq == last.seq
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["台账.xlsx"]
    assert clean(desk)
