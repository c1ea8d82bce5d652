"""How a dialog asks: in words of people, what is seldom wanted folded away, an error at the field that it names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from web.conftest import Clients
from weipian.cli.desk import system_user
from weipian.cli.dialogs import Dialogs
from weipian.terms.errors import Cancelled, InputError
from weipian.web.command.jobs import Job
from weipian.web.command.port import Dialog, FieldAsked, Kind
from weipian.web.command.spoken import form_of, spoken

pytestmark = pytest.mark.requirement("F3")
OF_A_SHELL = re.compile(r"--[a-z]|^\[|\]$|\b(PLOT|PATCH|KEY|FILE|KIND)\b|[a-z]\|[a-z]|可多次给出|英文键")


def every() -> list[Dialog]:
    asked = Dialogs()
    return [asked.dialog(path) for group in asked.groups() for path, _ in group.dialogs]


def test_no_form_speaks_as_a_shell_does() -> None:
    said = [
        (dialog.key, text)
        for dialog in every()
        for one in map(spoken, dialog.fields)
        for text in (one.field.label, one.field.hint, *(shown for _, shown in one.field.choices))
        if OF_A_SHELL.search(text)
    ]
    assert said == []


def test_every_field_is_asked_once_and_nothing_needed_is_folded_away() -> None:
    for dialog in every():
        form = form_of(dialog, {})
        asked = [*form.open, *form.folded, *([form.rehearsal] if form.rehearsal else [])]
        assert sorted(one.field.name for one in asked) == sorted(field.name for field in dialog.fields), dialog.key
        assert not [one for one in form.folded if one.field.required], dialog.key


def test_what_stands_in_a_field_already_is_open_to_the_eye() -> None:
    dialog = Dialogs().dialog(["patches", "add"])
    assert "crs" in {one.field.name for one in form_of(dialog, {}).folded}
    assert "crs" in {one.field.name for one in form_of(dialog, {"crs": "4525"}).open}


@pytest.mark.parametrize(
    ("label", "named", "example", "hint"),
    [
        ("哪一天（默认今天）", "哪一天", "", "默认今天"),
        ("坐标系编号，如 4525", "坐标系编号", "4525", ""),
        ("证据，可多次给出", "证据", "", ""),
        ("[PLOT…]", "地块编号", "", ""),
    ],
)
def test_a_label_is_a_name_and_what_more_there_is_stands_beside_it(
    label: str, named: str, example: str, hint: str
) -> None:
    one = spoken(FieldAsked("x", label, Kind.TEXT))
    assert (one.field.label, one.example, one.field.hint) == (named, example, hint)


def job(error: Any, **given: list[str]) -> Job:
    made = Job(1, "办理", Path("."))
    made.given, made.error = given, error
    return made


def test_an_error_is_put_to_the_field_whose_value_it_names() -> None:
    wrong = InputError("not_a_date", where="P1", value="2023-13-01")
    assert job(wrong, plots=["P1"], day=["2023-13-01"]).blamed == "day"
    assert job(InputError("plot_unknown", where="P12"), plots=["P1"], other=["P12"]).blamed == "other"
    assert job(InputError("plot_unknown", where="P12"), plots=["P1"]).blamed == ""
    assert job(Cancelled()).stopped
    assert not job(wrong).stopped


def test_how_far_work_is_stands_apart_from_the_bar_of_a_terminal() -> None:
    made = Job(1, "套合", Path("."), line="套合 ███████░░░░░░░░░░░░░  35%  剩余约 2 秒")
    assert (made.share, made.words) == ("35", "套合 35% 剩余约 2 秒")
    assert Job(1, "套合", Path(".")).share == ""


def test_a_dialog_shows_what_it_is_about_only_to_who_may_see_it(client: Clients) -> None:
    from weipian.store.queries.overlay import open_plots

    plots = open_plots()
    own = next(one for one in plots if one.township == "星原镇")
    other = next(one for one in plots if one.township != "星原镇")
    asked = {"plots": f"{own.number}\n{other.number}"}
    office = client(system_user())
    seen = office.get("/do/right/order", asked).content.decode()
    assert [number for number in (own.number, other.number) if f">{number}</a>" in seen] == [own.number, other.number]
    assert "办理这 2 个地块" in seen
    narrow = client("lu").get("/do/right/order", asked).content.decode()
    assert f"{other.number}：没有这个编号，或者不在您能看到的范围里" in narrow
    assert f">{other.number}</a>" not in narrow

    for page, back in {"/right/?tab=x": True, "/do/right/order": False, "//elsewhere/right/": False}.items():
        address = page if page.startswith("//") else f"//testserver{page}"
        shown = office.get("/do/right/order", headers={"referer": f"http:{address}"}).content.decode()
        assert ("返回上一页" in shown) is back, page
    assert "hx-confirm" in office.get("/do/right/undo").content.decode()
    assert "hx-confirm" not in seen
