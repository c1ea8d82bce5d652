"""图斑清单 and the page of a patch: paged by the database, narrowed by what somebody sees, nothing told of the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest

from made_people import add_person
from web.conftest import Clients
from weipian.terms.acting import Act, Role

pytestmark = pytest.mark.requirement("A3")


def _numbers(bench: Any) -> dict[str, str]:
    """Patch number → township, as the books have them."""
    from weipian.store.models import Standing

    return dict(Standing.objects.order_by("number").values_list("number", "township"))


def _told(answer: Any, number: str) -> str:
    """A page without the number that was asked for and without what is drawn by lot for each page."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode().replace(number, ""))


def test_the_list_is_counted_and_paged_by_the_database(client: Clients, bench: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, numbers = client(bench.actor.name), _numbers(bench)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = browser.get("/patches/?size=20&sort=number&way=down").content.decode()
    assert all(number in text for number in sorted(numbers, reverse=True)[:20])
    assert any("LIMIT 20 OFFSET 0" in one["sql"] for one in asked.captured_queries)


@pytest.mark.parametrize("query", ["q=%25", "q=_", "state=nothing", "flag=nothing", "determination=nothing"])
def test_what_no_patch_has_finds_none(client: Clients, bench: Any, query: str) -> None:
    """A sign of the database's own is a sign like others; a word that is not offered is told, not ignored."""
    answer = client(bench.actor.name).get(f"/patches/?{query}")
    assert answer.status_code in (200, 400, 404)
    assert "/patches/P" not in answer.content.decode()


def test_a_township_sees_no_other_and_is_not_told_that_there_is_one(client: Clients, bench: Any) -> None:
    numbers = _numbers(bench)
    own = {number for number, township in numbers.items() if township == "星原镇"}
    others = set(numbers) - own
    assert others
    browser = client("lu")
    text = browser.get("/patches/").content.decode()
    assert not any(number in text for number in others)
    hidden = browser.get(f"/patches/{min(others)}")
    nothing = browser.get("/patches/NOBODY-HAS-THIS")
    assert hidden.status_code == nothing.status_code == 404
    assert _told(hidden, min(others)) == _told(nothing, "NOBODY-HAS-THIS")
    plot = browser.get(f"/plots/{min(others)}")
    assert plot.status_code == 404


def test_the_page_of_a_patch_tells_what_was_not_looked_at(client: Clients, bench: Any) -> None:
    number = min(_numbers(bench))
    text = client(bench.actor.name).get(f"/patches/{number}").content.decode()
    assert "没有查" in text
    assert "我现在能办" in text
    assert "style=" not in text
    assert "onclick" not in text


def test_the_acts_of_the_stage_stand_open_and_the_rest_is_folded_by_stage(client: Clients, bench: Any) -> None:
    from weipian.store.models import Plot

    plot = Plot.objects.filter(state__in=("measured", "proposed"), closed=False).order_by("number").first()
    text = client(bench.actor.name).get(f"/plots/{plot.number}").content.decode()
    acts = text.partition('aria-label="我现在能办什么"')[2].partition("</section>")[0]
    shown, _, folded = acts.partition("<details>")
    assert ">登记实地核查</a>" in shown
    assert "移交部门" not in shown
    assert "其他阶段还可以办" in folded
    assert folded.index("<span>移交移送</span>") < folded.index("<span>撤销、撤回</span>")


def test_every_act_on_a_plot_stands_under_a_stage(bench: Any) -> None:
    from weipian.store.actors import states_for
    from weipian.web.pages.patch.able import BACK, LIKELY, ORDER, stage_of

    stages = {act: stage_of(act) for act in Act if states_for(bench.policy, act) is not None}
    assert set(stages.values()) == set(ORDER)
    assert {act.label[:2] for act, stage in stages.items() if stage == BACK} == {"撤销", "撤回"}
    assert {stage for some in LIKELY.values() for stage in some} <= set(ORDER)


def test_views_and_columns_are_of_one_person(client: Clients, bench: Any) -> None:
    add_person(bench.workspace.folder, "other", Role.COUNTY_REVIEWER)
    mine, other = client(bench.actor.name), client("other")
    mine.post("/patches/views", {"query": "state=issued&page=3", "name": "刚下发的"})
    mine.post("/patches/columns", {"query": "", "column": ["due", "issued"]})
    text = mine.get("/patches/").content.decode()
    assert '?state=issued"' in text
    assert "刚下发的" in text
    assert '<td class="c-issued">' in text
    assert '<td class="c-category">' not in text
    assert "刚下发的" not in other.get("/patches/").content.decode()
    mine.post("/patches/views", {"query": "", "drop": "刚下发的"})
    assert "刚下发的" not in mine.get("/patches/").content.decode()


def test_chosen_rows_go_into_the_dialog(client: Clients, bench: Any) -> None:
    browser, (one, other) = client(bench.actor.name), sorted(_numbers(bench))[:2]
    answer = browser.get("/patches/act", {"number": [one, other], "act": "inspection_assigned"})
    assert answer.status_code == 302
    text = browser.get(answer["Location"]).content.decode()
    assert f"{one}\n{other}" in text
    assert "一行也没有选" in browser.get("/patches/act", {"act": "inspection_assigned"}).content.decode()
    assert browser.get("/patches/act", {"number": [one], "act": "determined"}).status_code == 400


def test_the_export_is_logged_and_not_had_by_a_link(client: Clients, bench: Any) -> None:
    from weipian.store.models import Event

    browser = client(bench.actor.name)
    assert browser.get("/patches/export").status_code == 302
    before = Event.objects.count()
    answer = browser.post("/patches/export")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert Event.objects.order_by("-seq").first().act == "ledger_exported"
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize(
    ("page", "last", "shown"),
    [(1, 1, []), (1, 3, [1, 2, 3]), (9, 20, [1, 0, 6, 7, 8, 9, 10, 11, 12, 0, 20]), (4, 8, [1, 2, 3, 4, 5, 6, 7, 8])],
)
def test_a_list_of_many_pages_leads_to_those_around(page: int, last: int, shown: list[int]) -> None:
    from weipian.web.pages.patches.views import near

    assert near(page, last) == shown
