"""核查: the board and its table say the same; what is chosen comes into the dialog; a township sees its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS
from made_review import County
from web.conftest import DAY

pytestmark = pytest.mark.requirement("B5", "A3")


@pytest.fixture
def county(tmp_path: Path) -> County:
    made = County(tmp_path / "county")
    from weipian.cli.dialogs import Dialogs
    from weipian.programme.inspection.acts.assigning import Giving, assign
    from weipian.web import bringing
    from weipian.web.application import application

    assign(made.clerk, [Giving("P1", TOWNSHIPS[0]), Giving("P3", TOWNSHIPS[1])], date(2023, 8, 3))
    bringing.bring()
    application(made.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=DAY)
    return made


def page(name: str, address: str) -> str:
    from django.test import Client

    client = Client()
    client.post("/login", {"as": name})
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def chosen(text: str) -> list[str]:
    return sorted(re.findall(r'name="patches" value="([^"]+)"', text))


def test_cards_lie_in_their_columns_and_the_table_has_the_same(county: County) -> None:
    board = page("clerk", "/inspect/")
    by_column = {
        name: chosen(part) for name, part in re.findall(r'<section class="column (\w+)"(.*?)</section>', board, re.S)
    }
    assert by_column == {
        "to_assign": ["M1", "P2", "P4"], "assigned": ["P1", "P3"], "opinion": [], "unsure": [], "inspected": [],
    }  # fmt: skip
    assert chosen(page("clerk", "/inspect/?view=table")) == ["M1", "P1", "P2", "P3", "P4"]
    assert chosen(page("clerk", "/inspect/?view=table&column=assigned")) == ["P1", "P3"]


def test_a_township_sees_its_own(county: County) -> None:
    assert chosen(page("mayor", "/inspect/")) == ["P1", "P2"]


def test_what_is_chosen_stands_in_the_dialog(county: County) -> None:
    dialog = page("clerk", "/do/inspect/assign?patches=P2&patches=P4")
    assert re.search(r"<textarea[^>]*>P2\nP4</textarea>", dialog)


def test_gates_checks_and_visits(county: County) -> None:
    from weipian.programme.inspection.acts.upper import Checked, record_check

    record_check(county.clerk, Checked("P1", "市卫片办", date(2023, 9, 1), "新建厂房", "陪同甲", "", None))
    assert "新建厂房" in page("reviewer", "/inspect/upper/")
    assert "confirm=1" in page("reviewer", "/inspect/upper/")
    assert "confirm=1" not in page("clerk", "/inspect/upper/")
    assert "1 待答复" in page("clerk", "/inspect/")
    assert "没有登记过核查" in page("clerk", "/inspect/visits/")
    found: Any = page("clerk", "/inspect/gates/?every=1")
    assert "闸门核查意见" in found
