"""前后时相 on the plot's page: two pictures one over the other, or why there are none; nothing of what is not seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_ground import X0, Y0, ground_desk
from made_images import taken_in, texture, tiff
from weipian.cli.desk import system_user
from weipian.cli.dialogs import Dialogs

pytestmark = pytest.mark.requirement("D5", "A3")


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    from weipian.web import bringing
    from weipian.web.application import application

    found = ground_desk(tmp_path, system_user())
    bringing.bring()
    application(found.workspace.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=date(2023, 9, 27))
    return found


def browser_of(desk: Any) -> Any:
    from django.test import Client

    browser = Client()
    assert browser.post("/login", {"as": desk.actor.name}).status_code == 302
    return browser


def test_pictures_are_shown_or_it_is_said_that_there_are_none(desk: Any, tmp_path: Path) -> None:
    browser = browser_of(desk)
    assert "/images/T1" in browser.get("/plots/T1").content.decode()
    page = browser.get("/images/T1").content.decode()
    assert page.count("县里还没有导入影像") == 2
    assert browser.get("/chips/after/T1").status_code == 400
    image = tiff(tmp_path / "scene.tif", texture(512), X0 - 200, Y0 + 300)
    for day in (date(2022, 10, 1), date(2023, 6, 1)):
        taken_in(desk, image, day)
    page = browser.get("/images/T1").content.decode()
    assert all(f'src="/chips/{which}/T1" alt="' in page for which in ("before", "after"))
    assert 'type="range"' in page
    assert " style=" not in page
    picture = browser.get("/chips/before/T1")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert picture.content.startswith(b"\xff\xd8")
    assert browser.get("/chips/neither/T1").status_code == 404
    assert browser.get("/chips/after/NOBODY-HAS-THIS").status_code == 404
