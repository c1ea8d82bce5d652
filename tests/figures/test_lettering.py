"""Letters as outlines, and pictures of points made of them."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from made_plots import PLOT
from read_figure import size_mm, texts
from weipian.figures.face import EM, MISSING, fitted, sans, width_of
from weipian.figures.land import _told
from weipian.figures.lettering import lettered
from weipian.figures.plot_overlay import draw_plot
from weipian.figures.png import drawn_png

SVG = draw_plot(PLOT)


def test_every_text_becomes_outlines_and_is_still_read_aloud() -> None:
    drawn = lettered(SVG)
    root = ElementTree.fromstring(drawn.svg)
    assert "<text" not in drawn.svg
    assert "font-family" not in drawn.svg
    assert [one.get("aria-label") for one in root.iter() if one.get("aria-label") is not None] == texts(SVG)
    assert drawn.missing == ()


def test_every_glyph_that_is_used_is_there_once() -> None:
    root = ElementTree.fromstring(lettered(SVG).svg)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    used = {(one.get("href") or "#")[1:] for one in root.iter() if one.tag.endswith("use")}
    assert len(ids) == len(set(ids))
    assert used <= set(ids)
    assert {f"g{ord(one):x}" for words in texts(SVG) for one in words if not one.isspace()} == used


def test_a_figure_asks_for_nothing_from_outside() -> None:
    drawn = lettered(SVG).svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|data:|@import|<image|<style|<script|\son\w+=", drawn)
    assert all(one.startswith("#") for one in re.findall(r'href="([^"]*)"', drawn))
    assert all(one.startswith("#") for one in re.findall(r"url\(([^)]*)\)", drawn))


def test_a_character_that_the_font_lacks_is_marked_and_named() -> None:
    drawn = lettered(draw_plot(replace(PLOT, subtitle="𠮷家村")))
    assert drawn.missing == ("𠮷",)
    labels = [one.get("aria-label") or "" for one in ElementTree.fromstring(drawn.svg).iter()]
    assert "𠮷家村" in labels
    assert any("U+20BB7" in one and MISSING in one for one in labels)
    assert size_mm(drawn.svg)[1] > size_mm(SVG)[1]


def test_letters_run_as_wide_as_the_font_says() -> None:
    """Noto Sans SC: a Chinese character fills the em, its digits 0.555 of it."""
    assert width_of("国土", 10) == pytest.approx(20)
    assert width_of("12", 10) == pytest.approx(11.1)
    assert sans().glyph("国").advance == EM
    assert fitted("永久基本农田", 10, 35).endswith("…")
    assert width_of(fitted("永久基本农田", 10, 35), 10) <= 35


def test_every_word_of_the_land_classes_has_its_glyphs() -> None:
    words = "".join([*_told()["class"].values(), *(one["label"] for one in _told()["group"].values())])
    assert [one for one in words if not sans().covers(one)] == []


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert lettered(SVG) == lettered(SVG)
    assert drawn_png(SVG, 96) == drawn_png(SVG, 96)


@pytest.mark.parametrize("dpi", [96, 300])
def test_a_picture_has_its_size_and_says_its_dots(dpi: int) -> None:
    png = drawn_png(SVG, dpi)
    width, height = struct.unpack(">II", png[16:24])
    wide_mm, high_mm = size_mm(SVG)
    assert width == pytest.approx(wide_mm / 25.4 * dpi, abs=1.5)
    assert height == pytest.approx(high_mm / 25.4 * dpi, abs=1.5)
    across, along, unit = struct.unpack(">IIB", png[png.index(b"pHYs") + 4 :][:9])
    assert (round(across * 0.0254), round(along * 0.0254), unit) == (dpi, dpi, 1)


def test_a_picture_shows_letters_and_colours() -> None:
    """Not blank: many colours, ink where a word stands, and less of it without the words."""
    with_words, without = (_pixels(drawn_png(svg, 96)) for svg in (SVG, re.sub(r"<text .*?</text>", "", SVG)))
    assert len(set(with_words)) > 50
    assert _dark(with_words) > 1.2 * _dark(without)


def _dark(pixels: list[bytes]) -> int:
    return sum(1 for one in pixels if max(one[:3]) < 90)


def _pixels(png: bytes) -> list[bytes]:
    """RGBA pixels of an unfiltered or filtered PNG, by the standard's own filters."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[24:26] == b"\x08\x06"
    body, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert crc == zlib.crc32(kind + data)
        body += data if kind == b"IDAT" else b""
        at += 12 + length
    raw, stride = zlib.decompress(body), 4 * width
    above, found = bytearray(stride), []
    for row in range(height):
        kind_of, line = raw[row * (stride + 1)], bytearray(raw[row * (stride + 1) + 1 : (row + 1) * (stride + 1)])
        _unfilter(kind_of, line, above)
        found += [bytes(line[k : k + 4]) for k in range(0, stride, 4)]
        above = line
    return found


def _unfilter(kind: int, line: bytearray, above: bytearray) -> None:
    for k in range(len(line)):
        a, b, c = line[k - 4] if k > 3 else 0, above[k], above[k - 4] if k > 3 else 0
        guess = {0: 0, 1: a, 2: b, 3: (a + b) // 2, 4: min((a, b, c), key=lambda one: abs(a + b - c - one))}[kind]
        line[k] = (line[k] + guess) & 255
