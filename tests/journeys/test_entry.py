"""Coming in: by the first link, by a password, on a phone; what is told to who may not."""

from __future__ import annotations

from typing import Any

import pytest

from journeys.seat import Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3")]
PASSWORD = "星原镇的Harvest-2023"


def test_the_administrator_comes_in_by_link_and_lets_a_clerk_in(sit: Sit, served: dict[str, Any]) -> None:
    seat = sit()
    seat.go(f"/link/{served['link']}")
    seat.page.get_by_label("新密码").fill(PASSWORD)
    seat.page.get_by_label("再输一次").fill(PASSWORD)
    seat.page.get_by_role("button", name="设置并登录").click()
    seat.page.wait_for_selector("header.bar")
    told = seat.do("account/add", name="xiaoli", label="小李", roles="township_clerk", township="星原镇")
    credential = told.partition("凭证（只显示这一次）：")[2].split()[0]
    seat.page.get_by_role("button", name="退出").click()
    seat.page.wait_for_url("**/login*")

    with seat.told_no():
        seat.go(f"/link/{served['link']}")
    assert "链接" in seat.page.inner_text("main")
    seat.log_in("administrator", PASSWORD)
    assert "系统管理员" in seat.page.inner_text("header.bar")

    clerk = sit()
    clerk.log_in("xiaoli", credential)
    clerk.page.wait_for_selector("header.bar")
    clerk.go("/patches/")
    assert set(clerk.column("乡镇")) == {"星原镇"}


def test_a_wrong_password_is_told_in_chinese_and_the_page_asked_for_comes_after(sit: Sit) -> None:
    seat = sit()
    seat.go("/patches/?township=星原镇")
    assert "/login" in seat.page.url
    with seat.told_no():
        seat.page.get_by_label("账号").fill("leader")
        seat.page.get_by_label("密码").fill("not-the-one-123")
        seat.page.get_by_role("button", name="登录", exact=True).click()
        seat.page.wait_for_selector(".notice.bad")
    assert seat.page.get_by_role("alert").count() == 1
    seat.page.click("button[name=as][value=leader]")
    seat.page.wait_for_selector("h1:has-text('图斑清单')")
    assert set(seat.column("乡镇")) == {"星原镇"}


def test_the_door_fits_a_narrow_phone(sit: Sit) -> None:
    seat = sit(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    seat.go("/login")
    assert seat.ask("document.documentElement.scrollWidth") <= 320
    for one in ("账号", "密码"):
        box = seat.page.get_by_label(one).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 24
