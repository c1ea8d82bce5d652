"""Patches measured in blocks give the bytes of one uninterrupted run, however often they were stopped."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from programme.overlay.test_parted import sample, write
from weipian.atlas.ready import Store
from weipian.programme.overlay import large_run
from weipian.programme.overlay.block import measure_block
from weipian.programme.overlay.blocks_told import Large
from weipian.programme.overlay.files import LayerSource, measure_files
from weipian.programme.overlay.joining import Asked
from weipian.programme.overlay.large import measure_large
from weipian.programme.overlay.sizes import is_large
from weipian.terms.errors import Cancelled


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    """Patches (with a bow-tie; one id stands in two blocks) and a layer."""
    shapes, classes = sample(5)
    patches = write(tmp_path / "patches.parquet", shapes, classes)
    table = pq.read_table(patches)
    ids = table["id"].to_pylist()
    ids[-3], ids[-5] = ids[2], ""
    pq.write_table(table.set_column(0, "id", [ids]), patches, row_group_size=40)
    return patches, write(tmp_path / "layer.parquet", *sample(9))


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIPIAN_BIG_BYTES", "0")
    monkeypatch.setenv("WEIPIAN_PART_ROWS", "37")
    monkeypatch.setenv("WEIPIAN_BLOCK_ROWS", "29")


def asked(layer: Path, told: list[str] | None = None, column: str | None = None, epsg: int | None = None) -> Asked:
    listen = (lambda _: None) if told is None else told.append
    source = LayerSource("layer", layer, None, "DLBM")
    return Asked([source], ["layer"], False, None, epsg, column, None, listen)


def measured(sources: tuple[Path, Path], output: Path, told: list[str] | None = None, **options: Any) -> Large:
    return measure_large(str(sources[0]), output, asked(sources[1], told, **options), Store(output.parent / "ready"))


class Stopped:
    """Ctrl-C after some blocks."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
        self.left, self.plain = after, measure_block
        self.patch = monkeypatch

    def __enter__(self) -> None:
        self.patch.setattr(large_run, "measure_block", self)

    def __exit__(self, *_: object) -> None:
        self.patch.setattr(large_run, "measure_block", self.plain)

    def __call__(self, *given: Any) -> Any:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return self.plain(*given)


@pytest.mark.requirement("B3", "F4")
@pytest.mark.parametrize("column", [None, "id"])
def test_blocks_say_what_one_run_says(
    sources: tuple[Path, Path], tmp_path: Path, tiny: None, column: str | None
) -> None:
    output = tmp_path / "out.parquet"
    found = measured(sources, output, column=column)
    layer = [LayerSource("layer", sources[1], None, "DLBM")]
    plain = measure_files(str(sources[0]), layer, partition=["layer"], ready=False, id_column=column)
    rows = [{name: str(value) for name, value in row.items()} for row in pq.read_table(output).to_pylist()]
    assert rows == [dict(zip(plain.columns, row, strict=True)) for row in zip(*plain.columns.values(), strict=True)]
    assert found.rows == len(rows)
    assert found.patches == len(plain.ids)
    assert found.contradictions_json() == plain.contradictions_json()
    assert {str(row) for row in found.refused} == {str(row) for row in plain.refused}
    assert found.said == plain.said
    assert not list(tmp_path.glob("*.未完成"))


@pytest.mark.requirement("F4")
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_stopped_and_gone_on_gives_the_same_bytes(
    sources: tuple[Path, Path], tmp_path: Path, tiny: None, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    whole = measured(sources, tmp_path / f"whole{suffix}")
    output = tmp_path / f"out{suffix}"
    for after in (0, 2, 1):
        with Stopped(monkeypatch, after), pytest.raises(Cancelled, match="中止"):
            measured(sources, output)
        assert not output.exists()
    lines: list[str] = []
    found = measured(sources, output, lines)
    assert output.read_bytes() == (tmp_path / f"whole{suffix}").read_bytes()
    assert any("接着上次" in line and "已做好 3 块" in line for line in lines)
    assert (found.said, found.contradictions, found.rows) == (whole.said, whole.contradictions, whole.rows)
    if suffix == ".csv":
        assert len(list(csv.reader(output.open(encoding="utf-8-sig")))) == found.rows + 1


def test_another_measuring_is_not_gone_on_with(
    sources: tuple[Path, Path], tmp_path: Path, tiny: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out.parquet"
    with Stopped(monkeypatch, 2), pytest.raises(Cancelled):
        measured(sources, output)
    table = pq.read_table(sources[0])
    pq.write_table(table.slice(1), sources[0])
    lines: list[str] = []
    measured(sources, output, lines)
    assert any("没有沿用" in line for line in lines)
    fresh = tmp_path / "fresh.parquet"
    measured(sources, fresh)
    assert output.read_bytes() == fresh.read_bytes()


@pytest.mark.parametrize("form", ["parquet", "npz", "json"])
def test_a_block_that_was_spoilt_on_the_disk_is_measured_again(
    sources: tuple[Path, Path], tmp_path: Path, tiny: None, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    output = tmp_path / "out.parquet"
    with Stopped(monkeypatch, 3), pytest.raises(Cancelled):
        measured(sources, output)
    spoilt = tmp_path / "out.parquet.未完成" / f"block-00001.{form}"
    spoilt.write_bytes(spoilt.read_bytes()[:-9])
    lines: list[str] = []
    measured(sources, output, lines)
    assert any("已做好 2 块" in line for line in lines)
    measured(sources, tmp_path / "fresh.parquet")
    assert output.read_bytes() == (tmp_path / "fresh.parquet").read_bytes()


def test_small_ones_and_other_forms_go_the_plain_way(sources: tuple[Path, Path], tmp_path: Path) -> None:
    assert not is_large(str(sources[0]), tmp_path / "out.parquet")


def test_only_what_can_be_joined_is_large(sources: tuple[Path, Path], tmp_path: Path, tiny: None) -> None:
    forms = {
        form: is_large(str(sources[0]), tmp_path / f"out{form}") for form in (".parquet", ".csv", ".xlsx", ".gpkg")
    }
    assert forms == {".parquet": True, ".csv": True, ".xlsx": False, ".gpkg": False}
