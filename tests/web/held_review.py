"""A review that is held, with plots put on by hand beside those that come by themselves; a browser for one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from made_books import Given
from made_review import County
from weipian.cli.dialogs import Dialogs


def held(folder: Path, given: Sequence[Given], day: date) -> County:
    made = County(folder, tuple(given))
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.web import bringing
    from weipian.web.application import application

    made.convene()
    put_on_agenda(made.clerk, "HS-1", ["P3", "P4", "M1"])
    made.attend()
    bringing.bring()
    application(made.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=day)
    return made


def browser(name: str) -> Any:
    from django.test import Client

    client = Client()
    assert client.post("/login", {"as": name}).status_code == 302
    return client
