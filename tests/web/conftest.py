"""The workbench of a small county, asked as a browser asks: each person by a client of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_workspace import whole_desk
from weipian.cli.desk import system_user
from weipian.cli.dialogs import Dialogs

DAY = date(2023, 9, 27)
Clients = Callable[[str], Any]


@pytest.fixture
def bench(tmp_path: Path) -> Any:
    """The desk whose workspace the pages show; anybody may come in as anybody."""
    from weipian.web import bringing
    from weipian.web.application import application

    desk = whole_desk(tmp_path / "county", system_user())
    bringing.bring()
    application(desk.workspace.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=DAY)
    return desk


@pytest.fixture
def client(bench: Any) -> Clients:
    """`client("clerk")`: a browser in which that account has come in."""
    from django.test import Client

    def come_in(name: str) -> Any:
        browser = Client()
        answer = browser.post("/login", {"as": name})
        assert answer.status_code == 302, answer.content.decode()
        return browser

    return come_in
