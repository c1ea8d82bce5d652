"""天地图 on the map, its servers played by the test: asked only when chosen, and put back where they say no."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from journeys.seat import Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("F5")]
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
OPEN = {"Access-Control-Allow-Origin": "*", "Content-Type": "image/png"}


def test_tiles_are_asked_when_somebody_chooses_them(sit: Sit) -> None:
    seat, asked, answers = sit("leader"), list[str](), {"status": 200}

    def played(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(body=DOT, headers=OPEN, **answers)

    seat.page.route("**/*.tianditu.gov.cn/**", played)
    assert "已办" in seat.do("tianditu/sign", key="ab12cd34ef56ab12cd34ef56ab12cd34", aware="1")
    try:
        seat.go("/map/")
        seat.page.wait_for_selector(".map.ready")
        assert asked == []
        seat.page.get_by_label("影像").check()
        seat.page.wait_for_selector(".map-credit")
        seat.page.wait_for_timeout(300)
        assert {one.split("/")[3] for one in asked} == {"img_w", "cia_w"}
        assert "内部资料" in seat.page.inner_text(".map-stamp")
        answers["status"] = 403
        with seat.told_no():
            seat.page.get_by_label("矢量").check()
            seat.page.wait_for_selector(".map-credit", state="detached")
        assert "换回本地底图" in seat.page.inner_text("[data-said]")
        assert seat.page.get_by_label("不用").is_checked()
    finally:
        assert "已办" in seat.do("tianditu/end")
    outside = [one for one in seat.faults if "another host: https://t" in one and ".tianditu.gov.cn/" in one]
    assert len(outside) == len(asked) > 4
    seat.faults[:] = [one for one in seat.faults if one not in outside]
