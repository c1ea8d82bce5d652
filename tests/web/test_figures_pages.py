"""The pages of figures: they say what the books say, open to plots, write nothing, and keep to what a person sees."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from made_books import TOWNSHIPS
from made_people import add_person
from made_right import right_desk
from weipian.cli.desk import system_user
from weipian.cli.dialogs import Dialogs
from weipian.terms.acting import Act, Role

pytestmark = pytest.mark.requirement("E3")
DAY = date(2023, 9, 27)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One county for all of these: who reads changes nothing, and what is written is told where it is."""
    from weipian.web import bringing
    from weipian.web.application import application

    made = right_desk(tmp_path_factory.mktemp("figures") / "county", system_user())
    add_person(made.workspace.folder, "lu", Role.TOWNSHIP_CLERK, TOWNSHIPS[0], os_user="lu")
    add_person(made.workspace.folder, "zhang", Role.COUNTY_LEADER, os_user="zhang")
    bringing.bring()
    application(made.workspace.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=DAY)
    return made


def came_in(name: str) -> Any:
    from django.test import Client

    browser = Client()
    assert browser.post("/login", {"as": name}).status_code == 302
    return browser


@pytest.fixture(scope="module")
def browser(desk: Any) -> Any:
    return came_in(system_user())


def read(browser: Any, address: str) -> str:
    answer = browser.get(address)
    text: str = answer.content.decode()
    assert answer.status_code == 200, (address, re.sub(r"<[^>]+>", " ", text)[-600:])
    assert "style=" not in text
    return text


def events() -> int:
    from weipian.store.models import Event

    return int(Event.objects.count())


PAGES = (
    "/ratio/", "/ratio/open/numerator/", "/ratio/days/", "/ratio/foreseen/", "/ratio/whatif/",
    "/ratio/whatif/?minimise=plots", "/leader/", "/leader/county-unlawful-after/", "/leader/all/", "/leader/due/",
    "/leader/lines/", "/rank/", "/rank/?sort=open&dir=desc", "/closing/", "/closing/month/2023-09/",
    "/closing/quarter/2023-Q3/", "/closing/year/2023/", "/ledger/", "/ledger/?q=P1", "/quota/",
)  # fmt: skip


def test_every_page_opens_and_writes_nothing(browser: Any) -> None:
    before = events()
    for address in PAGES:
        read(browser, address)
    assert events() == before


def test_a_figure_is_the_sum_of_the_plots_that_it_opens_to(browser: Any) -> None:
    """P1 3, P2 12, P3 30 亩 are unlawful; P4's land is not known; OK 5 is lawful."""
    opened = read(browser, "/ratio/open/numerator/")
    areas = dict(re.findall(r'/plots/(P\d)">.*?<td class="num">([\d.]+)</td>', opened))
    assert {name: round(float(area), 2) for name, area in areas.items()} == {"P1": 3.0, "P2": 12.0, "P3": 30.0}
    said = re.search(r"<b>([\d.]+)</b></td><td colspan", opened)
    assert said is not None
    assert Fraction(said[1]) == sum(map(Fraction, areas.values()))
    assert f'href="/ratio/open/numerator/">{sum(map(float, areas.values())):.2f}<' in read(browser, "/ratio/")


def test_what_is_chosen_changes_the_ratio_on_the_page_alone(desk: Any, browser: Any) -> None:
    """P1 3 and P2 12 亩 can be made fields again by the assessment, P3 30 亩 nobody said of; 45 are unlawful."""
    from weipian.office.account.chosen import if_done
    from weipian.store.acting import acting
    from weipian.store.models import Plot, PuttingRight

    plots = dict(Plot.objects.values_list("number", "id"))
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        act.add_many(PuttingRight, [{"plot_id": plots[name], "can_recultivate": True} for name in ("P1", "P2")])
    before = events()
    none = if_done(desk, {}, DAY)
    assert {one.plot.plot: set(one.plot.measures) for one in none.choices} == {
        "P3": set(), "P2": {"recultivate"}, "P1": {"recultivate"},
    }  # fmt: skip
    then = if_done(desk, {"P2": "recultivate", "P3": "recultivate", "没有": "approval"}, DAY)
    assert then.refused == ["P3", "没有"]
    _, now, after = then.scopes[-1]
    assert now == none.scopes[-1][1]
    assert [round(float(one.after.numerator), 2) for one in (now, after)] == [45.0, 33.0]
    assert [round(float(one.after.denominator), 2) for one in (now, after)] == [50.0, 38.0]
    answer = browser.post("/ratio/whatif/", {"m-P1": "recultivate", "m-P2": "recultivate"})
    assert answer.status_code == 200
    assert "选了 2 个地块，15.00 亩" in answer.content.decode()
    assert "30.00／35.00" in answer.content.decode()
    proposed = read(browser, f"/ratio/whatif/?minimise=plots&township={TOWNSHIPS[1]}")
    assert "整改 1 个地块、12.00" in proposed
    assert "<li>" not in proposed.partition('class="why"')[2].partition("</div>")[0]
    chosen = proposed.partition('name="m-P2"')[2].partition("</select>")[0]
    assert '<option value="recultivate" selected>' in chosen
    assert events() == before


