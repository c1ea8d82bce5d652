"""CSV tables as people hand them in: good, odd and broken."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.fence.field import Field, Kind, read_mu
from weipian.fence.table import Table, read_rows
from weipian.terms.errors import InputError
from weipian.terms.words import Determination, Outcome

FIELDS = (
    Field("plot", "地块编号", ("地块号",), required=True, filled=True),
    Field("cultivated_mu", "耕地面积(亩)", ("耕地面积",), Kind.MU, required=True, filled=True),
    Field("determination", "判定", (), Kind.WORD, word=Determination, filled=True),
    Field("outcome", "整改结果", (), Kind.WORD, word=Outcome),
    Field("mark", "标记", (), Kind.FLAG),
    Field("issued", "下发日期", (), Kind.DATE),
)
TWO = FIELDS[:2]


def table_of(folder: Path, content: str | bytes, fields: tuple[Field, ...] = TWO, **options: object) -> Table:
    source = folder / "台账.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_rows(source, fields, **options)  # type: ignore[arg-type]


def code_of(folder: Path, content: str | bytes, fields: tuple[Field, ...] = TWO, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        table_of(folder, content, fields, **options)
    assert str(caught.value).startswith("台账.csv")
    assert str(caught.value).endswith("。")
    return caught.value.code


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    "header",
    [
        "plot,cultivated_mu",
        "地块编号,耕地面积（亩）",
        "地块号,耕地面积(亩)",
        "ＰＬＯＴ,Cultivated_MU",
        " plot ,耕地 面积",
    ],
)
def test_headers_by_key_label_or_alias(tmp_path: Path, header: str) -> None:
    assert table_of(tmp_path, f"{header}\na,1.5\n").rows == [{"plot": "a", "cultivated_mu": Fraction(3, 2)}]


def test_order_is_free_and_unknown_columns_are_kept_and_mentioned(tmp_path: Path) -> None:
    table = table_of(tmp_path, "备注,耕地面积,地块号\n好,2,a\n")
    assert table.rows == [{"plot": "a", "cultivated_mu": Fraction(2)}]
    assert table.source_rows == {2: ("好", "2", "a")}
    assert table.said[0].startswith("这些列没有用到：备注")


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("gb18030", 1), ("gbk", 1)]
)
def test_encodings_are_found_and_a_guess_is_said_with_samples(tmp_path: Path, encoding: str, said: int) -> None:
    table = table_of(tmp_path, "地块编号,耕地面积\n瓜里一,1\n瓜里二,2\n瓜里三,3\n瓜里四,4\n".encode(encoding))
    assert [row["plot"] for row in table.rows] == ["瓜里一", "瓜里二", "瓜里三", "瓜里四"]
    assert len(table.said) == said
    if said:
        assert "GB18030" in table.said[0]
        assert "瓜里三，3" in table.said[0]
        assert "瓜里四" not in table.said[0]


def test_encoding_by_hand(tmp_path: Path) -> None:
    content = "地块编号,耕地面积\n瓜里,1\n".encode("gbk")
    assert table_of(tmp_path, content, encoding="gbk").said == ()
    assert code_of(tmp_path, content, encoding="utf-8") == "wrong_encoding"
    assert code_of(tmp_path, content, encoding="klingon") == "unknown_encoding"
    assert code_of(tmp_path, content, encoding="base64") == "wrong_encoding"


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_table"),
        (b" \r\n\n", "empty_table"),
        (b"\xef\xbb\xbf", "empty_table"),
        (b"PK\x03\x04xxxx", "binary_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary_table"),
        (b"plot,cultivated_mu\na\0,1\n", "binary_table"),
        (b"plot,cultivated_mu\n\xff\xff\xff,1\n", "wrong_encoding"),
        (b'plot,cultivated_mu\n"a,1\nb,2\n', "broken_csv"),
        (b"\nplot,cultivated_mu\na,1\n", "blank_header"),
        (b"plot,area\na,1\n", "no_such_column"),
        ("plot,耕地面积,耕地面积（亩）\na,1,2\n".encode(), "repeated_column"),
        (b"plot,plot,cultivated_mu\na,b,1\n", "repeated_column"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    assert code_of(tmp_path, content) == code


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "没有.csv", "no_such_table"), (tmp_path, "unreadable_table")):
        with pytest.raises(InputError) as caught:
            read_rows(path, TWO)
        assert caught.value.code == code


def test_missing_column_names_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"缺少列「耕地面积\(亩\)\(cultivated_mu\)」；文件里有：plot、面积"):
        table_of(tmp_path, "plot,面积\na,1\n")


def test_mapping_by_hand(tmp_path: Path) -> None:
    content = "号,面积,耕地面积\na,1,7\n"
    mapped = {"号": "plot", "面积": "cultivated_mu"}
    assert table_of(tmp_path, content, mapping=mapped).rows == [{"plot": "a", "cultivated_mu": Fraction(1)}]
    assert code_of(tmp_path, content, mapping={"号": "plots"}) == "no_such_field"
    assert code_of(tmp_path, content, mapping={"编": "plot"}) == "no_such_column"


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("cell", "code", "says"),
    [
        ("三亩", "not_a_number", "3.5"),
        ('"3,5亩"', "number_with_more", "请只填 3.5"),
        ('"1,234.5"', "number_with_more", "请只填 1234.5"),
        ("12 亩", "number_with_more", "请只填 12"),
        ("NaN", "not_a_number", "NaN"),
        ("Inf", "not_a_number", "Inf"),
        ("1e999", "area_out_of_range", "1e999"),
        ("1e-999", "area_out_of_range", "1e-999"),
        ("1" * 50, "area_out_of_range", "亩"),
        ("9999999999", "area_out_of_range", "亩"),
        ("-1", "negative_area", "负数"),
        ("－０.５", "negative_area", "负数"),
        ("1_000", "not_a_number", "1_000"),
        ("=1+1", "not_a_number", "=1+1"),
        ("", "empty_cell", "补填"),
    ],
)
def test_bad_areas_are_refused_and_good_rows_go_on(tmp_path: Path, cell: str, code: str, says: str) -> None:
    table = table_of(tmp_path, f"plot,耕地面积\na,1\nb,{cell}\nc,3\n")
    assert [row["plot"] for row in table.rows] == ["a", "c"]
    assert table.numbers == [2, 4]
    (refusal,) = table.refused
    assert (refusal.row, refusal.field, refusal.code) == (3, "耕地面积", code)
    assert says in str(refusal)


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("cell", "value"),
    [("0", "0"), ("０.１", "0.1"), ("1.", "1"), (".5", "1/2"), ("+2", "2"), ("1.5E+02", "150"), ("-0", "0")],
)
def test_areas_are_exact(tmp_path: Path, cell: str, value: str) -> None:
    assert table_of(tmp_path, f"plot,耕地面积\na,{cell}\n").rows[0]["cultivated_mu"] == Fraction(value)


@given(st.decimals(0, 10**6, places=6))
def test_every_decimal_is_read_exactly(value: object) -> None:
    assert read_mu(f"{value:f}") == Fraction(str(value))


ALL = "plot,耕地面积,判定,整改结果,标记,下发日期\n"


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ("违建,,,", "判定", "unknown_word"),
        (",,,", "判定", "empty_cell"),
        ("合法,修好了,,", "整改结果", "unknown_word"),
        ("合法,,2,", "标记", "not_a_flag"),
        ("合法,,yes,", "标记", "not_a_flag"),
        ("合法,,,2023-02-30", "下发日期", "impossible_date"),
        ("合法,,,0000-01-01", "下发日期", "impossible_date"),
        ("合法,,,昨天", "下发日期", "not_a_date"),
    ],
)
def test_other_bad_cells(tmp_path: Path, cells: str, field: str, code: str) -> None:
    (refusal,) = table_of(tmp_path, f"{ALL}a,1,{cells}\n", FIELDS).refused
    assert (refusal.row, refusal.field, refusal.code) == (2, field, code)


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    table = table_of(tmp_path, f"{ALL},x,违建,,9,\n", FIELDS)
    assert [refusal.field for refusal in table.refused] == ["plot", "耕地面积", "判定", "标记"]


def test_words_flags_and_dates_in_their_many_forms(tmp_path: Path) -> None:
    lines = [
        "a,1,合法,,１,2023-8-1",
        "b,1,unlawful_new,已补办,是,2023年8月1日",
        "c,1,农业项目破坏耕地（基本农田）,无,0,20230801",
        "d,1,OTHER_USE,,否,2023/08/01 00:00:00",
        "e,1,其他,,,",
    ]
    rows = table_of(tmp_path, ALL + "\n".join(lines), FIELDS).rows
    assert [row["mark"] for row in rows] == [True, True, False, False, None]
    assert [row["issued"] for row in rows] == [date(2023, 8, 1)] * 4 + [None]
    assert [row["outcome"] for row in rows][:2] == [Outcome.NONE, Outcome.RETROSPECTIVE_APPROVAL]
    assert [row["determination"] for row in rows][2:] == [
        Determination.UNLAWFUL_FARMING,
        Determination.OTHER_USE,
        Determination.OTHER_USE,
    ]


@pytest.mark.requirement("F3")
def test_rows_of_the_wrong_width(tmp_path: Path) -> None:
    table = table_of(tmp_path, "plot,耕地面积\na\nb,1,\nc,1,2\n\n,\nd,4\n")
    assert [row["plot"] for row in table.rows] == ["b", "d"]
    assert [(refusal.row, refusal.code) for refusal in table.refused] == [(2, "too_few_cells"), (4, "too_many_cells")]
    assert table.numbers == [3, 7]  # blank rows are left out, and counted as a person counts


def test_an_id_that_excel_spoilt_is_refused(tmp_path: Path) -> None:
    (refusal,) = table_of(tmp_path, "plot,耕地面积\n4.50329E+17,1\n").refused
    assert refusal.code == "damaged_id"


def test_the_ledger_s_hidden_key_row_is_left_out(tmp_path: Path) -> None:
    assert table_of(tmp_path, "地块编号,耕地面积\nplot,cultivated_mu\na,1\n").numbers == [3]


@pytest.mark.parametrize("sign", ["\t", ";", "，"])
def test_other_separators_are_taken_and_said(tmp_path: Path, sign: str) -> None:
    table = table_of(tmp_path, f"plot{sign}耕地面积\na{sign}1\n")
    assert table.rows[0]["cultivated_mu"] == 1
    assert len(table.said) == 1


def test_a_header_alone_is_an_empty_table_and_said(tmp_path: Path) -> None:
    table = table_of(tmp_path, "plot,耕地面积\n")
    assert (table.rows, table.refused) == ([], [])
    assert "没有数据行" in table.said[0]


def test_repeats_are_refused_only_where_ids_are_unique(tmp_path: Path) -> None:
    content = "plot,耕地面积\na,1\na,1\nb,1\nb,2\nc,1\n"
    assert table_of(tmp_path, content).refused == []
    unique = (Field("plot", "地块编号", required=True, unique=True), TWO[1])
    table = table_of(tmp_path, content, unique)
    assert [row["plot"] for row in table.rows] == ["a", "c"]
    assert [refusal.row for refusal in table.refused] == [3, 4, 5]
    assert "第 4、5 行重复" in table.refused[1].message
