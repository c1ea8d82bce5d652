"""What stands around every page: the tree in the programme's order, its current entry, the keys told of; and that an
act on another register's row leads to that register, and not to a form without its number."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import resolve

from weipian.terms.acting import Act
from weipian.web.command.acts import DIALOGS, RowOf
from weipian.web.command.addresses import NOWHERE, address_of, home_of

pytestmark = pytest.mark.requirement("A3")
ORDER = (
    "工作台", "核查举证", "会审判定", "填报上报", "查处整改", "移交移送",
    "督导问责", "线索证据", "账和图", "政策", "审计", "系统",
)  # fmt: skip


def test_the_tree_is_in_the_programmes_order_and_says_where_one_is(bench: Any, client: Any) -> None:
    told = client(bench.actor.name).get("/evidence/").content.decode()
    groups = re.findall(r'<details open data-group="([^"]+)">', told)
    assert groups == [one for one in ORDER if one in groups]
    assert len(groups) > 8
    assert re.findall(r'href="([^"]+)" aria-current="page"', told.partition("<main")[0]) == ["/evidence/"]
    assert '<dialog id="keys"' in told


def test_every_register_whose_rows_are_acted_on_has_a_page(bench: Any) -> None:
    others = {asks.dialog for asks in DIALOGS.values() if asks.row is RowOf.OTHER}
    without = {dialog for dialog in others if home_of(dialog) is None}
    assert without == {dialog for dialog in others if any(f"{dialog}/".startswith(f"{one}/") for one in NOWHERE)}
    for dialog in others - without:
        act = next(act for act, asks in DIALOGS.items() if asks.dialog == dialog)
        assert resolve(urlsplit(address_of(act, {"plot": "A1"})).path)


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        (Act.CASE_ADVANCED, {"q": ["A1-1"]}),
        (Act.HANDOVER_ANSWER_CHECKED, {"q": ["A1"]}),
        (Act.EVIDENCE_VIEWED, {"plot": ["A1-1"]}),
        (Act.LETTER_SIGNED, {}),
    ],
)
def test_from_a_plot_it_is_narrowed_to_the_plot_or_its_patch(bench: Any, act: Act, asked: dict[str, Any]) -> None:
    address = urlsplit(address_of(act, {"plot": "A1-1", "patch": "A1"}))
    assert parse_qs(address.query) == asked
    assert not address.path.startswith("/do/")


def test_from_its_own_register_the_dialog_has_the_rows_number(bench: Any) -> None:
    assert address_of(Act.QUOTA_NOTICE_UNDONE, {"notice": "7"}, "notice") == "/do/quota/notice/undo?number=7"


def test_a_dialog_stands_under_the_page_it_belongs_to(bench: Any, client: Any) -> None:
    browser = client(bench.actor.name)
    for dialog, page in (("case/step", "/cases/"), ("right/progress", "/right/"), ("erase/ask", "/do/")):
        tree = browser.get(f"/do/{dialog}").content.decode().partition("<main")[0]
        assert re.findall(r'href="([^"]+)" aria-current="true"', tree) == [page]
