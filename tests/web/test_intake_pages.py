"""下发入库: a package is rehearsed, then taken in; who may not is told who can."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from web.conftest import Clients
from weipian.web.command.given import sources

pytestmark = pytest.mark.requirement("B1")
SQUARE = [[[111.0, 26.0], [111.001, 26.0], [111.001, 26.001], [111.0, 26.001], [111.0, 26.0]]]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine is waited for, as a person waits for the page that asks again."""
    monkeypatch.setattr("weipian.web.command.jobs.AT_ONCE", 60.0)


def _package(numbers: list[str]) -> SimpleUploadedFile:
    features = [
        {"type": "Feature", "properties": {"JCBH": number, "图斑类别": "新增非农建设类"},
         "geometry": {"type": "Polygon", "coordinates": SQUARE}}
        for number in numbers
    ]  # fmt: skip
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return SimpleUploadedFile("新批次.geojson", body)


def test_a_package_is_taken_in_after_its_rehearsal(client: Clients, bench: Any) -> None:
    from weipian.store.models import Batch

    browser = client(bench.actor.name)
    form = {"source": _package(["N1", "N2", ""]), "issued": "2023-09-20", "batch": "新批次"}
    text = browser.post("/intake/", form).content.decode()
    assert "演练，还没有写入" in text, text
    assert not Batch.objects.filter(name="新批次").exists()
    key = re.search(r"/rehearsed/([\w-]+)/do", text)
    assert key is not None
    assert f"/rehearsed/{key.group(1)}/map" in text
    drawn = browser.get(f"/rehearsed/{key.group(1)}/map").content.decode()
    assert "2 个图斑，还没有写入" in drawn
    shapes = json.loads(browser.get(f"/rehearsed/{key.group(1)}/outlines?box=0,0,1,1").content)["features"]
    assert {(one["properties"]["plot"], one["properties"]["said"]) for one in shapes} == {
        ("N1", "新增"),
        ("N2", "新增"),
    }
    assert shapes[0]["geometry"]["coordinates"][0][0] == pytest.approx([111.0, 26.0], abs=0.002)
    done = browser.post(f"/rehearsed/{key.group(1)}/do").content.decode()
    assert "取走 新批次-错误行.xlsx" in done
    assert gettempdir() not in done
    assert Batch.objects.get(name="新批次").patches == 2
    assert "新批次" in browser.get("/intake/").content.decode()


def test_a_township_takes_nothing_in(client: Clients, bench: Any) -> None:
    answer = client("lu").post("/intake/", {"source": _package(["N3"])})
    assert answer.status_code == 403


def test_no_file_is_told(client: Clients, bench: Any) -> None:
    assert "没有选择文件" in client(bench.actor.name).post("/intake/", {}).content.decode()


def test_the_parts_of_a_shapefile_go_along(tmp_path: Path) -> None:
    given = [tmp_path / name for name in ("a.shp", "a.dbf", "a.shx", "a.prj", "b.dbf", "c.xlsx")]
    assert [path.name for path in sources(given)] == ["a.shp", "b.dbf", "c.xlsx"]
