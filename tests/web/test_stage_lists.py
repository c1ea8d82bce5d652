"""Lists of the stages: columns are the command's, dialogs are there, rows are what the command gives."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from cli.two_townships import made_world
from web.conftest import DAY
from weipian.cli.dialogs import Dialogs
from weipian.terms.errors import WeipianError

pytestmark = pytest.mark.requirement("A3", "F3")
PEOPLE = ("a-county_clerk", "a-county_leader", "a-township_clerk", "a-department_clerk", "a-discipline")
WITHOUT_ROWS = {
    "returns/later", "right", "mechanisms", "mechanisms/starts", "mechanisms/steps", "mechanisms/referrals",
    "referrals", "sharings", "suggestions", "cases/waiting", "places",
}  # fmt: skip
"""Lists that are empty in this county; their columns are tried where their own acts are."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from weipian.web import bringing
    from weipian.web.application import application

    made = made_world(tmp_path_factory.mktemp("stages") / "w", others=True)
    bringing.bring()
    application(made.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=DAY)
    return made


def browser(name: str) -> Any:
    from django.test import Client

    client = Client()
    assert client.post("/login", {"as": name}).status_code == 302
    return client


def desk_of(name: str) -> Any:
    from weipian.store.acting import Desk
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of
    from weipian.web.frame.here import here

    return Desk(here().workspace, here().policy, actor_of(Account.objects.get(name=name)))


def told(name: str, page: Any, tmp_path: Path, **given: list[str]) -> list[dict[str, Any]] | None:
    """The rows as the command itself gives them; None where it refuses."""
    asked = Dialogs().dialog(page.words)
    if any(one.name == "today" for one in asked.fields):
        given["today"] = [DAY.isoformat()]
    try:
        answer = Dialogs().run(desk_of(name), page.words, given, tmp_path, as_json=True).answer
    except WeipianError:
        return None
    return list(answer[page.rows])


def lists() -> Any:
    from weipian.web.pages.stages.every import PAGES

    return PAGES


def has(row: Any, key: str) -> bool:
    """Whether the key is there, whatever stands in it; a value that is not there yet has no parts."""
    for part in key.split(".") if key else ():
        if row is None:
            return True
        if isinstance(row, list):
            return True
        if part not in row:
            return False
        row = row[part]
    return True


def test_columns_stand_in_the_rows_of_the_command(county: Any, tmp_path: Path) -> None:
    empty = set()
    for page in lists():
        rows = told("a-county_clerk", page, tmp_path) or []
        if not rows:
            empty.add(page.path)
        wrong = [(page.path, column.key) for row in rows for column in page.columns if not has(row, column.key)]
        assert not wrong
        assert all(page.subject in row for row in rows if page.subject), page.path
    assert empty == WITHOUT_ROWS


def test_every_dialog_is_there_with_the_fields_that_are_filled(county: Any) -> None:
    dialogs = Dialogs()
    for page in lists():
        own = {field.name for field in dialogs.dialog(page.words).fields}
        assert set(page.takes) <= own, page.path
        assert not page.sheet or "output" in own, page.path
        for each in (*page.always, *page.many, *page.beside, *(one for does in page.does.values() for one in does)):
            fields = {field.name for field in dialogs.dialog(each.words).fields}
            assert {name for name, _ in (*each.names, *each.fixed)} <= fields, (page.path, each)
        assert len({one.names[0] for one in page.many}) <= 1, page.path


@pytest.mark.parametrize("name", PEOPLE)
def test_a_page_shows_exactly_the_rows_that_the_command_gives(county: Any, name: str, tmp_path: Path) -> None:
    client, desk = browser(name), desk_of(name)
    for page in lists():
        answer = client.get(f"/{page.path}/", {"size": "100"})
        rows = told(name, page, tmp_path)
        if not page.route().lets_in(desk.policy, desk.actor):
            assert answer.status_code == 403, page.path
            continue
        assert answer.status_code == (200 if rows is not None else 403), (page.path, answer.content.decode()[-900:])
        assert shown(answer.content.decode()) == [first_cell(page, row) for row in rows or []], page.path


def first_cell(page: Any, row: dict[str, Any]) -> str:
    from weipian.web.pages.stages.columns import text_of

    return text_of(page.columns[0], row) or page.columns[0].nothing


def shown(page: str) -> list[str]:
    """The first cell of each row of the list, without ticks."""
    body = page.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in re.split(r"<tr[^>]*>", body)[1:]]
    cells = [row[1] if "checkbox" in row[0] or not row[0].strip() else row[0] for row in rows if "empty" not in body]
    return [html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in cells]


def test_a_row_has_its_page_with_what_the_command_says_of_it(county: Any, tmp_path: Path) -> None:
    from weipian.web.pages.stages.every import DETAILS

    client = browser("a-county_leader")
    for page in DETAILS:
        rows = told("a-county_leader", page.home, tmp_path) or []
        for row in rows[:1]:
            answer = client.get(f"/{page.path}/{row[page.home.subject]}/")
            assert answer.status_code == 200, page.path
            assert str(row[page.home.subject]) in answer.content.decode()
    assert client.get("/cases/没有的案号/").status_code == 400
    assert client.get("/objections/99999/").status_code == 404
    assert client.get("/mechanisms/99999/").status_code == 404


def test_a_return_is_seen_cell_by_cell_with_its_marks(county: Any) -> None:
    page = browser("a-county_clerk").get("/returns/A1/").content.decode()
    assert "拦住上报" in page
    assert "地块面积" in page
    assert browser("a-department_clerk").get("/returns/A1/").status_code != 200


def test_a_wrong_filter_is_said_on_the_page(county: Any) -> None:
    answer = browser("a-county_clerk").get("/mechanisms/triggers/", {"township": "没有的镇"})
    assert answer.status_code == 400
    assert "没有的镇" in answer.content.decode()
    assert "查询" in answer.content.decode()


def test_today_counts_what_the_list_behind_it_shows(county: Any) -> None:
    from weipian.web.pages.stages.waiting import waits_of

    for name in PEOPLE:
        client = browser(name)
        assert client.get("/").status_code == 200
        for one in waits_of(desk_of(name), DAY):
            if "todo=" in one.to:
                page = client.get(one.to, {"size": "100", **dict([one.to.split("?")[1].split("=")])})
                assert len(shown(page.content.decode())) == one.count, (name, one)


def test_who_sees_no_patches_has_a_today_all_the_same(county: Any) -> None:
    page = browser("a-administrator").get("/")
    assert page.status_code == 200
    assert "/returns/" not in page.content.decode()


def test_what_was_done_is_told_from_the_log(county: Any) -> None:
    page = browser("a-county_reviewer").get("/", {"tab": "done"}).content.decode()
    assert "答复异议" in page


def test_today_is_worked_out_anew_once_something_is_done(county: Any) -> None:
    from weipian.web.pages.kept import kept

    desk, asked = desk_of("a-county_clerk"), []
    for _ in range(2):
        kept(desk, "tried", lambda: asked.append(1))
    assert len(asked) == 1
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.terms.acting import Act

    with acting(desk, Act.RECORD_KEPT, "party") as act:
        act.add(Party, name="新的一家")
    kept(desk, "tried", lambda: asked.append(1))
    assert len(asked) == 2


def test_what_a_person_may_not_do_is_no_button_beside_the_list(county: Any) -> None:
    clerk = browser("a-county_clerk").get("/platform/").content.decode()
    town = browser("a-township_clerk").get("/platform/").content.decode()
    assert "/do/platform/import" in clerk
    assert "/do/platform/import" not in town
    assert "平台对账" in town
