"""How evidence grows, and how long the disk holds it."""

from __future__ import annotations

from datetime import date

import pytest

from weipian.programme.inspection.growth import Put, Sum, by_month, by_township, monthly, months_left, spelled
from weipian.programme.inspection.sheet import harmless

PUTS = (
    Put("2023-06", "星原镇", 300, False),
    Put("2023-08", "星原镇", 900, False),
    Put("2023-08", "麦浪乡", 900, True),
    Put("2023-09", "麦浪乡", 50, False),
)


def test_the_same_bytes_count_once_on_the_disk() -> None:
    assert by_month(PUTS) == {"2023-06": Sum(1, 300), "2023-08": Sum(2, 900), "2023-09": Sum(1, 50)}
    assert by_township(PUTS) == {"星原镇": Sum(2, 1200), "麦浪乡": Sum(2, 50)}


def test_a_forecast_looks_at_whole_months() -> None:
    months = by_month(PUTS)
    assert monthly(months, date(2023, 9, 24)) == (300 + 0 + 900) // 3
    assert monthly(months, date(2023, 8, 1)) == 300 // 2
    assert monthly(months, date(2023, 6, 30)) == 300
    assert monthly(months, date(2023, 12, 2)) == 50 // 3
    assert monthly(months, date(2024, 1, 2)) == 0
    assert monthly({}, date(2023, 9, 24)) == 0
    assert (months_left(1000, 400), months_left(1000, 0)) == (2, None)


def test_sizes_are_read_by_people() -> None:
    assert [spelled(size) for size in (0, 999, 1500, 2_500_000, 73_800_000_000, 5_000_000_000_000)] == [
        "0 字节",
        "999 字节",
        "1.5 kB",
        "2.5 MB",
        "73.8 GB",
        "5.0 TB",
    ]


@pytest.mark.requirement("F1")
@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_no_cell_of_the_sheet_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-26.04293333", "12", "", "现场照片", "a=b"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert harmless(cell) == cell
