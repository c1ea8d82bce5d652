"""Every page of the tree opens for who is let in, and says in Chinese why not to who is not."""

from __future__ import annotations

from typing import Any

import pytest

from web.conftest import Clients

pytestmark = pytest.mark.requirement("A3")


def test_pages_of_the_tree_open(client: Clients, bench: Any) -> None:
    from weipian.store.queries.people import accounts
    from weipian.web.urls import TABLE

    person = next(one.person for one in accounts() if one.active)
    browser = client(person.name)
    for route in (one for one in TABLE if one.label):
        answer = browser.get(f"/{route.path}")
        assert answer.status_code == (200 if route.lets_in(bench.policy, person) else 403), route.path
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_who_has_not_come_in_is_shown_the_door(bench: Any) -> None:
    from django.test import Client

    answer = Client().get("/patches/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login")
