"""The ledger workbook, read back with openpyxl and recalculated by LibreOffice: neither is ours."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion, Determination, Measure, Outcome
from weipian.workbook.ledger import (
    Counted,
    DutyRow,
    LedgerBook,
    LedgerRow,
    RatioRow,
    RatioTerms,
    Sides,
    Thrice,
    write_ledger,
)

OPEN = (Outcome.NONE, Outcome.IN_PROGRESS, Outcome.RECULTIVATED_UNACCEPTED)
TERMS = RatioTerms(
    numerator_before=(Counted(Determination.UNLAWFUL_NEW),),
    denominator_before=(Counted(Determination.LAWFUL_NEW, only_accepted=True), Counted(Determination.UNLAWFUL_NEW)),
    numerator_after=tuple(Counted(Determination.UNLAWFUL_NEW, o) for o in OPEN),
    denominator_after=(
        Counted(Determination.LAWFUL_NEW, only_accepted=True),
        *(Counted(Determination.UNLAWFUL_NEW, o) for o in (*OPEN, Outcome.RETROSPECTIVE_APPROVAL)),
    ),
    clause="四(一)",
)


def plot(
    number: int,
    township: str,
    determination: Determination | None,
    mu: str,
    outcome: Outcome = Outcome.NONE,
    **more: Any,
) -> LedgerRow:
    area = Area.of_mu(mu)
    return LedgerRow(
        plot=f"4599LP2301{number:05d}",
        patch=f"4599LP2301{number:05d}",
        category=more.pop("category", Category.NEW_NONFARM_CONSTRUCTION),
        issued=date(2023, 1, 12),
        township=township,
        determination=determination,
        cultivated=area,
        outcome=outcome,
        area=Thrice(issued=area, measured=Area(area.m2 + 1)),
        **more,
    )


ROWS = (
    plot(1, "麦浪乡", Determination.LAWFUL_NEW, "28.33", project="=1+1 项目"),
    plot(2, "麦浪乡", Determination.UNLAWFUL_NEW, "5", measure=Measure.DEMOLISH_AND_RECULTIVATE, gates=("A", "D")),
    plot(3, "麦浪乡", Determination.UNLAWFUL_NEW, "2.5", Outcome.RETROSPECTIVE_APPROVAL),
    plot(4, "麦浪乡", Determination.UNLAWFUL_NEW, "1.25", Outcome.RECULTIVATED, remark="@SUM(A1)"),
    plot(5, "枫峪乡", Determination.LAWFUL_NEW, "100"),
    plot(6, "枫峪乡", Determination.UNLAWFUL_NEW, "10", Outcome.IN_PROGRESS),
    plot(7, "枫峪乡", Determination.UNDETERMINED, "40", proposal=Conclusion.IN_DOUBT, missing=("批准文号",)),
    plot(8, "枫峪乡", Determination.LAWFUL_NEW, "7", supplementary=True),
    plot(9, "枫峪乡", Determination.LAWFUL_NEW, "3", supplementary=True, accepted_above=True),
    plot(10, "枫峪乡", None, "9", category=Category.MINING),
    plot(11, "枫峪乡", Determination.UNLAWFUL_EXISTING, "50"),
)


Pair = tuple[str, str]


def ratio(name: str, before: Pair, after: Pair, in_scope: bool, line: int, **more: Any) -> RatioRow:
    """Figures worked out by hand from plan 四(一)."""
    sides = [Sides(Fraction(n), Fraction(d)) for n, d in (before, after)]
    return RatioRow(
        name,
        sides[0],
        sides[1],
        Fraction(line),
        Fraction(3, 20),
        in_scope,
        Fraction(more.pop("open", 0)),
        more.pop("count", 0),
        **more,
    )


RATIOS = (
    ratio("全县", ("18.75", "150.08"), ("15", "148.83"), False, 100, whole_county=True, open=40, count=1),
    ratio("麦浪乡", ("8.75", "37.08"), ("5", "35.83"), False, 5),
    ratio("枫峪乡", ("10", "113"), ("10", "113"), False, 5, open=40, count=1),
    ratio("空空乡", ("0", "0"), ("0", "0"), False, 5),
)
DUTY = DutyRow("核查上报", "2023-12批", "县卫片办", "乡镇", *(date(2023, 12, 18),) * 3, "逾期", True, "三(一)")
BOOK = LedgerBook(
    title="澜屏县（虚构）2023年卫片执法",
    as_of=date(2023, 12, 15),
    policy="demo-2023",
    policy_title="虚构县方案",
    rows=ROWS,
    duties=(DUTY,),
    ratios=RATIOS,
    terms=TERMS,
    notices=("虚构数据", "依据重建规则，未与原文核对"),
    software="weipian 0.1.0",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ledger(tmp_path_factory.mktemp("ledger") / "台账.xlsx", BOOK)


def keyed(path: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(path, data_only=True)["台账"]
    keys = [cell.value for cell in sheet[2]]
    return [dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True)]


@pytest.mark.requirement("E3")
def test_hidden_keys_are_those_of_the_contract(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["台账"]
    keys = {cell.value for cell in sheet[2]}
    assert keys >= {"plot", "township", "determination", "cultivated_mu", "outcome", "patch", "category", "issued"}
    assert sheet.row_dimensions[2].hidden
    assert sheet.freeze_panes == "B3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.requirement("B3")
def test_areas_are_unrounded_and_apart(written: Path) -> None:
    first = keyed(written)[0]
    assert first["cultivated_mu"] == pytest.approx(28.33, abs=1e-12)
    assert first["area_measured_m2"] - first["area_issued_m2"] == pytest.approx(1, abs=1e-9)
    assert first["area_filed_mu"] is None


def test_words_are_chinese_labels_and_lists_hold_them(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["台账"]
    assert [row["determination"] for row in keyed(written)][1] == "新增建设用地违法"
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert any("新增建设用地违法" in rule and "未判定" in rule for rule in lists)
    assert all(len(rule) <= 257 for rule in lists)


def test_text_never_becomes_a_formula(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["台账"]
    found = [cell for row in sheet.iter_rows(min_row=3) for cell in row if str(cell.value).startswith(("=", "@"))]
    assert {cell.value for cell in found} == {"=1+1 项目", "@SUM(A1)"}
    assert all(cell.data_type != "f" or cell.quotePrefix for cell in found)
    assert all(cell.quotePrefix for cell in found)


def test_same_ledger_same_bytes(written: Path, tmp_path: Path) -> None:
    assert write_ledger(tmp_path / "again.xlsx", BOOK).read_bytes() == written.read_bytes()


def test_notices_stand_on_every_sheet(written: Path) -> None:
    for sheet in openpyxl.load_workbook(written):
        assert "虚构数据" in (sheet.oddHeader.right.text or ""), sheet.title


def recalculated(path: Path, folder: Path) -> Any:
    """The workbook with every formula worked out anew by LibreOffice."""
    soffice = shutil.which("soffice")
    assert soffice
    stripped = folder / "stripped.xlsx"
    book = openpyxl.load_workbook(path)  # keeps formulas and drops cached results
    sheet = book["台账"]
    outcome = next(cell.column for cell in sheet[2] if cell.value == "outcome")
    assert sheet.cell(4, outcome).value == "无"
    sheet.cell(4, outcome).value = None  # a clerk's empty cell must count like 无
    book.save(stripped)
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(stripped)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / "out" / "stripped.xlsx", data_only=True)


@pytest.mark.slow
@pytest.mark.tool("soffice")
@pytest.mark.requirement("E1", "E2", "E3")
def test_libreoffice_computes_what_is_cached(written: Path, tmp_path: Path) -> None:
    ours = openpyxl.load_workbook(written, data_only=True)["问责比例"]
    theirs = recalculated(written, tmp_path)["问责比例"]
    for row in range(4, 4 + len(RATIOS)):
        for column in range(1, 16):
            a, b = ours.cell(row, column).value, theirs.cell(row, column).value
            assert a == (pytest.approx(b, abs=1e-9) if isinstance(b, (int, float)) else b), (row, column)


@pytest.mark.requirement("E1", "E2")
def test_cached_figures_are_the_given_ones(written: Path) -> None:
    sheet = openpyxl.load_workbook(written, data_only=True)["问责比例"]
    assert [sheet.cell(5, column).value for column in (1, 2, 3, 5, 6)] == ["麦浪乡", 8.75, 37.08, 5, 35.83]
    assert sheet.cell(5, 12).value == sheet.cell(5, 13).value == "未达比例线"
    assert sheet.cell(7, 7).value == "—"
