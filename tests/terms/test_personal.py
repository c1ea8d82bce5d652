"""Citizens' numbers, telephones and names: known by their form, and masked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from weipian.terms.eyes import HIDDEN, Eyes
from weipian.terms.personal import (
    ERASABLE,
    GONE,
    PERSONAL,
    has_check_digit,
    is_doubtful_number,
    is_of_person,
    masked_cell,
    masked_name,
    masked_number,
    without_citizens,
    without_numbers,
    without_values,
)

pytestmark = pytest.mark.requirement("A3")
OF_THE_STANDARD = "11010519491231002X"
"""The example of GB 11643-1999 itself, a woman's of Beijing."""


def pure_system(seventeen: str) -> str:
    """ISO 7064 MOD 11-2 by its recursive definition, which GB 11643 takes its check digit from."""
    product = 0
    for digit in seventeen:
        product = (product + int(digit)) * 2 % 11
    return "0123456789X"[(12 - product) % 11]


seventeens = st.builds(
    lambda place, day, order: f"{place}{day:%Y%m%d}{order:03d}",
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2015, 12, 31)),
    st.integers(0, 999),
)


@given(seventeens)
@example(OF_THE_STANDARD[:17])
def test_the_check_digit_is_that_of_the_pure_system(seventeen: str) -> None:
    right = pure_system(seventeen)
    assert [digit for digit in "0123456789X" if has_check_digit(seventeen + digit)] == [right]
    assert is_doubtful_number(seventeen + ("0" if right != "0" else "1"))
    assert not is_doubtful_number(seventeen + right)


@given(seventeens, st.integers(0, 16), st.integers(1, 9))
def test_a_slip_of_one_digit_is_always_found(seventeen: str, place: int, by: int) -> None:
    whole = seventeen + pure_system(seventeen)
    slip = whole[:place] + str((int(whole[place]) + by) % 10) + whole[place + 1 :]
    assert not has_check_digit(slip)


@given(seventeens, st.text(alphabet="甲乙，。 ：\n", max_size=5), st.text(alphabet="号，。 )", max_size=5))
def test_it_is_found_in_any_text_and_its_middle_is_gone(seventeen: str, before: str, after: str) -> None:
    number = seventeen + pure_system(seventeen)
    said = without_citizens(before + number + after)
    assert said == f"{before}{number[:4]}**********{number[14:]}{after}"
    assert len(said) == len(before + number + after)


@pytest.mark.parametrize(
    "text",
    [
        "450329202308110012", "4503292023081100123", "45032900001", "EPSG:4525", "37464971.138123456789",
        "138123456789", "sha256:9f13812345678ab", "2023-08-11T13:81:23.456Z", "25.0000", "110.65138123456789",
        "450329198013400012",
    ],
)  # fmt: skip
def test_patches_hashes_coordinates_and_days_are_left_alone(text: str) -> None:
    assert without_numbers(text) == text


def test_masks() -> None:
    assert masked_number("45032919800101123X") == "4503**********123X"
    assert masked_number("123456") == "******"
    assert (masked_name("张三"), masked_name("欧阳某某")) == ("张*", "欧***")
    assert without_numbers(f"找 13812345678（{OF_THE_STANDARD}）") == "找 138****5678（1101**********002X）"
    assert without_values("could not convert string to float: '张三'") == "could not convert string to float: …"
    assert without_values('invalid input for "450329198001011234" 张三 at 12') == "invalid input for … … at 12"


@pytest.mark.parametrize(
    ("name", "kind", "person"),
    [
        ("张三", "", True), ("某某", "农户", True), ("环县公司", "", False), ("某村委会", "", False),
        ("某某建材厂", "个体工商户", True), ("张三", "企业", False), ("阿依古丽·某某", "", True),
        ("第一中学校", "", False), ("环县交通建设投资", "", False), ("星原镇", "", False), ("", "", False),
    ],
)  # fmt: skip
def test_who_is_a_person(name: str, kind: str, person: bool) -> None:
    assert is_of_person(name, kind) is person


def test_what_the_roles_that_need_no_names_see() -> None:
    row = {"name": "张三", "kind": "农户", "number": OF_THE_STANDARD, "note": "已迁居", "project_id": 4}
    assert Eyes(names=False).record("party", row) == {
        **row, "name": "张*", "number": "1101**********002X", "note": HIDDEN,
    }  # fmt: skip
    assert Eyes(names=True).record("party", row) == {**row, "number": "1101**********002X"}
    body = {"name": "环县公司", "kind": "企业", "number": "91450329MA5K12345X", "note": "联系 13812345678"}
    assert Eyes(names=False).record("party", body) == {**body, "note": "联系 138****5678"}
    gone = {"name": None, "kind": "农户", "number": None, "note": None}
    assert Eyes(names=True).record("party", gone) == {"name": GONE, "kind": "农户", "number": GONE, "note": GONE}


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        ("用地主体", "张三", "张*"), ("QLR", "张三", "张*"), ("QLR", "环县公司", "环县公司"), ("holder", "李四", "李*"),
        ("SFZH", "450329800101123", "4503*******1123"), ("联系电话", "0773-4312345", "0773****2345"),
        ("XMMC", "张三", "张三"), ("备注", f"号 {OF_THE_STANDARD}", "号 1101**********002X"),
    ],
)  # fmt: skip
def test_a_platforms_cells(column: str, text: str, shown: str) -> None:
    assert masked_cell(column, text, names=False) == shown


def test_at_any_depth() -> None:
    found = Eyes(names=False).deep({"records": [{"values": {"holder": "张三", "number": "C1"}, "row": 3}], "n": None})
    assert found == {"records": [{"values": {"holder": "张*", "number": "C1"}, "row": 3}], "n": None}


def test_what_may_be_erased_is_personal() -> None:
    assert all(set(columns) <= set(PERSONAL[table]) for table, columns in ERASABLE.items())
