"""集体会审 in the browser: a decision by one request told back with who and how to undo, and who may not sees why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from made_books import SOME, TOWNSHIPS, Given
from made_review import County
from web.conftest import DAY
from web.held_review import browser, held

pytestmark = pytest.mark.requirement("C3", "A3")
MORE = tuple(Given(f"W{number:02}", TOWNSHIPS[1]) for number in range(12))
PART = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def county(tmp_path: Path) -> County:
    """A review of five plots that is held; P1 and P2 are key plots, the others were put on by hand."""
    return held(tmp_path / "county", (*SOME, *MORE), DAY)


def item(client: Any, plot: str, key: int = 1) -> str:
    answer = client.get(f"/review/{key}/hear", {"at": plot}, **PART)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def stands(plot: str) -> str:
    """What is recorded of a plot, by a question of our own."""
    from weipian.store.models import Decision

    return str(Decision.objects.filter(current=True, plot__number=plot).values_list("word", flat=True).first() or "")


def test_a_decision_is_told_back_and_undone(county: County) -> None:
    clerk = browser("clerk")
    told = clerk.post("/review/1/record", {"plot": "P3", "say": "lawful_new|"}, **PART).content.decode()
    assert stands("P3") == "lawful_new"
    assert "已记录" in told
    assert county.clerk.actor.label in told
    batch = re.search(r'data-batch="(\d+)"', told)
    assert batch is not None
    assert "合" in re.findall(r'data-letter="(.)"', told)
    undone = clerk.post("/review/1/undo", {"batch": batch[1], "plot": "P3"}, **PART).content.decode()
    assert "已撤销" in undone
    assert stands("P3") == ""


def test_without_scripts_the_form_leads_to_the_next(county: County) -> None:
    answer = browser("clerk").post("/review/1/record", {"plot": "P3", "after": "P4", "say": "lawful_new|"})
    assert answer["Location"] == "/review/1/hear?at=P4"


def test_key_plots_have_their_keys_off_and_ask_for_a_reason(county: County) -> None:
    clerk = browser("clerk")
    assert "data-off" in item(clerk, "P1")
    assert "data-off" not in item(clerk, "P3")
    refused = clerk.post("/review/1/record", {"plot": "P1", "say": "unlawful_new|"}, **PART)
    assert refused.status_code == 400
    assert "理由" in refused.content.decode()
    assert stands("P1") == ""


def test_who_may_not_decide_sees_why_and_who_can(county: County) -> None:
    reviewer = browser("reviewer")
    shown = item(reviewer, "P3")
    assert 'class="decide"' not in shown
    assert "您不能记录决定" in shown
    assert "可以办理的是：县卫片办经办" in shown
    assert reviewer.post("/review/1/record", {"plot": "P3", "say": "lawful_new|"}).status_code == 403
    assert stands("P3") == ""


def test_a_township_sees_its_own_plots_alone(county: County) -> None:
    mayor = browser("mayor")
    assert mayor.get("/review/1/hear", {"at": "P3"}, **PART).status_code == 400
    for address in ("/review/1/", "/review/1/hear", "/review/1/minutes"):
        page = re.sub(r'Token"[^>]*', "", mayor.get(address).content.decode())  # a token may hold any letters
        page = re.sub(r"csrfmiddlewaretoken[^>]*", "", page)
        assert "P1" in page, address
        assert "P3" not in page, address
    browser("clerk").post("/review/1/open", {"at": "P3"})
    assert "P3" not in mayor.get("/review/1/screen").content.decode()


def test_the_screen_follows_who_records(county: County) -> None:
    clerk, wall = browser("clerk"), browser("auditor")
    assert "等待" in wall.get("/review/1/screen").content.decode()
    clerk.post("/review/1/open", {"at": "P4"})
    page = wall.get("/review/1/screen/now", {"have": "x"}).content.decode()
    assert "P4" in page
    assert "<button" not in page
    have = re.search(r"have=(\w+)", page)
    assert have is not None
    assert wall.get("/review/1/screen/now", {"have": have[1]}).status_code == 204
    assert wall.post("/review/1/open", {"at": "P1"}).status_code == 403


def test_minutes_say_what_stops_them_and_are_locked_by_a_scan(county: County) -> None:
    leader = browser("leader")
    assert "还有 5 个地块没有决定" in leader.get("/review/1/minutes").content.decode()
    for plot, word in (("P1", "未判定"), ("P2", "未判定"), ("P3", "合法"), ("P4", "合法"), ("M1", "合法")):
        county.decide(plot, word)
    county.lock()
    page = leader.get("/review/1/minutes").content.decode()
    assert "SHA-256" in page
    assert "可判定 5 个地块" in page
    refused = browser("clerk").post("/review/1/record", {"plot": "P3", "say": "lawful_new|"}, **PART)
    assert refused.status_code == 400
    assert "已定稿" in refused.content.decode()


@contextmanager
def questions() -> Iterator[list[str]]:
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield asked


def test_the_next_plot_costs_the_same_on_a_longer_agenda(county: County) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda

    clerk = browser("clerk")
    item(clerk, "P3")
    with questions() as few:
        item(clerk, "P3")
    put_on_agenda(county.clerk, "HS-1", [one.number for one in MORE])
    with questions() as many:
        item(clerk, "P3")
    assert len(many) == len(few)


def test_lists_of_requests_and_finals(county: County) -> None:
    for plot, word in (("P1", "未判定"), ("P2", "未判定"), ("P3", "合法"), ("P4", "合法"), ("M1", "合法")):
        county.decide(plot, word)
    county.lock()
    county.determine()
    county.final("P3", "新增建设用地违法", because="无批准")
    clerk = browser("clerk")
    finals = clerk.get("/finals/").content.decode()
    assert "共 3 个地块" in finals
    assert "桂自然资函〔2023〕1号" in finals
    assert "已改" in finals
    assert "P3" not in clerk.get("/finals/", {"which": "waiting"}).content.decode()
    assert "没有请示过" in clerk.get("/instructions/").content.decode()
