"""Exactly the edited cells: against the export, against the books, and where neither side says enough."""

from __future__ import annotations

from collections.abc import Mapping

import hypothesis.strategies as st
import pytest
from hypothesis import given as for_all

from weipian.programme.submission.deciding import transcribed
from weipian.programme.submission.fields import ENTRIES, Kept
from weipian.programme.submission.given import GivenRow, given
from weipian.programme.submission.rules import Asked, Now, asked_by
from weipian.programme.submission.values import kept_text, same, shown
from weipian.terms.errors import InputError
from weipian.workbook.sheets_columns import COLUMNS
from weipian.workbook.sheets_memory import remembered


def asked(cells: Mapping[str, str], now: Mapping[str, str], memory: Mapping[str, str] | None = None) -> Asked:
    return asked_by(GivenRow(3, cells), Now("P1", False, now), memory, remembered)


def edits(found: Asked) -> dict[str, str]:
    return {edit.key: edit.new for edit in found.edits}


def test_every_cell_that_may_be_filled_has_a_column_of_the_same_name() -> None:
    headers = {column.key: column.header for column in COLUMNS}
    assert set(ENTRIES) <= set(headers)
    for key, entry in ENTRIES.items():
        assert headers[key] in (entry.field.label, *entry.field.aliases), key
    for column in COLUMNS:
        if column.choices and column.key in ENTRIES:
            for word in column.choices:
                kept_text(ENTRIES[column.key].field, word)


def test_without_an_export_an_empty_cell_says_nothing() -> None:
    found = asked({"reason": "", "inspector": "张三", "township": "别乡"}, {"reason": "没变", "inspector": ""})
    assert edits(found) == {"inspector": "张三"}
    assert not found.faults


def test_with_an_export_an_emptied_cell_is_an_edit() -> None:
    assert edits(asked({"reason": ""}, {"reason": "没变"}, {"reason": "没变"})) == {"reason": ""}


def test_both_changed_to_the_same_is_no_conflict() -> None:
    found = asked({"final": "是"}, {"final": "1"}, {"final": "否"})
    assert (found.edits, found.conflicts) == ([], [])


def test_a_long_text_is_known_by_its_hash() -> None:
    long, longer = "现场" * 200, "现场" * 201
    memory = {"account": remembered(long)}
    assert not asked({"account": long + "\n"}, {"account": long}, memory).edits
    assert edits(asked({"account": longer}, {"account": long}, memory)) == {"account": longer}
    assert asked({"account": longer}, {"account": "别的"}, memory).conflicts


@for_all(st.decimals(min_value=0, max_value=10**6, places=9, allow_nan=False, allow_infinity=False))
def test_a_number_that_went_through_a_workbook_is_the_same_number(number: object) -> None:
    field, written = ENTRIES["cultivated_filed_mu"].field, f"{number:f}"
    through = repr(float(written))
    assert same(field, kept_text(field, written), kept_text(field, through))
    assert not asked({field.key: through}, {field.key: written}, {field.key: repr(float(written))}).edits


@pytest.mark.requirement("C3")
def test_a_new_review_leaves_the_date_of_the_old_one_behind() -> None:
    now = Now("P1", False, {"determination": "lawful_new", "review": "会审1", "reviewed": "2023-08-01"})
    row = GivenRow(3, {"determination": "新增建设用地违法"})
    memory = {"determination": "合法新增建设用地"}
    found = transcribed(asked_by(row, now, memory, remembered), now, 3, "会审2")
    assert edits(found) == {"determination": "unlawful_new", "review": "会审2", "reviewed": ""}
    same_review = transcribed(asked_by(row, now, memory, remembered), now, 3, "")
    assert edits(same_review) == {"determination": "unlawful_new"}


def test_columns_are_found_by_keys_names_or_hand() -> None:
    table = given(
        ("地块编号", "填报耕地面积", "谁"), (), {2: ("P1", "3", "x")}, {"填报耕地面积": "cultivated_filed_mu"}, "a.csv"
    )
    assert table.rows[0].cells == {"plot": "P1", "cultivated_filed_mu": "3"}
    assert table.aside == ("谁",)
    with pytest.raises(InputError) as caught:
        given(("耕地",), (), {}, {}, "a.csv")
    assert caught.value.code == "no_such_column"
    with pytest.raises(InputError) as caught:
        given(("地块", "地块号"), (), {}, {}, "a.csv")
    assert caught.value.code == "repeated_column"


def test_values_are_shown_in_the_officers_words() -> None:
    assert shown(ENTRIES["determination"].field, "unlawful_new") == "新增建设用地违法"
    assert shown(ENTRIES["final"].field, "1") == "是"
    assert shown(ENTRIES["nature"].field, "") == "空"
    assert ENTRIES["area_filed_mu"].kept is Kept.AREAS
    assert ENTRIES["area_filed_mu"].name == "area"
