"""Tables, page and figure from made-up figures; and the page in the docs from its own file."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.docs import END, KEPT, PAGE, START, NoPlace, with_tables
from benchmarks.figure import draw
from benchmarks.results import COMPUTING, PROCESS, Report
from benchmarks.tables import as_markdown, as_text, measured_rows
from made_report import measured, report, whole


def test_a_row_is_told_in_full_and_its_ratio_is_to_our_warm_run() -> None:
    rows = measured_rows(whole(), PROCESS, 10_000)
    assert rows == [
        ("weipian", "warm", "0.200", "1.00", "0.40", "200", "3", "—"),
        ("Shapely", "ready", "3.000", "15.00", "6.00", "200", "3", "0.01"),
        ("GeoPandas", "plain", "60.000", "300.00", "120.00", "900", "1 (of 3)", "0.01"),
    ]


def test_without_our_run_there_is_no_ratio() -> None:
    rows = measured_rows(report(measured(3.0, engine="Shapely", form="ready")), PROCESS, 10_000)
    assert [row[3] for row in rows] == ["—"]


def test_terminal_and_page_say_the_same_and_what_was_left_out() -> None:
    for text in (as_text(whole()), as_markdown(whole())):
        for part in ("达到", "未达到", "1 (of 3)", "PostGIS is not installed", "205,000 land_use", "Medians of 3 runs"):
            assert part in text


def test_every_size_and_kind_has_a_table() -> None:
    text = as_markdown(whole())
    for size in ("100", "1,000", "10,000", "100,000"):
        assert f"### Computing, {size} patches" in text
        assert f"### Process, {size} patches" in text


def test_columns_stand_under_their_heads_whatever_the_width_of_letters() -> None:
    lines = as_text(whole()).splitlines()
    start = lines.index("Process, 10,000 patches")
    words = ("form", "warm", "ready", "plain")
    assert len({line.index(word) for line, word in zip(lines[start + 1 :], words, strict=False)}) == 1


def test_the_page_keeps_its_own_words_and_takes_new_tables() -> None:
    page = f"# Words\n\n{START}\nformer figures\n{END}\n\nMore words\n"
    once = with_tables(page, whole())
    assert once.startswith("# Words\n")
    assert once.endswith("More words\n")
    assert "former figures" not in once
    assert with_tables(once, whole()) == once


@pytest.mark.parametrize("page", ["", START, END])
def test_a_page_without_a_place_is_said(page: str) -> None:
    with pytest.raises(NoPlace):
        with_tables(page, whole())


def test_the_page_in_the_docs_has_a_place_and_the_figures_of_its_file() -> None:
    page = PAGE.read_text("utf-8")
    if KEPT.exists():
        assert with_tables(page, Report.load(KEPT)) == page
    else:
        with_tables(page, whole())


if find_spec("matplotlib"):

    def test_the_figure_is_a_png_with_a_panel_for_each_size_and_kind(tmp_path: Path) -> None:
        draw(whole(), tmp_path / "figure.png")
        assert (tmp_path / "figure.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"

    def test_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
        for name in ("a.png", "b.png"):
            draw(whole(), tmp_path / name)
        assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()

    def test_a_report_of_one_size_can_be_drawn(tmp_path: Path) -> None:
        few = (measured(1.0), measured(2.0, engine="Shapely", form="ready", kind=COMPUTING))
        draw(report(*few), tmp_path / "figure.png")
        assert (tmp_path / "figure.png").exists()
