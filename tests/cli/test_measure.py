"""`weipian measure` as its contract has it, on the French sample and on made files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

from cli.conftest import Weipian

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "cadastre_fr" / "parcelles.geojson"


def collection(path: Path, shapes: list[tuple[str, list[list[float]]]], key: str = "id") -> Path:
    features = [
        {"type": "Feature", "properties": {key: name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, ring in shapes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def square(x: float, y: float, side: float) -> list[list[float]]:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


@pytest.mark.requirement("B3")
@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx", ".gpkg"])
def test_every_form_of_output_says_the_same(weipian: Weipian, tmp_path: Path, suffix: str) -> None:
    patches = collection(
        tmp_path / "图斑.geojson", [("a", square(110.0, 26.0, 0.002)), ("b", square(111.0, 26.0, 0.001))]
    )
    land = collection(
        tmp_path / "地类.geojson",
        [("0101", square(109.999, 25.999, 0.002)), ("0301", square(110.001, 25.999, 0.002))],
        "DLBM",
    )
    out = tmp_path / f"结果{suffix}"
    run = weipian(
        "measure", patches, "--layer", f"land={land}:DLBM", "--partition", "land", "-o", out, "--id", "id", "--json"
    )
    assert run.code == 0, run.err
    rows = run.json["rows"]
    assert [(row["patch"], row["class"]) for row in rows] == [
        ("a", "0101"), ("a", "0301"), ("a", "未覆盖"), ("b", ""), ("b", "未覆盖"),
    ]  # fmt: skip
    parts = [Decimal(row["area_m2"]) for row in rows if row["patch"] == "a"]
    assert sum(parts) == Decimal(rows[0]["patch_area_m2"])
    assert all(row["area_mu"].split(".")[1].__len__() == 4 for row in rows)
    said = [(row["patch"], row["class"], Decimal(row["area_m2"])) for row in rows]
    assert written(out) == said


def written(path: Path) -> list[tuple[str, str, Decimal]]:
    """Patch, class and area as another program reads them from the file."""
    match path.suffix:
        case ".csv":
            found = list(csv.DictReader(path.open(encoding="utf-8-sig")))
        case ".parquet":
            found = pq.read_table(path).to_pylist()
        case ".xlsx":
            head, *body = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
            found = [dict(zip(head, row, strict=True)) for row in body]
        case _:
            meta, _, _, fields = pyogrio.raw.read(path)
            found = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*fields, strict=True)]
    return [(str(row["patch"]), str(row["class"] or ""), round(Decimal(str(row["area_m2"])), 2)) for row in found]


def test_the_french_sample_against_its_register(weipian: Weipian, tmp_path: Path) -> None:
    out = tmp_path / "结果.csv"
    run = weipian("measure", SAMPLE, "--layer", f"cadastre={SAMPLE}", "--id", "id", "-o", out)
    assert run.code == 0, run.err
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig")))
    assert all(Decimal(row["share"]) <= Decimal("1.02") for row in rows)
    assert {row["layer"] for row in rows} == {"cadastre"}


@pytest.mark.requirement("F3")
def test_bad_rows_end_in_3_with_an_error_workbook(weipian: Weipian, tmp_path: Path) -> None:
    bow_tie = [[110.0, 26.0], [110.001, 26.001], [110.001, 26.0], [110.0, 26.001], [110.0, 26.0]]
    patches = collection(
        tmp_path / "图斑.geojson",
        [
            ("a", square(110.0, 26.0, 0.001)),
            ("b", bow_tie),
            ("a", square(110.1, 26.0, 0.001)),
            ("c", square(110.0, 26.0, 0.002)),
        ],
    )
    run = weipian("measure", patches, "--layer", f"self={patches}", "-o", tmp_path / "结果.csv", "--id", "id", "--json")
    assert run.code == 3
    assert {row["patch"] for row in run.json["rows"]} == {"a", "c"}
    assert "第2行" in run.err
    listed = list(openpyxl.load_workbook(tmp_path / "结果-错误行.xlsx").active.iter_rows(min_row=2, values_only=True))
    assert len(listed) == len(run.json["refused"])


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("没有.shp", "--layer", "a=没有.shp", "-o", "a.csv"), 1),
        (("{patches}", "--layer", "没有等号", "-o", "a.csv"), 2),
        (("{patches}", "-o", "a.csv"), 2),
        (("{patches}", "--layer", "a={patches}:没有这列", "-o", "a.csv"), 1),
        (("{patches}", "--layer", "a={patches}", "-o", "a.docx"), 2),
        (("{patches}", "--layer", "a={patches}", "-o", "没有的文件夹/a.csv"), 1),
        (("{patches}", "--layer", "a={patches}", "-o", "a.csv", "--crs", "2360"), 1),
        (("{patches}", "--layer", "a={patches}", "-o", "a.csv", "--engine", "spark"), 2),
    ],
)
def test_what_is_wrong_as_a_whole(weipian: Weipian, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    patches = collection(tmp_path / "图斑.geojson", [("a", square(110.0, 26.0, 0.001))])
    run = weipian("measure", *(word.format(patches=patches) for word in words), "--json")
    assert run.code == code, run.err
    assert run.json["errors"][0]["message"]


def test_measuring_loads_neither_numba_nor_geos(tmp_path: Path) -> None:
    """Start-up is most of a small overlay: the second run on a layer imports only what it needs."""
    patches = collection(tmp_path / "a.geojson", [("a", square(110.0, 26.0, 0.002))])
    land = collection(tmp_path / "b.geojson", [("0101", square(109.999, 25.999, 0.002))], "DLBM")
    code = (
        f"import sys; sys.argv=['weipian','measure',{str(patches)!r},'--layer',{f'land={land}:DLBM'!r},"
        f"'--id','id','-o',{str(tmp_path / 'out.csv')!r}]\n"
        "from weipian.cli import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print(sorted({'numba','shapely','pyproj','pyogrio','xlsxwriter','jinja2'}&set(sys.modules)))"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
