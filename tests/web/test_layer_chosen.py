"""A file with several layers: which one is asked after the upload, and chosen by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from made_layers import Make, make, squares
from web.conftest import Clients
from weipian.cli.dialogs import Dialogs

pytestmark = pytest.mark.requirement("B1", "F3")
__all__ = ["make"]


@pytest.fixture
def given(make: Make) -> Path:
    """Two layers, three and two areas."""
    make("两层.gpkg", layer="乡镇", XZQMC=["星原镇", "麦浪乡", "砚溪镇"])
    return make("两层.gpkg", squares(2), layer="旧乡镇", XZQMC=["星原镇", "麦浪乡"])


@pytest.mark.parametrize("page", ["/do/layers/add", "/intake/layers"])
def test_the_layer_is_chosen_after_the_upload(
    client: Clients, bench: Any, given: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weipian.web.command.jobs.AT_ONCE", 60.0)
    browser = client(bench.actor.name)
    assert 'name="source-layer"' in browser.get(page).content.decode()

    def sent(layer: str) -> str:
        upload = SimpleUploadedFile("两层.gpkg", given.read_bytes())
        more = {"kind": "乡镇", "as_of": "2022-12-31", "dry_run": "1", "source": upload, "source-layer": layer}
        return str(browser.post(page, more, headers={"HX-Request": "true"}).content.decode())

    asked = sent("")
    offered = re.findall(r'data-fill="([^"]*)" data-value="([^"]*)"', asked)
    assert offered == [("source-layer", "乡镇"), ("source-layer", "旧乡镇")]
    assert "只有：乡镇、旧乡镇" in sent("没有的")
    taken = sent("旧乡镇")
    assert "data-fill" not in taken
    assert "2" in re.sub(r"<[^>]*>", "", taken)
    assert "notice bad" not in taken


def test_only_files_with_layers_ask_for_one() -> None:
    layered = {
        (path, field.name)
        for group in Dialogs().groups()
        for path, _ in group.dialogs
        for field in Dialogs().dialog(path).fields
        if field.layered
    }
    assert layered == {(("layers", "add"), "source"), (("layers", "add"), "coverage"), (("patches", "add"), "source")}