def test_a_township_sees_its_own_alone(desk: Any) -> None:
    own = came_in("lu")
    for address in ("/ratio/", "/ratio/open/numerator/", "/leader/", "/leader/all/", "/ledger/", "/rank/"):
        said = read(own, address).partition('<main id="main"')[2]
        assert "P2" not in said, address
        assert "P4" not in said, address
    assert "全县" not in read(own, "/ratio/").partition("<tbody>")[2].partition("</tbody>")[0]
    assert own.get("/ratio/open/numerator/", {"township": TOWNSHIPS[1]}).status_code in (400, 403)


@pytest.mark.parametrize("address", ["/ratio/open/nothing/", "/leader/nothing/", "/closing/month/2031-01/",
                                     "/closing/week/1/", "/rank/?period=month:2023-09", "/quota/?day=x"])  # fmt: skip
def test_what_is_not_there_is_said_in_chinese(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code in (400, 404), address
    assert "Traceback" not in answer.content.decode()


def test_a_period_is_closed_reopened_and_keeps_its_figures(desk: Any, browser: Any) -> None:
    from weipian.office.closing.acts import Closing, close_period, reopen_period
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of
    from weipian.terms.closing import PeriodKind

    blocked = read(browser, "/closing/month/2023-09/")
    assert "拦住关闭的" in blocked
    assert "关闭由县卫片办负责人办" in blocked
    leads = came_in("zhang")
    assert "/do/close/month?key=2023-09" in read(leads, "/closing/month/2023-09/")
    desk = replace(desk, actor=actor_of(Account.objects.get(name="zhang")))
    close_period(desk, PeriodKind.MONTH, "2023-09", Closing({}, "县里决定"), DAY)
    closed = read(browser, "/closing/month/2023-09/")
    assert "第 1 版" in closed
    assert "县里决定" in closed
    assert "/do/close/reopen?" not in closed
    assert "/do/close/reopen?" in read(leads, "/closing/month/2023-09/")
    assert "已关闭" in read(browser, "/closing/")
    reopen_period(desk, PeriodKind.MONTH, "2023-09", "更正")
    assert "已重开" in read(browser, "/closing/")
    assert "更正" in read(browser, "/closing/month/2023-09/?version=1")


@pytest.mark.requirement("D1")
def test_the_wall_map_of_a_day_and_its_sheets(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Determined on 2023-08-20: nothing before, five that day; the table says what the map says."""
    from weipian.web.pages.wall import views

    whole = read(browser, "/wall/")
    assert "<svg" in whole
    assert "2023-09-27" in whole
    part = read(browser, "/wall/day/?step=231")  # 2023-08-20
    assert "<html" not in part
    assert set(re.findall(r'href="/plots/(\w+)"', part)) == {"P1", "P2", "P3", "P4", "M1"}
    assert "到这一天还没有判定违法的地块" in read(browser, "/wall/day/?day=2023-08-19")
    sheet = browser.get("/wall/A0.pdf?day=2023-08-21")
    assert sheet["Content-Type"] == "application/pdf"
    size = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", sheet.content)
    assert size is not None
    assert [round(float(one) * 25.4 / 72) for one in size.groups()] == [1189, 841]
    monkeypatch.setitem(views.DPI, "A3", 40)
    assert browser.get("/wall/A3.png").content.startswith(b"\x89PNG")
    assert browser.get("/wall/B9.pdf").status_code == 404
