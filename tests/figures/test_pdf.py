"""A figure as a PDF: its size, what it draws, its table of places; looked at by another program where there is one."""

from __future__ import annotations

import io
import re
import subprocess
import zlib
from pathlib import Path

import pytest
from PIL import Image

from figures.test_wall_map import wall
from weipian.figures.pdf import drawn_pdf
from weipian.figures.png import drawn_png
from weipian.figures.sizes import SHEETS, resized
from weipian.figures.svg import box, document, line, text
from weipian.figures.wall_map import draw_wall_map

pytestmark = pytest.mark.requirement("D1")
A3 = SHEETS["A3"]
STREAM = re.compile(rb"/Length (\d+)>>\nstream\n")


def streams(pdf: bytes) -> list[str]:
    return [zlib.decompress(pdf[found.end() : found.end() + int(found[1])]).decode() for found in STREAM.finditer(pdf)]


def test_the_page_has_the_size_of_the_sheet_and_the_drawing_lies_in_it() -> None:
    pdf = drawn_pdf(document(100, 50, "题", [box(0, 0, 100, 50, "#ff0000")]), 200, 200)
    size = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert size is not None
    assert [round(float(one) / 72 * 25.4, 2) for one in size.groups()] == [200.0, 200.0]
    page = streams(pdf)[0]
    scale, _, _, down, left, top = map(float, page.split()[1:7])
    assert scale == -down
    assert round(left, 3) == 0  # 100 mm wide fill 200 mm; 50 mm high stand in the middle
    assert round(top * 25.4 / 72, 2) == 150.0
    assert "1 0 0 rg 0 0 2000 1000 re f" in page


def test_the_table_names_the_place_of_every_object() -> None:
    pdf = drawn_pdf(document(100, 50, "题", [line(0, 0, 10, 10, 0.5), text(1, 5, "乡镇", 3)]), *A3)
    start = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    assert pdf[start : start + 4] == b"xref"
    places = [int(one) for one in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    assert [pdf[at:].split(b" ", 1)[0] for at in places] == [str(number + 1).encode() for number in range(len(places))]
    assert "题".encode("utf-16-be").hex().encode() in pdf


def test_the_same_figure_gives_the_same_bytes() -> None:
    svg = draw_wall_map(wall())
    assert drawn_pdf(svg, *A3) == drawn_pdf(svg, *A3)


def test_what_no_figure_has_is_refused() -> None:
    with pytest.raises(ValueError, match="image"):
        drawn_pdf(document(10, 10, "题", ['<image href="a.png"/>']), *A3)


def test_a_picture_on_another_sheet_has_that_sheets_points() -> None:
    svg = document(297, 210, "题", [box(0, 0, 297, 210, "#fff")])
    wide, high = Image.open(io.BytesIO(drawn_png(resized(svg, *A3), 100))).size
    assert (round(wide / 100 * 25.4), round(high / 100 * 25.4)) == (420, 297)


@pytest.mark.tool("pdftoppm")
def test_another_program_shows_what_the_picture_shows(tmp_path: Path) -> None:
    """Hatches, letters, halos, dashes: by eye the same, here by the mean difference of grey in a small picture."""
    svg = draw_wall_map(wall())
    (tmp_path / "a.pdf").write_bytes(drawn_pdf(svg, *SHEETS["A4"]))
    words = ["pdftoppm", "-r", "200", "-png", "a.pdf", "a"]
    made = subprocess.run(words, cwd=tmp_path, capture_output=True, check=True)
    assert not made.stderr
    shown = small(Image.open(next(tmp_path.glob("a*.png"))))
    wanted = small(Image.open(io.BytesIO(drawn_png(svg, 200))))
    apart = [abs(a - b) for a, b in zip(shown.tobytes(), wanted.tobytes(), strict=True)]
    assert sum(apart) / len(apart) < 1.5
    assert max(apart) < 90
    assert sum(one < 230 for one in wanted.tobytes()) > 300


def small(picture: Image.Image) -> Image.Image:
    """Grey, each point the mean of many: how another program rounds a line does not matter."""
    return picture.convert("L").resize((240, 170), Image.Resampling.BOX)
