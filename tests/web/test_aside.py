"""Pages that are worked out beside the server: the same page, each person's own, and never an old one unmarked."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from weipian.terms.acting import Act

pytestmark = pytest.mark.requirement("A3")
TOKEN = re.compile(r'csrfmiddlewaretoken" value="([^"]+)"')
TOKENS = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+')


@pytest.fixture
def beside(bench: Any) -> Iterator[Any]:
    from weipian.cli.dialogs import Dialogs
    from weipian.web.aside.counting import Setting
    from weipian.web.aside.keeping import Keeping
    from weipian.web.frame.here import be, here

    made = Keeping(Setting(bench.workspace.folder, Dialogs(), True, here().day), large=0)
    be(replace(here(), beside=made))
    yield made
    made.close()


def ready(browser: Any, path: str) -> str:
    """The page, once it is there."""
    for _ in range(120):
        text: str = browser.get(path).content.decode()
        if "正在统计" not in text:
            return text
        time.sleep(0.25)
    raise TimeoutError(path)


def test_pages_beside_are_the_pages_and_say_when_they_are_old(bench: Any, beside: Any, client: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.web.frame.here import be, here

    clerk, lu = client(bench.actor.name), client("lu")
    clerks, lus = ready(clerk, "/ratio/"), ready(lu, "/ratio/")
    assert bench.actor.label in clerks
    assert "全县" in clerks
    assert "全县" not in re.sub(r"<nav.*?</nav>", "", lus, flags=re.S)
    assert clerk.post("/logout", {"csrfmiddlewaretoken": TOKEN.search(clerks)[1]}).status_code == 302  # type: ignore[index]

    be(replace(here(), beside=None))
    assert TOKENS.sub("", lu.get("/ratio/").content.decode()) == TOKENS.sub("", lus)

    be(replace(here(), beside=beside))
    with acting(bench, Act.RECORD_KEPT, "party") as act:
        act.add(Party, name="丁")
    assert "之后又记了 1 条" in lu.get("/ratio/").content.decode()
    for _ in range(120):
        fresh = lu.get("/ratio/").content.decode()
        if "之后又记了" not in fresh:
            break
        time.sleep(0.25)
    assert TOKENS.sub("", fresh) == TOKENS.sub("", lus)


def test_an_old_answer_is_dated_as_page_and_as_data() -> None:
    from weipian.web.aside.answers import MAIN, Answer, dated

    page = Answer(200, f"<body>{MAIN}<h1>x</h1>", seq=7, at=1000.0, took=1.0)
    assert dated(page, 7, 2000.0) == page.text
    assert "截至第 7 条记录" in dated(page, 9, 1190.0)
    assert "3 分钟前）；之后又记了 2 条" in dated(page, 9, 1190.0)
    data = replace(page, text='{"a": 1}', headers={"Content-Type": "application/json"})
    assert dated(data, 7, 1000.0) == '{"a": 1}'
    assert dated(data, 8, 1000.0).startswith('{"as_of": "截至第 7 条记录')


def test_who_is_alike_is_told_by_their_own_name() -> None:
    from weipian.store.actors import Actor
    from weipian.terms.acting import Role
    from weipian.web.aside.alike import NAME, TOKEN, Aside, made_own, one_of_them

    one = Actor(4, "a", "甲<乙>", frozenset({Role.COUNTY_CLERK}))
    text = f'<header data-person="0">{NAME} {TOKEN}'
    assert one_of_them(one, Aside.ALIKE) == one_of_them(replace(one, account=5, name="b", label="丙"), Aside.ALIKE)
    assert one_of_them(one, Aside.OWN) == one
    assert made_own(text, one, "abc") == '<header data-person="4">甲&lt;乙&gt; abc'


def test_what_is_made_of_an_old_part_is_as_old(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.store.queries.log import head_now
    from weipian.web.pages import kept

    def page() -> tuple[int, int]:
        """What the page says, and of which entry it is."""
        kept.begin(head_now().seq, time.time())
        worth = kept.kept(bench, "outer", lambda: kept.kept(bench, "inner", dear) * 10)
        return worth, kept.oldest()[0]

    def dear() -> int:
        time.sleep(kept.DEAR * 1.2)
        return head_now().seq

    monkeypatch.setattr(kept, "_page", kept.Page(beside=True))
    first = head_now().seq
    assert page() == (first * 10, first)
    with acting(bench, Act.RECORD_KEPT, "party") as act:
        act.add(Party, name="戊")
    assert page() == (first * 10, first)
    assert page() == (first * 10, first)
    time.sleep(kept.TIMES * kept.DEAR * 1.4)
    assert page() == ((first + 1) * 10, first + 1)


def test_what_is_made_anew_leaves_the_machine_to_who_asks(beside: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The busier the server was meanwhile the longer; not at all for a page that is not there yet."""
    from weipian.web.aside.keeping import REST

    rested: list[float] = []
    clock = {"cpu": 0.0, "wall": 0.0}
    monkeypatch.setattr(beside._awaited, "wait", rested.append)
    monkeypatch.setattr("weipian.web.aside.keeping.time.process_time", lambda: clock["cpu"])
    monkeypatch.setattr("weipian.web.aside.keeping.time.monotonic", lambda: clock["wall"])
    beside._since = (0.0, 0.0)
    for cpu, wall in ((0.0, 10.0), (5.0, 20.0), (20.0, 30.0)):
        clock.update(cpu=cpu, wall=wall)
        beside._rest(2.0)
    assert rested == [0.0, REST * 0.5 * 2.0, REST * 2.0]


def test_a_page_that_is_not_there_yet_ends_the_rest(beside: Any, bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from weipian.web.aside.answers import Answer, Wanted

    monkeypatch.setattr(beside, "_thread", object())  # nothing is made here
    wanted = Wanted("/ratio/", "", False, bench.actor)
    beside._want(("known",), wanted, Answer(200, "", 1, 0.0, 1.0))
    assert not beside._awaited.is_set()
    beside._want(("new",), wanted, None)
    assert beside._awaited.is_set()
