"""The workbench's main ways on either database: in, the lists, a page, a dialog, a decision, two at one thing; and the
connections of its threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from made_books import SOME
from made_review import County
from private_server import BOTH
from web.conftest import DAY
from web.held_review import browser, held

pytestmark = pytest.mark.requirement("A2", "A3")
GOOD = "秋水-Changtian-9"
PART = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return held(tmp_path / "county", SOME, DAY)


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_the_main_ways_of_a_clerk(county: County, database: str) -> None:
    from django.db import connection

    assert connection.vendor == (database or "sqlite")
    clerk = browser("clerk")
    pages = ("/", "/patches/", "/patches/?township=星原镇", "/patches/P3", "/plots/P3", "/map/plots.json", "/audit/",
             "/review/", "/leader/", "/ratio/", "/system/people/", "/law/")  # fmt: skip
    assert {page: clerk.get(page, follow=True).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert "P3" in clerk.get("/patches/").content.decode()
    given = {"kind": "party", "words": "名称=甲公司"}
    assert "✓ 已办" in clerk.post("/do/records/add", given, **PART).content.decode()
    assert "甲公司" in clerk.post("/do/records/list", {"kind": "party"}, **PART).content.decode()
    told = clerk.post("/review/1/record", {"plot": "P3", "say": "lawful_new|"}, **PART).content.decode()
    assert "已记录" in told
    assert "没有发现改动" in clerk.post("/audit/verify/", follow=True).content.decode()


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_two_at_one_thing_and_what_becomes_of_the_connections(county: County, database: str) -> None:
    from weipian.store.models import Decision, Event

    with served() as address:
        clerks = [signed_in(address) for _ in range(2)]
        before, together = Event.objects.count(), Barrier(2)
        told: list[tuple[int, str]] = []

        def record(ask: Any, word: str) -> None:
            together.wait()
            told.append(ask("/review/1/record", {"plot": "P3", "say": f"{word}|"}))

        both = [Thread(target=record, args=one) for one in zip(clerks, ("lawful_new", "unlawful_new"), strict=True)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        done = [status for status, _ in told].count(200)
        assert done >= 1
        assert all(status == 200 or "已于" in text for status, text in told), told
        assert Decision.objects.filter(current=True, plot__number="P3").count() == 1
        assert Event.objects.count() == before + done
        assert all(ask("/patches/")[0] == 200 for ask in clerks for _ in range(4))
        if database:
            assert connections() <= THREADS + 1
            cut_off()
            assert [ask("/patches/")[0] for ask in clerks for _ in range(THREADS)] == [200] * 2 * THREADS


THREADS = 3


@contextmanager
def served() -> Iterator[str]:
    """The same pages behind the real server, with few threads."""
    from django.core.handlers.wsgi import WSGIHandler
    from waitress.server import create_server

    server: Any = create_server(WSGIHandler(), host="127.0.0.1", port=0, threads=THREADS)
    running = Thread(target=server.run, daemon=True)
    running.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()


def signed_in(address: str) -> Any:
    """Asks as the clerk: `ask(path, form)` gives status and text."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))

    def ask(path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        token = next((one.value for one in jar if one.name == "csrftoken"), "")
        body = None if form is None else urlencode({**form, "csrfmiddlewaretoken": token}).encode()
        try:
            with opener.open(
                Request(address + path, body, {"HX-Request": "true"} if form else {}), timeout=60
            ) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    ask("/login")
    assert ask("/login", {"as": "clerk"})[0] == 200
    return ask


def connections() -> int:
    return counted("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")


def cut_off() -> None:
    """As when the server is started anew; the asking connection is spared."""
    counted("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip


def counted(text: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(text)
        return int(cursor.fetchone()[0])
