"""Every number of the page leads to the rows that make it up, and all papers say the same digits."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from made_books import TOWNSHIPS, as_clerk_of
from office.summary.conftest import EVIL, TODAY
from page_reading import Page, number_of
from weipian.terms.acting import Role
from weipian.terms.errors import InputError


def written(desk: Any, folder: Path) -> Page:
    from weipian.office.summary.desk import summary_now

    return Page(summary_now(desk, folder, TODAY)[1].page)


def excel(value: float, places: int) -> str:
    """A cell's number as Excel and WPS show it with so many decimals."""
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@pytest.mark.requirement("E1", "E3")
def test_rows_behind_every_number_add_up_to_it(desk: Any, tmp_path: Path) -> None:
    page = written(desk, tmp_path / "out")
    assert page.unlinked == []
    checked = set()
    for text, href in page.links:
        assert page.target(href).is_file(), href
        key = unquote(href).removeprefix("清单/").removesuffix(".html")
        if re.fullmatch(r"[\d.]+%?", text) and key not in ("lines", "all"):
            listing = Page(page.target(href))
            if key.endswith("-ratio-after") and not text.endswith("%"):  # what is left under the line
                assert f"{text} 亩" in listing.text
            else:
                assert number_of(listing, key, text) == text, key
            checked.add(key)
    assert {"county-unlawful-after", "county-ratio-after", "county-undetermined", "not-final", "gate-a"} <= checked
    assert {"t1-unlawful-after", "state-lawful", "county-if-unlawful", "overdue-1"} <= checked


@pytest.mark.requirement("E1")
def test_page_workbook_and_json_say_the_same_digits(desk: Any, tmp_path: Path) -> None:
    from weipian.office.ledger.book import ledger_book
    from weipian.office.ledger.saving import save
    from weipian.office.ledger.standing import ratio_now

    page = written(desk, tmp_path / "out")
    shown = {unquote(href): text for text, href in reversed(page.links)}
    save(tmp_path / "again.xlsx", ledger_book(desk, TODAY))
    sheet = openpyxl.load_workbook(tmp_path / "again.xlsx", data_only=True)["问责比例"]
    answer: Any = ratio_now(desk).answer
    blocks = {**answer["townships"], "县": answer["county"]}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4) if row[5].value is not None]
    assert len(rows) == len(blocks)
    for number, (row, block) in enumerate(zip(rows, blocks.values(), strict=True), 1):
        key = "county" if number == len(rows) else f"t{number}"
        assert shown[f"清单/{key}-unlawful-after.html"] == block["after"]["numerator_mu"] == excel(row[4], 4)
        assert excel(row[5], 4) == block["after"]["denominator_mu"]
        ratio = block["after"]["ratio"]
        listing = Page(page.target(f"清单/{key}-ratio-after.html"))
        if ratio is None:
            assert row[6] == "—"
        else:
            assert f"{Decimal(ratio) * 100:.4f}%" in listing.text
            assert excel(row[6], 6) == ratio
    assert answer["county"]["after"]["numerator_mu"] == "46.1242"
    assert answer["county"]["after"]["ratio"] is not None


def test_a_measured_area_is_listed_to_its_last_digit(desk: Any, tmp_path: Path) -> None:
    page = written(desk, tmp_path / "out")
    listing = Page(page.target("清单/county-ratio-after.html"))
    cells = {row.cells[1]: row.cells[-1] for row in listing.rows}
    assert cells[EVIL] == "49.9999999995"
    assert listing.amounts(1) == Decimal("96.1241499995")
    assert "96.1241" in listing.text


@pytest.mark.requirement("E3")
def test_what_people_wrote_is_text_and_nothing_else(desk: Any, tmp_path: Path) -> None:
    page = written(desk, tmp_path / "out")
    for path in [page.path, *sorted((tmp_path / "out" / "清单").iterdir())]:
        found, source = Page(path), path.read_text(encoding="utf-8")
        assert "script" not in found.tags
        assert "style=" not in source
        assert "<style" not in source
        assert "style-src 'self'" in source
        for _, href in found.links:
            assert "//" not in href
            assert found.target(href).is_file()
    listing = Page(page.target("清单/county-ratio-after.html"))
    assert EVIL in {row.cells[1] for row in listing.rows}
    anchors = [row.anchor for row in listing.rows]
    assert len(set(anchors)) == len(anchors)
    assert not any(set(anchor) & set(" \"'<>&/%") for anchor in anchors)


@pytest.mark.requirement("F1")
def test_the_printed_page_is_a_witness_of_the_log(desk: Any, tmp_path: Path) -> None:
    from weipian.record.audit import Asked, audit_workspace
    from weipian.record.head import head_mark
    from weipian.record.paper import mark_of
    from weipian.store.queries.log import head_now

    written(desk, tmp_path / "out")
    shown = head_mark(head_now())
    text = next(path for path in (tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    assert f'<span class="mark">{shown}</span>' in text
    assert audit_workspace(desk.workspace.folder, Asked((mark_of(shown),))).clean


@pytest.mark.requirement("A3")
def test_who_sees_one_township_gets_that_one_alone(desk: Any, tmp_path: Path) -> None:
    page = written(as_clerk_of(desk, TOWNSHIPS[1]), tmp_path / "own")
    every = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "own").rglob("*") if path.is_file())
    assert "P3" in every
    assert "P1" not in every
    assert "P9" not in every
    assert TOWNSHIPS[0] not in every
    assert {unquote(href) for text, href in page.links if text == "40.1235"} >= {"清单/t1-unlawful-after.html"}
    assert not list((tmp_path / "own" / "清单").glob("county-*"))


@pytest.mark.requirement("A3")
def test_who_sees_no_township_gets_no_page(desk: Any, tmp_path: Path) -> None:
    actor = replace(desk.actor, roles=frozenset({Role.DEPARTMENT_CLERK}), department="公安")
    with pytest.raises(InputError) as told:
        written(replace(desk, actor=actor), tmp_path / "none")
    assert told.value.code == "sums_not_handed"
    assert not (tmp_path / "none").exists()


def test_lists_of_an_earlier_run_go_away(desk: Any, tmp_path: Path) -> None:
    (tmp_path / "out" / "清单").mkdir(parents=True)
    (tmp_path / "out" / "清单" / "overdue-99.html").write_text("old")
    written(desk, tmp_path / "out")
    assert not (tmp_path / "out" / "清单" / "overdue-99.html").exists()
