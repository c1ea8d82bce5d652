"""The list of files: what is missing, misspelt or misplaced is told in Chinese, with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from weipian.office.county import read_county
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind


def test_the_demo_s_list_is_read_whole(county: Path) -> None:
    found = read_county(county)
    assert found.policy == "demo-2023"
    assert found.notice == "虚构数据"
    assert len(found.patches.files) == 12
    assert LayerKind.LAND_USE in {layer.kind for layer in found.layers}
    assert found.inspections is not None
    assert found.review is not None


CHANGES = [
    ("policy =", "polcy =", "county_key_missing"),
    ('area_unit = "mu"', 'area_unit = "公顷"', "county_area_unit"),
    ('id = "JCBH"', "id = 3", "county_key_kind"),
    ('township = "XZQMC"', 'town = "XZQMC"', "county_key_unknown"),
    ("[layers.land_use]", "[layers.landuse]", "unknown_word"),
    ("202301下发图斑.shp", "202313下发图斑.shp", "county_file_missing"),
    ("[patches]", "[patches", "county_list_broken"),
    ('[review]\nfile = "虚构数据_会审结果.csv"', '[review]\nfile = "没有.csv"', "county_file_missing"),
]


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(("old", "new", "code"), CHANGES, ids=[code + str(i) for i, (_, _, code) in enumerate(CHANGES)])
def test_what_is_wrong_with_the_list_is_told(county: Path, tmp_path: Path, old: str, new: str, code: str) -> None:
    folder = tmp_path / "县"
    shutil.copytree(county.parent, folder)
    text = county.read_text(encoding="utf-8")
    assert old in text
    (folder / "county.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_county(folder / "county.toml")
    assert caught.value.code == code
    assert "county.toml" in str(caught.value)


def test_no_list_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到县文件清单"):
        read_county(tmp_path / "county.toml")
