"""What the run hands in and prints, read by a program that is not ours."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from weipian.demo.days.diary import ARRIVED, LATE, Diary
from weipian.demo.days.people import CAST, FICTIONAL, SURNAME
from weipian.demo.days.picture import photo

EXIF, GPS, TAKEN, HEADING = 0x8769, 0x8825, 0x9003, 17
DAY = date(2023, 5, 20)


@pytest.mark.requirement("B5")
@pytest.mark.parametrize("heading", [0, 20, 110, 290])
@pytest.mark.parametrize("of", ["a", "4599LP230100001 20", "odd"])
def test_a_photo_says_when_and_which_way(of: str, heading: int) -> None:
    image = Image.open(io.BytesIO(photo(of, DAY, heading)))
    image.load()
    tags = image.getexif()
    assert tags[0x010E].rstrip("\x00") == of
    assert tags.get_ifd(EXIF)[TAKEN].startswith("2023:05:20 10:")
    assert tags.get_ifd(GPS)[HEADING] == heading


@pytest.mark.requirement("B5")
def test_a_photo_is_the_same_every_time_and_no_other_plot_s() -> None:
    assert photo("a", DAY, 20) == photo("a", DAY, 20)
    assert len({photo(of, DAY, heading) for of in ("a", "b") for heading in (20, 110)}) == 4


@pytest.mark.requirement("A3")
def test_the_cast_is_nobody() -> None:
    assert len({one.key for one in CAST}) == len({one.label for one in CAST}) == len(CAST)
    assert all(one.label.startswith(SURNAME) and one.label.endswith(FICTIONAL) for one in CAST)


@pytest.mark.requirement("E7")
def test_the_diary_counts_by_month() -> None:
    diary = Diary()
    diary.count(DAY, ARRIVED, 3)
    diary.count(DAY, ARRIVED, 4)
    diary.count(date(2023, 6, 1), LATE, 2)
    diary.note(DAY, "请示一件")
    lines = diary.text().splitlines()
    assert [line[:7] for line in lines[1:3]] == ["2023-05", "2023-06"]
    assert f"{ARRIVED}   7" in lines[1]
    assert f"{LATE}   2" in lines[2]
    assert lines[-1] == "2023-05-20　请示一件"
