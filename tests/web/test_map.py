"""The map's data as each person may see it, and the cut of a plot in the browser."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_ground import ground_desk
from made_people import add_person
from weipian.cli.desk import system_user
from weipian.cli.dialogs import Dialogs
from weipian.terms.acting import Role
from weipian.terms.words import LayerKind

pytestmark = pytest.mark.requirement("A3")


@pytest.fixture
def county(tmp_path: Path) -> Any:
    from weipian.web import bringing
    from weipian.web.application import application

    desk = ground_desk(tmp_path, system_user())
    add_person(desk.workspace.folder, "lu", Role.TOWNSHIP_CLERK, "星原镇")
    bringing.bring()
    application(desk.workspace.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=date(2023, 9, 27))
    return desk


def browser(name: str) -> Any:
    from django.test import Client

    found = Client()
    assert found.post("/login", {"as": name}).status_code == 302
    return found


def test_plots_are_those_of_the_persons_sight(county: Any) -> None:
    def numbers(name: str, asked: str = "") -> set[str]:
        told = json.loads(browser(name).get(f"/map/plots.json{asked}").content)
        return {one["properties"]["plot"] for one in told["features"]}

    assert numbers(system_user()) == {"T1", "T2", "T3"}
    assert numbers("lu") == {"T1"}
    assert numbers(system_user(), "?township=麦浪乡") == {"T3"}
    assert numbers("lu", "?box=100,20,120,40") <= {"T1"}
    assert browser("lu").get("/map/plots.json?township=麦浪乡").status_code == 403
    assert browser("lu").get("/map/plots.json?patch=T3").status_code == 404
    assert browser("lu").get("/map/table?patch=T3").status_code == 404


def test_where_there_are_too_many_squares_are_told(county: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many lie in each, by whoever asks, counted some ids at a time."""
    from weipian.office.mapping import plots_shown
    from weipian.store.queries import in_turns

    monkeypatch.setattr(plots_shown, "MOST", 0)
    found = {}
    for most in (5_000, 1):
        monkeypatch.setattr(in_turns, "AT_A_TIME", most)
        found[most] = json.loads(browser(system_user()).get("/map/plots.json").content)
    told = found[1]
    assert found[5_000]["features"] == told["features"]
    assert told["cells"]
    assert sum(one["properties"]["count"] for one in told["features"]) == 3
    own = json.loads(browser("lu").get("/map/plots.json").content)
    assert [one["properties"]["count"] for one in own["features"]] == [1]


def test_outlines_lie_where_they_were_issued(county: Any) -> None:
    import shapely
    from pyproj import Transformer

    from made_ground import EPSG, PATCHES

    told = json.loads(browser(system_user()).get("/map/plots.json?patch=T1").content)
    move = Transformer.from_crs(4490, EPSG, always_xy=True).transform
    ring = told["features"][0]["geometry"]["coordinates"][0]
    shape = shapely.Polygon([move(*place) for place in ring])
    assert shapely.symmetric_difference(shape, PATCHES["T1"]).area < 0.5


def test_tiles_are_for_who_may_see_the_layers(county: Any) -> None:
    from weipian.store.queries.layers import current_layers

    key = current_layers()[LayerKind.LAND_USE].id
    told = json.loads(browser("lu").get("/map/layers.json").content)
    layer = next(one for one in told["layers"] if one["kind"] == "land_use")
    west, south, _, _ = layer["box"]
    x, y = tile_of_degrees(16, west + 1e-4, south + 1e-4)
    answer = browser("lu").get(f"/map/tiles/{key}/16/{x}/{y}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/vnd.mapbox-vector-tile")
    assert browser("lu").get(f"/map/tiles/{key}/16/0/0").status_code == 204
    assert browser("lu").get("/map/tiles/999/16/0/0").status_code == 404
    assert browser("administrator").get(f"/map/tiles/{key}/16/{x}/{y}").status_code >= 400
    assert json.loads(browser("administrator").get("/map/layers.json").content)["layers"] == []


def tile_of_degrees(zoom: int, lon: float, lat: float) -> tuple[int, int]:
    from math import asinh, pi, radians, tan

    return int((lon + 180) / 360 * 2**zoom), int((1 - asinh(tan(radians(lat))) / pi) / 2 * 2**zoom)


def test_a_cut_is_seen_before_it_is_done_and_adds_up(county: Any) -> None:
    from weipian.store.models import Plot

    clerk = browser(system_user())
    line = "37464050 2880900\n37464050 2881200"
    seen = clerk.post("/plots/T1/split/trial", {"by": "line", "line": line}).content.decode()
    assert "各块之和与原地块相等" in seen
    assert Plot.objects.filter(patch__number="T1").count() == 1
    assert "还不到两个点" in clerk.post("/plots/T1/split/trial", {"by": "line", "line": "1 2"}).content.decode()
    assert "读不出一个点" in clerk.post("/plots/T1/split/trial", {"by": "line", "line": "/etc/passwd"}).content.decode()
    done = clerk.post("/plots/T1/split", {"by": "line", "line": line})
    assert (done.status_code, done["Location"]) == (302, "/patches/T1")
    whole = Plot.objects.get(number="T1")
    parts = Plot.objects.filter(parent_id=whole.id, closed=False)
    assert whole.closed
    assert sum(one.area_um2 for one in parts) == whole.area_um2
    assert len(parts) == 2


def test_a_cut_is_for_who_may(county: Any) -> None:
    from weipian.store.models import Plot

    clerk = browser("lu")
    clerk.raise_request_exception = False
    line = "37464050 2880900\n37464050 2881200"
    answers = [
        clerk.get("/plots/T1/split"),
        clerk.post("/plots/T1/split/trial", {"by": "line", "line": line}),
        clerk.post("/plots/T1/split", {"by": "line", "line": line}),
    ]
    assert all(one.status_code >= 400 for one in answers)
    assert Plot.objects.filter(patch__number="T1").count() == 1
