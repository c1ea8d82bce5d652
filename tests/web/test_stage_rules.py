"""How rows are narrowed, how a value reads, how a paper falls into parts; without books."""

from __future__ import annotations

from typing import Any

import pytest

from weipian.terms.submission import ReturnState
from weipian.web.pages.stages.columns import As, Column, text_of, value_of
from weipian.web.pages.stages.doing import able, do
from weipian.web.pages.stages.narrowing import Wish, narrowed
from weipian.web.pages.stages.paper import parts_of

pytestmark = pytest.mark.requirement("F3")
COLUMNS = (Column("plot", "地块"), Column("mu", "亩", As.MU), Column("state", "进度", words=ReturnState))
ROWS: list[dict[str, Any]] = [
    {"plot": "B2", "mu": "10.0050", "state": "filled"},
    {"plot": "A1", "mu": None, "state": "released"},
    {"plot": "C3", "mu": "9.5", "state": "filled"},
]


def plots(**asked: str) -> list[str]:
    return [str(row["plot"]) for row in narrowed(ROWS, COLUMNS, "state", Wish.of(asked)).rows]


def test_numbers_are_sorted_as_numbers_and_what_is_unknown_is_last() -> None:
    assert plots(sort="mu") == ["C3", "B2", "A1"]
    assert plots(sort="-mu") == ["B2", "C3", "A1"]
    assert plots(sort="nothing of ours") == ["B2", "A1", "C3"]


def test_a_search_finds_what_people_read_not_what_programs_write() -> None:
    assert plots(q="已填报") == ["B2", "C3"]
    assert plots(q="filled") == []
    assert plots(q="10.01") == ["B2"]


def test_tabs_count_all_and_narrow_to_one() -> None:
    found = narrowed(ROWS, COLUMNS, "state", Wish.of({"tab": "filled"}))
    assert found.tabs == {"filled": 2, "released": 1}
    assert found.count == 2


def test_pages_end_where_the_rows_end() -> None:
    many = [{"plot": str(at)} for at in range(45)]
    last = narrowed(many, COLUMNS, "", Wish.of({"size": "20", "page": "99"}))
    assert (last.page, last.pages, [row["plot"] for row in last.rows]) == (3, 3, ["40", "41", "42", "43", "44"])
    assert narrowed([], COLUMNS, "", Wish.of({"page": "0", "size": "7"})).pages == 1


def test_values_read_as_people_read_them() -> None:
    assert text_of(COLUMNS[1], ROWS[0]) == "10.01"
    assert text_of(COLUMNS[1], ROWS[1]) == ""
    assert value_of({"answers": [{"n": 1}, {"n": 2}]}, "answers.-1.n") == 2
    assert value_of({"answers": []}, "answers.-1.n") is None


def test_what_can_be_done_leads_to_the_dialog_with_the_row_in_it() -> None:
    acts = [
        {"move": "fill", "label": "填报", "can": True},
        {"move": "x", "label": "审核", "can": False, "who": "乙", "why": "甲"},
    ]
    found = able({"plot": "甲 1", "acts": acts}, {"fill": (do("submit/fill", "填", plots="plot"),)}, (), "plot")
    assert found.can == (("/do/submit/fill?plots=%E7%94%B2+1", "填"),)
    assert found.cannot == (("审核", "乙", "甲"),)


def test_a_paper_falls_into_headings_tables_and_lines() -> None:
    parts = parts_of("# 函\n\n正文\n\n| 项目 | 数 |\n|---|---|\n| 甲 | 1 |\n\n## 一\n- 条")
    assert [part.kind for part in parts] == ["title", "text", "table", "heading", "item"]
    assert parts[2].cells == (("项目", "数"), ("甲", "1"))
