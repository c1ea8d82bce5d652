"""Every page of the workbench that asks for nothing, as each role sees it: part of what the two worlds answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from noninterference.worlds import World
from weipian.cli.dialogs import Dialogs
from weipian.terms.acting import Role

MARKS = re.compile(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")\w+')
"""Marks against forged forms, drawn anew each time."""
APART = {"login", "logout"}


def asked_pages(world: World, roles: Sequence[Role]) -> Iterator[tuple[str, ...]]:
    """Role, address, code, page."""
    from weipian.web import bringing
    from weipian.web.application import application

    bringing.bring()
    application(world.county, Dialogs(), hosts=("testserver",), shown_off=True, day=date(2023, 12, 20))
    from django.test import Client

    from weipian.web.urls import TABLE

    for role in roles:
        browser = Client()
        assert browser.post("/login", {"as": f"r-{role.value}"}).status_code == 302
        for route in TABLE:
            if "<" not in route.path and route.name not in APART:
                answer = browser.get(f"/{route.path}")
                yield role.value, route.path, str(answer.status_code), MARKS.sub("", answer.content.decode())
